#include <gtest/gtest.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <random>

#include "base/utf8.h"
#include "support.h"

namespace tianbiao {
namespace {

using Lines = std::vector<std::string>;

double right_edge(const ShapedText& shaped, const Line& line, const Measure& measure) {
    double edge = 0;
    for (const Item& item : place(shaped, line, measure)) {
        if (const auto* run = std::get_if<TextRun>(&item.what)) {
            const PlacedGlyph& last = run->glyphs.back();
            edge = std::max(edge, run->at.x.v + last.x + last.advance);
        } else {
            edge = std::max(edge, std::get<MissingCharacter>(item.what).box.x1.v);
        }
    }
    return edge;
}

double origin_of(const std::vector<Standing>& line, std::string_view text) {
    for (const Standing& s : line)
        if (s.text == text) return s.origin;
    ADD_FAILURE() << text << " is not on the line";
    return -1;
}

// clreq 3.1.6.1: two full-width marks beside each other take an em and a half, wherever they stand.
TEST(Marks, TwoMarksTakeAnEmAndAHalf) {
    for (const char* text : {"他（们）。“好”我", "他）（我", "他，“好", "他”，我", "他《“好", "他：“好", "他！”我", "他、（一"}) {
        const std::vector<Standing> line = stand(text);
        double squeezed = 0;
        for (std::size_t i = 1; i < line.size(); ++i) {
            const bool han_a = to_utf32(line[i - 1].text)[0] >= 0x4E00 && to_utf32(line[i - 1].text)[0] < 0xA000;
            const bool han_b = to_utf32(line[i].text)[0] >= 0x4E00 && to_utf32(line[i].text)[0] < 0xA000;
            const double step = line[i].origin - line[i - 1].origin;
            EXPECT_TRUE(!han_a || !han_b || std::abs(step - 1) < 1e-4) << text;
            squeezed += 1 - step;
            EXPECT_GE(line[i].ink_begin - line[i - 1].ink_end, 0.03) << text << ": ink of " << line[i - 1].text << line[i].text;
        }
        EXPECT_GT(squeezed, 0.49) << text;
    }
    const std::vector<Standing> line = stand("他），我");
    EXPECT_NEAR(origin_of(line, "，") - origin_of(line, "）"), 0.5, 1e-4);
    EXPECT_NEAR(origin_of(line, "我") - origin_of(line, "，"), 1, 1e-4);
    EXPECT_NEAR(origin_of(stand("他：“好"), "“") - origin_of(stand("他：“好"), "："), 0.5, 1e-4);
    EXPECT_NEAR(origin_of(stand("他《“好"), "“") - origin_of(stand("他《“好"), "《"), 0.5, 1e-4);
}

// GB/T 15834-2011, 5.1.10: at the end of a line a full-width mark takes half an em, also where there is room.
TEST(Marks, MarkAtTheEndOfALineTakesHalfAnEm) {
    for (const char* text : {"今天。", "今天，", "今天、", "今天；", "今天：", "今天！", "今天？", "今天）", "今天》", "今天”"}) {
        const ShapedText shaped = print(text);
        EXPECT_NEAR(natural_width(shaped, 10_pt).v, 25, 1e-4) << text;
        EXPECT_NEAR(break_lines(shaped, ems(9)).front().width.v, 25, 1e-4) << text;
    }
    Measure justified = ems(5.5);
    justified.align = Align::justify;
    EXPECT_EQ(lines_of("一二三四五，六七", justified), (Lines{"一二三四五，", "六七"}));
    EXPECT_EQ(lines_of("一二三四五，六七", ems(5.5)), (Lines{"一二三四", "五，六七"})) << "only a justified text's cell has room for the empty half";
    EXPECT_NEAR(natural_width(print("今天……"), 10_pt).v, 40, 1e-4) << "an ellipsis is no mark of half an em";
}

TEST(Marks, OpeningMarkBeginsItsLineWithItsInk) {
    const ShapedText shaped = print("（一）二");
    const Measure measure = ems(10);
    const std::vector<Standing> line = stand(shaped, break_lines(shaped, measure)[0], measure);
    EXPECT_NEAR(line[0].origin, -0.5, 1e-4);
    EXPECT_GT(line[0].ink_begin, 0.0);
    EXPECT_NEAR(line[1].origin, 0.5, 1e-4);
    EXPECT_NEAR(break_lines(shaped, measure)[0].width.v, 35, 1e-4);
}

// No ink of any mark touches its neighbour or leaves the measure, in any of the role's faces.
TEST(Marks, NoInkIsCutWhereWhiteIsGivenUp) {
    const std::u32string closing = U"，。、；：！？．）》〉」』】〕”’", opening = U"（《〈「『【〔“‘";
    for (const char32_t a : closing)
        for (const char32_t b : closing + opening) {
            std::string text = "国";
            append_utf8(text, a);
            append_utf8(text, b);
            text += "国";
            const std::vector<Standing> line = stand(text);
            for (std::size_t i = 1; i < line.size(); ++i) EXPECT_GE(line[i].ink_begin, line[i - 1].ink_end) << text;
        }
}

// clreq 3.2.2: a quarter em between Han and Latin letters or digits; none beside marks, spaces and at the ends of lines.
TEST(Gap, QuarterEmBetweenHanAndLatin) {
    const std::vector<Standing> line = stand("国A国5国");
    const double a = print("A").clusters[0].advance, five = print("5").clusters[0].advance;
    EXPECT_NEAR(line[1].origin, 1.25, 1e-4);
    EXPECT_NEAR(line[2].origin, 1.5 + a, 1e-4);
    EXPECT_NEAR(line[3].origin, 2.75 + a, 1e-4);
    EXPECT_NEAR(line[4].origin, 3.0 + a + five, 1e-4);
}

TEST(Gap, NoneBesideMarksSpacesAndEndsOfLines) {
    const double a = print("A").clusters[0].advance;
    EXPECT_NEAR(natural_width(print("国，A"), 10_pt).v, 10 * (2 + a), 1e-3);
    EXPECT_NEAR(natural_width(print("国 A"), 10_pt).v, 10 * (1 + print(" ").clusters[0].advance + a), 1e-3);
    EXPECT_NEAR(natural_width(print("A"), 10_pt).v, 10 * a, 1e-3);
    const ShapedText shaped = print("国国A国");
    const std::vector<Line> lines = break_lines(shaped, ems(2.2));
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_NEAR(lines[0].width.v, 20, 1e-3);
    EXPECT_NEAR(lines[1].width.v, 10 * (a + 1.25), 1e-3);
}

// @ and % are nearly an em wide in some faces, and Latin all the same.
TEST(Gap, NoneBetweenWideLatinSignsAndLetters) {
    const double parts = natural_width(print("a"), 10_pt).v + natural_width(print("@"), 10_pt).v + natural_width(print("b"), 10_pt).v;
    EXPECT_NEAR(natural_width(print("a@b"), 10_pt).v, parts, 0.3);
    EXPECT_EQ(kind_of(U'@', 1.0), Kind::other);
    EXPECT_EQ(kind_of(U'①', 1.0), Kind::han);
    EXPECT_EQ(kind_of(U'±', 0.6), Kind::other);
}

TEST(Gap, NoneOnThePlate) {
    EXPECT_NEAR(natural_width(plate("近5年"), 10_pt).v, 10 * (2 + print("5").clusters[0].advance), 1e-3);
}

TEST(Gap, NothingIsAddedToTheText) {
    const ShapedText shaped = print("共A5国");
    std::string text;
    for (const Standing& s : stand(shaped, break_lines(shaped, ems(9))[0], ems(9))) text += s.text;
    EXPECT_EQ(text, "共A5国");
}

TEST(Breaks, NoLineBeginsWithAClosingMarkNorEndsWithAnOpeningOne) {
    const std::u32string never_first = U"、，；：。！？”’）》】」』〉…·～—％", never_last = U"（《“‘【「『〈";
    const std::string prose = "为落实“数字技术工程师培育项目”（以下简称“项目”），我校《实施方案》提出：一、二、三……六——七；八！九？「十」『百』【千】〈万〉"
                              "·亿～兆，每年培训3,000人次（其中：初级1,500人次、中级1,000人次、高级500人次）。";
    for (double width = 4; width < 30; width += 0.25) {
        for (const std::string& line : lines_of(prose, ems(width, Align::justify))) {
            const std::u32string codes = to_utf32(line);
            EXPECT_EQ(never_first.find(codes.front()), std::u32string::npos) << width << " em: " << line;
            EXPECT_EQ(never_last.find(codes.back()), std::u32string::npos) << width << " em: " << line;
        }
    }
}

// What our table of neighbours says of Han, marks, words and numbers is what UAX #14 says by ICU, less what 避头尾 forbids beyond it.
TEST(Breaks, TableOfNeighboursAgreesWithIcu) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator* icu = ubrk_open(UBRK_LINE, "zh@lb=strict", nullptr, 0, &status);
    ASSERT_TRUE(U_SUCCESS(status));
    std::mt19937 random(14);
    const std::u32string signs = U"，。、；：！？（）《》【】「」…—0123456789abcXYZ.,%";  // quotation marks are ours: LB19 is not for Chinese
    for (int round = 0; round < 3000; ++round) {
        std::u32string codes;
        for (int i = 0; i < 12; ++i) codes += random() % 3 ? signs[random() % signs.size()] : char32_t(0x4E00 + random() % 0x5000);
        const ShapedText shaped = print(to_utf8(codes));
        UText text = UTEXT_INITIALIZER;
        utext_openUTF8(&text, shaped.text.data(), static_cast<std::int64_t>(shaped.text.size()), &status);
        ubrk_setUText(icu, &text, &status);
        for (std::size_t i = 1; i < shaped.clusters.size(); ++i) {
            const Cluster &a = shaped.clusters[i - 1], &b = shaped.clusters[i];
            const bool forbidden = edges(b.code).not_first || edges(a.code).not_last;
            const bool expected = !forbidden && ubrk_isBoundary(icu, static_cast<std::int32_t>(b.begin));
            ASSERT_EQ(b.break_before, expected) << shaped.text << " at " << b.begin;
        }
        utext_close(&text);
    }
    ubrk_close(icu);
}

// GB/T 15834-2011, 5.1.4 and 5.1.5.
TEST(Breaks, EllipsisAndDashAreNeverSplit) {
    const std::string prose = "走了……又来了——真的……——好";
    for (double width = 3; width < 14; width += 0.25) {
        for (const std::string& line : lines_of(prose, ems(width, Align::justify))) {
            const std::u32string codes = to_utf32(line);
            for (const char32_t sign : {U'…', U'—'}) {
                const auto count = std::ranges::count(codes, sign);
                EXPECT_EQ(count % 2, 0) << width << " em: " << line;
            }
        }
    }
}

TEST(Breaks, OpeningQuotationMarkMayBeginALine) {
    EXPECT_EQ(lines_of("我们称之为“项目”的工作", ems(5)), (Lines{"我们称之为", "“项目”的工", "作"}));
}

// GB/T 15834-2011, 5.1.9.
TEST(Breaks, SolidusStandsAtNoEndOfALine) {
    for (const std::string& line : lines_of("甲乙/丙丁/戊己/庚辛", ems(3.5))) {
        EXPECT_NE(line.front(), '/') << line;
        EXPECT_NE(line.back(), '/') << line;
    }
    EXPECT_EQ(lines_of("甲乙/丙丁", ems(5)), (Lines{"甲乙/丙丁"}));
}

TEST(Breaks, LineIsSqueezedBeforeItIsBroken) {
    // 6.5 em by its own width, 6 where the comma gives up its half.
    const ShapedText shaped = print("一二，三四五六七");
    const std::vector<Line> lines = break_lines(shaped, ems(5.6));
    EXPECT_EQ(text_of(shaped, lines[0]), "一二，三四五");
    EXPECT_NEAR(lines[0].width.v, 56, 1e-3);
    EXPECT_NEAR(lines[0].squeeze, 0.8, 1e-3);
    EXPECT_EQ(break_lines(shaped, ems(5.4))[0].last, 5u) << "half an em is all that it can give";
}

// Two commas could give the em that one more character needs; but the line is full as it is.
TEST(Breaks, FullLineIsNotSqueezed) {
    const ShapedText shaped = print("一，二，三四五六七八九");
    const std::vector<Line> lines = break_lines(shaped, ems(7, Align::justify));
    EXPECT_EQ(text_of(shaped, lines[0]), "一，二，三四五");
    EXPECT_EQ(lines[0].squeeze, 0);
    EXPECT_EQ(lines_of("一，二，三四五六", ems(7)), (Lines{"一，二，三四五六"})) << "but where the paragraph ends with it";
}

// clreq 3.2.3: brackets give way before commas, commas before the Han–Latin gap, and that before the full stop.
TEST(Breaks, WhiteIsGivenUpInItsOrder) {
    const ShapedText shaped = print("国，国A国。国）国国");
    const Measure measure = ems(natural_width(shaped, 1_pt).v - 0.5 - 0.25);
    const std::vector<Line> lines = break_lines(shaped, measure);
    ASSERT_EQ(lines.size(), 1u);
    const std::vector<Standing> line = stand(shaped, lines[0], measure);
    EXPECT_NEAR(line[8].origin - line[7].origin, 0.5, 1e-3) << "the bracket gives all";
    EXPECT_NEAR(line[2].origin - line[1].origin, 0.75, 1e-3) << "the comma half of its white";
    EXPECT_NEAR(line[3].origin - line[2].origin, 1.25, 1e-3) << "the gap nothing";
    EXPECT_NEAR(line[6].origin - line[5].origin, 1.0, 1e-3) << "the stop nothing";
}

TEST(Breaks, WordLongerThanTheLineBreaksAfterItsMarksElseAnywhere) {
    EXPECT_EQ(lines_of("https://www.example.edu.cn/peixun", ems(9)), (Lines{"https://www.", "example.edu.cn/", "peixun"}));
    const Lines lines = lines_of(std::string(500, 'W'), ems(10));
    EXPECT_GT(lines.size(), 30u);
    std::size_t count = 0;
    for (const std::string& line : lines) count += line.size();
    EXPECT_EQ(count, 500u);
}

TEST(Breaks, SpacesAtTheEndOfALineHangAndStayInsideTheMeasure) {
    const ShapedText shaped = print("hello world" + std::string(60, ' ') + "again");
    const Measure measure = ems(6);
    const std::vector<Line> lines = break_lines(shaped, measure);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(text_of(shaped, lines[1]), "again");
    EXPECT_LE(right_edge(shaped, lines[0], measure), 60.001);
    EXPECT_EQ(stand(shaped, lines[0], measure).size(), 11u + 60u) << "each typed space is a glyph";
}

TEST(Breaks, TelephoneBreaksAfterItsThirdOrSeventhDigitOrAtAMark) {
    const double digit = print("0").clusters[0].advance;
    EXPECT_EQ(lines_of("13800138000", ems(digit * 8.5), Matter::telephone), (Lines{"1380013", "8000"}));
    EXPECT_EQ(lines_of("13800138000", ems(digit * 6.5), Matter::telephone), (Lines{"138", "0013", "8000"}));
    EXPECT_EQ(lines_of("010-84629295", ems(digit * 9), Matter::telephone), (Lines{"010-", "84629295"}));
    EXPECT_EQ(lines_of("13800138000、13900139000", ems(7.5), Matter::telephone), (Lines{"13800138000、", "13900139000"}));
    EXPECT_EQ(lines_of("13800138000", ems(digit * 11.5), Matter::telephone), (Lines{"13800138000"}));
}

TEST(Breaks, EmailBreaksAfterAtOrAMark) {
    EXPECT_EQ(lines_of("zhangsan@example.edu.cn", ems(7), Matter::email), (Lines{"zhangsan@", "example.edu.", "cn"}));
    for (const std::string& line : lines_of("li-ming.wang_2@mail.example.com", ems(5), Matter::email))
        EXPECT_TRUE(line.ends_with("com") || std::string_view("@.-_").find(line.back()) != std::string_view::npos) << line;
}

TEST(Breaks, CodeStaysWholeWhileItFits) {
    const std::string code = "91110108MA01ABCD1X";
    EXPECT_EQ(lines_of(code, ems(12), Matter::code), (Lines{code}));
    EXPECT_EQ(lines_of(code, ems(6), Matter::code).size(), 2u);
}

TEST(Breaks, LabelsBreakAsOnThePlate) {
    const ShapedText shaped = plate("拟申报开展培训的职业（仅填一项）");
    Lines lines;
    for (const Line& line : break_lines(shaped, ems(8.2))) lines.push_back(text_of(shaped, line));
    EXPECT_EQ(lines, (Lines{"拟申报开展培训的", "职业（仅填一项）"}));
}

TEST(Justify, EveryLineButTheLastEndsOnTheMeasure) {
    const std::string prose =
        "为贯彻落实《关于加强新时代高技能人才队伍建设的意见》精神，我校自2018年起与行业龙头企业共建人工智能（AI）实训中心，建筑面积1,200平方米，"
        "“双师型”教师占比85%；近五年累计培训学员3.6万人次，其中独立培训2.1万人次……成效显著，受到IEEE、ACM等组织的好评（详见附件）。";
    const ShapedText shaped = print(prose);
    for (const double width : {12.0, 17.3, 20.0, 24.7, 31.5}) {
        const Measure measure = ems(width, Align::justify, 2);
        const std::vector<Line> lines = break_lines(shaped, measure);
        for (const Line& line : lines) {
            if (line.last_of_paragraph) continue;
            EXPECT_NEAR(right_edge(shaped, line, measure), 10 * width, 0.01) << text_of(shaped, line);
            EXPECT_LT(line.spread, 0.5f);
        }
        EXPECT_LE(right_edge(shaped, lines.back(), measure), 10 * width + 0.001);
        EXPECT_EQ(lines.back().spread, 0);
    }
}

TEST(Justify, WordSpacesGrowBeforeGapsAndGapsBeforeHan) {
    const ShapedText shaped = print("国国 AB国国国国国国国国");
    const double space = print(" ").clusters[0].advance;
    const auto place_at = [&](double extra) {
        const double width = natural_width(print("国国 AB国国国国"), 1_pt).v + extra;
        const Measure measure = ems(width, Align::justify);
        return stand(shaped, break_lines(shaped, measure)[0], measure);
    };
    const std::vector<Standing> none = place_at(0), some = place_at(0.5 - space), more = place_at(0.5 - space + 1.0 / 12), most = place_at(0.8);
    const auto step = [](const std::vector<Standing>& line, std::size_t i) { return line[i + 1].origin - line[i].origin; };
    EXPECT_NEAR(step(some, 2), 0.5, 1e-3);
    EXPECT_NEAR(step(some, 4), step(none, 4), 1e-3);
    EXPECT_NEAR(step(more, 4), step(none, 4) + 1.0 / 12, 1e-3) << "from a quarter to a third of an em";
    EXPECT_NEAR(step(more, 5), 1, 1e-3);
    EXPECT_GT(step(most, 5), 1.01);
    EXPECT_NEAR(step(most, 3), step(none, 3), 1e-3) << "never inside a Latin word";
    EXPECT_NEAR(step(most, 5), step(most, 6), 1e-3) << "evenly";
}

TEST(Justify, SingleWordIsLeftAsItIs) {
    const ShapedText shaped = print("transformation transformation");
    const std::vector<Line> lines = break_lines(shaped, ems(9, Align::justify));
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_NEAR(lines[0].width.v, natural_width(print("transformation"), 10_pt).v, 0.01);
}

TEST(Align, LinesStandLeftCentredAndRight) {
    const ShapedText shaped = print("国国");
    for (const auto& [align, x] : {std::pair{Align::left, 0.0}, {Align::centre, 4.0}, {Align::right, 8.0}}) {
        const Measure measure = ems(10, align);
        EXPECT_NEAR(stand(shaped, break_lines(shaped, measure)[0], measure)[0].origin, x, 1e-4);
    }
}

TEST(Indent, TwoEmWhereTheParagraphHasNoneOfItsOwn) {
    const ShapedText shaped = print("一二三四五六\n　　一二三四五六");
    const Measure measure = ems(5, Align::left, 2);
    const std::vector<Line> lines = break_lines(shaped, measure);
    ASSERT_EQ(lines.size(), 4u);
    EXPECT_EQ(lines[0].indent, 20_pt);
    EXPECT_EQ(text_of(shaped, lines[0]), "一二三");
    EXPECT_EQ(lines[1].indent, 0_pt);
    EXPECT_EQ(lines[2].indent, 0_pt);
    EXPECT_NEAR(stand(shaped, lines[0], measure)[0].origin, 2, 1e-4);
}

TEST(Place, RunChangesWithTheFaceAloneAndSaysItsText) {
    const ShapedText shaped = print("张㛃AB\U00020BB7李");
    const std::vector<Item> items = place(shaped, break_lines(shaped, ems(20))[0], ems(20));
    std::string text;
    FaceIndex before = -1;
    for (const Item& item : items) {
        const TextRun& run = std::get<TextRun>(item.what);
        EXPECT_NE(run.face, before);
        before = run.face;
        text += run.text;
        EXPECT_EQ(run.glyphs.front().begin, 0u);
        EXPECT_EQ(run.glyphs.back().begin + run.glyphs.back().length, run.text.size());
    }
    EXPECT_EQ(text, shaped.text);
}

// Whatever is typed, at whatever width: the clusters of all lines are the text, and no line leaves its measure but where one cluster must.
TEST(Lossless, EveryTypedByteStandsOnSomeLine) {
    std::mt19937 random(4);
    const std::u32string signs = U"，。、；：！？（）《》“”‘’…—～·/-.@ 　\t\n\u00A0\u200B\u0301\U00031350\U000E0100䶮㛃𬭊𫖯𠮷葛fi0123456789abcXYZé%℃①🙂";
    for (int round = 0; round < 600; ++round) {
        std::string text;
        for (unsigned i = 0, n = random() % 80; i < n; ++i)
            append_utf8(text, random() % 2 ? char32_t(0x4E00 + random() % 0x5200) : signs[random() % signs.size()]);
        const ShapedText shaped = print(text, static_cast<Matter>(random() % 4));
        const Measure measure = ems(0.5 + (random() % 240) / 10.0, static_cast<Align>(random() % 4), random() % 3);
        std::string said;
        std::uint32_t next = 0;
        for (const Line& line : break_lines(shaped, measure)) {
            EXPECT_EQ(line.first, next);
            next = line.last;
            for (const Item& item : place(shaped, line, measure)) {
                const auto* run = std::get_if<TextRun>(&item.what);
                said += run ? run->text : std::get<MissingCharacter>(item.what).text;
                EXPECT_TRUE(!run || std::ranges::none_of(run->glyphs, [](const PlacedGlyph& glyph) { return glyph.id == 0; }));
            }
            const bool must_fit = line.last - line.first > 1 && measure.width.v > 35;
            EXPECT_TRUE(!must_fit || line.width.v + line.indent.v <= measure.width.v + 0.01) << text;
        }
        EXPECT_EQ(next, shaped.clusters.size());
        std::string typed;
        for (const ShapedParagraph& p : shaped.paragraphs) typed += text.substr(p.begin, p.end - p.begin);
        EXPECT_EQ(said, typed);
    }
}

TEST(Lossless, SixtyThousandCharactersTakeTimeInProportion) {
    std::string text;
    for (int i = 0; i < 60000; ++i) append_utf8(text, i % 12 == 11 ? U'，' : char32_t(0x4E00 + i % 3000));
    const ShapedText shaped = print(text);
    const std::vector<Line> lines = break_lines(shaped, ems(30, Align::justify, 2));
    EXPECT_EQ(lines.back().last, 60000u);
    EXPECT_GE(lines.size(), 1900u);
}

TEST(Sentence, EndIsBehindTheLastMarkOfTheSentence) {
    const std::string text = "一。二！”三……四；五\n六";
    const auto behind = [&](std::string_view sign) { return text.find(sign) + sign.size(); };
    EXPECT_EQ(last_sentence_end(text, text.size()), behind("\n"));
    EXPECT_EQ(last_sentence_end(text, behind("四")), behind("……"));
    EXPECT_EQ(last_sentence_end(text, behind("三…")), behind("！”"));
    EXPECT_EQ(last_sentence_end(text, behind("！")), behind("。")) << "the closing mark belongs to its sentence";
    EXPECT_EQ(last_sentence_end(text, 3), 0u);
    EXPECT_EQ(last_sentence_end("一二三", 9), 0u);
    EXPECT_EQ(last_sentence_end("一二。", 9), 9u);
    EXPECT_EQ(last_sentence_end("", 0), 0u);
}

}  // namespace
}  // namespace tianbiao
