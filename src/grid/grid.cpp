#include "grid/grid.h"

#include <string_view>

#include "base/numbers.h"

namespace tianbiao {
namespace {

constexpr std::string_view kinds[]{"label", "head", "value", "options", "lines", "filler"};
constexpr std::string_view aligns[]{"left", "centre", "right", "justify"};
constexpr std::string_view sheets[]{"table", "attachment", "blank"};
constexpr std::string_view outsides[]{"label", "title", "note", "sheet_number", "item_head", "item_text", "page_number", "draft"};

template <class Names, class Enum>
std::string_view name_in(const Names& names, Enum value) {
    return names[static_cast<std::size_t>(value)];
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '\n') out += "\\n";
        else if (c == '\r') out += "\\r";
        else if (c == '"' || c == '\\') (out += '\\') += c;
        else out += c;
    }
    return out + "\"";
}

std::string mm(Mm v) { return fixed(v.v, 3); }

void dump_cell(std::string& out, const Grid& grid, const GridCell& cell) {
    out += "cell " + cell.id + " row " + std::to_string(cell.row) + "+" + std::to_string(cell.down) + " x " + mm(grid.tracks[cell.track]) + "–" +
           mm(grid.tracks[cell.track + cell.across]) + " " + std::string(name_in(kinds, cell.kind)) + " " + fixed(cell.size.v, 1) + " pt";
    if (!cell.field.empty()) out += " " + cell.field;
    if (cell.prompt) out += " prompt";
    if (cell.vertical) out += " vertical";
    if (cell.continued) out += " continued";
    for (const Option& option : cell.options) out += " " + option.text + (option.ticked ? "☑" : "□");
    if (!cell.tail.empty()) out += " " + cell.tail;
    if (!cell.text.empty()) out += " " + quoted(cell.text);
    if (!cell.pointer.empty()) out += " -> " + cell.pointer;
    out += "\n";
    for (const PlacedText& line : cell.lines)
        out += "  line " + mm(line.x) + " " + mm(line.baseline) + " " + fixed(line.size.v, 1) + " pt " + std::string(name_in(aligns, line.align)) +
               (line.field.empty() ? "" : " " + line.field) + " " + quoted(line.text) + "\n";
}

}  // namespace

std::string dump(const Grid& grid) {
    std::string out = "grid " + grid.form + "\ntracks";
    for (Mm edge : grid.tracks) out += " " + mm(edge);
    out += "\n";
    std::size_t cell = 0, row = 0;
    for (std::size_t page = 0; page < grid.sheets.size(); ++page) {
        out += "page " + std::to_string(page + 1) + " " + std::string(name_in(sheets, grid.sheets[page])) + "\n";
        for (; row < grid.rows.size() && grid.rows[row].page == static_cast<int>(page); ++row) {
            const GridRow& r = grid.rows[row];
            out += "row " + std::to_string(row) + " " + mm(r.top) + " +" + mm(r.height) + " " + r.block + "/" + std::to_string(r.definition);
            if (r.entry >= 0) out += " entry " + std::to_string(r.entry);
            if (r.repeated) out += " repeated";
            out += "\n";
            for (; cell < grid.cells.size() && grid.cells[cell].row == static_cast<int>(row); ++cell) dump_cell(out, grid, grid.cells[cell]);
        }
        for (const Outside& text : grid.outside)
            if (text.page == static_cast<int>(page))
                out += std::string(name_in(outsides, text.kind)) + " " + mm(text.x) + " " + mm(text.baseline) + " " + fixed(text.size.v, 1) + " pt" +
                       (text.field.empty() ? "" : " " + text.field) + " " + quoted(text.text) + "\n";
    }
    return out;
}

}  // namespace tianbiao
