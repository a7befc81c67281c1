// Rows to pages: where the table breaks, and how high each row is in the end.
#pragma once
#include <vector>

#include "compose/expand.h"
#include "compose/fit.h"

namespace tianbiao {

struct PlannedRow {
    int row = 0;            // of the table
    int page = 0;
    Mm top, height;         // from the text area's top
    bool repeated = false;  // a header set again behind a break
};

struct Pagination {
    std::vector<PlannedRow> rows;
    int pages = 0;
    int notes_page = 0;
    Mm notes_top;           // where the table above the notes ends
};

// Page starts are forced where the form says so; else rows flow. Rows that keep with the next stay with it, a list that has more entries
// than the blank form goes on under its header, a spanning label gets a piece that it fits on either side. Elastic rows first give up
// height, so that as little as possible moves on, and then share what their page has left, up to the blank's height.
// `notes`: height of what stands below the table, kept with its last row where both fit.
Pagination paginate(const Form& form, const Table& table, const Fitted& fitted, Mm notes);

}  // namespace tianbiao
