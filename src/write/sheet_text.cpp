#include "write/sheet_text.h"

#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr std::size_t escape_units = 7;  // _xHHHH_
constexpr std::size_t most_digits = 9;   // beyond, a narrow cell would show 1.2E+10

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool looks_escaped(std::string_view text, std::size_t at) {
    if (at + escape_units > text.size() || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return false;
    for (std::size_t i = at + 2; i < at + 6; ++i)
        if (!is_hex(text[i])) return false;
    return true;
}

// XML 1.0, 2.2; a carriage return would come back as a line feed (2.11).
bool needs_escape(char32_t c) { return (c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF; }

std::string escape(char32_t c) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out = "_x";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[(c >> shift) & 15];
    return out + "_";
}

}  // namespace

std::string escaped_for_cell(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = next_code_point(text, at);
        if (needs_escape(c)) out += escape(c);
        else if (looks_escaped(text, from)) out += "_x005F_";
        else out += text.substr(from, at - from);
    }
    return out;
}

std::size_t fitting(std::string_view text, std::size_t most) {
    std::size_t at = 0;
    for (std::size_t units = 0; at < text.size();) {
        std::size_t next = at;
        const char32_t c = next_code_point(text, next);
        units += needs_escape(c) || looks_escaped(text, at) ? escape_units : c > 0xFFFF ? 2 : 1;
        if (units > most) break;
        at = next;
    }
    return at;
}

std::size_t units_of(std::string_view text) {
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = next_code_point(text, at);
        units += needs_escape(c) || looks_escaped(text, from) ? escape_units : c > 0xFFFF ? 2 : 1;
    }
    return units;
}

bool is_plain_number(std::string_view text) {
    if (text.empty() || text.size() > most_digits || (text.size() > 1 && text[0] == '0')) return false;
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace tianbiao
