#include "batch/table_headings.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/utf8.h"
#include "batch/summary.h"

namespace tianbiao {
namespace {

struct Message {
    TableTrouble trouble;
    std::string_view rule;
    Severity severity;
    const char *zh, *en;  // behind the place
};

constexpr std::array messages{
    Message{TableTrouble::column_unknown, "table_column_unknown", Severity::warning, "不认识这一列，未读取：列名须有栏目的路径（如 /organization/name）或表中的名称。",
            "this column is not known and was not read: its heading needs a field's path (/organization/name) or its name."},
    Message{TableTrouble::sheet_unknown, "table_sheet_unknown", Severity::warning, "没有一个认识的列名，未读取这个工作表。",
            "no heading of this sheet is known; it was not read."},
    Message{TableTrouble::column_twice, "table_column_twice", Severity::error, "与前面的一列是同一栏目，未读取：请只保留一列。",
            "the same field as a column before; not read. Keep one of them."},
    Message{TableTrouble::entry_of_nobody, "table_entry_of_nobody", Severity::error, "这一行的序号在申请的工作表中没有：请核对序号。",
            "no application has this row's number: check it."},
    Message{TableTrouble::number_twice, "table_number_twice", Severity::error, "序号与前面的一行相同，无法分清各自的名单：请改为不同的序号。",
            "the same number as a row before, so that lists cannot be told apart: give each its own."},
    Message{TableTrouble::form_unknown, "table_form_unknown", Severity::error, "不知道是哪一种表：请填写“表格”（/form）一列，或以 --form 指明。",
            "which form is it? Fill the column /form, or say it with --form."},
    Message{TableTrouble::digits_lost, "lost_digits", Severity::error, "编号被表格软件变成了数字，末几位可能已丢失：请将单元格设为文本后重新填写。",
            "a code has become a number, its last digits may be lost: make the cell a text and type it again."},
    Message{TableTrouble::cell_spoilt, "table_cell_error", Severity::error, "单元格是表格软件的错误值：请改正。", "the cell holds an error of the spreadsheet program: mend it."},
    Message{TableTrouble::no_applications, "table_without_applications", Severity::error, "没有一行申请：第一行须是列名，每份申请一行。",
            "no applications: the first row holds the headings, each further one an application."},
    Message{TableTrouble::not_of_form, "table_field_of_other_form", Severity::error, "这种表没有这一栏目：请清空这个单元格，或改用另一种表。",
            "this form has no such field: empty the cell, or take the other form."},
};

bool is_value(const Field* field) { return field && field->type != FieldType::group && field->type != FieldType::list; }

// Paths that any of the forms has, and their titles.
struct KnownColumns {
    std::map<std::string, std::string> path_of_title;  // "" where two paths are called so
    const SummaryReading& options;

    explicit KnownColumns(const SummaryReading& reading) : options(reading) {
        for (const Form* form : options.forms)
            for (const SummaryTable& table : summary_tables(*form))
                for (const SummaryColumn& column : table.columns) {
                    const auto [at, added] = path_of_title.emplace(table.list + "|" + column.title, column.path);
                    if (!added && at->second != column.path) at->second.clear();
                }
    }

    bool has(const std::string& path) const {
        return std::ranges::any_of(options.forms, [&](const Form* form) { return is_value(form->field(path)); });
    }
};

// The last word of a heading, where it is a path.
std::string path_in(std::string_view heading) {
    heading = trim(heading);
    const std::size_t blank = heading.find_last_of(" \n\r\t");
    const std::string_view word = blank == std::string_view::npos ? heading : heading.substr(blank + 1);
    return word.starts_with('/') ? std::string(word) : "";
}

std::string list_of(const std::string& path) {
    const std::size_t star = path.find("/*");
    return star == std::string::npos ? "" : path.substr(0, star);
}

int* key_column(TableSheet& sheet, std::string_view heading) {
    const std::array<std::pair<std::string_view, int*>, 7> keys{{{summary_words::whose, &sheet.whose},
                                                                {summary_words::number, &sheet.key},
                                                                {summary_words::source, &sheet.source},
                                                                {summary_words::entry, &sheet.entry},
                                                                {summary_words::field, &sheet.field},
                                                                {summary_words::piece, &sheet.piece},
                                                                {summary_words::text, &sheet.text}}};
    for (const auto& [title, column] : keys)
        if (trim(heading) == title) return column;
    return nullptr;
}

std::vector<GivenRow> rows_of(const Sheet& sheet) {
    std::vector<GivenRow> rows;
    for (const SheetCell& cell : sheet.cells) {
        if (rows.empty() || rows.back().row != cell.row) rows.push_back({cell.row, {}});
        rows.back().cells.emplace(cell.column, &cell);
    }
    const auto blank = [](const GivenRow& row) { return std::ranges::all_of(row.cells, [](const auto& cell) { return trim(cell.second->text).empty(); }); };
    std::erase_if(rows, blank);
    return rows;
}

class Headings {
public:
    Headings(const KnownColumns& known, TableSheet& sheet, std::vector<Finding>& findings) : known_(known), sheet_(sheet), findings_(findings) {}

