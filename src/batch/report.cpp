#include "batch/report.h"

#include <algorithm>

#include "app/batch_outputs.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/texts.h"
#include "batch/compare.h"
#include "batch/summary.h"
#include "form/validate.h"
#include "write/table_book.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

struct Title {
    const char *zh, *en;
    double width;
};
constexpr Title file_titles[]{
    {"文件", "file", 30},          {"表", "form", 22},       {"申报单位", "organisation", 26}, {"统一社会信用代码", "credit code", 20},
    {"职业", "occupation", 20},    {"状态", "state", 9},     {"错误", "errors", 7},            {"警告", "warnings", 7},
    {"提示", "infos", 7},          {"最低置信度", "lowest confidence", 8},                     {"重复", "duplicate", 26},
    {"原因", "reason", 34},        {"用时（秒）", "seconds", 8},
};
constexpr Title contradiction_titles[]{
    {"统一社会信用代码", "credit code", 22}, {"栏目", "field", 24}, {"路径", "path", 36}, {"文件", "file", 40}, {"内容", "value", 40}};
constexpr Title count_titles[]{{"表", "form", 40},          {"地区", "region", 16},           {"职业", "occupation", 24},
                               {"申请", "applications", 10}, {"申报单位", "organisations", 10}};
constexpr Title warning_titles[]{{"警告", "warning", 60}, {"条款", "clause", 12}, {"内容", "values", 60}};

// Every scalar below, by its path; `visit` gets path and text.
template <class Visit>
void each_leaf(const Json& json, const std::string& path, const Visit& visit) {
    for (std::size_t i = 0; i < json.items.size(); ++i) each_leaf(json.items[i], path + "/" + std::to_string(i), visit);
    for (const auto& [key, value] : json.members) each_leaf(value, path + "/" + escape_key(key), visit);
    if (json.is_scalar() && !json.is_null()) visit(path, printed(&json));
}

class Report {
public:
    Report(Journal& journal, Studio& studio, const BatchParseOptions& options)
        : journal_(journal), studio_(studio), options_(options), zh_(options.parse.language == Language::zh), book_(date()) {}

    BatchParsed write(const fs::path& folder) {
        out_.counts = journal_.counts();
        each_application([&](const JournalEntry& entry, const ApplicationFacts& facts) {
            ++out_.applications;
            comparison_.add(entry.job.name, digest_of(entry), facts);
        });
        files();
        contradictions();
        counts();
        warnings();
        for (const std::string_view name : {report_csv, report_xlsx, summary_xlsx}) out_.outputs.push_back((folder / name).string());
        write_files({{out_.outputs[0], csv_}});
        write_file(out_.outputs[1], Readers::all, [&](const Sink& sink) { book_.write(sink); });
        write_file(out_.outputs[2], Readers::all, [&](const Sink& sink) { summary(folder, sink); });
        return std::move(out_);
    }

private:
    std::string date() const {
        if (!options_.date.empty()) return options_.date.substr(0, 10);
        const std::vector<std::string> ids = studio_.form_ids();
        return ids.empty() ? "" : studio_.form(ids.front()).date;
    }

    template <std::size_t size>
    std::vector<TableColumn> columns(const Title (&titles)[size]) const {
        std::vector<TableColumn> all;
        for (const Title& title : titles) all.push_back({zh_ ? title.zh : title.en, title.width, false, true});
        return all;
    }

    const char* word(const char* zh, const char* en) const { return zh_ ? zh : en; }

    static std::string digest_of(const JournalEntry& entry) {
        const Json* digest = entry.result.find("sha256");
        return digest ? digest->text : "";
    }

    template <class Visit>
    void each_application(const Visit& visit) {
        journal_.each([&](const JournalEntry& entry) {
            const Json* applications = entry.state == JobState::done ? entry.result.find("applications") : nullptr;
            if (applications)
                for (const Json& application : applications->items) visit(entry, facts_of_json(application));
        });
    }

    // Of the files as they stand there now: one that was taken away or broken since is left out.
    void summary(const fs::path& folder, const Sink& sink) {
        Summary all(date());
        journal_.each([&](const JournalEntry& entry) {
            const fs::path file = folder / (entry.job.name + ".json");
            if (entry.state != JobState::done || !fs::exists(file)) return;
            Json json;
            try {
                json = read_json(read_file(file.string(), limits::json_bytes), file.string());
            } catch (const Error&) {
                return;  // changed since by somebody else
            }
            for (const Json& each : json.is_array() ? json.items : std::vector<Json>{json}) {
                const Json* application = options_.answer == Answer::full ? each.find("application") : &each;
                const Record record{application ? *application : Json{}};
                const std::string id = printed(value_at(record, "/form"));
                const std::vector<std::string> known = studio_.form_ids();
                if (std::ranges::find(known, id) != known.end()) all.add(studio_.form(id), record, entry.job.name);
            }
        });
        all.write(sink);
    }

    std::string form_name(const std::string& id) {
        const std::vector<std::string> known = studio_.form_ids();
        if (std::ranges::find(known, id) == known.end()) return id;
        const Words& name = studio_.form(id).name;
        return zh_ ? name.zh : name.en;
    }

    std::string reason_of(const JournalEntry& entry) const {
        const Json* error = entry.result.find("error");
        if (!error) return "";
        const Json *place = error->find("place"), *text = error->find("text");
        return (place && !place->text.empty() ? place->text + ": " : "") + (text ? text->text : "");
    }

