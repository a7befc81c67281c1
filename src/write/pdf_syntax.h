// The small words of PDF: numbers, strings, names and dates (ISO 32000-1, 7.3 and 7.9).
//
// Everything is appended or returned as bytes that may stand in a body or a content stream; nothing depends on a locale.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/units.h"

namespace tianbiao {

using ObjectNumber = int;
enum class PackedKind { pages, structure };  // of objects that are deflated together
std::string reference(ObjectNumber object);  // "12 0 R"

// A length counted in 10^-decimals of a point, so that differences of printed numbers are exact.
std::int64_t scaled(double value, int decimals);
void append_scaled(std::string& to, std::int64_t value, int decimals);  // shortest form: 1.5, .25, -3
void append_number(std::string& to, double value, int decimals);

void append_code(std::string& to, std::uint16_t code);  // four hexadecimal digits
std::string hex_string(std::string_view bytes);         // <0A1B…>

// 7.9.2.2: ASCII as it is, anything else as UTF-16BE behind FE FF.
std::string text_string(std::string_view utf8);

// 7.3.5: a name with its solidus; what is not a regular character becomes #xx.
std::string name_object(std::string_view text);

// A moment in both spellings: D:20230519000000Z (7.9.4) and 2023-05-19T00:00:00Z (XMP, ISO 8601).
struct Moment {
    std::string pdf, xmp;
};

// "2023-05-19" (midnight UTC), or with a time and Z or an offset: "2023-05-19T08:00:00+08:00". Throws Error usage.
Moment read_moment(std::string_view text);

}  // namespace tianbiao
