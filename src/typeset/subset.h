// Font programs with only the glyphs that are used, for embedding.
//
// CFF (CID-keyed or not) comes out as a bare CID-keyed CFF for FontFile3 /CIDFontType0C; glyf as a TrueType program for FontFile2.
// Slot 0 is .notdef; slot i is glyphs[i-1], so that a CID is a slot number in both (charset identity, CIDToGIDMap Identity). The same
// glyph may be asked for twice, for two texts that share it.
#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "typeset/fonts.h"

namespace tianbiao {

// Throws Error bad_font-like Code::missing_font with the face's file as place where its tables do not hold together.
std::string subset_font(const Fonts& fonts, FaceIndex face, std::span<const std::uint16_t> glyphs);

}  // namespace tianbiao
