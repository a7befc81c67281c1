// A letter as strips: what stands side by side and may not be parted by a page's end. Measured, not yet on pages.
#pragma once
#include <memory>
#include <vector>

#include "compose/letter.h"
#include "typeset/text.h"

namespace tianbiao {

// One line of a text within its strip.
struct StripLine {
    std::shared_ptr<const ShapedText> shaped;
    Line line;
    Measure measure;
    Pt x, baseline;            // from the text area's left, from the strip's top
    int text = 0;              // lines of one text share a number; with that of its paragraph it is one paragraph of the document
    int cell = -1;             // of the strip
    ParagraphPart part = ParagraphPart::text;
};

struct StripCell {
    Pt x0, x1;
    CellPart part = CellPart::value;
};

struct Strip {
    Pt height;
    std::vector<StripLine> lines;  // in reading order
    std::vector<StripCell> cells;  // of a table's row, from left to right
    int table = -1;                // its number in the letter
    bool header = false;           // of its table: set again on each further page
    bool keep = false;             // stays on one page with the next strip
    bool goes_on = false;          // a row of which the next strip is the rest: no line between them
    bool white = false;            // nothing but white: dropped at the top of a page
    bool ruled = false;            // a line in its middle over the whole width
    bool page_break = false;       // the next one begins a page
};

struct LetterArea {                // mm of the page
    Mm width, height, left, top, area_width, area_height;
};
LetterArea letter_area(bool landscape);

std::vector<Strip> letter_strips(const Fonts& fonts, const Letter& letter);

}  // namespace tianbiao
