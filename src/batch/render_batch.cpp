#include "batch/render_batch.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "app/batch_outputs.h"
#include "app/merge.h"
#include "base/error.h"
#include "base/files.h"
#include "base/mask.h"
#include "base/texts.h"
#include "base/utf8.h"
#include "batch/folder.h"
#include "batch/report.h"
#include "form/catalogue.h"
#include "form/validate.h"
#include "write/zip_file.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t jobs_at_once = 500;  // added to the journal with one flush

Json text(std::string value) { return Json::make_text(std::move(value)); }
Json number(std::size_t value) { return Json::make_number(static_cast<std::int64_t>(value)); }

constexpr std::size_t longest_role = 600;      // bytes in a report

Json purpose_of(const BatchRenderOptions& options, const std::vector<RenderInput>& inputs) {
    Json formats = Json::make_array(), accepted = Json::make_array(), tables = Json::make_array();
    for (const std::string& format : options.formats) formats.items.push_back(text(format));
    for (const Acceptance& acceptance : options.render.accepted) accepted.items.push_back(Json::make_array({text(acceptance.rule), text(acceptance.reason)}));
    for (const RenderInput& input : inputs)
        if (!input.sha256.empty()) tables.items.push_back(text(input.sha256));
    const RenderOptions& render = options.render;
    return Json::make_object({{"verb", text("batch render")},
                              {"formats", std::move(formats)},
                              {"name", text(options.name)},
                              {"form", text(render.form)},
                              {"date", text(render.date)},
                              {"language", text(render.language == Language::zh ? "zh" : "en")},
                              {"draft", Json::make_boolean(render.draft)},
                              {"mask", Json::make_boolean(render.mask)},
                              {"data", Json::make_boolean(render.data)},
                              {"page_numbers", number(static_cast<std::size_t>(render.page_numbers))},
                              {"padding", number(static_cast<std::size_t>(render.padding))},
                              {"accepted", std::move(accepted)},
                              {"tables", std::move(tables)}});
}

void add_jobs(Studio& studio, const RenderPlanOptions& plan, const std::vector<RenderInput>& inputs, Journal& journal) {
    OutputNames names;
    for (const char* ours : {"report", "batch"}) names.keep(ours);
    std::set<std::string> known;
    journal.each([&](const JournalEntry& entry) {
        known.insert(entry.job.name);
        names.keep(printed(entry.job.task.find("output")));
    });
    std::vector<Job> jobs;
    const auto flush = [&] { journal.add(std::exchange(jobs, {})); };
    plan_render(studio, plan, inputs, names, [&](const std::string& name) { return known.contains(name); }, [&](Job job) {
        jobs.push_back(std::move(job));
        if (jobs.size() >= jobs_at_once) flush();
    });
    flush();
}

Json roles_of(const Form& form, const Record& record) {
    Json roles = Json::make_object();
    for (const auto& [role, values] : catalogue_values(record, form)) {
        const std::string all = joined(values);
        roles.member(role) = text(std::string(clipped(role == role_code ? masked_as_code(all) : masked_by_shape(all), longest_role)));
    }
    return roles;
}

// Writes what a job asks for; its result says what the report needs.
class Renderer {
public:
    explicit Renderer(const BatchRenderOptions& options) : options_(options) {}

    FinishedJob operator()(Studio& studio, const Job& job) const {
        FinishedJob finished{job.number, JobState::done, Json::make_object()};
        std::vector<Finding> of_table = findings_of_json(job.task.find("findings"));
        const Record record = application_of(job.task);
        RenderOptions render = options_.render;
        const bool spoilt = has_errors(of_table) && !render.draft;
        render.paint = !spoilt && std::ranges::count(options_.formats, "pdf") > 0;
        Rendered rendered = render_application(studio, record, render);
        Json& result = finished.result;
        const std::string id = !render.form.empty() ? render.form : printed(value_at(record, "/form"));
        const std::vector<std::string> ids = studio.form_ids();
        if (std::ranges::find(ids, id) != ids.end()) {
            const Form& form = studio.form(id);
            of_table = masked(std::move(of_table), form);
            result.member("form") = text(id);
            result.member("roles") = roles_of(form, record);
        }
        std::vector<Finding> findings = std::move(of_table);
        std::ranges::move(rendered.masked_findings, std::back_inserter(findings));
        result.member("findings") = to_json_brief(findings);
        if (spoilt || rendered.refused) finished.state = JobState::failed;
        else write(studio, job, rendered, result);
        return finished;
    }

private:
    void write(Studio& studio, const Job& job, const Rendered& rendered, Json& result) const {
        std::vector<OutputFile> files;
        Json outputs = Json::make_array();
        for (const std::string& format : options_.formats) {
            const std::string name = printed(job.task.find("output")) + "." + format;
            files.push_back({(fs::path(options_.folder) / name).string(),
                             format == "pdf" ? studio.pdf_writer().write(rendered.pages, rendered.facts) : workbook_of(studio, rendered)});
            outputs.items.push_back(text(name));
        }
        write_files(files);
        result.member("outputs") = std::move(outputs);
        result.member("pages") = number(rendered.plan.grid.sheets.size());
        if (!rendered.plan.missing.empty()) result.member("missing") = number(rendered.plan.missing.size());
    }

