// Grid to the boxes of one sheet: which text stands in which merged cells. What the workbook's writer needs beyond a Grid's own cells:
// check boxes and the texts of 承诺 get cells of their own inside their frame, headings and notes get cells outside of it.
//
// Millimetres from the text area's top left; every edge is a column or a row of the sheet. Boxes of a page never overlap.
#pragma once
#include <string>
#include <vector>

#include "grid/grid.h"

namespace tianbiao {

inline constexpr std::string_view empty_box = "□", ticked_box = "☑";

struct SheetBox {
    int page = 0;
    int column = 0, columns = 1;   // of SheetLayout::columns
    int row = 0, rows = 1;         // of the sheet
    int cell = -1;                 // of the grid, -1: outside of the table
    std::string text;
    std::string style;             // of the form
    Pt size{12};
    HorizontalAlign align = HorizontalAlign::left;
    VerticalAlign valign = VerticalAlign::middle;
    int indent = 0;
    bool vertical = false;
    bool shrink = false;           // one line, come what may
    bool locked = true;
    bool number = false;           // a whole number that is written as one
    std::string name;              // defined name; "" none
    std::string field;             // JSON Pointer; "" none
    int option = -1;               // of the cell's check boxes
    std::int64_t text_begin = 0, text_end = -1;  // bytes of the field's text; -1: not known
};

struct SheetRow {
    int page = 0;
    Pt height;
};

struct SheetLayout {
    std::vector<int> columns;      // widths, pixels
    std::vector<SheetRow> rows;
    std::vector<int> page_rows;    // first row of each page, and one more: the number of rows
    std::vector<SheetBox> boxes;   // by page, the table's cells in the grid's order, then what stands outside
    struct Frame {
        int page, column, columns, row, rows;
    };
    std::vector<Frame> cells;      // of the grid's cells: where their borders run
};

// Throws Error too_large where the sheet would have more rows or breaks than a workbook may.
SheetLayout lay_out_sheet(const Grid& grid);

// 「初级 □」, 「中级 ☑」.
std::string option_words(const std::string& text, bool ticked);

// "f_organization.name" of "/organization/name"; `part` from 1: further cells of one text are told apart by "..2", "..3" …
std::string field_name(const std::string& field, int part = 1);

}  // namespace tianbiao
