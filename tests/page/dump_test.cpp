#include <gtest/gtest.h>

#include "page/page.h"

namespace tianbiao {
namespace {

Page example() {
    Page page{595.276_pt, 841.89_pt, {}, {}, {}, {}, {}};
    page.rules.push_back({{10_pt, 20_pt}, {110_pt, 20_pt}, 0.5_pt});
    page.frames.push_back({{10_pt, 20_pt, 110_pt, 60_pt}, 1_pt});
    page.cells.push_back({{10_pt, 20_pt, 110_pt, 40_pt}, "basic/1/0", "/organization/name", false});
    page.paragraphs.push_back({true, "/organization/profile"});
    TextRun run;
    run.at = {12.3456_pt, 30_pt};
    run.size = 10.5_pt;
    run.face = 2;
    run.origin = Origin::value;
    run.text = "国\"\n";
    run.glyphs = {{7, 0, 10.5f, 0, 3}, {9, 10.5f, 5.25f, 3, 0}};
    page.items.push_back({run, 0, 0});
    page.items.push_back({Mark{{1_pt, 2_pt, 3_pt, 4_pt}, true, 0.6_pt, "/levels", "初级"}, 0, -1});
    page.items.push_back({MissingCharacter{{1_pt, 2_pt, 3_pt, 4_pt}, {1_pt, 4_pt}, 12_pt, "\U00031350"}, 0, 0});
    return page;
}

TEST(Dump, OneThingALineWithThreeDecimals) {
    EXPECT_EQ(dump({example()}),
              "page 1 595.276 841.890\n"
              "rule 10.000 20.000 110.000 20.000 0.500\n"
              "frame 10.000 20.000 110.000 60.000 1.000\n"
              "cell 0 10.000 20.000 110.000 40.000 value \"basic/1/0\" \"/organization/name\"\n"
              "paragraph 0 continues \"/organization/profile\"\n"
              "item 0 0 text 12.346 30.000 size 10.500 face 2 value \"国\\\"\\x0a\" glyphs 7@0+3 0.000 10.500 9@3+0 10.500 5.250\n"
              "item 0 -1 mark 1.000 2.000 3.000 4.000 ticked 0.600 \"/levels\" \"初级\"\n"
              "item 0 0 missing 1.000 4.000 size 12.000 box 1.000 2.000 3.000 4.000 \"\U00031350\"\n");
}

TEST(Dump, GreyAndAngleStandOnlyWhereTheySaySomething) {
    Page page = example();
    std::get<TextRun>(page.items[0].what).grey = 0.8;
    std::get<TextRun>(page.items[0].what).angle = 45;
    EXPECT_NE(dump({page}).find("value grey 0.800 angle 45.000 \""), std::string::npos);
}

TEST(Dump, RoundedZeroHasNoMinus) {
    Page page{};
    page.rules.push_back({{Pt{-0.0001}, 0_pt}, {1_pt, 0_pt}, 0.5_pt});
    EXPECT_NE(dump({page}).find("rule 0.000 0.000 1.000"), std::string::npos);
}

TEST(Dump, NoPageIsNothing) { EXPECT_EQ(dump({}), ""); }

}  // namespace
}  // namespace tianbiao
