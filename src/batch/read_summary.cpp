#include "batch/read_summary.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/utf8.h"
#include "batch/summary.h"
#include "batch/table_headings.h"
#include "extract/written.h"

namespace tianbiao {
namespace {

constexpr std::size_t certain_digits = 14;  // Excel keeps 15: a number of so many may have lost what was behind them
constexpr int most_entries = 9999;          // in columns like /sites/0/address

std::size_t digits_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }));
}

// 9.90102E+17, as a CSV has it that a spreadsheet program saved.
bool is_rounded(std::string_view text) {
    const std::size_t e = text.find("E+");
    return e != std::string_view::npos && e > 0 && text.substr(0, e).find_first_not_of("0123456789.-") == std::string_view::npos &&
           text.substr(e + 2).find_first_not_of("0123456789") == std::string_view::npos;
}

// A count stays one; what is written otherwise stays as it is written.
Json value_of_cell(const Form& form, const Field& field, const SheetCell& cell) {
    if (field.type == FieldType::integer) {
        const std::string text(trim(cell.text));
        const bool plain = !text.empty() && text.size() < certain_digits && (text.size() == 1 || text[0] != '0') && digits_in(text) == text.size();
        return plain ? Json::make_number(text) : Json::make_text(cell.text);
    }
    if (cell.kind == SheetValue::boolean && field.type != FieldType::yes_no) return Json::make_text(cell.text == "1" ? "TRUE" : "FALSE");
    return understood(form, field, cell.text, cell.kind).value;
}

// Keys in the form's order, entries of lists without gaps.
Json ordered(const std::vector<Field>& fields, const Json& from) {
    if (!from.is_object()) return from;
    Json out = Json::make_object();
    for (const Field& field : fields) {
        const Json* value = from.find(field.key);
        if (!value || value->is_null()) continue;
        if (field.type == FieldType::group) {
            out.member(field.key) = ordered(field.fields, *value);
        } else if (field.type == FieldType::list) {
            Json list = Json::make_array();
            for (const Json& entry : value->items)
                if (!entry.is_null()) list.items.push_back(ordered(field.fields, entry));
            out.member(field.key) = std::move(list);
        } else {
            out.member(field.key) = *value;
        }
    }
    return out;
}

// False where a number in the path is no entry that a list may have.
bool has_small_numbers(std::string_view path) {
    for (std::size_t at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1)) {
        const std::string_view token = path.substr(at + 1, path.find('/', at + 1) - at - 1);
        if (token.empty() || token.find_first_not_of("0123456789") != std::string_view::npos) continue;
        if (token.size() > 4) return false;
    }
    return true;
}

class Reader {
public:
    Reader(const Workbook& workbook, const SummaryReading& options) : options_(options), sheets_(table_sheets(workbook, options, out_.findings)) {}

    TableRead run() {
        collect_pieces();
        for (const TableSheet& sheet : sheets_)
            if (sheet.list.empty() && !sheet.is_pieces())
                for (const GivenRow& row : sheet.rows) application(sheet, row);
        for (const TableSheet& sheet : sheets_)
            if (!sheet.list.empty()) entries(sheet);
        if (out_.applications.empty()) say(TableTrouble::no_applications, "", {});
        for (TableApplication& made : out_.applications)
            if (const Form* form = form_of(made.form)) made.record.root = ordered(form->fields, made.record.root);
        return std::move(out_);
    }

private:
    void say(TableTrouble trouble, const std::string& place, std::vector<std::string> values) {
        out_.findings.push_back(table_finding(trouble, options_.language, place, std::move(values)));
    }

    static std::string text_in(const GivenRow& row, int column) {
        const auto at = row.cells.find(column);
        return at == row.cells.end() ? "" : std::string(trim(at->second->text));
    }

    const Form* form_of(const std::string& id) const {
        const auto at = std::ranges::find(options_.forms, id, &Form::id);
        return at == options_.forms.end() ? nullptr : *at;
    }

    // Said by the row, by the call, or by the sheet that summary.h names.
    const Form* form_of(const TableSheet& sheet, const GivenRow& row) const {
        for (const auto& [column, path] : sheet.paths)
            for (const Form* form : options_.forms)
                if (path == "/form" && text_in(row, column) == form->id) return form;
        if (const Form* form = form_of(options_.form)) return form;
        const auto titled = [&](const Form* form) { return summary_tables(*form).front().name == sheet.name || form->name.zh == sheet.name; };
        const auto at = std::ranges::find_if(options_.forms, titled);
        return at == options_.forms.end() ? nullptr : *at;
    }

    // By number, path and piece, so that sorting the sheet does no harm.
    void collect_pieces() {
        for (const TableSheet& sheet : sheets_) {
            if (!sheet.is_pieces()) continue;
            for (const GivenRow& row : sheet.rows) {
                int piece = std::numeric_limits<int>::max();
                const std::string number = text_in(row, sheet.piece);
                std::from_chars(number.data(), number.data() + number.size(), piece);
                const auto text = row.cells.find(sheet.text);
                if (text != row.cells.end()) pieces_[text_in(row, sheet.key) + " " + text_in(row, sheet.field)].emplace(piece, text->second->text);
            }
        }
    }

