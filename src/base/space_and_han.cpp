// White space and Han: two properties of Unicode that are asked so often that they stand here as tables.
#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace tianbiao {
namespace {

struct Range {
    char32_t first, last;
};

// Unicode 15, PropList.txt, White_Space.
constexpr std::array white_space{
    Range{0x09, 0x0D},     Range{0x20, 0x20},     Range{0x85, 0x85},     Range{0xA0, 0xA0},     Range{0x1680, 0x1680},
    Range{0x2000, 0x200A}, Range{0x2028, 0x2029}, Range{0x202F, 0x202F}, Range{0x205F, 0x205F}, Range{0x3000, 0x3000},
};

// Unicode 15, Scripts.txt, Han; and extension I (2EBF0..2EE5D) of 15.1.
constexpr std::array han{
    Range{0x2E80, 0x2E99},   Range{0x2E9B, 0x2EF3},   Range{0x2F00, 0x2FD5},   Range{0x3005, 0x3005},   Range{0x3007, 0x3007},
    Range{0x3021, 0x3029},   Range{0x3038, 0x303B},   Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xF900, 0xFA6D},
    Range{0xFA70, 0xFAD9},   Range{0x16FE2, 0x16FE3}, Range{0x16FF0, 0x16FF1}, Range{0x20000, 0x2A6DF}, Range{0x2A700, 0x2B739},
    Range{0x2B740, 0x2B81D}, Range{0x2B820, 0x2CEA1}, Range{0x2CEB0, 0x2EBE0}, Range{0x2EBF0, 0x2EE5D}, Range{0x2F800, 0x2FA1D},
    Range{0x30000, 0x3134A}, Range{0x31350, 0x323AF},
};

template <std::size_t size>
bool is_in(const std::array<Range, size>& ranges, char32_t code) {
    const auto range = std::ranges::lower_bound(ranges, code, {}, &Range::last);
    return range != ranges.end() && code >= range->first;
}

// Offset of the code point that ends before `end`.
std::size_t step_back(std::string_view text, std::size_t end) {
    do --end;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
    return end;
}

}  // namespace

bool is_white_space(char32_t code) {
    if (code > 0x20 && code < 0x85) return false;
    return is_in(white_space, code);
}

bool is_han(char32_t code) {
    if (code < 0x2E80) return false;
    if (code >= 0x4E00 && code <= 0x9FFF) return true;
    return is_in(han, code);
}

std::string without_white_space(std::string_view text) {
    std::string kept;
    kept.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (!is_white_space(next_code_point(text, at))) kept += text.substr(start, at - start);
    }
    return kept;
}

std::string_view trim_end(std::string_view text) {
    while (!text.empty()) {
        const std::size_t start = step_back(text, text.size());
        std::size_t at = start;
        if (!is_white_space(next_code_point(text, at))) break;
        text = text.substr(0, start);
    }
    return text;
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        std::size_t at = 0;
        if (!is_white_space(next_code_point(text, at))) break;
        text.remove_prefix(at);
    }
    return trim_end(text);
}

}  // namespace tianbiao
