// One page as a content stream (ISO 32000-1, 7.8.2).
//
// Points with the origin bottom left, y up: the ladder's frame is turned over here and nowhere else. Rules come first, as an artifact, then
// the items in reading order; each typed paragraph is one marked-content sequence, however many lines it has, and each box another.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "page/page.h"
#include "write/pdf_fonts.h"

namespace tianbiao {

// What a marked-content sequence holds; its index is its MCID (14.7.4.2).
struct Sequence {
    std::int32_t cell = -1, paragraph = -1;  // of the page
    const Mark* mark = nullptr;              // it is a box
};

// `run`: the number of the page's first text run in the document; moved behind its last one.
// Sequences that are no artifacts are appended to `sequences`, which refer to the page.
std::string page_content(const Page& page, const FontBook& fonts, std::size_t& run, std::vector<Sequence>& sequences);

// The same for the appearance of a field, which has no sequences.
std::string look_content(const Page& page, const FontBook& fonts, std::size_t& run);

}  // namespace tianbiao
