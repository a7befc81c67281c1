// The table as it is meant, behind its rows and breaks: which cells head which, over how many rows and columns they reach.
#pragma once
#include <vector>

#include "grid/grid.h"
#include "page/page.h"

namespace tianbiao {

// One for each cell of the grid. Every block is a table of its own, so that a column's header heads no row of the block below; a row that is
// one heading, or one passage of texts, stands between the tables. What is set again behind a break counts as `again`, and a cell that
// goes on over one reaches over all its rows.
std::vector<CellPlace> cell_places(const Grid& grid);

}  // namespace tianbiao
