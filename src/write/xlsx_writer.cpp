#include "write/xlsx_writer.h"

#include <algorithm>
#include <cmath>

#include "base/digest.h"
#include "base/error.h"
#include "grid/workbook.h"
#include "grid/workbook_names.h"
#include "write/sheet_layout.h"
#include "write/sheet_text.h"
#include "write/xlsx_book.h"
#include "write/xlsx_checks.h"

namespace tianbiao {
namespace {

constexpr char normal_face[] = "宋体";       // its digits are half an em: see XlsxBook
constexpr double normal_size = 10.5;
constexpr std::size_t chunk_units = 30000;   // of the application in one cell, of 32,767
constexpr Mm narrower{1};                    // margins 27 and 25: a table exactly as wide as the room for it would run over the page
constexpr Mm foot_margin{30}, footer{20};

namespace names = workbook_names;

double inches(Mm mm) { return mm.v / 25.4; }

std::uint8_t align_of(HorizontalAlign align) {
    constexpr std::uint8_t aligns[]{LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT, LXW_ALIGN_LEFT};
    return aligns[static_cast<int>(align)];
}

std::uint8_t align_of(VerticalAlign align) {
    constexpr std::uint8_t aligns[]{LXW_ALIGN_VERTICAL_TOP, LXW_ALIGN_VERTICAL_CENTER, LXW_ALIGN_VERTICAL_BOTTOM};
    return aligns[static_cast<int>(align)];
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    if (const std::size_t at = text.find(what); at != std::string::npos) text.replace(at, what.size(), by);
    return text;
}

class Writer {
public:
    Writer(const Grid& grid, const SheetFacts& facts)
        : grid_(grid), facts_(facts), layout_(lay_out_sheet(grid)), book_(normal_face, normal_size), sheet_(book_.sheet(facts.sheet)),
          checks_(book_, sheet_, grid, facts) {}

    std::string run() {
        book_.properties(facts_.title, facts_.producer, facts_.date);
        page();
        tracks();
        table_frames();
        taken_.assign(layout_.rows.size() * layout_.columns.size(), 0);
        for (const SheetBox& box : layout_.boxes) put(box);
        rest_of_frames();
        list_columns();
        checks_.sums(layout_, ranges_);
        checks_.lists();
        data();
        return book_.bytes();
    }

private:
    using Frame = SheetLayout::Frame;

    void page() {
        const Paper& paper = grid_.paper;
        worksheet_set_paper(sheet_, 9);  // A4
        worksheet_set_margins(sheet_, inches(paper.left - narrower), inches(paper.width - paper.left - paper.area_width - narrower), inches(paper.top),
                              inches(foot_margin));
        worksheet_center_horizontally(sheet_);
        worksheet_gridlines(sheet_, LXW_HIDE_ALL_GRIDLINES);
        worksheet_set_zoom(sheet_, 100);
        const int last_row = static_cast<int>(layout_.rows.size()) - 1, last_column = static_cast<int>(layout_.columns.size()) - 1;
        check(worksheet_print_area(sheet_, 0, 0, static_cast<lxw_row_t>(last_row), static_cast<lxw_col_t>(last_column)), "打印区域");
        std::vector<lxw_row_t> breaks;
        for (std::size_t p = 1; p + 1 < layout_.page_rows.size(); ++p)
            if (layout_.page_rows[p] < layout_.page_rows[p + 1]) breaks.push_back(static_cast<lxw_row_t>(layout_.page_rows[p]));
        breaks.push_back(0);
        check(worksheet_set_h_pagebreaks(sheet_, breaks.data()), "分页");
        foot();
        protect();
    }

    // 草稿 stands at the foot: LibreOffice moves the whole page down by half a line of what stands at its head.
    void foot() {
        bool numbers = false;
        std::string text;
        for (const Outside& outside : grid_.outside) {
            numbers |= outside.kind == OutsideKind::page_number;
            if (outside.kind == OutsideKind::draft) text = "&L&\"黑体,Regular\"&26&KA6A6A6" + outside.text;
        }
        const std::string number = replaced(replaced(facts_.page_number, "{x}", "&P"), "{y}", "&N");
        if (numbers) text += "&C&\"" + std::string(normal_face) + ",Regular\"&10&K000000" + number;
        lxw_header_footer_options at{};
        at.margin = inches(footer);
        if (!text.empty()) check(worksheet_set_footer_opt(sheet_, text.c_str(), &at), "页脚");
    }

