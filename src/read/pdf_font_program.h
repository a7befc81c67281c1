// What an embedded font program says of its glyphs: their characters, where the PDF itself does not say them.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tianbiao {

struct GlyphFacts {
    std::map<std::uint32_t, char32_t> characters;        // by glyph: cmap of a TrueType or OpenType font, turned round
    std::map<std::uint32_t, std::uint32_t> codes;        // by character code: the glyph, of a (1,0) or (3,0) cmap
    std::map<std::uint32_t, std::string> names;          // by character code: glyph names of the built-in encoding (Type 1)
};

// Of a TrueType or OpenType file (cmap formats 0, 4, 6 and 12). Broken tables are left out.
GlyphFacts true_type_program(std::string_view bytes);

// The built-in encoding of a Type 1 program's clear text: dup N /name put.
GlyphFacts type1_program(std::string_view bytes);

// The built-in encoding of a compact (CFF, Type1C) program: texts by code. Empty where it has none of its own.
std::map<std::uint32_t, std::string> compact_encoding(std::string_view bytes);

}  // namespace tianbiao
