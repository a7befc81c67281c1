// Grid: the table as rows, spans and contents, with its breaks decided. What an XLSX or HTML is made from, and what a reader finds.
//
// Millimetres. Columns are tracks: the union of all column edges, measured from the text area's left, so that a cell of any block spans
// whole tracks. Rows stand in order over all pages; a break is where the page number changes. A label that spans a break stands on both
// sides as a cell of its own.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/cell.h"
#include "base/units.h"

namespace tianbiao {

struct Paper {                 // GB/T 9704-2012
    Mm width{210}, height{297};
    Mm left{28}, top{37};      // of the text area
    Mm area_width{156}, area_height{225};
};

struct Option {
    std::string text;          // 初级
    bool ticked = false;
};

// A text placed inside a cell of kind `lines`.
struct PlacedText {
    std::string text;
    std::string field;         // JSON Pointer; "" for the form's own words
    std::string asked;         // field whose place this is, where only a prompt or nothing stands, too
    Mm x, width;               // from the cell's left
    Mm baseline;               // of the first line, from the cell's top
    int line_count = 1;
    Mm pitch;                  // line to line
    HorizontalAlign align = HorizontalAlign::left;
    double indent = 0;         // em
    Pt size{12};
    std::string style;         // name of the form's style
};

struct GridCell {
    std::string id;            // "sites/2/1": block, row of its definition, cell; stable
    int row = 0, down = 1;     // rows of the grid
    int track = 0, across = 1;
    CellKind kind = CellKind::label;
    std::string style;         // name of the form's style
    std::string field;         // JSON Pointer of what it prints, "" for the form's own words
    std::string text;          // what it says; typed line breaks as "\n"
    std::string value_type;    // the field's type as the form names it: integer, decimal, date, prose …
    Pt size{12};               // as set
    HorizontalAlign align = HorizontalAlign::centre;
    VerticalAlign valign = VerticalAlign::middle;
    bool vertical = false;     // one character a line
    bool prompt = false;       // the text is the form's prompt, not an answer
    bool continued = false;    // a label set again behind a break
    std::int64_t text_begin = 0, text_end = -1;  // bytes of the field's text that stand here; -1: all
    std::string pointer;       // （续见附页第N页）; "" where nothing is left over
    std::vector<Option> options;
    std::string tail;          // behind the options: （请打√）
    std::vector<PlacedText> lines;
};

struct GridRow {
    Mm height;
    int page = 0;              // from 0
    Mm top;                    // from the text area's top
    bool repeated = false;     // a header set again behind a break
    std::string block;
    int definition = 0;        // row of the block's definition
    int entry = -1;            // of the list that the row repeats; -1: none
};

enum class OutsideKind : std::uint8_t { label, title, note, sheet_number, item_head, item_text, page_number, draft };

// What stands outside of the table: 附件1, the title, the notes below it, and all of a 附页.
struct Outside {
    OutsideKind kind;
    int page = 0;
    Mm x, baseline, width;     // from the text area's top left; of the first line
    Mm pitch;
    std::string text;
    std::string field;         // of an item_text: whose text goes on here
    std::int64_t text_begin = 0, text_end = -1;
    HorizontalAlign align = HorizontalAlign::left;
    double indent = 0;         // em
    Pt size{12};
    std::string style;
    bool begins_paragraph = true;  // false: an item_text that goes on in the middle of a paragraph
};

enum class SheetKind : std::uint8_t { table, attachment, blank };

struct Grid {
    std::string form;
    Paper paper;
    std::vector<Mm> tracks;    // edges: one more than there are columns
    std::vector<GridRow> rows;
    std::vector<GridCell> cells;  // by row, then by track
    std::vector<Outside> outside; // by page, then from top to bottom
    std::vector<SheetKind> sheets;  // one a page
};

std::string dump(const Grid& grid);

}  // namespace tianbiao