    // Without a password: it keeps labels from being overwritten by accident, and Tab goes from value to value. Rows may be added.
    void protect() {
        lxw_protection allowed{};
        allowed.format_cells = allowed.format_columns = allowed.format_rows = allowed.insert_rows = allowed.delete_rows = 1;
        worksheet_protect(sheet_, nullptr, &allowed);
        check(worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, ("A1:" + cell_address(static_cast<int>(layout_.rows.size()) - 1, static_cast<int>(layout_.columns.size()) - 1)).c_str()), "提示");
    }

    void tracks() {
        for (std::size_t c = 0; c < layout_.columns.size(); ++c) {
            const lxw_col_t column = static_cast<lxw_col_t>(c);
            check(worksheet_set_column_pixels(sheet_, column, column, static_cast<std::uint32_t>(layout_.columns[c]), nullptr), "列宽");
        }
        for (std::size_t r = 0; r < layout_.rows.size(); ++r)
            check(worksheet_set_row(sheet_, static_cast<lxw_row_t>(r), layout_.rows[r].height.v, nullptr), "行高");
    }

    // The frame of a page's table: where its outermost cells end.
    void table_frames() {
        table_.assign(grid_.sheets.size(), Frame{-1, 0, 0, 0, 0});
        for (const Frame& cell : layout_.cells) {
            Frame& table = table_[cell.page];
            if (table.page < 0) table = cell;
            const int right = std::max(table.column + table.columns, cell.column + cell.columns), bottom = std::max(table.row + table.rows, cell.row + cell.rows);
            table.page = cell.page;
            table.column = std::min(table.column, cell.column), table.row = std::min(table.row, cell.row);
            table.columns = right - table.column, table.rows = bottom - table.row;
        }
    }

    void add_borders(CellFormat& format, int cell, int row, int column, int rows, int columns) const {
        const Frame& own = layout_.cells[cell];
        const Frame& table = table_[own.page];
        const auto weight = [](bool edge, bool frame) -> std::uint8_t { return !edge ? 0 : frame ? LXW_BORDER_MEDIUM : LXW_BORDER_THIN; };
        format.left = weight(column == own.column, column == table.column);
        format.top = weight(row == own.row, row == table.row);
        format.right = weight(column + columns == own.column + own.columns, column + columns == table.column + table.columns);
        format.bottom = weight(row + rows == own.row + own.rows, row + rows == table.row + table.rows);
    }

    std::string face_of(const std::string& style) const {
        const auto face = facts_.faces.find(style);
        return face == facts_.faces.end() ? normal_face : face->second;
    }

    void put(const SheetBox& box) {
        CellFormat format;
        format.font = face_of(box.style), format.size = box.size.v;
        format.align = align_of(box.align), format.valign = align_of(box.valign), format.indent = static_cast<std::uint8_t>(box.indent);
        format.vertical = box.vertical, format.shrink = box.shrink, format.wrap = box.option < 0 && !box.vertical && !box.shrink;
        format.locked = box.locked;
        const auto check_of = facts_.checks.find(pattern_of(box.field));
        format.text = !box.locked && (box.option >= 0 || check_of == facts_.checks.end() || check_of->second.kind != CellCheck::Kind::whole);
        if (box.cell >= 0) add_borders(format, box.cell, box.row, box.column, box.rows, box.columns);
        else if (box.text.empty()) return;
        lxw_format* made = book_.format(format);
        take(box);
        const auto row = static_cast<lxw_row_t>(box.row);
        const auto column = static_cast<lxw_col_t>(box.column);
        if (box.rows > 1 || box.columns > 1)
            check(worksheet_merge_range(sheet_, row, column, static_cast<lxw_row_t>(box.row + box.rows - 1), static_cast<lxw_col_t>(box.column + box.columns - 1), "", made), "合并");
        if (box.number) book_.number(sheet_, box.row, box.column, std::stod(box.text), made);
        else if (box.text.empty()) check(worksheet_write_blank(sheet_, row, column, made), "空格");
        else book_.text(sheet_, box.row, box.column, box.text, made);
        if (!box.name.empty()) book_.name(box.name, target(box.row, box.column));
        if (!box.locked) checks_.box(box);
    }

    std::string target(int row, int column) const { return "='" + facts_.sheet + "'!" + cell_reference(row, column); }

    char& taken(int row, int column) { return taken_[static_cast<std::size_t>(row) * layout_.columns.size() + static_cast<std::size_t>(column)]; }

