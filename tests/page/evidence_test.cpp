// Evidence travels whole, and what does not is refused.
#include <gtest/gtest.h>

#include "base/error.h"
#include "page/evidence.h"

namespace tianbiao {
namespace {

Evidence everything() {
    Evidence evidence;
    SeenPage page{595_pt, 842_pt, {}, {}, {}, {}, {}, {}, "half"};
    SeenText text;
    text.size = 10.5_pt;
    text.angle = 45;
    text.vertical = text.replaced = true;
    text.unknown = 1;
    text.font = "Song";
    text.text = "填a";
    text.glyphs = {{{1_pt, 2_pt}, 10.5_pt, 0, 3, render_mode | covered}, {{11.5_pt, 2_pt}, 5_pt, 3, 1, seen}};
    text.confidence = 0.5;
    page.texts = {text};
    page.sequences = {{"P", true, 0, 1}};
    page.rules = {{{1_pt, 2_pt}, {3_pt, 2_pt}, 0.5_pt}};
    page.strokes = {{{1_pt, 2_pt, 3_pt, 4_pt}, true}};
    page.fills = {{{1_pt, 2_pt, 3_pt, 4_pt}, 0.25}};
    page.images = {{{1_pt, 2_pt, 3_pt, 4_pt}, 640, 480}};
    evidence.pages = {page, SeenPage{}};
    SeenField field;
    field.name = "a.b";
    field.kind = FieldKind::radio;
    field.page = 1;
    field.options = {"是", "否"};
    field.hidden = true;
    evidence.fields = {field};
    evidence.files = {{"a.json", "application/json", "Source", std::string("\0\xFF", 2)}};
    evidence.producer = "p", evidence.title = "表";
    evidence.repaired = true;
    evidence.pages_said = 3, evidence.revisions = 2, evidence.pages_revised = true;
    evidence.troubles = {"lost"};
    return evidence;
}

TEST(Evidence, TravelsWhole) {
    const Evidence before = everything(), after = unpacked_evidence(packed(before));
    EXPECT_EQ(dump(after), dump(before));
    EXPECT_EQ(packed(after), packed(before));
    EXPECT_EQ(after.files[0].bytes, before.files[0].bytes);
}

TEST(Evidence, DumpsOneThingALine) {
    const std::string text = dump(everything());
    EXPECT_NE(text.find("text 1.000 2.000 size 10.500 angle 45.000 vertical replaced unknown 1 confidence 0.500 \"Song\" \"填a\" glyphs 0+3 1.000 2.000 10.500 "
                        "invisible covered 3+1 11.500 2.000 5.000\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("sequence \"P\" continues 0 1\n"), std::string::npos);
}

TEST(Evidence, NoPartOfItIsTakenForTheWhole) {
    const std::string whole = packed(everything());
    for (std::size_t length = 0; length < whole.size(); ++length) EXPECT_THROW(unpacked_evidence(whole.substr(0, length)), Error) << length;
    EXPECT_THROW(unpacked_evidence(whole + "x"), Error);
}

TEST(Evidence, AGlyphOutsideOfItsTextIsRefused) {
    Evidence evidence = everything();
    evidence.pages[0].texts[0].glyphs[0].begin = 1;  // inside of a character
    EXPECT_THROW(unpacked_evidence(packed(evidence)), Error);
    evidence = everything();
    evidence.pages[0].texts[0].glyphs[1].length = 2;
    EXPECT_THROW(unpacked_evidence(packed(evidence)), Error);
    evidence = everything();
    evidence.pages[0].sequences[0].end = 2;
    EXPECT_THROW(unpacked_evidence(packed(evidence)), Error);
    evidence = everything();
    evidence.producer = "\xFF";
    EXPECT_THROW(unpacked_evidence(packed(evidence)), Error);
}

}  // namespace
}  // namespace tianbiao
