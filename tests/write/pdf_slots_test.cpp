#include "write/pdf_slots.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "write/pdf_to_unicode.h"
#include "write/sheets.h"

namespace tianbiao {
namespace {

TextRun run_of(std::string text, std::vector<PlacedGlyph> glyphs) {
    TextRun run;
    run.text = std::move(text);
    run.glyphs = std::move(glyphs);
    return run;
}

PlacedGlyph glyph(std::uint16_t id, std::uint32_t begin, std::uint8_t length) { return {id, 0, 0, begin, length}; }

TEST(Slots, OneGlyphWithTwoTextsHasTwoCodes) {
    SlotTable slots;
    const std::uint16_t first = slots.add(7, "行", 1000), second = slots.add(7, "⾏", 1000);
    EXPECT_EQ(first, 1);
    EXPECT_EQ(second, 2);
    EXPECT_EQ(slots.find(7, "行"), first);
    EXPECT_EQ(slots.find(7, "⾏"), second);
    EXPECT_EQ(slots.find(7, "彳"), 0);
    EXPECT_EQ(slots.find(8, "行"), 0);
}

TEST(Slots, AreForgottenWhenCleared) {
    SlotTable slots;
    slots.add(7, "行", 1000);
    slots.add(7, "⾏", 1000);
    slots.clear();
    EXPECT_EQ(slots.find(7, "行"), 0);
    EXPECT_EQ(slots.find(7, "⾏"), 0);
    EXPECT_EQ(slots.add(7, "⾏", 1000), 1);
}

TEST(Slots, EndWhereTwoByteCodesEnd) {
    SlotTable slots;
    for (int glyph = 1; glyph <= 65534; ++glyph) slots.add(static_cast<std::uint16_t>(glyph), "字", 1000);
    EXPECT_THROW(slots.add(65535, "字", 1000), Error);
}

TEST(Say, AClusterSharesItsCharactersAmongItsGlyphs) {
    const TextRun run = run_of("ae\u0301b", {glyph(1, 0, 1), glyph(2, 1, 3), glyph(3, 1, 0), glyph(4, 4, 1)});
    std::vector<SaidGlyph> said;
    say(run, said);
    ASSERT_EQ(said.size(), 4u);
    EXPECT_EQ(said[1].text, "e");
    EXPECT_EQ(said[2].text, "\u0301");
    EXPECT_EQ(said[1].surplus_span, 0);
}

TEST(Say, SurplusGlyphsSayAnInvisibleCharacterWithinASpan) {
    const TextRun run = run_of("ำ", {glyph(1, 0, 3), glyph(2, 0, 0)});
    std::vector<SaidGlyph> said;
    say(run, said);
    EXPECT_EQ(said[0].text, "ำ");
    EXPECT_EQ(said[1].text, "\u200B");
    EXPECT_EQ(said[0].surplus_span, 2);
}

TEST(Say, NotdefAndClustersOutsideOfTheTextAreErrors) {
    std::vector<SaidGlyph> said;
    EXPECT_THROW(say(run_of("字", {glyph(0, 0, 3)}), said), Error);
    EXPECT_THROW(say(run_of("字", {glyph(1, 1, 3)}), said), Error);
    EXPECT_THROW(say(run_of("字", {glyph(1, 0, 0)}), said), Error);
    EXPECT_THROW(say(run_of("字", {glyph(1, 0, 3), glyph(0, 0, 0)}), said), Error);
}

std::vector<Slot> slots_of(const std::vector<std::string>& texts) {
    std::vector<Slot> slots;
    for (const std::string& text : texts) slots.push_back({1, 1000, text});
    return slots;
}

TEST(ToUnicode, MapsClustersOfSeveralCharactersAndBeyondTheBmp) {
    const std::string map = to_unicode_map(slots_of({"国", "葛\U000E0100", "𠮷"}));
    EXPECT_NE(map.find("<0001><56FD>\n"), std::string::npos);
    EXPECT_NE(map.find("<0002><845BDB40DD00>\n"), std::string::npos);
    EXPECT_NE(map.find("<0003><D842DFB7>\n"), std::string::npos);
    EXPECT_EQ(map.find("<0000><5"), std::string::npos);
}

// Ghostscript 10.0 reads the range <0096> <0097> <201C> as U+003C and U+003D.
TEST(ToUnicode, SaysEveryCodeByItself) {
    const std::string map = to_unicode_map(slots_of({"“", "”"}));
    EXPECT_NE(map.find("2 beginbfchar\n<0001><201C>\n<0002><201D>\nendbfchar"), std::string::npos);
    EXPECT_EQ(map.find("beginbfrange"), std::string::npos);
}

TEST(ToUnicode, HasAtMostAHundredEntriesABlock) {
    std::vector<std::string> texts;
    for (int i = 0; i < 250; ++i) texts.push_back(i % 2 == 0 ? "国" : "家");
    const std::string map = to_unicode_map(slots_of(texts));
    EXPECT_EQ(sheets::count(map, "100 beginbfchar\n"), 2);
    EXPECT_EQ(sheets::count(map, "50 beginbfchar\n"), 1);
}

TEST(ToUnicode, NeverSaysWhatPdfAForbids) {
    const std::string map = to_unicode_map(slots_of({std::string("\0", 1), "\uFEFF", "\uFFFE"}));
    EXPECT_EQ(sheets::count(map, "<FFFD>"), 3);
}

}  // namespace
}  // namespace tianbiao
