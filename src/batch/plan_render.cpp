#include "batch/plan_render.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "app/batch_outputs.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/texts.h"
#include "base/utf8.h"
#include "batch/inputs.h"
#include "batch/read_csv.h"
#include "batch/read_summary.h"
#include "batch/run.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

enum class Kind { json, lines, workbook, csv };
struct Suffix {
    std::string_view suffix;
    Kind kind;
};
constexpr std::array suffixes{Suffix{".json", Kind::json}, Suffix{".jsonl", Kind::lines}, Suffix{".ndjson", Kind::lines}, Suffix{".xlsx", Kind::workbook},
                              Suffix{".csv", Kind::csv}};

bool is_zip(const fs::path& path) { return lower(path.extension().string()) == ".zip"; }

const Suffix* suffix_of(const fs::path& path) {
    const std::string suffix = lower(path.extension().string());
    const auto at = std::ranges::find(suffixes, suffix, &Suffix::suffix);
    return at == suffixes.end() ? nullptr : at;
}

Kind kind_of(const std::string& file) { return suffix_of(file)->kind; }

// File names are bytes; in jobs and names of outputs they are texts.
std::string text_of(const std::string& bytes) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string text;
    for (std::string_view rest = bytes; !rest.empty();) {
        const std::size_t good = first_bad_utf8(rest).value_or(rest.size());
        text += rest.substr(0, good);
        if (good < rest.size()) {
            const auto byte = static_cast<unsigned char>(rest[good]);
            text += '%', text += digits[byte >> 4], text += digits[byte & 15];
        }
        rest.remove_prefix(std::min(rest.size(), good + 1));
    }
    return text;
}

// As a task holds it: JSON has no bytes.
void put_file(Json& task, const std::string& file) {
    if (!first_bad_utf8(file)) task.member("file") = Json::make_text(file);
    else task.member("file_hex") = Json::make_text(hex(file));
}

std::string file_of(const Json& task) {
    if (const Json* file = task.find("file")) return file->text;
    return bytes_of_hex(printed(task.find("file_hex")));
}

SummaryReading reading_of(Studio& studio, const RenderPlanOptions& options) {
    SummaryReading reading;
    reading.form = options.form;
    reading.language = options.language;
    for (const std::string& id : studio.form_ids()) reading.forms.push_back(&studio.form(id));
    return reading;
}

std::vector<std::string> files_below(const std::string& folder, const std::string& but) {
    BatchOutputs outputs;
    std::vector<std::string> files;
    std::error_code fault;
    for (fs::recursive_directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
        std::error_code apart;
        if (at->is_directory(apart) && !but.empty() && fs::equivalent(at->path(), but, apart)) at.disable_recursion_pending();
        if (!at->is_regular_file(fault) || !suffix_of(at->path()) || at->path().filename().string().starts_with('.')) continue;
        const Output what = outputs.what(at->path());
        if (what == Output::none || what == Output::read) files.push_back(at->path().string());
    }
    if (fault) throw Error(Code::unreadable, {folder, ""}, "文件夹无法读取");
    std::ranges::sort(files);
    return files;
}

// "-" is what standard input lists.
std::vector<std::string> listed(const std::vector<std::string>& inputs) {
    std::vector<std::string> all;
    for (const std::string& input : inputs) {
        if (input != "-") {
            all.push_back(input);
            continue;
        }
        for (const std::string& path : paths_in_list(read_file(input, limits::list_bytes))) all.push_back(path);
    }
    return all;
}

Json text(std::string value) { return Json::make_text(std::move(value)); }

Json brief(const Finding& finding) {
    Json values = Json::make_array();
    for (const std::string& value : finding.values) values.items.push_back(text(value));
    return Json::make_object({{"severity", text(std::string(name(finding.severity)))}, {"rule", text(finding.rule)}, {"field", text(finding.field)},
                              {"message", text(finding.message)}, {"values", std::move(values)}});
}

std::string bytes_of(Studio& studio, const RenderInput& input, std::size_t most) {
    return input.packed ? read_source(*input.packed, studio.reader(), input.file) : read_file(input.file, most);
}

// A table of an office's year may be more than one workbook can be read for.
Workbook workbook_of(Studio& studio, const std::string& bytes, const std::string& file) {
    try {
        return studio.reader().workbook(bytes, file);
    } catch (const Error& error) {
        if (error.code() != Code::too_large) throw;
        throw Error(Code::too_large, error.place(), error.text() + "：请把申请分到几个工作簿，或改用 CSV、JSON Lines");
    }
}

