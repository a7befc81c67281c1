#include "base/utf8.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace tianbiao {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

// Unicode 15, table 3-7: the first byte gives the length and the range of the second byte; the others are 80..BF.
struct Sequence {
    std::uint8_t first, last;  // range of the first byte
    std::uint8_t length;
    std::uint8_t second_low, second_high;  // range of the second byte
};
constexpr std::array sequences{
    Sequence{0xC2, 0xDF, 2, 0x80, 0xBF}, Sequence{0xE0, 0xE0, 3, 0xA0, 0xBF}, Sequence{0xE1, 0xEC, 3, 0x80, 0xBF},
    Sequence{0xED, 0xED, 3, 0x80, 0x9F}, Sequence{0xEE, 0xEF, 3, 0x80, 0xBF}, Sequence{0xF0, 0xF0, 4, 0x90, 0xBF},
    Sequence{0xF1, 0xF3, 4, 0x80, 0xBF}, Sequence{0xF4, 0xF4, 4, 0x80, 0x8F},
};

// Length of the well-formed sequence at `at` (a byte over 7F), 0 where it is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const std::uint8_t first = byte_at(text, at);
    for (const Sequence& sequence : sequences) {
        if (first < sequence.first || first > sequence.last) continue;
        if (text.size() - at < sequence.length) return 0;
        const std::uint8_t second = byte_at(text, at + 1);
        if (second < sequence.second_low || second > sequence.second_high) return 0;
        for (std::size_t i = 2; i < sequence.length; ++i)
            if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
        return sequence.length;
    }
    return 0;
}

// The row of table 3-7 that most Han characters take.
bool common_three_bytes(std::string_view text, std::size_t at) {
    return text.size() - at >= 3 && byte_at(text, at) >= 0xE1 && byte_at(text, at) <= 0xEC && (byte_at(text, at + 1) & 0xC0) == 0x80 &&
           (byte_at(text, at + 2) & 0xC0) == 0x80;
}

bool eight_ascii_bytes(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return (word & 0x8080808080808080u) == 0;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const std::uint8_t first = byte_at(text, at++);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    char32_t code = first & (0x3Fu >> more);
    for (int i = 0; i < more && at < text.size(); ++i) code = (code << 6) | (byte_at(text, at++) & 0x3Fu);
    return code;
}

void append_utf8(std::string& to, char32_t code) {
    const auto put = [&](char32_t byte) { to += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
        return;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr std::array<char32_t, 4> lead{0, 0xC0, 0xE0, 0xF0};
    put(lead[static_cast<std::size_t>(more)] | (code >> (6 * more)));
    for (int i = more - 1; i >= 0; --i) put(0x80 | ((code >> (6 * i)) & 0x3F));
}

std::u32string to_utf32(std::string_view text) {
    std::u32string codes;
    codes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) codes += next_code_point(text, at);
    return codes;
}

std::string to_utf8(std::u32string_view text) {
    std::string bytes;
    bytes.reserve(text.size() * 3);
    for (const char32_t code : text) append_utf8(bytes, code);
    return bytes;
}

std::optional<std::size_t> first_bad_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (text.size() - at >= 8 && eight_ascii_bytes(text.data() + at)) {
            at += 8;
        } else if (byte_at(text, at) < 0x80) {
            ++at;
        } else if (common_three_bytes(text, at)) {
            at += 3;
        } else if (const std::size_t length = sequence_length(text, at)) {
            at += length;
        } else {
            return at;
        }
    }
    return std::nullopt;
}

std::string to_utf16be(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() * 2);
    const auto put = [&](char32_t unit) {
        bytes += static_cast<char>(unit >> 8);
        bytes += static_cast<char>(unit & 0xFF);
    };
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        if (code < 0x10000) {
            put(code);
        } else {  // Unicode 15, table 3-5: a pair of surrogates
            put(0xD800 + ((code - 0x10000) >> 10));
            put(0xDC00 + ((code - 0x10000) & 0x3FF));
        }
    }
    return bytes;
}

std::string code_point_name(char32_t code) {
    std::array<char, 16> name{};
    std::snprintf(name.data(), name.size(), "U+%04X", static_cast<unsigned>(code));
    return name.data();
}

std::string_view clipped(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most);
}

}  // namespace tianbiao
