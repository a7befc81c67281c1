#include "base/utf8.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

using namespace tianbiao;

namespace {

bool is_code_point(char32_t code) { return code < 0xD800 || code > 0xDFFF; }

std::string encoded(char32_t code) {
    std::string bytes;
    append_utf8(bytes, code);
    return bytes;
}

}  // namespace

TEST(Utf8, EveryCodePointComesBack) {
    for (char32_t code = 0; code <= 0x10FFFF; ++code) {
        if (!is_code_point(code)) continue;
        const std::string bytes = encoded(code);
        std::size_t at = 0;
        ASSERT_EQ(next_code_point(bytes, at), code);
        ASSERT_EQ(at, bytes.size());
        ASSERT_FALSE(first_bad_utf8(bytes)) << code_point_name(code);
    }
}

TEST(Utf8, TextSurvivesTheWayThroughUtf32) {
    const std::string text = "a填𠮷葛\U000E0100\n";
    EXPECT_EQ(to_utf8(to_utf32(text)), text);
    EXPECT_EQ(to_utf32(text), U"a填𠮷葛\U000E0100\n");
}

TEST(Utf8, IllFormedBytesAreFoundAtTheirFirstByte) {
    struct Case {
        std::string_view bytes;
        std::size_t offset;
    };
    const Case cases[] = {
        {"ab\x80", 2},            // a continuation without a beginning
        {"\xC0\x80", 0},          // overlong NUL
        {"\xC1\xBF", 0},          // overlong
        {"\xE0\x9F\xBF", 0},      // overlong
        {"\xED\xA0\x80", 0},      // a surrogate
        {"\xF0\x8F\xBF\xBF", 0},  // overlong
        {"\xF4\x90\x80\x80", 0},  // above U+10FFFF
        {"\xF5\x80\x80\x80", 0},
        {"\xFF", 0},
        {"填\xE5\xA1", 3},                 // cut off
        {"12345678\xE5\xA1x12345678", 8},  // third byte missing, behind eight of ASCII
        {"\xF0\x9F\x98", 0},
    };
    for (const Case& c : cases) EXPECT_EQ(first_bad_utf8(c.bytes), c.offset) << testing::PrintToString(c.bytes);
    EXPECT_FALSE(first_bad_utf8(""));
    EXPECT_FALSE(first_bad_utf8(std::string_view("\0", 1)));
}

TEST(Utf8, Utf16HasSurrogatePairsBeyondTheFirstPlane) {
    EXPECT_EQ(to_utf16be("a填"), std::string("\0a\x58\x6b", 4));
    EXPECT_EQ(to_utf16be("𠮷"), std::string("\xD8\x42\xDF\xB7", 4));
    EXPECT_EQ(to_utf16be("\U0010FFFF"), std::string("\xDB\xFF\xDF\xFF", 4));
}

TEST(Utf8, CodePointNamesHaveFourDigitsOrMore) {
    EXPECT_EQ(code_point_name(0x9FB4), "U+9FB4");
    EXPECT_EQ(code_point_name(0x9), "U+0009");
    EXPECT_EQ(code_point_name(0x20BB7), "U+20BB7");
}

TEST(Characters, WhiteSpaceIsUnicodes) {
    for (char32_t code = 0; code <= 0x10FFFF; ++code)
        ASSERT_EQ(is_white_space(code), static_cast<bool>(u_isUWhiteSpace(static_cast<UChar32>(code)))) << code_point_name(code);
}

TEST(Characters, HanIsUnicodesScriptHan) {
    for (char32_t code = 0; code <= 0x10FFFF; ++code) {
        if (u_charType(static_cast<UChar32>(code)) == U_UNASSIGNED) continue;  // of a later Unicode than this ICU knows
        UErrorCode status = U_ZERO_ERROR;
        const bool han = uscript_getScript(static_cast<UChar32>(code), &status) == USCRIPT_HAN;
        ASSERT_EQ(is_han(code), han) << code_point_name(code);
    }
    for (const char32_t code : std::u32string(U"填䶮㛃𬭊𫖯𠮷〇々")) EXPECT_TRUE(is_han(code)) << code_point_name(code);
    for (const char32_t code : std::u32string(U"aあア，。①Ａ")) EXPECT_FALSE(is_han(code)) << code_point_name(code);
}

TEST(Characters, TrimTakesUnicodeWhiteSpaceOffBothEndsOnly) {
    EXPECT_EQ(trim("　 \t姓　名\u00A0\r\n"), "姓　名");
    EXPECT_EQ(trim("　\u2028 "), "");
    EXPECT_EQ(trim_end("　a　\t"), "　a");
    EXPECT_EQ(trim(""), "");
    EXPECT_EQ(trim("a"), "a");
}

TEST(Characters, WhiteSpaceGoesOutEverywhere) { EXPECT_EQ(without_white_space(" 姓　名\u2003\n："), "姓名："); }

TEST(Characters, CompatibilityFormsFoldForComparison) {
    EXPECT_EQ(nfkc("ＡＢＣ（１）"), "ABC(1)");
    EXPECT_EQ(nfkc("⼀⾼"), "一高");
    EXPECT_EQ(nfkc("plain"), "plain");
    EXPECT_EQ(nfkc(""), "");
}
