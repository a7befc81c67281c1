// UTF-8, both ways, and the things that are counted in it.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tianbiao {

// Decodes the code point at `at` and moves `at` behind it. The text must be well-formed (check with first_bad_utf8 at the border).
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& to, char32_t code);
std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);

// Offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7); nullopt where all is well.
std::optional<std::size_t> first_bad_utf8(std::string_view text);

std::string_view clipped(std::string_view text, std::size_t most);  // its first bytes, `most` at the most, no code point cut
std::string to_utf16be(std::string_view text);                      // without a byte order mark
std::string code_point_name(char32_t code);                         // "U+9FB4"
std::string nfkc(std::string_view text);                            // for comparing, never for printing
std::string without_white_space(std::string_view text);             // all Unicode White_Space out
std::string_view trim(std::string_view text);                       // Unicode white space off both ends
std::string_view trim_end(std::string_view text);                   // off the end alone
bool is_white_space(char32_t code);
bool is_han(char32_t code);
std::vector<std::string_view> graphemes(std::string_view text);     // extended grapheme clusters, UAX #29

}  // namespace tianbiao
