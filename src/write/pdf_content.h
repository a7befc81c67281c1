// One page as a content stream (ISO 32000-1, 7.8.2).
//
// Points with the origin bottom left, y up: the ladder's frame is turned over here and nowhere else. Rules come first, as an artifact, then
// the items in reading order; each typed paragraph is one marked-content sequence, however many lines it has.
#pragma once
#include <cstddef>
#include <string>

#include "page/page.h"
#include "write/pdf_fonts.h"

namespace tianbiao {

// `run`: the number of the page's first text run in the document; moved behind its last one.
std::string page_content(const Page& page, const FontBook& fonts, std::size_t& run);

}  // namespace tianbiao
