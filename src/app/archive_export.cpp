#include "app/archive_export.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <functional>
#include <set>

#include "app/archive_tables.h"
#include "app/letters.h"
#include "base/error.h"
#include "base/files.h"
#include "base/system_text.h"
#include "write/zip_file.h"

namespace tianbiao {
namespace {

constexpr const char* first_day = "2023-05-19";  // of the notice: a workbook's properties have a date

// Beside the output, private, gone when it goes.
class TemporaryFiles {
public:
    explicit TemporaryFiles(const std::string& output) : folder_(output + ".parts-" + std::to_string(::getpid())) {
        make_private_folder(folder_);
    }
    ~TemporaryFiles() {
        std::error_code none;
        std::filesystem::remove_all(folder_, none);
    }
    TemporaryFiles(const TemporaryFiles&) = delete;
    TemporaryFiles& operator=(const TemporaryFiles&) = delete;

    ZipEntry add(const std::string& name, const std::function<void(const Sink&)>& fill) const {
        const std::string file = (folder_ / name).string();
        write_file(file, Readers::owner, fill);
        return {name, file};
    }

private:
    std::filesystem::path folder_;
};

class Exporting {
public:
    Exporting(Studio& studio, Store& store, const Query& query, const ExportOptions& options)
        : studio_(studio), store_(store), options_(options), known_(studio.form_ids()) {
        store.catalogue().find(query, [&](const Entry& entry) { entries_.push_back(entry); });
    }

    std::int64_t run() {
        switch (options_.kind) {
            case ExportKind::csv: write_file(options_.output, Readers::owner, [&](const Sink& sink) { csv(sink); }); break;
            case ExportKind::xlsx: write_file(options_.output, Readers::owner, [&](const Sink& sink) { workbook(sink); }); break;
            case ExportKind::jsonl: write_file(options_.output, Readers::owner, [&](const Sink& sink) { lines(sink); }); break;
            case ExportKind::summary:
                if (options_.output.ends_with(".pdf")) print_summary(summary());
                else write_list("推荐汇总表", summary_columns(), summary());
                break;
            case ExportKind::directory:
                if (options_.output.ends_with(".pdf")) print_directory(directory());
                else write_list("归档文件目录", Directory::columns(), directory());
                break;
            case ExportKind::zip: pack(); break;
        }
        return static_cast<std::int64_t>(entries_.size());
    }

private:
    const Form* form_of(const Entry& entry) {
        return std::ranges::find(known_, entry.form) == known_.end() ? nullptr : &studio_.form(entry.form);
    }

    std::string form_name(const Entry& entry) {
        const Form* form = form_of(entry);
        return form ? form->name.zh : entry.form;
    }

    Entry for_list(const Entry& entry) const { return options_.show == Show::all ? entry : shown(entry); }

    Json data_of(const Entry& entry) {
        const std::optional<Entry> whole = store_.catalogue().entry(entry.id);
        return whole && whole->data.is_object() ? record_of(studio_, *whole, options_.show).root : Json{};
    }

    // Of all forms there are among the entries, each path once.
    std::vector<ShortField> all_fields() {
        std::vector<ShortField> all;
        std::set<std::string> seen, forms;
        for (const Entry& entry : entries_) {
            const Form* form = form_of(entry);
            if (!form || !forms.insert(form->id).second) continue;
            for (ShortField& field : short_fields(*form))
                if (seen.insert(field.path).second) all.push_back(std::move(field));
        }
        return all;
    }

    static std::string heads(const std::vector<TableColumn>& columns) {
        Row row;
        for (const TableColumn& column : columns) row.push_back({column.title});
        return csv_line(row);
    }