// What a file holds besides JSON documents of its own: a table, or a digest that tells whether it is still the same.
void look_into(Studio& studio, const SummaryReading& reading, RenderInput& input) {
    const Kind kind = kind_of(input.file);
    if (kind == Kind::json && !input.packed) return;
    if (kind == Kind::lines && !input.packed) {
        input.sha256 = hex(sha256(MappedFile(input.file, limits::json_lines_bytes).bytes()));
        return;
    }
    const std::string bytes = bytes_of(studio, input, kind == Kind::csv ? limits::csv_bytes : limits::workbook_bytes);
    input.sha256 = hex(sha256(bytes));
    if (kind == Kind::json || kind == Kind::lines) return;
    Workbook workbook;
    if (kind == Kind::workbook) workbook = workbook_of(studio, bytes, input.file);
    else workbook.sheets.push_back(read_csv(bytes, input.file).sheet);
    input.table = read_summary(workbook, reading);
}

// Of the kinds that are read; others beside them are none of ours, as in a folder.
void add_members(Studio& studio, const std::string& file, Names& names, std::vector<RenderInput>& all) {
    for (Input& member : gather_inputs({fs::absolute(file).string()}, "", {}, studio.reader())) {
        if (!member.source.packed) throw Error(Code::unreadable, {file, ""}, "压缩包已损坏、过大或是空的：请解压后重试");
        if (!suffix_of(member.name)) continue;
        const std::string name = names.unique(text_of(file) + "/" + member.name.substr(member.name.find('/') + 1));
        all.push_back({name, std::move(member.source), "", std::nullopt});
    }
}

class Planner {
public:
    Planner(Studio& studio, const RenderPlanOptions& options, OutputNames& names, const std::function<bool(const std::string&)>& known,
            const std::function<void(Job)>& add)
        : studio_(studio), options_(options), pattern_(options.pattern), names_(names), known_(known), add_(add),
          forms_(reading_of(studio, options).forms) {}

    void run(const std::vector<RenderInput>& inputs) {
        for (const RenderInput& input : inputs) {
            if (input.table) table(input);
            else if (kind_of(input.file) == Kind::json) input.packed ? packed_json(input) : json(input);
            else lines(input);
        }
    }

private:
    void json(const RenderInput& input) {
        std::vector<Record> records;
        try {
            records = read_records(read_file(input.file, limits::json_bytes), input.file);
        } catch (const Error&) {}  // its job says so, when its turn comes
        for (std::size_t i = 0; i < std::max<std::size_t>(records.size(), 1); ++i) {
            const std::string name = text_of(input.file) + (records.size() > 1 ? "#" + std::to_string(i + 1) : "");
            Json task = Json::make_object({{"entry", Json::make_number(static_cast<std::int64_t>(i))}});
            put_file(task, input.file);
            put(name, input.file, records.empty() ? Record{Json::make_object()} : records[i], std::move(task));
        }
    }

    // Its applications go into the tasks: a ZIP is unpacked once.
    void packed_json(const RenderInput& input) {
        try {
            const std::vector<Record> records = read_records(read_source(*input.packed, studio_.reader(), input.file), input.file);
            for (std::size_t i = 0; i < records.size(); ++i) {
                const std::string name = input.file + (records.size() > 1 ? "#" + std::to_string(i + 1) : "");
                put(name, input.file, records[i], Json::make_object({{"record", records[i].root}}));
            }
        } catch (const Error& error) {
            put(input.file, input.file, {Json::make_object()}, failure_of(error));
        }
    }

    void lines(const RenderInput& input) {
        if (input.packed) return each_line(input.file, read_source(*input.packed, studio_.reader(), input.file));
        const MappedFile mapped(input.file, limits::json_lines_bytes);
        each_line(input.file, mapped.bytes());
    }