    void files() {
        const std::vector<TableColumn> head = columns(file_titles);
        const int sheet = book_.add_sheet(word("文件", "files"), head);
        csv_ = csv_mark;
        std::vector<PlainCell> titles;
        for (const TableColumn& column : head) titles.push_back({column.title});
        csv_ += csv_line(titles);
        journal_.each([&](const JournalEntry& entry) {
            const Json* applications = entry.state == JobState::done ? entry.result.find("applications") : nullptr;
            std::int64_t errors = 0;
            if (!applications || applications->items.empty()) return row(sheet, file_row(entry, nullptr));
            for (const Json& application : applications->items) {
                const ApplicationFacts facts = facts_of_json(application);
                errors += facts.errors;
                row(sheet, file_row(entry, &facts));
            }
            out_.to_review += errors > 0;
        });
    }

    void row(int sheet, const std::vector<PlainCell>& cells) {
        book_.add_row(sheet, cells);
        csv_ += csv_line(cells);
    }

    std::string state_of(const JournalEntry& entry, const ApplicationFacts* facts) const {
        if (entry.state == JobState::failed) return word("未读", "unread");
        if (entry.state != JobState::done) return word("待读", "waiting");
        return facts && facts->errors > 0 ? word("须核对", "to review") : word("已读", "read");
    }

    std::vector<PlainCell> file_row(const JournalEntry& entry, const ApplicationFacts* facts) {
        const auto number = [](std::int64_t value) { return PlainCell{std::to_string(value), true}; };
        const Json* seconds = entry.result.find("seconds");
        const PlainCell time{seconds ? seconds->text : "", seconds != nullptr};
        if (!facts) {
            const Comparison::Duplicate same = comparison_.duplicate_of(entry.job.name, digest_of(entry), {});
            return {{entry.job.name}, {}, {}, {}, {}, {state_of(entry, nullptr)}, {}, {}, {}, {}, {duplicate(same)}, {reason_of(entry)}, time};
        }
        const Comparison::Duplicate same = comparison_.duplicate_of(entry.job.name, digest_of(entry), *facts);
        out_.duplicates += !same.file.empty();
        return {{entry.job.name}, {form_name(facts->form)}, {masked_by_shape(facts->organization)}, {masked_as_code(facts->code)}, {masked_by_shape(facts->occupation)}, {state_of(entry, facts)},
                number(facts->errors), number(facts->warnings), number(facts->infos), {facts->confidence, true}, {duplicate(same)}, {}, time};
    }

    std::string duplicate(const Comparison::Duplicate& same) const {
        if (same.file.empty()) return "";
        return same.file + (same.bytes ? word("（内容完全相同）", " (the same bytes)") : word("（同一单位、同一职业）", " (same organisation and occupation)"));
    }

    // Cell by cell: each field of which two applications of one code say different things, with what each of them says.
    void contradictions() {
        struct Said {
            std::string file, text;
        };
        std::map<std::string, std::map<std::string, std::vector<Said>>> by_code;  // then by path
        std::map<std::string, std::vector<std::string>> files;
        std::map<std::string, std::string> forms;
        each_application([&](const JournalEntry& entry, const ApplicationFacts& facts) {
            if (!comparison_.is_contradicted(facts.code)) return;
            files[facts.code].push_back(entry.job.name);
            forms.try_emplace(facts.code, facts.form);
            each_leaf(facts.shared, group_of(facts.form), [&](const std::string& path, const std::string& text) {
                by_code[facts.code][path].push_back({entry.job.name, text});
            });
        });
        const int sheet = book_.add_sheet(word("信息不一致", "contradictions"), columns(contradiction_titles));
        for (const auto& [code, paths] : by_code) {
            const Form& form = studio_.form(forms[code]);
            for (const auto& [path, said] : paths) {
                const bool alike = said.size() == files[code].size() && std::ranges::all_of(said, [&](const Said& each) { return each.text == said[0].text; });
                if (alike) continue;
                const Field* field = form.field(path);
                const std::string name = field ? (zh_ ? field->name.zh : field->name.en) : "";
                for (const std::string& file : files[code]) {
                    const auto one = std::ranges::find(said, file, &Said::file);
                    const std::string text = one == said.end() ? "" : field ? masked_as(*field, one->text) : masked(one->text);
                    book_.add_row(sheet, {{masked_as_code(code)}, {name}, {path}, {file}, {text}});
                }
            }
        }
    }

    std::string group_of(const std::string& form) {
        for (const CatalogueRole& role : studio_.form(form).catalogue)
            if (role.role == role_code && !role.paths.empty()) return role.paths.front().substr(0, role.paths.front().find('/', 1));
        return "";
    }

    void counts() {
        const int sheet = book_.add_sheet(word("统计", "counts"), columns(count_titles));
        for (const auto& [group, count] : comparison_.counts())
            book_.add_row(sheet, {{form_name(group.form)}, {masked_by_shape(group.region)}, {masked_by_shape(group.occupation)}, {std::to_string(count.applications), true},
                                  {std::to_string(count.organizations.size()), true}});
    }

    void warnings() {
        for (const std::string& id : studio_.form_ids())
            for (Finding& finding : over_quota(comparison_, studio_.form(id), options_.parse.language)) out_.warnings.push_back(std::move(finding));
        const int sheet = book_.add_sheet(word("警告", "warnings"), columns(warning_titles));
        for (const Finding& finding : out_.warnings) {
            book_.add_row(sheet, {{finding.message}, {finding.clause}, {joined(finding.values)}});
        }
    }

    Journal& journal_;
    Studio& studio_;
    const BatchParseOptions& options_;
    const bool zh_;
    TableBook book_;
    std::string csv_;
    Comparison comparison_;
    BatchParsed out_;
};

}  // namespace

BatchParsed write_reports(Journal& journal, Studio& studio, const fs::path& folder, const BatchParseOptions& options) {
    return Report(journal, studio, options).write(folder);
}

}  // namespace tianbiao
