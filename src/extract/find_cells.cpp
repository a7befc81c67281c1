#include "extract/find_cells.h"

#include <algorithm>

#include "base/limits.h"

namespace tianbiao {
namespace {

constexpr Pt same_edge{2.0};       // edges nearer than this are one
constexpr double enough = 0.6;     // share of an edge that a line must cover to close it

std::vector<Pt> edges_of(std::vector<Pt> places) {
    std::ranges::sort(places);
    std::vector<Pt> edges;
    for (std::size_t first = 0; first < places.size();) {
        std::size_t end = first;
        Pt sum;
        while (end < places.size() && places[end] - places[first] <= same_edge) sum += places[end++];
        edges.push_back(sum / static_cast<double>(end - first));
        first = end;
    }
    return edges;
}

std::size_t nearest(const std::vector<Pt>& edges, Pt at) {
    const auto next = std::ranges::lower_bound(edges, at);
    if (next == edges.end()) return edges.size() - 1;
    const auto i = static_cast<std::size_t>(next - edges.begin());
    return i > 0 && at - edges[i - 1] < edges[i] - at ? i - 1 : i;
}

// The atomic grid: nodes row by row, `right` and `below` say which of their edges are drawn.
struct AtomicGrid {
    std::size_t columns, rows;
    std::vector<char> right, below;

    AtomicGrid(std::size_t c, std::size_t r) : columns(c), rows(r), right(c * r), below(c * r) {}
    std::size_t at(std::size_t row, std::size_t column) const { return row * columns + column; }
};

// Calls `mark` for every stretch between two edges that the line covers.
template <class Mark>
void mark_covered(const LongRule& line, const std::vector<Pt>& edges, Mark mark) {
    auto i = static_cast<std::size_t>(std::ranges::upper_bound(edges, line.from) - edges.begin());
    for (i = i > 0 ? i - 1 : 0; i + 1 < edges.size() && edges[i] < line.to; ++i) {
        const Pt covered = std::min(line.to, edges[i + 1]) - std::max(line.from, edges[i]);
        if (covered.v >= enough * (edges[i + 1] - edges[i]).v) mark(i);
    }
}

AtomicGrid atomic_grid(const Lattice& lattice, const FoundTable& table) {
    AtomicGrid grid(table.columns.size() - 1, table.rows.size() - 1);
    for (const LongRule& line : lattice.down) {
        const std::size_t column = nearest(table.columns, line.at);
        if (column == 0 || column > grid.columns) continue;
        mark_covered(line, table.rows, [&](std::size_t row) { grid.right[grid.at(row, column - 1)] = 1; });
    }
    for (const LongRule& line : lattice.across) {
        const std::size_t row = nearest(table.rows, line.at);
        if (row == 0 || row > grid.rows) continue;
        mark_covered(line, table.columns, [&](std::size_t column) { grid.below[grid.at(row - 1, column)] = 1; });
    }
    return grid;
}

// Places reached from (row, column) without crossing a drawn edge; each gets the cell's number.
void flood(const AtomicGrid& grid, std::size_t start, int number, std::vector<int>& cell_at, FoundCell& cell) {
    std::vector<std::size_t> open{start};
    cell_at[start] = number;
    std::size_t r0 = grid.rows, r1 = 0, c0 = grid.columns, c1 = 0;
    const auto visit = [&](std::size_t place) {
        if (cell_at[place] >= 0) return;
        cell_at[place] = number;
        open.push_back(place);
    };
    while (!open.empty()) {
        const std::size_t place = open.back(), row = place / grid.columns, column = place % grid.columns;
        open.pop_back();
        r0 = std::min(r0, row), r1 = std::max(r1, row), c0 = std::min(c0, column), c1 = std::max(c1, column);
        if (column + 1 < grid.columns && !grid.right[place]) visit(place + 1);
        if (column > 0 && !grid.right[place - 1]) visit(place - 1);
        if (row + 1 < grid.rows && !grid.below[place]) visit(place + grid.columns);
        if (row > 0 && !grid.below[place - grid.columns]) visit(place - grid.columns);
    }
    cell.row = static_cast<int>(r0), cell.down = static_cast<int>(r1 - r0 + 1);
    cell.column = static_cast<int>(c0), cell.across = static_cast<int>(c1 - c0 + 1);
}

}  // namespace

int FoundTable::cell(Pt x, Pt y) const {
    if (cell_at.empty() || x < columns.front() || x >= columns.back() || y < rows.front() || y >= rows.back()) return -1;
    const auto column = static_cast<std::size_t>(std::ranges::upper_bound(columns, x) - columns.begin() - 1);
    const auto row = static_cast<std::size_t>(std::ranges::upper_bound(rows, y) - rows.begin() - 1);
    return cell_at[row * (columns.size() - 1) + column];
}

FoundTable find_cells(const Lattice& lattice) {
    FoundTable table;
    table.box = lattice.box;
    std::vector<Pt> xs, ys;
    for (const LongRule& line : lattice.down) xs.push_back(line.at), ys.push_back(line.from), ys.push_back(line.to);
    for (const LongRule& line : lattice.across) ys.push_back(line.at), xs.push_back(line.from), xs.push_back(line.to);
    table.columns = edges_of(std::move(xs));
    table.rows = edges_of(std::move(ys));
    if (table.columns.size() < 2 || table.rows.size() < 2) return table;
    table.too_many = table.columns.size() * table.rows.size() > limits::page_places;
    if (table.too_many) return table;
    const AtomicGrid grid = atomic_grid(lattice, table);
    table.cell_at.assign(grid.columns * grid.rows, -1);
    for (std::size_t place = 0; place < table.cell_at.size(); ++place) {
        if (table.cell_at[place] >= 0) continue;
        FoundCell cell;
        flood(grid, place, static_cast<int>(table.cells.size()), table.cell_at, cell);
        const auto row = static_cast<std::size_t>(cell.row), column = static_cast<std::size_t>(cell.column);
        cell.box = {table.columns[column], table.rows[row], table.columns[column + static_cast<std::size_t>(cell.across)],
                    table.rows[row + static_cast<std::size_t>(cell.down)]};
        table.cells.push_back(cell);
    }
    return table;
}

}  // namespace tianbiao