    const BatchRenderOptions& options_;
};

// What a job was, as little as it can be kept: ten thousand tasks as trees would fill the memory.
Json task_of(const std::string& kept) { return read_json(kept, "task"); }

// Of one that was written: its name, and its task as text.
struct Written {
    std::string name, task;
};

// What could not be put in any more, by name: its input has changed or gone since it was drawn.
std::vector<std::string> write_merged(Studio& studio, const BatchRenderOptions& options, const std::vector<Written>& written) {
    std::vector<std::string> left_out;
    std::vector<MergeEntry> entries;
    std::vector<const Written*> of_entry;
    for (const Written& one : written) {
        try {
            const Record record = application_of(task_of(one.task));
            const std::string id = !options.render.form.empty() ? options.render.form : printed(value_at(record, "/form"));
            const Form& form = studio.form(id);
            entries.push_back(merge_entry(options.render.mask ? masked(record, form) : record, form));
            of_entry.push_back(&one);
        } catch (const Error&) {
            left_out.push_back(one.name);
        }
    }
    if (entries.empty()) return left_out;
    RenderOptions render = options.render;
    render.page_numbers = PageNumbers::off;
    render.padding = Padding::none;
    render.paint = true;
    MergeOptions merge;
    merge.date = render.date;
    merge.data = render.data;
    const Merged merged = merge_applications(
        studio, entries, [&](std::size_t i) { return render_application(studio, application_of(task_of(of_entry[i]->task)), render); }, merge);
    for (const std::size_t entry : merged.refused) left_out.push_back(of_entry[entry]->name);
    if (!merged.order.empty()) write_files({{options.merge, merged.pdf}});
    return left_out;
}

void write_all(Studio& studio, const BatchRenderOptions& options, Journal& journal, std::string_view date, BatchRendered& out) {
    std::vector<ZipEntry> entries;
    std::vector<Written> written;
    journal.each([&](const JournalEntry& entry) {
        if (entry.state != JobState::done) return;
        const std::vector<Finding> findings = findings_of_json(entry.result.find("findings"));
        out.doubtful += has_errors(findings) || entry.result.find("missing");
        if (!options.merge.empty()) written.push_back({entry.job.name, write_json(entry.job.task, JsonStyle::compact)});
        if (const Json* outputs = options.zip.empty() ? nullptr : entry.result.find("outputs"))
            for (const Json& name : outputs->items) entries.push_back({name.text, (fs::path(options.folder) / name.text).string()});
    });
    write_render_reports(journal, options, date);
    out.not_merged = write_merged(studio, options, written);
    if (!options.zip.empty()) write_zip(options.zip, entries, date);
}

void check_options(const BatchRenderOptions& options) {
    if (options.inputs.empty()) throw Error(Code::usage, {}, "没有输入");
    if (options.formats.empty()) throw Error(Code::usage, {"", "--format"}, "没有输出格式");
    for (const std::string& format : options.formats)
        if (format != "pdf" && format != "xlsx") throw Error(Code::usage, {"", "--format"}, "批量输出的格式只有 pdf 和 xlsx");
    if (std::set<std::string>(options.formats.begin(), options.formats.end()).size() != options.formats.size())
        throw Error(Code::usage, {"", "--format"}, "同一种格式给了两次");
    NamePattern{options.name};
}

}  // namespace

BatchRendered render_batch(Studio& studio, const BatchRenderOptions& options) {
    check_options(options);
    BatchRendered out;
    const RenderPlanOptions plan{options.inputs, options.render.form, options.name, options.render.language, options.folder};
    std::vector<RenderInput> inputs = render_inputs(studio, plan);
    for (const RenderInput& input : inputs)
        if (input.table) std::ranges::copy(input.table->findings, std::back_inserter(out.findings));
    out.masked_findings = out.findings;
    for (Finding& finding : out.masked_findings)
        for (std::string& value : finding.values) value = masked_by_shape(value);
    out.refused = has_errors(out.findings) && !options.render.draft;
    if (out.refused) return out;
    const OutputFolder folder(options.folder);  // ours alone until the end
    remove_leftovers(options.folder);
    const std::unique_ptr<Journal> journal = open_journal(fs::path(options.folder) / batch_journal);
    journal->settle(purpose_of(options, inputs));
    journal->release("");
    if (options.retry) journal->retry();
    add_jobs(studio, plan, inputs, *journal);
    inputs.clear();
    run_jobs(*journal, {studio.setup(), options.workers, options.stop, options.progress, {}}, Renderer(options));
    out.counts = journal->counts();
    out.stopped = out.counts.waiting + out.counts.taken > 0;
    if (out.stopped) return out;
    const std::vector<std::string> ids = studio.form_ids();
    write_all(studio, options, *journal, options.render.date.empty() && !ids.empty() ? studio.form(ids.front()).date : options.render.date, out);
    return out;
}

}  // namespace tianbiao
