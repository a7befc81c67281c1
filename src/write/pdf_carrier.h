// A font of glyphs without ink that lets drawn things say their text.
//
// A box drawn as a path extracts as nothing, with or without ActualText; an invisible glyph (text render mode 3) over it says □ or ☑  in
// every reader. The glyphs are ours, so that no face need have them, and have no area, so that a printer that ignores mode 3 prints nothing.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "page/page.h"

namespace tianbiao {

// Its two glyphs: one over a box, one that adds to what stands before it.
inline constexpr std::uint16_t wide_carrier = 1, narrow_carrier = 2;
constexpr int carrier_width(std::uint16_t glyph) { return glyph == wide_carrier ? 1000 : 0; }

// TrueType (ISO/IEC 14496-22): .notdef and a glyph for each width.
std::string carrier_program(std::span<const std::uint16_t> widths);
std::string_view said_by(const Mark& mark);      // □ or ☑

}  // namespace tianbiao
