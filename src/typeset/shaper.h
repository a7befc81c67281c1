// HarfBuzz over one stretch of text in one face: all features that are on by default, language Chinese.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace tianbiao {

class Face;

struct RunGlyph {              // the face's own units
    std::uint16_t glyph = 0;
    std::uint32_t cluster = 0; // its character's byte in the text
    int x_offset = 0, advance = 0;
};
using ShapedRun = std::span<const RunGlyph>;

// Good until the next call in the same thread. Short stretches are remembered: in our texts most of them are numbers, a few Latin words and
// pairs of marks, again and again.
ShapedRun shape_run(const Face& face, std::string_view text);

}  // namespace tianbiao
