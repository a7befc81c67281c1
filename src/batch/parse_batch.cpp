#include "batch/parse_batch.h"

#include <algorithm>

#include "app/batch_outputs.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/files.h"
#include "base/numbers.h"
#include "base/texts.h"
#include "batch/folder.h"
#include "batch/inputs.h"
#include "batch/report.h"
#include "form/catalogue.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".json";

Json number(std::int64_t value) { return Json::make_number(value); }

Json purpose_of(const BatchParseOptions& options) {
    return Json::make_object({{"verb", Json::make_text("batch parse")},
                              {"full", Json::make_boolean(options.answer == Answer::full)},
                              {"mask", Json::make_boolean(options.parse.mask)},
                              {"form", Json::make_text(options.parse.form)},
                              {"lang", Json::make_text(options.parse.language == Language::zh ? "zh" : "en")}});
}

// The inputs that the journal does not know yet, under names of their own.
void add_new_inputs(Journal& journal, const BatchParseOptions& options, ReaderChild& reader) {
    Names names{std::string(ending)};
    std::set<std::string> known;
    journal.each([&](const JournalEntry& entry) {
        names.reserve(entry.job.name);
        known.insert(source_of_json(entry.job.task).identity());
    });
    std::vector<Job> jobs;
    for (const Input& input : gather_inputs(options.inputs, options.list, options.folder, reader))
        if (!known.contains(input.source.identity())) jobs.push_back({0, names.unique(input.name), to_json(input.source)});
    if (jobs.empty() && known.empty()) throw Error(Code::usage, {}, "没有要读取的文件：请给出文件、文件夹，或以 - 从标准输入给出清单");
    if (!jobs.empty()) journal.add(std::move(jobs));
}

// The group that holds the code of an organisation: what its applications share.
std::string shared_group(const Form& form) {
    for (const CatalogueRole& role : form.catalogue)
        if (role.role == role_code && !role.paths.empty())
            return role.paths.front().substr(0, role.paths.front().find('/', 1));
    return "";
}

// What reports need of an application.
Json facts_of(Studio& studio, const Parsed& parsed) {
    const Form& form = studio.form(parsed.form);
    Json values = Json::make_object();
    for (const auto& [role, texts] : catalogue_values(parsed.record, form)) {
        Json list = Json::make_array();
        for (const std::string& text : texts) list.items.push_back(Json::make_text(text));
        values.members.emplace_back(role, std::move(list));
    }
    const auto findings = [&](Severity severity) {
        return number(std::ranges::count_if(parsed.findings, [&](const Finding& finding) { return finding.severity == severity; }));
    };
    double confidence = 1;
    for (const FieldSource& field : parsed.fields) confidence = std::min(confidence, field.confidence);
    Json facts = Json::make_object({{"form", Json::make_text(parsed.form)},
                                    {"values", std::move(values)},
                                    {"findings", Json::make_array({findings(Severity::error), findings(Severity::warning), findings(Severity::info)})},
                                    {"confidence", Json::make_number(short_number(confidence, 3))}});
    const std::string group = shared_group(form);
    const Json* shared = group.empty() ? nullptr : value_at(parsed.record, group);
    if (shared && shared->is_object()) facts.member("shared") = normal_form(*shared);
    return facts;
}

// A ZIP whose files are not inputs themselves: why. A workbook under such a name goes on.
void refuse_packed(Studio& studio, const std::string& bytes, const Job& job) {
    constexpr std::string_view suffix = ".zip";
    if (!lower(job.name).ends_with(suffix)) return;
    const std::vector<ReaderChild::PackedFile> members = studio.reader().members(bytes, job.name);
    if (members.empty()) throw Error(Code::unreadable, {job.name, ""}, "压缩包是空的");
    if (std::ranges::any_of(members, [](const auto& member) { return member.name == workbook_member; })) return;
    throw Error(Code::unsupported, {job.name, ""}, source_of_json(job.task).packed ? "压缩包中的压缩包只展开一层：请解压后重试" : "压缩包在处理中被改动了：请重新处理");
}

class Parsing {
public:
    Parsing(const BatchParseOptions& options, const fs::path& folder) : options_(options), folder_(folder) {}

    FinishedJob operator()(Studio& studio, const Job& job) const {
        FinishedJob finished{job.number, JobState::done, Json::make_object()};
        try {
            const std::string bytes = read_source(source_of_json(job.task), studio.reader(), job.name);
            ParseOptions parse = options_.parse;
            parse.sha256 = hex(sha256(bytes));
            finished.result.member("sha256") = Json::make_text(parse.sha256);
            refuse_packed(studio, bytes, job);
            const std::vector<Parsed> all = parse_bytes(studio, bytes, job.name, parse);
            Json applications = Json::make_array();
            for (const Parsed& parsed : all) applications.items.push_back(facts_of(studio, parsed));
            const fs::path output = folder_ / (job.name + std::string(ending));
            make_folders(output.parent_path());
            write_files({{output.string(), write_json(answer_json(all, options_.answer))}});
            finished.result.member("applications") = std::move(applications);
        } catch (const Error& error) {
            if (error.code() == Code::unwritable) throw;
            finished.state = JobState::failed;
            finished.result.member("error") = failure_of(error).member("error");
        }
        return finished;
    }

private:
    const BatchParseOptions& options_;
    const fs::path& folder_;
};

}  // namespace

BatchParsed parse_batch(const BatchParseOptions& options) {
    const OutputFolder folder(options.folder);
    const std::unique_ptr<Journal> journal = open_journal(folder.path() / batch_journal);
    journal->settle(purpose_of(options));
    if (journal->counts().all() > 0) remove_leftovers(folder.path());
    journal->release("");  // the folder is locked: whoever had taken them is gone
    Studio studio(options.setup);
    add_new_inputs(*journal, options, studio.reader());
    if (options.retry) journal->retry();

    RunOptions run;
    run.setup = options.setup;
    run.workers = options.workers;
    run.stop = options.stop;
    run.progress = options.progress;
    run.warm_up = [](Studio& own) {
        own.reader().start();
        for (const std::string& id : own.form_ids()) own.anchors(id);
    };
    run_jobs(*journal, run, Parsing(options, folder.path()));
    return write_reports(*journal, studio, folder.path(), options);
}

}  // namespace tianbiao
