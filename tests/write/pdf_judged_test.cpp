// The writer's files before other programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/utf8.h"
#include "judges/judges.h"
#include "write/pdf_writer.h"
#include "write/sheets.h"

namespace tianbiao {
namespace {

using sheets::count;
using sheets::without_blanks;
using sheets::written;

std::string sample() {
    DocumentFacts facts = sheets::facts();
    facts.attachments.push_back({"申请.json", "application/json", "Source", "填表数据", "{\"form\":\"training-2023\"}"});
    return written({sheets::all_kinds(), sheets::all_kinds()}, facts);
}

// What the page says, item by item, as the writer was told.
std::vector<std::string> said(const Page& page) {
    std::vector<std::string> texts;
    for (const Item& item : page.items) {
        if (const auto* run = std::get_if<TextRun>(&item.what)) texts.push_back(without_blanks(run->text));
        if (const auto* mark = std::get_if<Mark>(&item.what)) texts.push_back(mark->ticked ? "☑" : "□");
        if (const auto* missing = std::get_if<MissingCharacter>(&item.what)) texts.push_back(missing->text);
    }
    return texts;
}

TEST(PdfJudged, QpdfFindsNoFault) { EXPECT_EQ(judges::qpdf_check(sample()), ""); }

TEST(PdfJudged, AllFontsAreEmbeddedSubsetsWithTexts) {
    const std::vector<judges::FontLine> fonts = judges::pdffonts(sample());
    EXPECT_GE(fonts.size(), 4u);
    for (const judges::FontLine& font : fonts) {
        EXPECT_TRUE(font.embedded && font.subset && font.unicode) << font.name;
        EXPECT_EQ(font.name[6], '+') << font.name;
    }
}

TEST(PdfJudged, MutoolReadsEveryItemToTheCharacterInOrder) {
    const std::string text = without_blanks(judges::mutool_text(written({sheets::all_kinds()}, sheets::facts())));
    std::size_t at = 0;
    for (const std::string& part : said(sheets::all_kinds())) {
        const std::size_t found = text.find(part, at);
        ASSERT_NE(found, std::string::npos) << part << " is not behind byte " << at << " of " << text;
        at = found + part.size();
    }
}

TEST(PdfJudged, PdftotextReadsEveryItemToTheCharacter) {
    const std::string text = without_blanks(judges::pdftotext(written({sheets::all_kinds()}, sheets::facts()), judges::Order::raw));
    for (const std::string& part : said(sheets::all_kinds())) {
        if (part == "草稿") continue;  // a turned line comes out a character a line
        EXPECT_NE(text.find(part), std::string::npos) << part << " is not in " << text;
    }
    EXPECT_NE(text.find("草"), std::string::npos);
}

TEST(PdfJudged, TwoCharactersOfOneGlyphStayTwo) {
    const std::string pdf = written({sheets::all_kinds()}, sheets::facts());
    for (const std::string& text : {judges::mutool_text(pdf), judges::pdftotext(pdf)}) {
        EXPECT_NE(text.find("行业"), std::string::npos);
        EXPECT_NE(text.find("⾏业"), std::string::npos);
    }
}

TEST(PdfJudged, TheTwinIsValidPdfA1b) {
    Page only_marks = sheets::a4();
    only_marks.items.push_back({Mark{{100_pt, 100_pt, 110_pt, 110_pt}, true, 0.6_pt, "", ""}});
    const DocumentFacts facts = sheets::facts(Conformance::pdf_a_1b);
    const std::vector<std::string> said = judges::preflight({written({sheets::all_kinds()}, facts), written({only_marks}, facts),
                                                             written(Pages(120, sheets::all_kinds()), facts)});
    for (const std::string& complaints : said) EXPECT_EQ(complaints, "");
}

TEST(PdfJudged, TheThirdPartDiffersFromTheTwinInItsClaimAlone) {
    const std::string complaints = judges::preflight({written({sheets::all_kinds()}, sheets::facts(Conformance::pdf_a_2u))})[0];
    EXPECT_NE(complaints.find("CIDSet"), std::string::npos) << complaints;
    // Preflight knows part 1 only: it may object to the claim, the version, the missing CIDSet and the packed objects, to nothing else.
    std::istringstream lines(complaints);
    for (std::string line; std::getline(lines, line);) {
        const bool known = line.find("7.11") != std::string::npos || line.find("CIDSet") != std::string::npos ||
                           line.find("/XRef") != std::string::npos || line.find("1.1") == 0;
        EXPECT_TRUE(known) << line;
    }
}

TEST(PdfJudged, TheAttachmentComesOutToTheByte) { EXPECT_EQ(judges::attachment(sample(), 1), "{\"form\":\"training-2023\"}"); }

TEST(PdfJudged, TheAttachmentIsDescribedAsPart3Wants) {
    const std::string file = judges::unpacked(sample());
    for (const char* entry : {"/AFRelationship /Source", "/Subtype /application#2fjson", "/EmbeddedFiles", "/ModDate (D:20230519000000Z)", "/CheckSum",
                              "/OutputIntents", "/Lang (zh-CN)", "/DisplayDocTitle true"}) {
        EXPECT_NE(file.find(entry), std::string::npos) << entry;
    }
    EXPECT_EQ(count(file, "/AF ["), 1);
}

// Lines that MuPDF strokes, compared with the Page's in points.
bool seen(const std::vector<judges::SeenLine>& lines, Point from, Point to, Pt width) {
    const double near = to_pt(0.05_mm).v;
    return std::any_of(lines.begin(), lines.end(), [&](const judges::SeenLine& line) {
        const auto joins = [&](double x0, double y0, double x1, double y1) {
            return std::abs(x0 - from.x.v) < near && std::abs(y0 - from.y.v) < near && std::abs(x1 - to.x.v) < near && std::abs(y1 - to.y.v) < near;
        };
        return std::abs(line.width - width.v) < 0.001 && (joins(line.x0, line.y0, line.x1, line.y1) || joins(line.x1, line.y1, line.x0, line.y0));
    });
}

TEST(PdfJudged, RulesAndFramesLieWhereThePageHasThem) {
    const Page page = sheets::all_kinds();
    const judges::SeenPage drawn = judges::mutool_trace(written({page}, sheets::facts())).at(0);
    for (const Rule& rule : page.rules) EXPECT_TRUE(seen(drawn.lines, rule.from, rule.to, rule.width)) << rule.from.y.v;
    for (const Frame& frame : page.frames) {
        const Rect& box = frame.box;
        EXPECT_TRUE(seen(drawn.lines, {box.x0, box.y0}, {box.x1, box.y0}, frame.width));
        EXPECT_TRUE(seen(drawn.lines, {box.x1, box.y0}, {box.x1, box.y1}, frame.width));
        EXPECT_TRUE(seen(drawn.lines, {box.x0, box.y1}, {box.x1, box.y1}, frame.width));
        EXPECT_TRUE(seen(drawn.lines, {box.x0, box.y0}, {box.x0, box.y1}, frame.width));
    }
}

TEST(PdfJudged, EveryGlyphStandsWithinTwoHundredthsOfAPoint) {
    const Page page = sheets::all_kinds();
    const judges::SeenPage drawn = judges::mutool_trace(written({page}, sheets::facts())).at(0);
    std::size_t next = 0;
    for (const Item& item : page.items) {
        const auto* run = std::get_if<TextRun>(&item.what);
        if (!run) ++next;  // a mark's or a missing character's invisible glyph
        if (!run) continue;
        const double angle = run->angle * std::acos(-1.0) / 180;
        for (const PlacedGlyph& glyph : run->glyphs) {
            ASSERT_LT(next, drawn.glyphs.size());
            const judges::SeenGlyph& there = drawn.glyphs[next++];
            if (there.text == "葛") ++next;  // its selector, said by a glyph of its own
            const double off = std::hypot(there.x - run->at.x.v - glyph.x * std::cos(angle), there.y - run->at.y.v + glyph.x * std::sin(angle));
            EXPECT_LT(off, 0.02) << there.text;
        }
    }
    EXPECT_EQ(next, drawn.glyphs.size());
}

TEST(PdfJudged, JustifiedLinesAddUpNoRoundingOverALongLine) {
    Page page = sheets::a4();
    std::string text;
    for (int i = 0; i < 60; ++i) text += "数字技术工程师培育，";
    sheets::set_text(page, text, {85_pt, 100_pt}, {Role::value, 10.5_pt, Setting::print, Origin::value, 437.3_pt, Align::justify});
    const judges::SeenPage drawn = judges::mutool_trace(written({page}, sheets::facts())).at(0);
    std::size_t next = 0;
    for (const Item& item : page.items) {
        const auto& run = std::get<TextRun>(item.what);
        for (const PlacedGlyph& glyph : run.glyphs) EXPECT_NEAR(drawn.glyphs.at(next++).x, run.at.x.v + glyph.x, 0.02);
    }
}

TEST(PdfJudged, InvisibleTextLiesOverItsBoxAndNothingElseIsInvisible) {
    const judges::SeenPage drawn = judges::mutool_trace(written({sheets::all_kinds()}, sheets::facts())).at(0);
    std::string invisible;
    for (const judges::SeenGlyph& glyph : drawn.glyphs) {
        if (!glyph.visible) invisible += glyph.text;
        EXPECT_NE(glyph.glyph, 0) << glyph.text;
    }
    EXPECT_EQ(invisible, "\U000E0100☑□\U00031350");
}

TEST(PdfJudged, EachTypedParagraphIsOneSequenceAndEmptyOnesAreKept) {
    Page page = sheets::a4();
    const sheets::Placing narrow{Role::value, 10.5_pt, Setting::print, Origin::value, 100_pt, Align::justify};
    sheets::set_text(page, "一段文字，软换行成为许多行，却仍是一个段落，也只有一个序列。\n\n第三段。", {85_pt, 100_pt}, narrow);
    page.paragraphs[2].continues = true;
    const std::string file = judges::unpacked(written({page}, sheets::facts()));
    ASSERT_EQ(page.paragraphs.size(), 3u);
    EXPECT_EQ(count(file, "/P<</MCID 0>>BDC"), 1);
    EXPECT_EQ(count(file, "/P BMC\nEMC\n"), 1);
    EXPECT_EQ(count(file, "/P<</MCID 1/TB_Continues true>>BDC"), 1);
    EXPECT_EQ(count(file, "BMC") + count(file, "BDC"), count(file, "EMC"));
}

TEST(PdfJudged, AClusterWithMoreGlyphsThanCharactersExtractsOnce) {
    Page page = sheets::a4();
    sheets::set_text(page, "甲国家乙", {85_pt, 100_pt});
    auto& run = std::get<TextRun>(page.items.at(0).what);
    run.text = "甲国乙";  // the glyphs of 国 and 家 both stand for 国
    run.glyphs[2].begin = 3, run.glyphs[2].length = 0;
    run.glyphs[3].begin = 6;
    const std::string pdf = written({page}, sheets::facts());
    EXPECT_EQ(without_blanks(judges::pdftotext(pdf)), "甲国乙");
    // MuPDF 1.21 ignores ActualText, and U+200B has no width; 1.25 obeys it.
    EXPECT_THAT(without_blanks(judges::mutool_text(pdf)), testing::AnyOf("甲国\u200B乙", "甲国乙"));
}

TEST(PdfJudged, AMissingCharacterOfManyCodePointsExtractsWhole) {
    const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    Page page = sheets::a4();
    sheets::set_text(page, "甲", {85_pt, 100_pt});
    sheets::put(page, MissingCharacter{{100_pt, 90_pt, 110_pt, 101_pt}, {99_pt, 100_pt}, 12_pt, family});
    const std::string pdf = written({page}, sheets::facts());
    EXPECT_NE(judges::mutool_text(pdf).find(family), std::string::npos) << judges::mutool_text(pdf);
    // poppler 25 drops a joiner; no character that is seen may be lost.
    std::string said = judges::pdftotext(pdf);
    for (const char* joiner = "\u200D"; said.find(joiner) != std::string::npos;) said.erase(said.find(joiner), 3);
    EXPECT_NE(said.find("\U0001F468\U0001F469\U0001F467"), std::string::npos) << said;
}

TEST(PdfJudged, ASpaceIsAGlyph) {
    Page page = sheets::a4();
    sheets::set_text(page, "a  b", {85_pt, 100_pt}, {Role::value, 12_pt, Setting::print, Origin::value});
    const judges::SeenPage drawn = judges::mutool_trace(written({page}, sheets::facts())).at(0);
    std::string text;
    for (const judges::SeenGlyph& glyph : drawn.glyphs) text += glyph.text;
    EXPECT_EQ(text, "a  b");
}

}  // namespace
}  // namespace tianbiao
