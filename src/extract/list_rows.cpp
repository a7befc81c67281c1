#include "extract/list_rows.h"

#include <algorithm>

#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr int most_rows_added = 2000;  // by a user above a list's first row, or under its last

struct Extent {
    int sheet = -1, first = 0, last = -1;
};

// A header, a heading, ……: nothing but the form's own words stands there.
bool is_labels(const FieldCells& cells, SheetRow row, const PrintedList& printed) {
    return std::ranges::all_of(cells.row(row), [&](const SheetCell* cell) {
        const std::string text = without_white_space(cell->text);
        return text.empty() || printed.labels.contains(text);
    });
}

// From the columns' names; where they are lost, from the entries' own rows. Then as far as rows go that nobody else claims: upwards only
// while something is written there, for above a list stands its header.
Extent extent_of(const FieldCells& cells, const std::string& list, const PrintedList& printed) {
    Extent extent;
    const auto widen = [&](int sheet, int first, int last) {
        if (extent.sheet < 0) extent = {sheet, first, last};
        if (extent.sheet == sheet) extent.first = std::min(extent.first, first), extent.last = std::max(extent.last, last);
    };
    for (const auto& [member, name] : cells.columns(list)) widen(name->sheet, name->row, name->last_row);
    for (const auto& [entry, row] : cells.entries(list))
        if (row) widen(row->first, row->second, row->second);
    if (extent.sheet < 0) return extent;
    const int end = std::min(cells.last_claimed_row(extent.sheet), extent.last + most_rows_added);
    while (extent.last < end && !cells.is_claimed({extent.sheet, extent.last + 1}, list)) ++extent.last;
    const int begin = std::max(0, extent.first - most_rows_added);
    const auto may_be_ours = [&](SheetRow row) { return !cells.is_claimed(row, list) && !is_labels(cells, row, printed); };
    while (printed.key.empty() && extent.first > begin && may_be_ours({extent.sheet, extent.first - 1})) --extent.first;
    return extent;
}

// Where each member's column begins.
std::map<int, std::string> columns_of(const FieldCells& cells, const std::string& list, const Extent& extent) {
    std::map<int, std::string> columns;
    for (const auto& [member, name] : cells.columns(list))
        if (name->sheet == extent.sheet) columns.emplace(name->column, member);
    return columns;
}

// A cell belongs to the column that begins at it, else to the nearest one left of it that is free: a row that a user put in is not merged
// as the others are. The form's own words between columns are no answers; what is left of the first column names a keyed row.
void read_columns(const FieldCells& cells, const std::map<int, std::string>& columns, const PrintedList& printed, ListRow& row) {
    if (columns.empty() || is_labels(cells, row.row, printed)) return;
    const int last = cells.last_column(row.row.first);
    std::vector<const SheetCell*> others;
    for (const SheetCell* cell : cells.row(row.row)) {
        if (without_white_space(cell->text).empty()) continue;
        if (const auto exact = columns.find(cell->column); exact != columns.end()) row.members.emplace(exact->second, cell);
        else others.push_back(cell);
    }
    for (const SheetCell* cell : others) {
        const std::string text = without_white_space(cell->text);
        const auto column = columns.upper_bound(cell->column);
        if (column == columns.begin() && !printed.key.empty() && row.key.empty()) row.key = text;
        if (printed.labels.contains(text) || text == row.key) continue;
        const bool inside = column != columns.begin() && (last < 0 || cell->column <= last);
        if (!inside || !row.members.emplace(std::prev(column)->second, cell).second) row.unread.push_back(cell);
    }
}

// The label of a keyed row without entry, where nothing else stands in it.
void read_key(const FieldCells& cells, const PrintedList& printed, ListRow& row) {
    for (const SheetCell* cell : cells.row(row.row)) {
        const std::string text = without_white_space(cell->text);
        if (std::ranges::find(printed.key_values, text) != printed.key_values.end()) row.key = text;
    }
}

}  // namespace

std::vector<ListRow> list_rows(const FieldCells& cells, const std::string& list, const PrintedList& printed) {
    std::vector<ListRow> rows;
    const Extent extent = extent_of(cells, list, printed);
    if (extent.sheet < 0) return rows;
    std::map<SheetRow, std::size_t> named;
    for (const auto& [entry, row] : cells.entries(list))
        if (row) named.emplace(*row, entry);
    const std::map<int, std::string> columns = columns_of(cells, list, extent);
    for (int number = extent.first; number <= extent.last; ++number) {
        ListRow row;
        row.row = {extent.sheet, number};
        if (cells.is_claimed(row.row, list)) continue;
        read_key(cells, printed, row);
        if (const auto found = named.find(row.row); found != named.end()) row.entry = found->second;
        else read_columns(cells, columns, printed, row);
        if (row.entry || !row.members.empty() || !row.unread.empty()) rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace tianbiao
