// archive add | find | list | get | export | verify | backup | restore | state | correct | retain | delete.
#include <cstdio>

#include "app/archive.h"
#include "app/archive_export.h"
#include "app/letters.h"
#include "app/render.h"
#include "base/error.h"
#include "base/files.h"
#include "cli/archive_answers.h"
#include "cli/report.h"
#include "cli/verbs.h"

namespace tianbiao::cli {
namespace {

Trace trace_of(const Options& options) { return {options.archive.by, options.archive.date}; }

Show show_of(const Options& options) { return options.archive.unmask ? Show::all : Show::masked; }

Query query_of(const Options& options) {
    const ArchiveOptions& asked = options.archive;
    Query query;
    query.values = asked.values;
    query.words = asked.words;
    query.form = asked.form;
    query.state = asked.state.empty() ? "" : std::string(state_named(asked.state).name);
    query.date_role = "date";
    query.from = asked.from;
    query.to = asked.until;
    query.newest_alone = asked.newest;
    query.most = asked.most;
    return query;
}

bool is_standard(const std::string& path) { return path == "-"; }

int add(Studio& studio, const Options& options) {
    const Speech speech{options.language};
    Store store(options.archive.folder, CatalogueUse::make);
    AddOptions add;
    add.paths = options.archive.paths;
    add.form = options.archive.form;
    add.language = options.language;
    add.joining = options.archive.new_version ? Joining::version : options.archive.as_rendition ? Joining::rendition : Joining::decide;
    const std::vector<AddedFile> all = add_to_archive(studio, store, add, trace_of(options), [&](const AddedFile& file) {
        if (!options.json) print(added_line(file, speech));
        if (file.trouble) say(*file.trouble, options.language);
    });
    bool look = false;
    for (const AddedFile& file : all) look = look || file.trouble || file.needs_review;
    if (options.json) print(to_json(all));
    else std::fputs(added_counts(all, speech).c_str(), stderr);
    return look ? 1 : 0;
}

int find(Studio& studio, const Options& options) {
    Store store(options.archive.folder, CatalogueUse::change);
    std::vector<Entry> entries;
    store.catalogue().find(query_of(options),
                           [&](const Entry& entry) { entries.push_back(options.archive.unmask ? entry : shown(entry)); });
    if (options.json) print(to_json(entries));
    else answer_entries(studio, entries, Speech{options.language});
    return 0;
}

int get_original(Store& store, const Options& options) {
    const Entry entry = entry_of(store, options.archive.id);
    for (const Rendition& rendition : store.catalogue().renditions(entry.id)) {
        if (rendition.number != options.archive.rendition) continue;
        write_private(options.archive.output, store.originals().read(rendition.sha256));
        return 0;
    }
    throw Error(Code::usage, {options.archive.id, ""}, "这个条目没有此号原件：请用 archive get 查看");
}

// The application printed again, as it stands after corrections; findings were said when it came.
int get_rendered(Studio& studio, Store& store, const Options& options) {
    const Entry entry = entry_of(store, options.archive.id);
    RenderOptions render;
    render.language = options.language;
    render.form = entry.form;
    render.date = options.archive.date;
    render.mask = !options.archive.unmask;
    const bool pdf = options.archive.output.ends_with(".pdf");
    render.paint = pdf;
    Record record = record_of(studio, entry, Show::all);
    Rendered rendered = render_application(studio, record, render);
    if (rendered.refused) {
        render.draft = true;
        rendered = render_application(studio, std::move(record), render);
    }
    write_private(options.archive.output, pdf ? studio.pdf_writer().write(rendered.pages, rendered.facts) : workbook_of(studio, rendered));
    return 0;
}

int get(Studio& studio, const Options& options) {
    Store store(options.archive.folder, CatalogueUse::change);
    const std::string& output = options.archive.output;
    if (options.archive.rendition > 0) {
        if (output.empty()) throw Error(Code::usage, {}, "请以 -o 指明输出文件");
        return get_original(store, options);
    }
    if (output.empty()) {
        const WholeEntry whole = whole_entry(studio, store, options.archive.id, show_of(options), options.language);
        if (options.json) print(to_json(whole));
        else print(text_of(whole, Speech{options.language}));
        return 0;
    }
    if (output.ends_with(".pdf") || output.ends_with(".xlsx")) return get_rendered(studio, store, options);
    if (!is_standard(output) && !output.ends_with(".json"))
        throw Error(Code::usage, {output, ""}, "不认识这种输出格式：请用 .json、.pdf 或 .xlsx");
    write_private(output, write_record(record_of(studio, entry_of(store, options.archive.id), show_of(options))));
    return 0;
}

struct Kind {
    std::string_view word, suffix;
    ExportKind kind;
};
constexpr Kind kinds[]{
    {"csv", ".csv", ExportKind::csv}, {"xlsx", ".xlsx", ExportKind::xlsx},  {"jsonl", ".jsonl", ExportKind::jsonl},
    {"zip", ".zip", ExportKind::zip}, {"summary", "", ExportKind::summary}, {"directory", "", ExportKind::directory},
};

ExportKind kind_of(const ArchiveOptions& options) {
    for (const Kind& kind : kinds)
        if (options.as.empty() ? !kind.suffix.empty() && options.output.ends_with(kind.suffix) : options.as == kind.word) return kind.kind;
    throw Error(Code::usage, {options.output, ""}, "不认识这种输出格式：请用 .csv、.xlsx、.jsonl 或 .zip，或以 --as 指明");
}

int export_entries(Studio& studio, const Options& options) {
    const Speech speech{options.language};
    if (options.json && is_standard(options.archive.output))
        throw Error(Code::usage, {}, "标准输出不能同时给文件和 --json：请另指定输出文件");
    Store store(options.archive.folder, CatalogueUse::change);
    const std::int64_t count = export_archive(studio, store, query_of(options),
                                              {kind_of(options.archive), options.archive.output, options.archive.fonds,
                                               options.archive.office, options.archive.date, show_of(options), options.language});
    if (options.json)
        print(Json::make_object(
            {{"outputs", Json::make_array({text_of_path(options.archive.output)})}, {"entries", Json::make_number(count)}}));
    else
        std::fputs(
            speech(("导出 " + std::to_string(count) + " 个条目。\n").c_str(), (std::to_string(count) + " entries.\n").c_str()).c_str(),
            stderr);
    return 0;
}

int verify(Studio&, const Options& options) {
    const Speech speech{options.language};
    Store store(options.archive.folder, CatalogueUse::change);
    std::vector<Damage> damages;
    const Store::Verified verified = store.verify([&](const Damage& damage) { damages.push_back(damage); });
    if (options.json) print(to_json(verified, damages));
    else print(text_of(verified, damages, speech));
    return damages.empty() ? 0 : 1;
}

int backup(Studio&, const Options& options) {
    Store store(options.archive.folder, CatalogueUse::change);
    store.backup_to(options.archive.output);
    if (options.json) print(Json::make_object({{"outputs", Json::make_array({text_of_path(options.archive.output)})}}));
    return 0;
}

int restore(Studio&, const Options& options) {
    const Restored restored = restore_backup(options.archive.paths.front(), options.archive.folder);
    Store store(options.archive.folder, CatalogueUse::change);
    std::vector<Damage> damages;
    const Store::Verified verified = store.verify([&](const Damage& damage) { damages.push_back(damage); });
    if (options.json) print(to_json(verified, damages));
    else print(text_of(verified, damages, Speech{options.language}));
    return damages.empty() && restored.originals == verified.originals ? 0 : 1;
}

void answer_change(Store& store, const Options& options) {
    const Entry entry = shown(*store.catalogue().entry(entry_of(store, options.archive.id).id));
    if (options.json) print(to_json(std::vector<Entry>{entry}));
}

// The notice first: a letter that cannot be made leaves the state as it was.
void give_notice(Studio& studio, const Entry& entry, const Options& options) {
    const ArchiveOptions& asked = options.archive;
    if (state_named(asked.to).name != state::returned) throw Error(Code::usage, {}, "补正通知只在退回（returned）时出具");
    if (asked.deadline.empty()) throw Error(Code::usage, {}, "补正通知须以 --deadline 写明补正期限（YYYY-MM-DD）");
    const Json data = correction_notice(studio, entry, {asked.deadline, asked.office}, trace_of(options));
    if (asked.notice.ends_with(".json")) return write_private(asked.notice, write_json(data));
    if (!asked.notice.ends_with(".pdf")) throw Error(Code::usage, {asked.notice, ""}, "补正通知请存为 .pdf（或其数据 .json）");
    write_private(asked.notice, make_letter(studio, "supplement-notice", data, {asked.date, ""}).pdf);
}

int state(Studio& studio, const Options& options) {
    Store store(options.archive.folder, CatalogueUse::change);
    const Entry entry = entry_of(store, options.archive.id);
    check_state(entry, options.archive.to);
    if (!options.archive.notice.empty()) give_notice(studio, entry, options);
    set_state(store, entry, options.archive.to, trace_of(options));
    answer_change(store, options);
    return 0;
}

int correct(Studio& studio, const Options& options) {
    Store store(options.archive.folder, CatalogueUse::change);
    correct_value(studio, store, entry_of(store, options.archive.id), options.archive.pointer, options.archive.value, trace_of(options),
                  options.language);
    answer_change(store, options);
    return 0;
}

int retain(Studio&, const Options& options) {
    Store store(options.archive.folder, CatalogueUse::change);
    set_retention(store, entry_of(store, options.archive.id), options.archive.to, trace_of(options));
    answer_change(store, options);
    return 0;
}

int remove(Studio&, const Options& options) {
    Store store(options.archive.folder, CatalogueUse::change);
    delete_entry(store, entry_of(store, options.archive.id), options.archive.reason, trace_of(options));
    answer_change(store, options);
    return 0;
}

struct Verb {
    std::string_view name;
    int (*run)(Studio&, const Options&);
};
constexpr Verb verbs[]{{"add", add},       {"find", find},     {"list", find},       {"get", get},     {"export", export_entries},
                       {"verify", verify}, {"backup", backup}, {"restore", restore}, {"state", state}, {"correct", correct},
                       {"retain", retain}, {"delete", remove}};

}  // namespace

int archive(Studio& studio, const Options& options) {
    for (const Verb& verb : verbs)
        if (verb.name == options.archive.verb) return verb.run(studio, options);
    throw Error(Code::internal, {}, "verb without a function");
}

}  // namespace tianbiao::cli