    void each_line(const std::string& file, std::string_view rest) {
        if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
        for (std::size_t line = 1; !rest.empty(); ++line) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const std::string_view one = rest.substr(0, end);
            rest.remove_prefix(std::min(rest.size(), end + 1));
            if (one.find_first_not_of(" \t\r") != std::string_view::npos) read_line(file, line, one);
        }
    }

    void read_line(const std::string& file, std::size_t line, std::string_view one) {
        const std::string name = text_of(file) + "#" + std::to_string(line);
        Record record{Json::make_object()};
        Json task = Json::make_object();
        try {
            std::vector<Record> records = read_records(one, file);
            if (records.size() != 1) throw Error(Code::bad_json, {file, ""}, "JSON Lines 的每一行应为一份申请");
            record = std::move(records.front());
            task.member("record") = record.root;
        } catch (const Error& error) {
            task = failure_of(Error(error.code(), {file, "line " + std::to_string(line)}, error.text()));
        }
        put(name, file, record, std::move(task));
    }

    void table(const RenderInput& input) {
        for (std::size_t i = 0; i < input.table->applications.size(); ++i) {
            const TableApplication& made = input.table->applications[i];
            Json task = Json::make_object({{"record", made.record.root},
                                           {"sheet", Json::make_number(static_cast<std::int64_t>(made.sheet + 1))},
                                           {"row", Json::make_number(static_cast<std::int64_t>(made.row))}});
            if (!made.findings.empty()) task.member("findings") = to_json_brief(made.findings);
            put(text_of(input.file) + "#" + std::to_string(i + 1), input.file, made.record, std::move(task));
        }
    }

    const Form* form_of(const Record& record) const {
        const Json* said = value_at(record, "/form");
        const std::string id = !options_.form.empty() ? options_.form : printed(said);
        const auto at = std::ranges::find(forms_, id, &Form::id);
        return at == forms_.end() ? nullptr : *at;
    }

    void put(const std::string& name, const std::string& file, const Record& record, Json task) {
        ++count_;
        if (known_(name)) return;
        task.member("output") = text(names_.take(pattern_.name(form_of(record), record, text_of(fs::path(file).stem().string()), count_)));
        add_({0, name, std::move(task)});
    }

    Studio& studio_;
    const RenderPlanOptions& options_;
    const NamePattern pattern_;
    OutputNames& names_;
    const std::function<bool(const std::string&)>& known_;
    const std::function<void(Job)>& add_;
    std::vector<const Form*> forms_;
    std::size_t count_ = 0;
};

}  // namespace

std::vector<RenderInput> render_inputs(Studio& studio, const RenderPlanOptions& options) {
    std::vector<RenderInput> all;
    std::set<std::string> seen;
    Names members{""};
    const auto take = [&](const std::string& file) {
        if (!seen.insert(fs::path(file).lexically_normal().string()).second) throw Error(Code::usage, {file, ""}, "同一个输入给了两次");
        if (is_zip(file)) add_members(studio, file, members, all);
        else all.push_back({file, std::nullopt, "", std::nullopt});
    };
    for (const std::string& argument : listed(options.inputs))
        for (const std::string& input : paths_of_pattern(argument)) {
            std::error_code fault;
            if (fs::is_directory(input, fault)) {
                for (const std::string& file : files_below(input, options.outputs)) take(file);
                continue;
            }
            if (!fs::exists(input, fault)) throw Error(Code::unreadable, {input, ""}, "找不到这个文件");
            if (!suffix_of(input) && !is_zip(input))
                throw Error(Code::unsupported, {input, ""}, "不读取这种文件：请给出 .json、.jsonl、.xlsx、.csv 或 .zip");
            take(input);
        }
    const SummaryReading reading = reading_of(studio, options);
    for (RenderInput& input : all) look_into(studio, reading, input);
    return all;
}

void plan_render(Studio& studio, const RenderPlanOptions& options, const std::vector<RenderInput>& inputs, OutputNames& names,
                 const std::function<bool(const std::string&)>& known, const std::function<void(Job)>& add) {
    Planner(studio, options, names, known, add).run(inputs);
}

Record application_of(const Json& task) {
    if (const Json* record = task.find("record")) return {*record};
    if (const Json* error = task.find("error")) {
        const Json* place = error->find("place");
        throw Error(Code::bad_json, {"", place ? place->text : ""}, printed(error->find("text")));
    }
    const std::string file = file_of(task);
    const auto entry = static_cast<std::size_t>(task.find("entry") ? task.find("entry")->integer().value_or(0) : 0);
    std::vector<Record> records = read_records(read_file(file, limits::json_bytes), file);
    if (entry >= records.size()) throw Error(Code::unreadable, {file, ""}, "文件已改变：其中的申请少了");
    return std::move(records[entry]);
}

Json to_json_brief(const std::vector<Finding>& findings) {
    Json list = Json::make_array();
    for (const Finding& finding : findings) list.items.push_back(brief(finding));
    return list;
}

std::vector<Finding> findings_of_json(const Json* list) {
    std::vector<Finding> findings;
    if (!list) return findings;
    for (const Json& json : list->items) {
        Finding finding;
        const std::string severity = printed(json.find("severity"));
        finding.severity = severity == name(Severity::error) ? Severity::error : severity == name(Severity::warning) ? Severity::warning : Severity::info;
        finding.rule = printed(json.find("rule"));
        finding.field = printed(json.find("field"));
        finding.message = printed(json.find("message"));
        if (const Json* values = json.find("values"))
            for (const Json& value : values->items) finding.values.push_back(value.text);
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace tianbiao
