// A lattice to the cells of a table: the atomic grid of all its lines, united over the edges that are missing.
#pragma once
#include <vector>

#include "extract/join_rules.h"

namespace tianbiao {

struct FoundCell {
    Rect box;
    int row = 0, down = 1, column = 0, across = 1;  // of the table's atomic grid
};

struct FoundTable {
    Rect box;
    std::vector<Pt> columns, rows;  // edges, rising
    std::vector<FoundCell> cells;   // by row, then by column
    std::vector<int> cell_at;       // by row and column of the atomic grid
    bool too_many = false;          // places past limits::page_places: none of its cells is given

    int cell(Pt x, Pt y) const;     // -1: outside
};

FoundTable find_cells(const Lattice& lattice);

}  // namespace tianbiao
