// Texts as a workbook's XML takes them.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace tianbiao {

inline constexpr std::size_t cell_units = 32767;  // UTF-16 units of a cell: Excel's own limit

// What XML 1.0 has no way to say is written _xHHHH_, and a text that looks like that keeps its look: "_x0041_" is "_x005F_x0041_"
// (ISO/IEC 29500-1, 22.9.2.19, ST_Xstring).
std::string escaped_for_cell(std::string_view text);

// Units of UTF-16, escaped.
std::size_t units_of(std::string_view text);

// How many bytes of the text fit into `most` units, never cutting a code point.
std::size_t fitting(std::string_view text, std::size_t most);

// A whole number that a cell may hold as one: what comes back is the same to the character.
bool is_plain_number(std::string_view text);

}  // namespace tianbiao