    void csv(const Sink& sink) {
        const std::vector<ShortField> fields = all_fields();
        std::vector<TableColumn> columns = filing_columns();
        for (const ShortField& field : fields) columns.push_back({field.name});
        sink(csv_mark);
        sink(heads(columns));
        for (const Entry& entry : entries_) {
            Row row = filing_row(for_list(entry), form_name(entry));
            for (PlainCell& cell : short_row(fields, data_of(entry))) row.push_back(std::move(cell));
            sink(csv_line(row));
        }
    }

    void workbook(const Sink& sink) {
        TableBook book(options_.date.empty() ? first_day : options_.date);
        const int list = book.add_sheet("条目", filing_columns());
        std::map<std::string, std::pair<int, std::vector<ShortField>>> sheets;
        for (const Entry& entry : entries_) {
            book.add_row(list, filing_row(for_list(entry), form_name(entry)));
            const Form* form = form_of(entry);
            if (!form) continue;
            auto sheet = sheets.find(form->id);
            if (sheet == sheets.end()) {
                std::vector<ShortField> fields = short_fields(*form);
                std::vector<TableColumn> columns{{"编号", 8}};
                for (const ShortField& field : fields) columns.push_back({field.name, 18});
                sheet = sheets.emplace(form->id, std::pair{book.add_sheet(form->name.zh, columns), std::move(fields)}).first;
            }
            Row row{{std::to_string(entry.id), true}};
            for (PlainCell& cell : short_row(sheet->second.second, data_of(entry))) row.push_back(std::move(cell));
            book.add_row(sheet->second.first, row);
        }
        book.write(sink);
    }

    void lines(const Sink& sink) {
        for (const Entry& entry : entries_) {
            const Json data = data_of(entry);
            if (!data.is_null()) sink(write_json(data, JsonStyle::compact) + "\n");
        }
    }

    // Data and the directory beside the originals, which are read once more before they go out: a damaged one is named, not handed on.
    void pack() {
        if (options_.output == "-") throw Error(Code::usage, {}, "ZIP 不能输出到标准输出：请另指定输出文件");
        const TemporaryFiles made(options_.output);
        std::vector<ZipEntry> files{made.add("applications.jsonl", [&](const Sink& sink) { lines(sink); }),
                                    made.add("entries.csv", [&](const Sink& sink) { csv(sink); })};
        std::set<std::string> packed;
        for (const Entry& entry : entries_)
            for (const Rendition& rendition : store_.catalogue().renditions(entry.id)) {
                if (!packed.insert(rendition.sha256).second) continue;
                store_.originals().read(rendition.sha256);
                files.push_back({"originals/" + rendition.sha256.substr(0, 12) + "-" + rendition.name, store_.originals().path(rendition.sha256).string()});
            }
        write_zip(options_.output, files, options_.date.empty() ? first_day : options_.date);
        if (::chmod(options_.output.c_str(), 0600) != 0 && errno != EPERM) throw Error(Code::unwritable, {options_.output, ""}, system_text(errno));
    }

    std::vector<Row> summary() {
        std::ranges::stable_sort(entries_, [](const Entry& a, const Entry& b) { return stands_before(a, b); });
        std::vector<Row> rows;
        for (const Entry& entry : entries_)
            rows.push_back(summary_row(for_list(entry), form_name(entry), static_cast<std::int64_t>(rows.size() + 1)));
        return rows;
    }

    std::vector<Row> directory() {
        Directory directory(options_.fonds);
        std::vector<Row> rows;
        for (const Entry& entry : entries_) {
            int pages = 0;
            for (const Rendition& rendition : store_.catalogue().renditions(entry.id)) pages = std::max(pages, rendition.pages);
            rows.push_back(directory.row(for_list(entry), form_name(entry), pages));
        }
        return rows;
    }

    static Json text(std::string value) { return Json::make_text(std::move(value)); }

