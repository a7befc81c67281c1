#include "typeset/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace tianbiao {
namespace {

struct Sign {
    char32_t code;
    Kind kind;          // where its glyph fills an em
    bool begins_no_line, ends_no_line;
};

// Sorted by code. Narrow signs are here for the breaks alone; their kind is `other` by their width.
constexpr std::array signs{
    Sign{U'!', Kind::other, true, false},
    Sign{U'%', Kind::other, true, false},
    Sign{U')', Kind::other, true, false},
    Sign{U',', Kind::other, true, false},
    Sign{U'.', Kind::other, true, false},
    Sign{U':', Kind::other, true, false},
    Sign{U';', Kind::other, true, false},
    Sign{U'?', Kind::other, true, false},
    Sign{U']', Kind::other, true, false},
    Sign{U'}', Kind::other, true, false},
    Sign{U'·', Kind::dot, true, false},
    Sign{U'–', Kind::unit, true, false},
    Sign{U'—', Kind::unit, true, false},
    Sign{U'―', Kind::unit, true, false},
    Sign{U'‘', Kind::open, false, true},
    Sign{U'’', Kind::close, true, false},
    Sign{U'“', Kind::open, false, true},
    Sign{U'”', Kind::close, true, false},
    Sign{U'•', Kind::dot, true, false},
    Sign{U'‥', Kind::unit, true, false},
    Sign{U'…', Kind::unit, true, false},
    Sign{U'‧', Kind::dot, true, false},
    Sign{U'‰', Kind::other, true, false},
    Sign{U'℃', Kind::han, true, false},
    Sign{U'⋯', Kind::unit, true, false},
    Sign{U'⸺', Kind::unit, true, false},
    Sign{U'、', Kind::pause, true, false},
    Sign{U'。', Kind::stop, true, false},
    Sign{U'〈', Kind::open, false, true},
    Sign{U'〉', Kind::close, true, false},
    Sign{U'《', Kind::open, false, true},
    Sign{U'》', Kind::close, true, false},
    Sign{U'「', Kind::open, false, true},
    Sign{U'」', Kind::close, true, false},
    Sign{U'『', Kind::open, false, true},
    Sign{U'』', Kind::close, true, false},
    Sign{U'【', Kind::open, false, true},
    Sign{U'】', Kind::close, true, false},
    Sign{U'〔', Kind::open, false, true},
    Sign{U'〕', Kind::close, true, false},
    Sign{U'〖', Kind::open, false, true},
    Sign{U'〗', Kind::close, true, false},
    Sign{U'〜', Kind::han, true, false},
    Sign{U'〝', Kind::open, false, true},
    Sign{U'〞', Kind::close, true, false},
    Sign{U'〟', Kind::close, true, false},
    Sign{U'・', Kind::dot, true, false},
    Sign{U'！', Kind::stop, true, false},
    Sign{U'％', Kind::han, true, false},
    Sign{U'（', Kind::open, false, true},
    Sign{U'）', Kind::close, true, false},
    Sign{U'，', Kind::pause, true, false},
    Sign{U'．', Kind::stop, true, false},
    Sign{U'：', Kind::pause, true, false},
    Sign{U'；', Kind::pause, true, false},
    Sign{U'？', Kind::stop, true, false},
    Sign{U'［', Kind::open, false, true},
    Sign{U'］', Kind::close, true, false},
    Sign{U'｛', Kind::open, false, true},
    Sign{U'｝', Kind::close, true, false},
    Sign{U'～', Kind::han, true, false},
};
static_assert(std::ranges::is_sorted(signs, {}, &Sign::code));

const Sign* find_sign(char32_t code) {
    const auto at = std::ranges::lower_bound(signs, code, {}, &Sign::code);
    return at != signs.end() && at->code == code ? &*at : nullptr;
}

constexpr double full_width = 0.9;  // em; a glyph this wide counts as filling its em

}  // namespace

Kind kind_of(char32_t code, double advance) {
    if (ideograph(code)) return Kind::han;
    if (const Sign* sign = find_sign(code)) return advance >= full_width ? sign->kind : Kind::other;
    if (code == U'\u3000') return Kind::wide_space;
    if (is_blank(code)) return Kind::space;
    if (is_attached(code)) return Kind::attached;
    if (is_ignorable(code)) return Kind::hidden;
    const int width = u_getIntPropertyValue(static_cast<UChar32>(code), UCHAR_EAST_ASIAN_WIDTH);
    if (width == U_EA_WIDE || width == U_EA_FULLWIDTH) return Kind::han;
    if (width == U_EA_AMBIGUOUS && advance >= full_width) return Kind::han;  // ① √ □ ㎡: an em where the face is Chinese
    return u_isalnum(static_cast<UChar32>(code)) ? Kind::letter : Kind::other;
}

LineEdges sign_edges(char32_t code) {
    if (code == U'(' || code == U'[' || code == U'{') return {false, true};
    const Sign* sign = find_sign(code);
    return sign ? LineEdges{sign->begins_no_line, sign->ends_no_line} : LineEdges{};
}

bool doubled_sign(char32_t code) {
    const Sign* sign = find_sign(code);
    return sign && sign->kind == Kind::unit;
}

bool digit(char32_t code) { return code >= U'0' && code <= U'9'; }

bool word_mark(char32_t code) {
    constexpr std::u32string_view marks = U"@.-_/?&=:;,+#~|\\";
    return marks.find(code) != std::u32string_view::npos;
}

bool ends_line(char32_t code) {
    return (code >= U'\n' && code <= U'\r') || code == U'\u0085' || code == U'\u2028' || code == U'\u2029';
}

bool is_ignorable(char32_t code) {
    return code >= 0xAD && u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_attached(char32_t code) {
    if (code < 0x300 || ideograph(code)) return false;
    constexpr std::uint32_t mark_types = U_GC_M_MASK;
    return variation_selector(code) || code == 0x200C || code == 0x200D || (U_GET_GC_MASK(static_cast<UChar32>(code)) & mark_types) != 0;
}

bool is_blank(char32_t code) {
    return code == U' ' || code == U'\t' || (code >= 0xA0 && u_charType(static_cast<UChar32>(code)) == U_SPACE_SEPARATOR);
}

bool needs_full_shaping(char32_t code) {
    struct Range {
        char32_t first, last;
    };
    // Right-to-left and Indic scripts, Hangul's single letters; Han, kana, Latin, Greek and Cyrillic are shaped by what their face holds.
    constexpr std::array ranges{Range{0x0590, 0x1DFF}, Range{0xA800, 0xABFF}, Range{0xD7B0, 0xD7FF}, Range{0xFB1D, 0xFDFF},
                                Range{0xFE70, 0xFEFE}, Range{0x10800, 0x16FFF}, Range{0x1E900, 0x1EEFF}, Range{0x1F1E6, 0x1F1FF},
                                Range{0x1F3FB, 0x1F3FF}};
    return std::ranges::any_of(ranges, [&](Range r) { return code >= r.first && code <= r.last; });
}

char32_t decode_slow(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 code = 0;
    U8_NEXT(bytes, at, text.size(), code);
    return code < 0 ? U'\uFFFD' : static_cast<char32_t>(code);
}

}  // namespace tianbiao
