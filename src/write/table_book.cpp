#include "write/table_book.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/error.h"
#include "base/limits.h"
#include "base/texts.h"
#include "base/utf8.h"
#include "grid/workbook.h"
#include "write/sheet_text.h"
#include "write/xlsx_book.h"

namespace tianbiao {
namespace {

constexpr char face[] = "宋体";  // what Excel and WPS have; its digits are half an em: see XlsxBook
constexpr double size = 10.5, row_height = 18, line_height = 15;
constexpr std::size_t number_digits = 15;     // what a spreadsheet keeps of a number
constexpr std::size_t longest_sheet_name = 31;  // UTF-16 units; Excel's own limit
constexpr char32_t first_wide = 0x2E80;         // CJK radicals: from here on a character takes two places
constexpr double tallest = 409;                 // points; Excel's own limit
constexpr double widest = 255;                  // characters; Excel's own limit
constexpr std::string_view reserved_name = "history";

// Characters that no sheet's name may have, and what is put in their place.
struct Replaced {
    char32_t from, to;
};
constexpr std::array replaced{Replaced{U'[', U'［'}, Replaced{U']', U'］'}, Replaced{U':', U'：'}, Replaced{U'*', U'＊'},
                              Replaced{U'?', U'？'}, Replaced{U'/', U'／'}, Replaced{U'\\', U'＼'}, Replaced{U'\'', U'’'}};

std::string sheet_name(std::string_view wanted) {
    std::string name;
    for (std::size_t at = 0; at < wanted.size();) {
        char32_t c = next_code_point(wanted, at);
        for (const Replaced& r : replaced)
            if (c == r.from) c = r.to;
        if (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF) append_utf8(name, c);
    }
    name = trim(name);
    return name.empty() || lower(name) == reserved_name ? name + "表" : name;
}

std::string cut(std::string_view name, std::size_t most) { return std::string(trim(name.substr(0, fitting(name, most)))); }

// -12, 0.5, 1200: what every spreadsheet reads and writes alike.
bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t stop = text.find('.');
    const std::string_view whole = text.substr(0, stop), part = stop == std::string_view::npos ? "" : text.substr(stop + 1);
    const auto digits = [](std::string_view t) { return t.find_first_not_of("0123456789") == std::string_view::npos; };
    if (whole.empty() || !digits(whole) || !digits(part) || (whole.size() > 1 && whole[0] == '0')) return false;
    if (stop != std::string_view::npos && part.empty()) return false;
    return whole.size() + part.size() <= number_digits;
}

double number_of(const std::string& text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// Of a text in a column: a Chinese character takes two characters' room.
int lines_of(std::string_view text, double width) {
    int lines = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        int characters = 0;
        for (std::size_t i = at; i < end;) characters += next_code_point(text, i) < first_wide ? 1 : 2;
        const int room = std::max(2, static_cast<int>(std::min(width, widest)) - 1);  // the cell's margins
        lines += std::max(1, (characters + room - 1) / room);
        at = end + 1;
    }
    return lines;
}

double height_of(int lines) { return std::min(tallest, row_height + line_height * (lines - 1)); }

// A4 across, numbered, the header on each page. A table of few columns is as wide as a page; one of many goes on over further pages, each of which
// begins with the columns that say whose row it is.
void set_up_page(lxw_worksheet* sheet, const std::vector<TableColumn>& columns) {
    constexpr int a4 = 9;
    constexpr double widest_fitted = 270;  // characters: smaller than half its size nobody reads it
    double width = 0;
    for (const TableColumn& column : columns) width += std::min(column.width, widest);
    worksheet_set_paper(sheet, a4);
    worksheet_set_landscape(sheet);
    worksheet_gridlines(sheet, LXW_SHOW_ALL_GRIDLINES);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);  // inches
    check(worksheet_set_footer(sheet, "&C&P / &N"), "页脚");
    check(worksheet_repeat_rows(sheet, 0, 0), "标题行");
    if (width <= widest_fitted) return worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_print_across(sheet);
    if (columns.size() > 2) check(worksheet_repeat_columns(sheet, 0, 1), "标题列");
}

CellFormat plain_format() {
    CellFormat format;
    format.font = face;
    format.size = size;
    format.valign = LXW_ALIGN_VERTICAL_CENTER;
    return format;
}

}  // namespace

struct TableBook::Book {
    struct Sheet {
        lxw_worksheet* sheet = nullptr;
        std::string name;
        std::vector<TableColumn> columns;
        int rows = 1;  // with its header
    };

    XlsxBook book{face, size, BookRows::streamed};
    std::string date;
    std::set<std::string> names;  // in small letters: they must differ in more than case
    std::vector<Sheet> sheets;
    lxw_format *text = nullptr, *wrapped = nullptr, *number = nullptr, *header = nullptr;

