#include <gtest/gtest.h>
#include <hb.h>

#include <random>

#include "base/utf8.h"
#include "form/plate.h"
#include "support.h"

namespace tianbiao {
namespace {

std::vector<std::pair<std::uint16_t, double>> by_harfbuzz(const Face& face, const std::string& text) {
    hb_buffer_t* buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), 0, -1);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
    hb_shape(face.font(), buffer, nullptr, 0);
    unsigned count = 0;
    const auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const auto* places = hb_buffer_get_glyph_positions(buffer, &count);
    std::vector<std::pair<std::uint16_t, double>> out;
    for (unsigned i = 0; i < count; ++i)
        out.emplace_back(infos[i].codepoint, places[i].x_advance / static_cast<double>(face.facts().units_per_em));
    hb_buffer_destroy(buffer);
    return out;
}

// Every neighbourhood of Han, marks, kana, Latin, digits and symbols: what we take from the cache is what HarfBuzz makes of the whole text.
TEST(Shape, StretchesShapedAloneAreWhatTheWholeTextGives) {
    std::mt19937 random(20230519);
    const std::u32string signs = U"，。、；：！？（）《》〈〉【】「」『』〔〕“”‘’…—～·・％／＋　 √□■①㎡℃";
    const std::u32string latin = U"AVATofiffl0123456789.,-_/@:;'\"()%&+=#GBTWYpq";
    const std::u32string kana = U"かがきぎパピアイー々〇";
    for (const Role role : {Role::value, Role::heading, Role::title}) {
        const Face& face = fonts().open(fonts().face(role));
        for (int round = 0; round < 400; ++round) {
            std::string text;
            for (int i = 0; i < 60; ++i) {
                const auto pick = [&](const std::u32string& from) { return from[random() % from.size()]; };
                const unsigned kind = random() % 10;
                const char32_t code = kind < 4   ? char32_t(0x4E00 + random() % 0x51A0)
                                      : kind < 6 ? pick(signs)
                                      : kind < 9 ? pick(latin)
                                                 : pick(kana);
                if (face.nominal_glyph(code)) append_utf8(text, code);
            }
            const ShapedText shaped = shape(fonts(), role, text, Setting::print, Origin::value);
            const auto expected = by_harfbuzz(face, text);
            ASSERT_EQ(shaped.glyphs.size(), expected.size()) << text;
            for (std::size_t i = 0; i < expected.size(); ++i) {
                ASSERT_EQ(shaped.glyphs[i].id, expected[i].first) << text << " at glyph " << i;
                ASSERT_NEAR(shaped.glyphs[i].advance, expected[i].second, 1e-6) << text << " at glyph " << i;
            }
        }
    }
}

TEST(Shape, EveryCharacterOfTheFaceAloneIsWhatHarfBuzzMakesOfIt) {
    const Face& face = fonts().open(fonts().face(Role::value));
    for (char32_t code = 0x20; code < 0x10000; ++code) {
        if (code >= 0xD800 && code < 0xE000) continue;
        if (!face.nominal_glyph(code) || is_attached(code)) continue;
        std::string text;
        append_utf8(text, code);
        if (ends_line(code) || needs_full_shaping(code)) continue;
        const ShapedText shaped = print(text);
        const auto expected = by_harfbuzz(face, text);
        ASSERT_EQ(shaped.glyphs.size(), expected.size()) << code_point_name(code);
        ASSERT_EQ(shaped.glyphs[0].id, expected[0].first) << code_point_name(code);
        ASSERT_NEAR(shaped.clusters[0].advance, expected[0].second, 1e-6) << code_point_name(code);
    }
}

// The plates of the blank forms: every label line is as wide as it was measured there.
TEST(Shape, LabelsAreAsWideAsOnThePlate) {
    const std::map<std::string, Role> roles{{"serif", Role::label}, {"sans", Role::heading}, {"serifb", Role::title}};
    int judged = 0;
    for (const char* form : {"training-2023", "assessment-2023"}) {
        for (const test::PlatePage& page : test::read_plate(form)) {
            for (const test::PlateLine& line : page.lines) {
                const auto width = [&](const std::string& text) {
                    return to_mm(natural_width(plate(text, roles.at(line.face)), Pt{line.size})).v;
                };
                const bool as_is = std::abs(width(line.text) - line.width) < 0.002;
                const bool before_a_box = std::abs(width(line.text + " ") - line.width) < 0.002;  // 初级 □: the blank belongs to the label
                EXPECT_TRUE(as_is || before_a_box) << line.text << ": " << width(line.text) << " for " << line.width;
                ++judged;
            }
        }
    }
    EXPECT_GT(judged, 200);
}

TEST(Shape, PlateSetsEveryMarkAtItsFullWidth) {
    const ShapedText shaped = plate("（元/学时）：“培训”，");
    for (const Cluster& cluster : shaped.clusters) {
        const std::string text = shaped.text.substr(cluster.begin, cluster.length);
        EXPECT_EQ(text == "/", cluster.advance != 1.0f) << text;
    }
    EXPECT_NEAR(natural_width(plate("（本）"), 10_pt).v, 30, 1e-4);
    EXPECT_NEAR(natural_width(print("（本）"), 10_pt).v, 20, 1e-4) << "an opening mark at the line's beginning, a closing one at its end";
}

TEST(Shape, RareCharactersAreGlyphsOfSomeFace) {
    for (const char* text : {"䶮", "㛃", "𬭊", "𫖯", "𠮷", "葛󠄀", "𪚥", "㐂", "☑"}) {
        const ShapedText shaped = print(text);
        ASSERT_EQ(shaped.clusters.size(), 1u) << text;
        EXPECT_FALSE(shaped.clusters[0].missing) << text;
        ASSERT_EQ(shaped.glyphs.size(), 1u) << text;
        EXPECT_NE(shaped.glyphs[0].id, 0) << text;
        EXPECT_EQ(shaped.clusters[0].length, std::string(text).size()) << text;
        EXPECT_NEAR(shaped.clusters[0].advance, 1, 1e-6) << text;
    }
}