    // templates/recommendation-list.letter
    void print_summary(const std::vector<Row>& rows) {
        Json list = Json::make_array();
        for (const Row& row : rows)
            list.items.push_back(Json::make_object({{"organization", text(row[5].text)},
                                                    {"code", text(row[6].text)},
                                                    {"occupation", text(row[7].text)},
                                                    {"levels", text(row[8].text)},
                                                    {"form", text(kind_word(row[10].text))}}));
        print_letter("recommendation-list", Json::make_object({{"title", text("推荐汇总表")},
                                                               {"office", text(options_.office)},
                                                               {"date", text(options_.date)},
                                                               {"rows", std::move(list)}}));
    }

    // 培训机构 of 数字技术工程师培育项目培训机构推荐表: what differs from the other forms' names.
    std::string kind_word(std::string name) {
        std::vector<std::string> names;
        for (const std::string& id : known_) names.push_back(studio_.form(id).name.zh);
        if (names.size() < 2) return name;
        const auto same_front = [&](std::size_t n) {
            return std::ranges::all_of(names, [&](const std::string& other) { return other.compare(0, n, names[0], 0, n) == 0; });
        };
        const auto same_back = [&](std::size_t n) {
            return std::ranges::all_of(names,
                                       [&](const std::string& other) { return other.ends_with(names[0].substr(names[0].size() - n)); });
        };
        std::size_t front = 0, back = 0;
        while (front + 3 <= names[0].size() && same_front(front + 3)) front += 3;
        while (front + back + 3 <= names[0].size() && same_back(back + 3)) back += 3;
        return name.size() > front + back ? name.substr(front, name.size() - front - back) : name;
    }

    // templates/archive-catalogue.letter: one for each year and 保管期限.
    void print_directory(const std::vector<Row>& rows) {
        Json list = Json::make_array();
        for (const Row& row : rows) {
            if (row[3].text != rows[0][3].text || row[4].text != rows[0][4].text)
                throw Error(Code::usage, {options_.output, ""}, "一份归档文件目录只含一个年度和一种保管期限：请分次导出，或用 .xlsx");
            list.items.push_back(Json::make_object({{"item_number", text(row[0].text)},
                                                    {"author", text(row[5].text)},
                                                    {"reference", text("")},
                                                    {"subject", text(row[6].text)},
                                                    {"date", text(row[7].text)},
                                                    {"pages", text(row[8].text)},
                                                    {"remark", text(row[9].text)}}));
        }
        print_letter("archive-catalogue", Json::make_object({{"fonds", text(options_.fonds)},
                                                             {"year", text(rows.empty() ? "" : rows[0][3].text)},
                                                             {"retention", text(rows.empty() ? "" : rows[0][4].text)},
                                                             {"rows", std::move(list)}}));
    }

    void print_letter(const char* name, const Json& data) {
        write_private(options_.output, make_letter(studio_, name, data, {options_.date, ""}).pdf);
    }

    void write_list(const std::string& title, const std::vector<TableColumn>& columns, const std::vector<Row>& rows) {
        if (!options_.output.ends_with(".xlsx")) {
            std::string text = std::string(csv_mark) + heads(columns);
            for (const Row& row : rows) text += csv_line(row);
            return write_private(options_.output, text);
        }
        TableBook book(options_.date.empty() ? first_day : options_.date);
        const int sheet = book.add_sheet(title, columns);
        for (const Row& row : rows) book.add_row(sheet, row);
        write_file(options_.output, Readers::owner, [&](const Sink& sink) { book.write(sink); });
    }

    Studio& studio_;
    Store& store_;
    const ExportOptions& options_;
    std::vector<std::string> known_;
    std::vector<Entry> entries_;
};

}  // namespace

std::int64_t export_archive(Studio& studio, Store& store, const Query& query, const ExportOptions& options) {
    if (options.kind == ExportKind::zip && options.show != Show::all)
        throw Error(Code::usage, {options.output, ""}, "ZIP 中有原件，含证件号和电话：请以 --unmask 确认");
    return Exporting(studio, store, query, options).run();
}

}  // namespace tianbiao
