#include <algorithm>
#include <filesystem>
#include <map>

#include "app/archive.h"
#include "app/batch_outputs.h"
#include "app/findings_json.h"
#include "app/office.h"
#include "app/parse.h"
#include "app/render.h"
#include "app/source.h"
#include "archive/journal.h"
#include "archive/states.h"
#include "archive/words.h"
#include "base/digest.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "form/catalogue.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

struct Input {
    std::string path;            // as people are told it
    Source source = {};
    std::string sha256 = {};     // of the bytes that the batch read; "": not known
    std::optional<Error> trouble = {};
};

Input input_of_file(const std::string& path) { return {path, {path}}; }

// What batch parse read: from where it lay, out of its ZIP again. What batch render drew, for its inputs are no documents.
void add_of_job(const fs::path& folder, const JournalEntry& entry, std::vector<Input>& inputs) {
    if (!entry.job.task.find("output")) {
        const Source source = source_of_json(entry.job.task);
        return inputs.push_back({source.packed ? entry.job.name : source.path, source, source.packed ? printed(entry.result.find("sha256")) : ""});
    }
    const Json* drawn = entry.result.find("outputs");
    if (!drawn) return inputs.push_back({entry.job.name, {}, "", Error(Code::unreadable, {entry.job.name, ""}, "批处理没有输出这一份：请见 report.xlsx")});
    for (const Json& name : drawn->items) inputs.push_back(input_of_file((folder / name.text).string()));
}

// A batch's folder stands for what came in, in its order; not for what the batch made of it.
void add_inputs_of_batch(const fs::path& folder, std::vector<Input>& inputs) {
    open_journal(folder / batch_journal)->each([&](const JournalEntry& entry) { add_of_job(folder, entry, inputs); });
}

// `store`: the archive's own folder, which may lie among them.
std::vector<std::string> files_below(const std::string& folder, const fs::path& store) {
    std::error_code none;
    BatchOutputs outputs;
    std::vector<std::string> files;
    fs::recursive_directory_iterator entry(folder, none), end;
    if (none) throw Error(Code::unreadable, {folder, ""}, "打不开文件夹：请检查权限");
    for (; entry != end; entry.increment(none)) {
        const bool hidden = entry->path().filename().string().starts_with('.');
        if (entry->is_directory(none) && (hidden || fs::equivalent(entry->path(), store, none))) entry.disable_recursion_pending();
        if (hidden || !entry->is_regular_file(none)) continue;
        const Output what = outputs.what(entry->path());
        if (what == Output::none || what == Output::drawn) files.push_back(entry->path().string());
    }
    std::ranges::sort(files);
    return files;
}

// Files as they are named, folders with all below them, sorted by path; the same order on every run.
std::vector<Input> inputs_of(const std::vector<std::string>& paths, const fs::path& store) {
    std::vector<Input> inputs;
    for (const std::string& path : paths) {
        std::error_code none;
        if (!fs::is_directory(path, none)) inputs.push_back(input_of_file(path));
        else if (is_output_folder(path)) add_inputs_of_batch(path, inputs);
        else
            for (const std::string& file : files_below(path, store)) inputs.push_back(input_of_file(file));
    }
    return inputs;
}

// What was read in a file: its applications with what reading them found.
struct Reading {
    std::string kind = "other";
    struct Application {
        Record record;
        std::string form;
        std::vector<Finding> findings;
        int pages = 0;
    };
    std::vector<Application> applications;
};

Reading read(Studio& studio, const std::string& bytes, const std::string& digest, const std::string& path, const AddOptions& options) {
    Reading out;
    if (begins_like_json(bytes)) {
        out.kind = "json";
        for (Record& record : read_records(bytes, path)) out.applications.push_back({std::move(record), options.form, {}, 0});
        return out;
    }
    ParseOptions parse;
    parse.language = options.language;
    parse.form = options.form;
    parse.sha256 = digest;
    for (Parsed& parsed : parse_bytes(studio, bytes, path, parse)) {
        out.kind = parsed.origin;
        out.applications.push_back({std::move(parsed.record), parsed.form, std::move(parsed.findings), parsed.pages});
    }
    return out;
}

std::string file_name(const std::string& path) {
    std::string name = fs::path(path).filename().string();
    if (!first_bad_utf8(name)) return name;
    for (char& byte : name)  // names of files are bytes
        if (byte < ' ' || byte > '~') byte = '?';
    return name;
}

Arrival arrival_of(Studio& studio, Reading::Application application, const std::string& kind, const std::string& path, int place,
                   const AddOptions& options) {
    const Filed as = filed(studio, application.record, application.form, options.language);
    Arrival arrival;
    arrival.name = file_name(path);
    arrival.kind = kind;
    arrival.place = place;
    arrival.pages = application.pages;
    arrival.form = as.form;
    arrival.values = as.values;
    arrival.keys = as.keys;
    arrival.joining = options.joining;
    if (!as.form.empty())
        for (const Field& field : studio.form(as.form).fields)
            if (!field.printed) arrival.unseen.push_back(field.path);
    arrival.findings = to_json(application.findings, FindingShape::kept);
    std::ranges::copy(as.findings.items, std::back_inserter(arrival.findings.items));
    arrival.state = as.errors || has_errors(application.findings) ? state::needs_review : state::received;
    arrival.data = std::move(application.record.root);
    return arrival;
}

