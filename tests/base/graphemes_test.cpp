#include <memory>
#include <random>

#include <gtest/gtest.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/utf8.h"

using namespace tianbiao;

namespace {

using Clusters = std::vector<std::string_view>;

// All of a text by ICU alone, without our short cut.
Clusters by_icu(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator* breaks = ubrk_open(UBRK_CHARACTER, "root", nullptr, 0, &status);
    UText* source = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
    ubrk_setUText(breaks, source, &status);
    Clusters clusters;
    int start = ubrk_first(breaks);
    for (int end = ubrk_next(breaks); end != UBRK_DONE; start = end, end = ubrk_next(breaks))
        clusters.push_back(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start)));
    utext_close(source);
    ubrk_close(breaks);
    return clusters;
}

}  // namespace

TEST(Graphemes, HanAndAsciiStandAlone) {
    EXPECT_EQ(graphemes("共12人。"), (Clusters{"共", "1", "2", "人", "。"}));
    EXPECT_EQ(graphemes(""), Clusters{});
}

TEST(Graphemes, WhatBelongsTogetherStaysTogether) {
    EXPECT_EQ(graphemes("葛\U000E0100城"), (Clusters{"葛\U000E0100", "城"}));  // a variation sequence
    EXPECT_EQ(graphemes("e\u0301a"), (Clusters{"e\u0301", "a"}));              // a combining mark
    EXPECT_EQ(graphemes("か\u3099き"), (Clusters{"か\u3099", "き"}));          // a voiced mark
    EXPECT_EQ(graphemes("a\r\nb\n\rc"), (Clusters{"a", "\r\n", "b", "\n", "\r", "c"}));
    EXPECT_EQ(graphemes("\U0001F469\u200D\U0001F4BB人"), (Clusters{"\U0001F469\u200D\U0001F4BB", "人"}));
    EXPECT_EQ(graphemes("\U0001F1E8\U0001F1F3国"), (Clusters{"\U0001F1E8\U0001F1F3", "国"}));
    EXPECT_EQ(graphemes("1\uFE0F\u20E3"), (Clusters{"1\uFE0F\u20E3"}));
    EXPECT_EQ(graphemes("\u0600一二"), (Clusters{"\u0600一", "二"}));  // a mark that joins what follows
}

TEST(Graphemes, EveryPairOfAllKindsBreaksAsIcuBreaksIt) {
    const std::u32string kinds =
        U"a1 \n\r\t一〇々㐀𠮷あア。，“…—（Ａ①\u302A\u3030\u3099\u0301\u200D\uFE0F\U000E0100\u0600\u200B\u00AD"
        U"\U0001F469\U0001F1E8각ᄀ\u1161กำ\u0E33\u3297\u303D\uFF9E\u00A9\u007F\u2028";
    for (const char32_t a : kinds)
        for (const char32_t b : kinds)
            for (const char32_t c : {U'一', a, b}) {
                const std::string text = to_utf8(std::u32string{U'一', a, b, c});
                ASSERT_EQ(graphemes(text), by_icu(text)) << code_point_name(a) << ' ' << code_point_name(b);
            }
}

TEST(Graphemes, RandomTextsBreakAsIcuBreaksThem) {
    std::mt19937 random(20230519);
    for (int round = 0; round < 300; ++round) {
        std::u32string codes;
        for (int i = 0; i < 40; ++i) {
            const char32_t limits[] = {0x80, 0x400, 0x3400, 0xD800, 0x30000};
            char32_t code = random() % limits[random() % 5];
            if (code >= 0xD800 && code < 0xE000) code = U'填';
            codes += code;
        }
        const std::string text = to_utf8(codes);
        ASSERT_EQ(graphemes(text), by_icu(text)) << "round " << round;
    }
}