    std::string unique(std::string_view wanted) {
        const std::string whole = sheet_name(wanted);
        std::string name = cut(whole, longest_sheet_name);
        for (int n = 2; !names.insert(lower(name)).second; ++n) {
            const std::string tail = "（" + std::to_string(n) + "）";
            name = cut(whole, longest_sheet_name - units_of(tail)) + tail;
        }
        return name;
    }
};

TableBook::TableBook(std::string_view date) : book_(std::make_unique<Book>()) {
    book_->date = date;
    CellFormat format = plain_format();
    book_->number = book_->book.format(format);
    format.text = true;
    book_->text = book_->book.format(format);
    format.wrap = true;
    book_->wrapped = book_->book.format(format);
    format.align = LXW_ALIGN_CENTER;
    format.bottom = LXW_BORDER_THIN;
    book_->header = book_->book.format(format);
    format_set_bold(book_->header);
}

TableBook::~TableBook() = default;

int TableBook::add_sheet(std::string_view name, const std::vector<TableColumn>& columns) {
    if (book_->sheets.size() >= static_cast<std::size_t>(limits::workbook_sheets))
        throw Error(Code::too_large, {}, "工作簿超过 " + std::to_string(limits::workbook_sheets) + " 个工作表的上限");
    Book::Sheet made;
    made.name = book_->unique(name);
    made.columns = columns;
    lxw_worksheet* sheet = made.sheet = book_->book.sheet(made.name);
    worksheet_set_default_row(sheet, row_height, LXW_FALSE);
    int most_lines = 1;
    for (const TableColumn& column : columns) most_lines = std::max(most_lines, lines_of(column.title, column.width));
    check(worksheet_set_row(sheet, 0, height_of(most_lines), nullptr), "行高");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        check(worksheet_set_column(sheet, column, column, std::min(columns[i].width, widest), columns[i].numbers ? book_->number : book_->text), "列宽");
        book_->book.text(sheet, 0, static_cast<int>(i), columns[i].title, book_->header);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    set_up_page(sheet, columns);
    book_->sheets.push_back(std::move(made));
    return static_cast<int>(book_->sheets.size()) - 1;
}

void TableBook::add_row(int sheet, const std::vector<PlainCell>& cells) {
    Book::Sheet& to = book_->sheets.at(static_cast<std::size_t>(sheet));
    if (to.rows >= limits::sheet_rows)
        throw Error(Code::too_large, {to.name, ""}, "工作表超过 " + std::to_string(limits::sheet_rows) + " 行的上限");
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (units_of(cells[i].text) > cell_units)
            throw Error(Code::too_large, {to.name, cell_address(to.rows, static_cast<int>(i))},
                        "文字超过一个单元格的上限（" + std::to_string(cell_units) + " 个 UTF-16 单元）");
    int most_lines = 1;
    for (std::size_t i = 0; i < std::min(cells.size(), to.columns.size()); ++i)
        if (to.columns[i].wraps) most_lines = std::max(most_lines, lines_of(cells[i].text, to.columns[i].width));
    check(worksheet_set_row(to.sheet, static_cast<lxw_row_t>(to.rows), height_of(most_lines), nullptr), "行高");
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const PlainCell& cell = cells[i];
        if (cell.text.empty()) continue;
        if (cell.number && is_number(cell.text))
            book_->book.number(to.sheet, to.rows, static_cast<int>(i), number_of(cell.text), book_->number);
        else
            book_->book.text(to.sheet, to.rows, static_cast<int>(i), cell.text, i < to.columns.size() && to.columns[i].wraps ? book_->wrapped : book_->text);
    }
    ++to.rows;
}

void TableBook::write(const Sink& sink) {
    if (book_->sheets.empty()) add_sheet("", {});  // a workbook without a sheet is none
    for (const Book::Sheet& sheet : book_->sheets)
        if (!sheet.columns.empty())
            check(worksheet_autofilter(sheet.sheet, 0, 0, static_cast<lxw_row_t>(sheet.rows - 1), static_cast<lxw_col_t>(sheet.columns.size() - 1)), "筛选");
    book_->book.properties("", "tianbiao", book_->date);
    book_->book.write(sink);
}

namespace {

// Spreadsheet programs take a cell that begins so for a formula, some the full-width signs, too.
constexpr std::array<std::string_view, 10> formula_signs{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};

bool looks_like_formula(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));  // guarded ones are guarded once more, so that each comes back
    return std::ranges::any_of(formula_signs, [&](std::string_view sign) { return text.starts_with(sign); });
}

std::string csv_field(const PlainCell& cell) {
    std::string text = cell.text;
    if (!(cell.number && is_number(text)) && looks_like_formula(text)) text.insert(0, 1, '\'');
    if (text.find_first_of("\",\r\n") == std::string::npos && trim(text).size() == text.size()) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

}  // namespace

std::string csv_line(const std::vector<PlainCell>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + csv_field(cells[i]);
    return line + "\r\n";
}

std::string without_guard(std::string text) {
    if (text.starts_with('\'') && looks_like_formula(text)) text.erase(0, 1);
    return text;
}

}  // namespace tianbiao
