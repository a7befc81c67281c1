// What a byte of a simple font says: base encodings (annex D), glyph names, and the fonts of symbols.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tianbiao {

using Encoding = std::array<char32_t, 256>;  // 0: nothing

const Encoding& standard_encoding();
const Encoding& dingbats_encoding();  // ZapfDingbats
const Encoding& symbol_encoding();
const Encoding* named_encoding(std::string_view name);  // "WinAnsiEncoding" …; nullptr: not known

// Of a glyph's name, UTF-8: the Adobe Glyph List's names of the Latin and Greek letters and of signs, uniXXXX…, uXXXXXX, f_i, a.alt.
// "": not known.
std::string text_of_glyph_name(std::string_view name);

// Symbol fonts of office programs put their signs at U+F000 to U+F0FF; the sign it shows, where the font is one of them, else the same.
char32_t shown_sign(std::string_view font, char32_t code);

// Advance of a printable ASCII character in one of the standard 14 fonts that are not embedded (9.6.2.2), thousandths of an em; other
// characters and fonts get an average.
int standard_width(std::string_view font, char32_t character);

}  // namespace tianbiao