// What could not be read is kept, too, and a person looks at it.
Arrival unread(const std::string& path, const Error& error) {
    Finding finding;
    finding.severity = Severity::error;
    finding.rule = "unreadable_file";
    finding.message = error.text();
    Arrival arrival;
    arrival.name = file_name(path);
    arrival.kind = "other";
    arrival.findings = to_json(std::vector<Finding>{finding}, FindingShape::kept);
    arrival.state = state::needs_review;
    return arrival;
}

class Adding {
public:
    Adding(Studio& studio, Store& store, const AddOptions& options, const Trace& trace)
        : studio_(studio), store_(store), options_(options), trace_(trace) {}

    AddedFile add(const Input& input) {
        const std::string& path = input.path;
        AddedFile out{path, {}, input.trouble};
        if (out.trouble) return out;
        std::string bytes;
        try {
            bytes = bytes_of(input);
        } catch (const Error& error) {
            if (error.code() == Code::missing_program) throw;
            out.trouble = error;
            return out;
        }
        const std::string digest = hex(sha256(bytes));
        for (const std::int64_t entry : store_.catalogue().holders(digest)) out.to.push_back({entry, Added::known});
        if (!out.to.empty() && store_.originals().is_whole(digest)) return out;
        std::vector<Arrival> arrivals = arrivals_in(bytes, digest, path, out);
        for (const Arrival& arrival : arrivals) out.needs_review = out.needs_review || arrival.state == state::needs_review;
        out.to = store_.add(bytes, std::move(arrivals), trace_);
        return out;
    }

private:
    std::string bytes_of(const Input& input) {
        if (!input.source.packed) return read_file(input.source.path, limits::archive_original);
        std::string bytes = read_source(input.source, studio_.reader(), input.path);
        if (!input.sha256.empty() && hex(sha256(bytes)) != input.sha256)
            throw Error(Code::unreadable, {input.path, ""}, "压缩包在批处理之后被改动了：请重新批处理，再收入归档");
        return bytes;
    }

    std::vector<Arrival> arrivals_in(const std::string& bytes, const std::string& digest, const std::string& path, AddedFile& out) {
        std::vector<Arrival> arrivals;
        try {
            Reading reading = read(studio_, bytes, digest, path, options_);
            for (Reading::Application& application : reading.applications) {
                const int place = static_cast<int>(arrivals.size());
                arrivals.push_back(arrival_of(studio_, std::move(application), reading.kind, path, place, options_));
            }
            if (arrivals.empty()) throw Error(Code::unsupported, {path, ""}, "文件里没有申请");
        } catch (const Error& error) {
            const bool of_this_file = error.code() != Code::missing_program || !office_kind(path, bytes).empty();
            if (error.code() == Code::internal || !of_this_file) throw;
            out.trouble = error;
            arrivals.assign(1, unread(path, error));
        }
        return arrivals;
    }

    Studio& studio_;
    Store& store_;
    const AddOptions& options_;
    const Trace& trace_;
};

void add_key(Keys& keys, const std::string& kind, const RoleValues& values, const std::string& form, const std::string& occupation) {
    const auto found = values.find(kind);
    if (found == values.end()) return;
    const std::string plain = without_white_space(folded(found->second.front()));
    if (!plain.empty()) keys.emplace_back(kind, form + "\n" + occupation + "\n" + plain);
}

}  // namespace

Filed filed(Studio& studio, const Record& record, const std::string& form, Language language) {
    RenderOptions options;
    options.language = language;
    options.form = form;
    const Checked checked = check_application(studio, record, options);
    Filed out;
    out.form = checked.form;
    out.findings = to_json(checked.findings, FindingShape::kept);
    out.errors = has_errors(checked.findings);
    if (checked.form.empty()) return out;
    out.values = catalogue_values(record, studio.form(checked.form));
    // One organisation applies for each occupation, with a form each (附件1, 注5).
    const auto occupation = out.values.find("occupation");
    if (occupation == out.values.end()) return out;
    const std::string plain = without_white_space(folded(occupation->second.front()));
    for (const char* kind : {"code", "organization"}) add_key(out.keys, kind, out.values, checked.form, plain);
    return out;
}

std::vector<AddedFile> add_to_archive(Studio& studio, Store& store, const AddOptions& options, const Trace& trace,
                                      const std::function<void(const AddedFile&)>& progress) {
    Adding adding(studio, store, options, trace);
    std::vector<AddedFile> all;
    for (const Input& input : inputs_of(options.paths, store.folder())) {
        all.push_back(adding.add(input));
        if (progress) progress(all.back());
    }
    return all;
}

}  // namespace tianbiao
