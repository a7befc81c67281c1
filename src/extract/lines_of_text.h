// Runs of text to lines and paragraphs, for pages that do not say their paragraphs.
#pragma once
#include <string>
#include <vector>

#include "extract/read_cells.h"

namespace tianbiao {

// Visible characters that stand together on one baseline, or a box that was drawn.
struct Span {
    Point at;
    Pt end, size;              // end: x behind its last glyph
    std::string text;
    std::uint32_t order = 0;   // of painting
    int sequence = -1;         // index of its SeenSequence; -1: none
    bool upright = true;       // false: vertical writing or a turned line
    bool box = false;          // a drawn box, not a text
    double confidence = 1;
    Pt apart;                  // between its glyphs, in the mean: what letter-spacing and justification add
    int glyphs = 1;
};

// `cell`: the box that the text must keep to; with x1 <= x0 the text's own extent counts.
std::vector<SeenParagraph> paragraphs_of(std::vector<Span> spans, Rect cell);

// Its last line had no room for what `below` begins with: the two are one, parted by a soft wrap (at the end of a page).
bool goes_on_in(const SeenParagraph& above, const SeenParagraph& below);

bool text_over_text(const std::vector<Span>& spans);

}  // namespace tianbiao
