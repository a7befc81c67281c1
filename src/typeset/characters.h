// What a character is to the setting of lines: its kind, and where a line may not begin or end.
//
// Names of the rules: clreq is the W3C's Requirements for Chinese Text Layout; GB/T 15834-2011 is the use of punctuation marks.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "typeset/text.h"

namespace tianbiao {

// The low bits of Cluster::kind.
enum class Kind : std::uint8_t {
    other,       // Latin punctuation and symbols
    han,         // whatever fills an em and is no mark: ideographs, kana, full-width letters
    letter,      // letters and digits that are not Han: what stands a quarter em off Han
    space,       // a typed space or tab
    wide_space,  // U+3000
    open,        // （ “ 《: ink in the back half
    close,       // ） ” 》: ink in the front half
    pause,       // ，、；：
    stop,        // 。！？．
    dot,         // an interpunct that fills an em
    unit,        // … and —: two of them are one sign
    attached,    // goes with the cluster before it: combining marks, variation selectors, joiners
    hidden,      // no width, no ink, a line may break beside it: zero-width space
};

// The high bits of Cluster::kind.
inline constexpr std::uint8_t gap_before = 0x80;   // a quarter em between this cluster and the one before it
inline constexpr std::uint8_t pair_back = 0x40;    // the next mark takes the white behind this one
inline constexpr std::uint8_t pair_front = 0x20;   // the mark before takes the white in front of this one
inline constexpr std::uint8_t soft_before = 0x10;  // a long word may break here before it breaks just anywhere
inline constexpr std::uint8_t kind_bits = 0x0F;

inline Kind kind_of(const Cluster& cluster) { return static_cast<Kind>(cluster.kind & kind_bits); }

// The kind of a character whose glyph is `advance` em wide: a quotation mark is a full-width mark only where its face draws it so.
Kind kind_of(char32_t code, double advance);

struct LineEdges {
    bool not_first = false;  // 避头, clreq 3.1.2: 、，；：。！？ closing marks, connectors, interpuncts
    bool not_last = false;   // 避尾: opening marks
};
LineEdges sign_edges(char32_t code);
inline bool ideograph(char32_t code) { return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF); }
inline LineEdges edges(char32_t code) { return ideograph(code) ? LineEdges{} : sign_edges(code); }
bool doubled_sign(char32_t code);          // … and — and their like
inline bool one_sign(char32_t a, char32_t b) {  // GB/T 15834-2011, 5.1.4 and 5.1.5: never split
    return a == b && !ideograph(a) && doubled_sign(a);
}
bool digit(char32_t code);                 // 0 … 9
bool word_mark(char32_t code);             // . - _ / @ and the like, after which an address may break
bool ends_line(char32_t code);             // mandatory break, UAX #14 (BK, CR, LF, NL)
bool is_ignorable(char32_t code);          // draws nothing by itself: Default_Ignorable_Code_Point
bool is_attached(char32_t code);           // combining marks, variation selectors, joiners
bool is_blank(char32_t code);              // Zs and tab
bool needs_full_shaping(char32_t code);    // scripts whose letters change by their neighbours

inline bool variation_selector(char32_t code) { return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF); }

// Decodes one code point and moves `at` behind it. Tolerant, unlike base's: an ill-formed byte is U+FFFD.
char32_t decode_slow(std::string_view text, std::size_t& at);
inline char32_t decode(std::string_view text, std::size_t& at) {
    const auto b = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = b(at);
    if (lead < 0x80) return text[at++];
    if (lead >= 0xE1 && lead <= 0xEC && at + 2 < text.size() && (b(at + 1) & 0xC0) == 0x80 && (b(at + 2) & 0xC0) == 0x80) {
        const char32_t code = (lead & 0x0Fu) << 12 | (b(at + 1) & 0x3Fu) << 6 | (b(at + 2) & 0x3Fu);
        at += 3;
        return code;
    }
    return decode_slow(text, at);
}

}  // namespace tianbiao
