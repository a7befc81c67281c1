#include "extract/list_rows.h"

#include <algorithm>

#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr int most_rows_below = 2000;  // that a user may add under a list's last one

struct Extent {
    int sheet = -1, first = 0, last = -1;
};

// From the columns' names; where they are lost, from the entries' own rows.
Extent extent_of(const FieldCells& cells, const std::string& list) {
    Extent extent;
    const auto widen = [&](int sheet, int first, int last) {
        if (extent.sheet < 0) extent = {sheet, first, last};
        if (extent.sheet == sheet) extent.first = std::min(extent.first, first), extent.last = std::max(extent.last, last);
    };
    for (const auto& [member, name] : cells.columns(list)) widen(name->sheet, name->row, name->last_row);
    for (const auto& [entry, row] : cells.entries(list))
        if (row) widen(row->first, row->second, row->second);
    if (extent.sheet < 0) return extent;
    const int end = std::min(cells.last_claimed_row(extent.sheet), extent.last + most_rows_below);
    while (extent.last < end && !cells.is_claimed({extent.sheet, extent.last + 1}, list)) ++extent.last;
    return extent;
}

// Where each member's column begins: by name, or by the first entry that has one.
std::map<int, std::string> columns_of(const FieldCells& cells, const std::string& list, const Extent& extent) {
    std::map<int, std::string> columns;
    for (const auto& [member, name] : cells.columns(list))
        if (name->sheet == extent.sheet) columns.emplace(name->column, member);
    return columns;
}

// A cell belongs to the nearest column that begins at it or left of it: a row that a user put in is not merged as the others are.
void read_columns(const FieldCells& cells, const std::map<int, std::string>& columns, const PrintedList& printed, ListRow& row) {
    for (const SheetCell* cell : cells.row(row.row)) {
        const std::string text = without_white_space(cell->text);
        if (text.empty()) continue;
        if (std::ranges::find(printed.key_values, text) != printed.key_values.end()) row.key = text;
        auto column = columns.upper_bound(cell->column);
        if (column == columns.begin() || printed.labels.contains(text)) continue;
        row.members.emplace((--column)->second, cell);
    }
}

}  // namespace

std::vector<ListRow> list_rows(const FieldCells& cells, const std::string& list, const PrintedList& printed) {
    std::vector<ListRow> rows;
    const Extent extent = extent_of(cells, list);
    if (extent.sheet < 0) return rows;
    std::map<SheetRow, std::size_t> named;
    for (const auto& [entry, row] : cells.entries(list))
        if (row) named.emplace(*row, entry);
    const std::map<int, std::string> columns = columns_of(cells, list, extent);
    for (int number = extent.first; number <= extent.last; ++number) {
        ListRow row;
        row.row = {extent.sheet, number};
        if (cells.is_claimed(row.row, list)) continue;
        read_columns(cells, columns, printed, row);
        if (const auto found = named.find(row.row); found != named.end()) row.entry = found->second, row.members.clear();
        if (row.entry || !row.members.empty()) rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace tianbiao
