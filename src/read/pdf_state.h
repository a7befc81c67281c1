// The graphics state of a content stream (ISO 32000-1, 8.4 and 9.3), as far as evidence depends on it.
#pragma once
#include <cstdint>

#include "read/pdf_font.h"
#include "read/pdf_matrix.h"
#include "read/pdf_painting.h"

namespace tianbiao {

enum class Space : std::uint8_t { grey, rgb, cmyk, tint, lab, pattern };

struct Paint {
    Space space = Space::grey;
    Colour colour;
    double alpha = 1;
};

struct TextState {
    Font* font = nullptr;
    double size = 0, spacing = 0, word_spacing = 0, stretch = 1, leading = 0, rise = 0;
    int mode = 0;  // Tr
};

struct GraphicsState {
    Matrix ctm;  // to the page as it is shown: points, origin top left, y down
    Rect clip;   // bounds of the clipping path
    Paint fill, stroke;
    double line_width = 1;
    TextState text;
};

}  // namespace tianbiao