    std::string place(const TableSheet& sheet, const GivenRow& row, int column) const { return place_of(sheet, row.row, column, options_.language); }

    void application(const TableSheet& sheet, const GivenRow& row) {
        TableApplication made;
        made.record.root = Json::make_object();
        made.sheet = sheet.number;
        made.row = row.row + 1;
        made.source = text_in(row, sheet.source);
        const std::string number = text_in(row, sheet.key);
        const Form* form = form_of(sheet, row);
        if (!number.empty() && !by_number_.emplace(number, out_.applications.size()).second)
            made.findings.push_back(table_finding(TableTrouble::number_twice, options_.language, place(sheet, row, sheet.key), {number}));
        if (form) {
            made.form = form->id;
            made.record.root.member("form") = Json::make_text(form->id);
            values(sheet, row, *form, number, "", 0, made);
        } else {
            made.findings.push_back(table_finding(TableTrouble::form_unknown, options_.language, place(sheet, row, 0)));
        }
        out_.applications.push_back(std::move(made));
    }

    void values(const TableSheet& sheet, const GivenRow& row, const Form& form, const std::string& number, const std::string& entry, std::size_t cut,
                TableApplication& to) {
        for (const auto& [column, path] : sheet.paths) {
            const auto at = row.cells.find(column);
            if (at == row.cells.end() || path == "/form") continue;
            const std::string pointer = entry.empty() ? path : entry + path.substr(cut);
            const std::string where = place(sheet, row, column);
            const Field* field = form.field(pointer);
            if (!field || !has_small_numbers(pointer)) {
                to.findings.push_back(table_finding(TableTrouble::not_of_form, options_.language, where, {path}));
                continue;
            }
            check(*at->second, pointer, where, to);
            SheetCell cell = *at->second;
            const auto pieces = pieces_.find(number + " " + original_path(sheet, row, path, cut));
            if (pieces != pieces_.end())
                for (const auto& [piece, text] : pieces->second) cell.text += text;
            set_value(to.record, pointer, value_of_cell(form, *field, cell));
        }
    }

    // As the table was written: entries keep their number there.
    static std::string original_path(const TableSheet& sheet, const GivenRow& row, const std::string& path, std::size_t cut) {
        if (sheet.list.empty()) return path;
        return sheet.list + "/" + std::to_string(number_in(row, sheet.entry) - 1) + path.substr(cut);
    }

    static int number_in(const GivenRow& row, int column) {
        const std::string text = text_in(row, column);
        int number = most_entries;  // one that a hand has added stands behind all
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
        return fault == std::errc{} && end == text.data() + text.size() && number > 0 ? number : most_entries;
    }

    void check(const SheetCell& cell, const std::string& pointer, const std::string& place, TableApplication& to) const {
        const bool lost = (cell.kind == SheetValue::number && (digits_in(cell.text) > certain_digits || cell.text.find("E+") != std::string::npos)) ||
                          (cell.kind == SheetValue::text && is_rounded(cell.text));
        if (lost) to.findings.push_back(table_finding(TableTrouble::digits_lost, options_.language, place, {cell.text}, pointer));
        if (cell.kind == SheetValue::error) to.findings.push_back(table_finding(TableTrouble::cell_spoilt, options_.language, place, {cell.text}, pointer));
    }

    void entries(const TableSheet& sheet) {
        std::map<std::string, std::vector<const GivenRow*>> rows_of;
        for (const GivenRow& row : sheet.rows) {
            const std::string number = text_in(row, sheet.key);
            if (by_number_.contains(number)) rows_of[number].push_back(&row);
            else if (only_keys(sheet, row)) continue;
            else say(TableTrouble::entry_of_nobody, place(sheet, row, std::max(sheet.key, 0)), {number});
        }
        for (auto& [number, rows] : rows_of) {
            TableApplication& to = out_.applications[by_number_.at(number)];
            const Form* form = form_of(to.form);
            if (!form) continue;
            std::ranges::stable_sort(rows, {}, [&](const GivenRow* row) { return number_in(*row, sheet.entry); });
            const Json* known = value_at(to.record, sheet.list);
            std::size_t next = known ? known->items.size() : 0;
            for (const GivenRow* row : rows) values(sheet, *row, *form, number, sheet.list + "/" + std::to_string(next++), sheet.list.size() + 2, to);
        }
    }

    // A row of which only the number is left says nothing.
    static bool only_keys(const TableSheet& sheet, const GivenRow& row) {
        return std::ranges::all_of(row.cells, [&](const auto& cell) { return cell.first == sheet.key || cell.first == sheet.entry || cell.first == sheet.whose; });
    }

    const SummaryReading& options_;
    TableRead out_;
    std::vector<TableSheet> sheets_;
    std::map<std::string, std::map<int, std::string>> pieces_;
    std::map<std::string, std::size_t> by_number_;  // place among the applications
};

}  // namespace

TableRead read_summary(const Workbook& workbook, const SummaryReading& options) { return Reader(workbook, options).run(); }

}  // namespace tianbiao
