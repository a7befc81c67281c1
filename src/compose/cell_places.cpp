#include "compose/cell_places.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace tianbiao {
namespace {

struct RowFacts {
    int cells = 0;            // that begin in it
    bool values = false;      // one of them is an answer
    bool alone = false;       // one heading, or one passage
    std::int32_t table = -1, number = -1;
};

bool is_label(const GridCell& cell) { return cell.kind == CellKind::label || cell.kind == CellKind::head; }

std::vector<RowFacts> row_facts(const Grid& grid) {
    std::vector<RowFacts> rows(grid.rows.size());
    for (const GridCell& cell : grid.cells) {
        RowFacts& row = rows[static_cast<std::size_t>(cell.row)];
        ++row.cells;
        row.values = row.values || !is_label(cell);
        row.alone = row.cells == 1 && (cell.kind == CellKind::head || cell.kind == CellKind::lines);
    }
    std::int32_t table = -1, number = -1;
    const std::string* block = nullptr;  // of the open table
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (grid.rows[r].repeated) continue;
        rows[r].number = ++number;
        if (rows[r].alone) {
            block = nullptr;
        } else {
            if (!block || *block != grid.rows[r].block) ++table;
            block = &grid.rows[r].block;
            rows[r].table = table;
        }
    }
    return rows;
}

// Edges between a table's columns: those of all its cells.
std::vector<std::vector<bool>> table_edges(const Grid& grid, const std::vector<RowFacts>& rows) {
    std::vector<std::vector<bool>> edges;
    for (const GridCell& cell : grid.cells) {
        const std::int32_t table = rows[static_cast<std::size_t>(cell.row)].table;
        if (table < 0) continue;
        if (edges.size() <= static_cast<std::size_t>(table)) edges.resize(static_cast<std::size_t>(table) + 1);
        std::vector<bool>& of_table = edges[static_cast<std::size_t>(table)];
        of_table.resize(grid.tracks.size());
        of_table[static_cast<std::size_t>(cell.track + cell.across)] = true;
    }
    return edges;
}

int rows_of(const Grid& grid, const GridCell& cell) {
    int count = 0;
    for (int r = cell.row; r < cell.row + cell.down; ++r) count += grid.rows[static_cast<std::size_t>(r)].repeated ? 0 : 1;
    return count;
}

CellPart part_of(const GridCell& cell, const RowFacts& row) {
    if (row.alone) return cell.kind == CellKind::head ? CellPart::heading : CellPart::passage;
    if (!is_label(cell) || cell.text.empty()) return CellPart::value;
    return row.values || cell.down > 1 ? CellPart::row_header : CellPart::column_header;
}

}  // namespace

std::vector<CellPlace> cell_places(const Grid& grid) {
    const std::vector<RowFacts> rows = row_facts(grid);
    const std::vector<std::vector<bool>> edges = table_edges(grid, rows);
    std::vector<CellPlace> places(grid.cells.size());
    std::map<std::string_view, std::size_t> firsts;  // by id, of the cells that go on over a break
    for (std::size_t c = 0; c < grid.cells.size(); ++c) {
        const GridCell& cell = grid.cells[c];
        const RowFacts& row = rows[static_cast<std::size_t>(cell.row)];
        CellPlace& place = places[c];
        place.table = row.table, place.row = row.number, place.rows = rows_of(grid, cell);
        if (cell.continued) {
            std::size_t& first = firsts.try_emplace(cell.id, c).first->second;
            while (first > 0 && (grid.cells[first].continued || grid.cells[first].id != cell.id)) --first;
            places[first].rows += place.rows;
        }
        if (cell.continued || grid.rows[static_cast<std::size_t>(cell.row)].repeated) {
            place.part = CellPart::again;
            continue;
        }
        place.part = part_of(cell, row);
        if (row.table < 0) continue;
        const auto from = edges[static_cast<std::size_t>(row.table)].begin() + cell.track + 1;
        place.columns = static_cast<std::int32_t>(std::count(from, from + cell.across, true));
    }
    return places;
}

}  // namespace tianbiao