// 葛 with U+E0100 has another shape than 葛 alone: a face that knows the variation is taken (cmap format 14).
TEST(Shape, VariationSequenceHasItsOwnGlyph) {
    const ShapedText plain = print("葛"), varied = print("葛󠄀");
    EXPECT_FALSE(plain.faces[0] == varied.faces[0] && plain.glyphs[0].id == varied.glyphs[0].id);
    EXPECT_TRUE(fonts().open(varied.faces[0]).has_variation(U'葛', 0xE0100));
}

TEST(Shape, UnknownVariationKeepsItsCharacterAndItsBytes) {
    const ShapedText shaped = print("国󠇯民");
    std::uint32_t at = 0;
    for (const Cluster& cluster : shaped.clusters) {
        EXPECT_EQ(cluster.begin, at);
        EXPECT_FALSE(cluster.missing);
        at += cluster.length;
    }
    EXPECT_EQ(at, shaped.text.size());
    EXPECT_NEAR(natural_width(shaped, 10_pt).v, 20, 1e-4);
}

TEST(Shape, CharacterThatNoFaceHasIsMissingAndHasNoGlyph) {
    const ShapedText shaped = print("张\U00031350三\U00031350");
    EXPECT_EQ(missing_characters(shaped), (std::vector<char32_t>{0x31350}));
    EXPECT_TRUE(shaped.clusters[1].missing);
    EXPECT_EQ(shaped.clusters[1].glyph_count, 0u);
    EXPECT_EQ(shaped.clusters[1].advance, 1.0f);
    for (const ShapedGlyph& glyph : shaped.glyphs) EXPECT_NE(glyph.id, 0);
}

TEST(Shape, MissingCharacterIsPlacedAsABoxWithItsText) {
    const std::vector<Standing> line = stand("张\U00031350三");
    ASSERT_EQ(line.size(), 3u);
    EXPECT_TRUE(line[1].missing);
    EXPECT_EQ(line[1].text, "\U00031350");
    EXPECT_GT(line[1].ink_begin, 1.0);
    EXPECT_LT(line[1].ink_end, 2.0);
    EXPECT_NEAR(line[2].origin, 2.0, 1e-4);
}

TEST(Shape, ControlsAndHostileBytesAreKeptAndNeverTheNullGlyph) {
    const std::string texts[] = {std::string("a\0b", 3), "\x01\x02\x7F", "\xFF\xFE", "\xE4\xB8", "a\u200B\u202Eb\uFEFF", "\u0301\u0302",
                                 "\u00AD",
                                 "\U0001F468\u200D\U0001F469", "שלום سلام नमस्ते", "\uFFFD\uFFFF", "각가\u1100\u1161"};
    for (const std::string& text : texts) {
        const ShapedText shaped = print(text);
        std::size_t at = 0;
        for (const Cluster& cluster : shaped.clusters) {
            EXPECT_EQ(cluster.begin, at);
            EXPECT_GT(cluster.length, 0u);
            at += cluster.length;
        }
        EXPECT_EQ(at, text.size());
        for (const ShapedGlyph& glyph : shaped.glyphs) EXPECT_NE(glyph.id, 0);
    }
}

TEST(Shape, HeapOfMarksOnOneLetterIsKeptInClustersThatAPageCanCount) {
    std::string text = "a";
    for (int i = 0; i < 2000; ++i) append_utf8(text, 0x0300 + i % 0x6F);
    const ShapedText shaped = print(text);
    std::size_t at = 0;
    for (const Cluster& cluster : shaped.clusters) {
        EXPECT_LE(cluster.length, 255u);
        EXPECT_EQ(cluster.begin, at);
        at += cluster.length;
    }
    EXPECT_EQ(at, text.size());
}

TEST(Shape, TypedLineBreaksMakeParagraphsWithoutThem) {
    const ShapedText shaped = print("一\n二\r\n\n　三\u2028四\r五");
    ASSERT_EQ(shaped.paragraphs.size(), 6u);
    std::vector<std::string> texts;
    for (const ShapedParagraph& p : shaped.paragraphs) texts.push_back(shaped.text.substr(p.begin, p.end - p.begin));
    EXPECT_EQ(texts, (std::vector<std::string>{"一", "二", "", "　三", "四", "五"}));
    EXPECT_TRUE(shaped.paragraphs[3].own_indent);
    EXPECT_FALSE(shaped.paragraphs[4].own_indent);
    EXPECT_EQ(print("").paragraphs.size(), 1u);
    EXPECT_EQ(print("一\n").paragraphs.size(), 2u);
}

TEST(Shape, TabIsABlankThatSaysTab) {
    const ShapedText shaped = print("a\tb");
    ASSERT_EQ(shaped.clusters.size(), 3u);
    EXPECT_FALSE(shaped.clusters[1].missing);
    EXPECT_EQ(shaped.text.substr(shaped.clusters[1].begin, shaped.clusters[1].length), "\t");
    EXPECT_EQ(shaped.glyphs[1].id, print("a b").glyphs[1].id);
}

// GB/T 15834-2011, 5.1.4: the dash takes two places and is one sign.
TEST(Shape, TwoDashesAreOneSignOfTwoEm) {
    const ShapedText shaped = print("中——国");
    double width = 0;
    for (const Cluster& cluster : shaped.clusters) width += cluster.advance;
    EXPECT_NEAR(width, 4, 1e-6);
}

}  // namespace
}  // namespace tianbiao
