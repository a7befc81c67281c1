#include "extract/field_cells.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <tuple>

#include "grid/workbook_names.h"

namespace tianbiao {
namespace {

namespace names = workbook_names;

std::string pointer_of(std::string_view dotted) {
    std::string pointer = "/";
    for (const char c : dotted) pointer += c == '.' ? '/' : c;
    return pointer;
}

std::optional<int> number_of(std::string_view text) {
    int value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || end.ec != std::errc{} || end.ptr != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

}  // namespace

FieldCells::FieldCells(const Workbook& workbook) : workbook_(workbook) {
    const auto is_ours = [](const SheetName& name) { return name.name.starts_with(names::field); };
    const auto scope_of_ours = [&] {
        int scope = std::numeric_limits<int>::max();
        for (const SheetName& name : workbook.names)
            if (is_ours(name)) scope = std::min(scope, name.scope);
        return scope;
    };
    const int scope = scope_of_ours();
    std::set<std::tuple<int, int, int>> taken;
    for (const SheetName& name : workbook.names) {
        if (name.scope != scope) {
            copies_ = copies_ || is_ours(name);
            continue;
        }
        if (name.name.starts_with(names::column)) {
            columns_.emplace(pointer_of(std::string_view(name.name).substr(names::column.size())), &name);
        } else if (is_ours(name) && (name.gone || taken.emplace(name.sheet, name.row, name.column).second)) {
            add_piece(name);
        }
    }
    cells_.resize(workbook.sheets.size());
    for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
        for (const SheetCell& cell : workbook.sheets[i].cells) cells_[i].push_back(&cell);
        std::ranges::stable_sort(cells_[i], {}, [](const SheetCell* cell) { return std::pair(cell->row, cell->column); });
    }
}

void FieldCells::add_piece(const SheetName& name) {
    std::string_view dotted = std::string_view(name.name).substr(names::field.size());
    int number = 1;
    if (const std::size_t dots = dotted.find(names::part); dots != std::string_view::npos) {
        number = number_of(dotted.substr(dots + names::part.size())).value_or(0);
        dotted = dotted.substr(0, dots);
    }
    const std::string pointer = pointer_of(dotted);
    if (number < 1 || !pieces_[pointer].emplace(number, &name).second || name.gone) return;
    claims_[{name.sheet, name.row}].insert(pointer);
}

std::vector<const SheetName*> FieldCells::pieces(const std::string& pointer) const {
    std::vector<const SheetName*> found;
    const auto named = pieces_.find(pointer);
    if (named == pieces_.end()) return found;
    for (const auto& [number, name] : named->second)
        if (!name->gone) found.push_back(name);
    return found;
}

const SheetName* FieldCells::option(const std::string& pointer, std::size_t place) const {
    const std::vector<const SheetName*> found = pieces(pointer + "/" + std::to_string(place));
    return found.empty() ? nullptr : found.front();
}

bool FieldCells::was_deleted(const std::string& pointer) const { return pieces_.contains(pointer) && pieces(pointer).empty(); }

bool FieldCells::knows(const std::string& pointer) const {
    const auto below = [&](const auto& map) {
        const auto at = map.lower_bound(pointer);
        if (at != map.end() && at->first == pointer) return true;
        const auto child = map.lower_bound(pointer + "/");
        return child != map.end() && child->first.starts_with(pointer + "/");
    };
    return below(pieces_) || below(columns_);
}

std::map<std::size_t, std::optional<SheetRow>> FieldCells::entries(const std::string& list) const {
    std::map<std::size_t, std::optional<SheetRow>> found;
    const std::string prefix = list + "/";
    for (auto at = pieces_.lower_bound(prefix); at != pieces_.end() && at->first.starts_with(prefix); ++at) {
        const std::string_view rest = std::string_view(at->first).substr(prefix.size());
        const std::optional<int> index = number_of(rest.substr(0, rest.find('/')));
        if (!index) continue;
        std::optional<SheetRow>& row = found[static_cast<std::size_t>(*index)];
        const SheetName& first = *at->second.begin()->second;
        if (!first.gone && (!row || SheetRow{first.sheet, first.row} < *row)) row = {first.sheet, first.row};
    }
    return found;
}

std::map<std::string, const SheetName*> FieldCells::columns(const std::string& list) const {
    std::map<std::string, const SheetName*> found;
    const std::string prefix = list + "/";
    for (auto at = columns_.lower_bound(prefix); at != columns_.end() && at->first.starts_with(prefix); ++at)
        if (!at->second->gone) found.emplace(at->first.substr(prefix.size()), at->second);
    return found;
}

bool FieldCells::is_claimed(SheetRow row, const std::string& other_than_list) const {
    const auto claims = claims_.find(row);
    if (claims == claims_.end()) return false;
    return std::ranges::any_of(claims->second, [&](const std::string& pointer) { return !pointer.starts_with(other_than_list + "/"); });
}

int FieldCells::last_claimed_row(int sheet) const {
    int last = -1;
    for (const auto& [row, pointers] : claims_)
        if (row.first == sheet) last = std::max(last, row.second);
    return last;
}

// Where a file says one cell twice, the last is the one that Excel shows.
const SheetCell* FieldCells::cell(int sheet, int row, int column) const {
    const auto& cells = cells_[static_cast<std::size_t>(sheet)];
    const auto behind = std::ranges::upper_bound(cells, std::pair(row, column), {}, [](const SheetCell* cell) { return std::pair(cell->row, cell->column); });
    if (behind == cells.begin() || (*std::prev(behind))->row != row || (*std::prev(behind))->column != column) return nullptr;
    return *std::prev(behind);
}

std::span<const SheetCell* const> FieldCells::row(SheetRow row) const {
    const auto& cells = cells_[static_cast<std::size_t>(row.first)];
    const auto found = std::ranges::equal_range(cells, row.second, {}, &SheetCell::row);
    return {found.begin(), found.end()};
}

int FieldCells::last_column(int sheet) const {
    int last = -1;
    for (const SheetMerge& merge : workbook_.sheets[static_cast<std::size_t>(sheet)].merges) last = std::max(last, merge.last_column);
    return last;
}

bool FieldCells::is_hidden(SheetRow row) const {
    return std::ranges::binary_search(workbook_.sheets[static_cast<std::size_t>(row.first)].hidden_rows, row.second);
}

}  // namespace tianbiao