    bool read(const GivenRow& row) {
        for (const auto& [column, cell] : row.cells) {
            const std::string path = path_in(cell->text);
            if (sheet_.list.empty() && known_.has(path)) sheet_.list = list_of(path);
        }
        if (sheet_.list.empty()) sheet_.list = list_by_titles(row);
        std::vector<Finding> unknown;
        for (const auto& [column, cell] : row.cells)
            if (!trim(cell->text).empty()) read(row.row, column, cell->text, unknown);
        if (sheet_.paths.empty() && !sheet_.is_pieces()) return false;
        std::ranges::move(unknown, std::back_inserter(findings_));
        return true;
    }

private:
    // A sheet made by hand, headed by words alone: the list of which most of its headings are.
    std::string list_by_titles(const GivenRow& row) const {
        std::map<std::string, int> hits;
        for (const auto& [key, path] : known_.path_of_title)
            for (const auto& [column, cell] : row.cells)
                if (const std::string list = key.substr(0, key.find('|')); !path.empty() && key == list + "|" + std::string(trim(cell->text))) ++hits[list];
        const auto best = std::ranges::max_element(hits, {}, [](const auto& hit) { return hit.second; });
        return best == hits.end() || hits[""] == best->second ? "" : best->first;
    }

    void read(int row, int column, const std::string& heading, std::vector<Finding>& unknown) {
        if (int* key = key_column(sheet_, heading)) {
            if (*key < 0) *key = column;
            return;
        }
        std::string path = path_in(heading);
        if (path.empty()) {
            const auto titled = known_.path_of_title.find(sheet_.list + "|" + std::string(trim(heading)));
            if (titled != known_.path_of_title.end()) path = titled->second;
        }
        const std::string place = place_of(sheet_, row, column, known_.options.language);
        if (!known_.has(path) || list_of(path) != sheet_.list)
            return unknown.push_back(table_finding(TableTrouble::column_unknown, known_.options.language, place, {std::string(trim(heading))}));
        if (!seen_.insert(path).second)
            return unknown.push_back(table_finding(TableTrouble::column_twice, known_.options.language, place, {std::string(trim(heading))}));
        sheet_.paths.emplace(column, path);
    }

    const KnownColumns& known_;
    TableSheet& sheet_;
    std::vector<Finding>& findings_;
    std::set<std::string> seen_;
};

}  // namespace

std::string place_of(const TableSheet& sheet, int row, int column, Language language) {
    const std::string number = std::to_string(sheet.number + 1);
    return (language == Language::zh ? "第" + number + "个工作表" : "sheet " + number + ", ") + cell_address(row, column);
}

Finding table_finding(TableTrouble trouble, Language language, const std::string& place, std::vector<std::string> values, const std::string& field) {
    const Message& message = *std::ranges::find(messages, trouble, &Message::trouble);
    Finding finding;
    finding.severity = message.severity;
    finding.rule = message.rule;
    finding.field = field;
    finding.message = place + (place.empty() ? "" : language == Language::zh ? "：" : ": ") + (language == Language::zh ? message.zh : message.en);
    finding.values = std::move(values);
    return finding;
}

std::vector<TableSheet> table_sheets(const Workbook& workbook, const SummaryReading& options, std::vector<Finding>& findings) {
    const KnownColumns known(options);
    std::vector<TableSheet> sheets;
    for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
        TableSheet sheet;
        sheet.number = static_cast<int>(i);
        sheet.name = workbook.sheets[i].name;
        sheet.rows = rows_of(workbook.sheets[i]);
        if (sheet.rows.empty()) continue;
        if (!Headings(known, sheet, findings).read(sheet.rows.front())) {
            const std::string place = place_of(sheet, sheet.rows.front().row, 0, options.language);
            findings.push_back(table_finding(TableTrouble::sheet_unknown, options.language, place, {sheet.name}));
            continue;
        }
        sheet.rows.erase(sheet.rows.begin());
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

}  // namespace tianbiao