    // Merged ranges that overlap make a workbook that Excel wants to repair.
    void take(const SheetBox& box) {
        for (int r = box.row; r < box.row + box.rows; ++r)
            for (int c = box.column; c < box.column + box.columns; ++c) {
                if (taken(r, c)) throw Error(Code::internal, {facts_.sheet, cell_address(r, c)}, "两处文字占同一单元格");
                taken(r, c) = 1;
            }
    }

    // What no text stands in: the borders of a cell that was cut into several.
    void rest_of_frames() {
        for (std::size_t cell = 0; cell < layout_.cells.size(); ++cell) {
            const Frame& own = layout_.cells[cell];
            for (int r = own.row; r < own.row + own.rows; ++r)
                for (int c = own.column; c < own.column + own.columns; ++c) {
                    if (taken(r, c)) continue;
                    CellFormat format;
                    format.font = normal_face, format.align = LXW_ALIGN_LEFT, format.valign = LXW_ALIGN_VERTICAL_CENTER;
                    add_borders(format, static_cast<int>(cell), r, c, 1, 1);
                    if (!format.left && !format.right && !format.top && !format.bottom) continue;
                    check(worksheet_write_blank(sheet_, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c), book_.format(format)), "边框");
                }
        }
    }

    // A list's columns have names too: a row that somebody adds is found by them.
    void list_columns() {
        struct Range {
            int first, last, column;
        };
        std::map<std::string, Range> found;
        for (const SheetBox& box : layout_.boxes) {
            if (box.cell < 0 || box.locked) continue;
            const std::string& id = grid_.cells[box.cell].id;
            const auto pattern = facts_.columns.find(id.substr(0, id.rfind('.')));
            if (pattern == facts_.columns.end()) continue;
            const auto [at, fresh] = found.try_emplace(pattern->second, Range{box.row, box.row, box.column});
            at->second.first = std::min(at->second.first, box.row), at->second.last = std::max(at->second.last, box.row);
            if (box.field.empty()) checks_.column(box, pattern->second);
        }
        for (const auto& [pattern, range] : found) {
            std::string name = std::string(names::column) + pattern.substr(1);
            if (const std::size_t star = name.find("/*"); star != std::string::npos) name.erase(star, 2);
            std::replace(name.begin(), name.end(), '/', '.');
            const std::string cells = cell_reference(range.first, range.column) + ":" + cell_reference(range.last, range.column);
            book_.name(name, "='" + facts_.sheet + "'!" + cells);
            ranges_[pattern] = cells;
        }
    }

    // The application as it was, to the character, and how texts in several cells are joined again.
    void data() {
        lxw_worksheet* sheet = book_.sheet(std::string(names::data_sheet));
        const std::string json = facts_.application.empty() ? "{\"form\": \"" + facts_.form + "\"}" : facts_.application;
        int row = 0;
        const auto line = [&](std::initializer_list<std::string_view> words) {
            int column = 0;
            for (std::string_view word : words) {
                if (!word.empty()) book_.text(sheet, row, column, word);
                ++column;
            }
            ++row;
        };
        line({names::mark, names::version});
        line({names::form, facts_.form});
        line({names::digest, hex(sha256(json))});
        for (std::string_view rest = json; !rest.empty();) {
            const std::size_t n = fitting(rest, chunk_units);
            line({names::json, rest.substr(0, n)});
            rest.remove_prefix(n);
        }
        std::map<std::string, std::vector<const SheetBox*>> texts;
        for (const SheetBox& box : layout_.boxes)
            if (!box.name.empty() && box.option < 0) texts[box.field].push_back(&box);
        for (const auto& [field, pieces] : texts) {
            if (pieces.size() < 2) continue;
            const auto whole = facts_.texts.find(field);
            std::int64_t end = 0;
            for (const SheetBox* piece : pieces) {
                std::string joint;
                if (whole != facts_.texts.end() && piece->text_begin > end && piece->text_begin <= static_cast<std::int64_t>(whole->second.size()))
                    joint = whole->second.substr(static_cast<std::size_t>(end), static_cast<std::size_t>(piece->text_begin - end));
                end = std::max(end, piece->text_end);
                line({names::piece, piece->name, joint});
            }
        }
        worksheet_hide(sheet);
    }

    const Grid& grid_;
    const SheetFacts& facts_;
    SheetLayout layout_;
    XlsxBook book_;
    lxw_worksheet* sheet_;
    XlsxChecks checks_;
    std::vector<Frame> table_;
    std::vector<char> taken_;
    std::map<std::string, std::string> ranges_;
};

}  // namespace

std::string write_xlsx(const Grid& grid, const SheetFacts& facts) { return Writer(grid, facts).run(); }

}  // namespace tianbiao
