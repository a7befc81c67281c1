// Rows of all tables in reading order, and the rows and label cells that a page break cut in two made whole again.
//
// The lower half of a cut row stands in the first row of the next page's table: under the same column edges, its label cell empty or the
// rest of a label. A label that spans many rows is only carried on; the rows under it are rows of their own. Pages that say their
// paragraphs are ours, and ours never cut a row.
#pragma once
#include <string>
#include <vector>

#include "extract/form_anchors.h"
#include "extract/read_cells.h"

namespace tianbiao {

struct ReadRow {
    int table = 0;
    Pt y0, y1;
    std::vector<int> cells;  // pieces, from left to right; a cell over several rows stands in each
};

struct ReadRows {
    ReadPages pages;
    std::vector<ReadRow> rows;
    std::vector<int> first_row, end_row;  // by cell: rows that it stands in

    // The cell that a piece belongs to: the one in which its text was gathered.
    int whole(int piece) const;
    const ReadCell& cell(int piece) const { return pages.cells[static_cast<std::size_t>(whole(piece))]; }
};

// `forms`: whose labels are known.
ReadRows join_pages(ReadPages pages, const KnownForms& forms);

}  // namespace tianbiao
