// Rules, cells, lines and rows, each on a page made by hand.
#include <gtest/gtest.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "extract/find_cells.h"
#include "extract/join_pages.h"
#include "extract/lines_of_text.h"
#include "extract/read_options.h"

namespace tianbiao {
namespace {

SeenRule across(double y, double x0, double x1) { return {{Pt{x0}, Pt{y}}, {Pt{x1}, Pt{y}}, Pt{0.5}}; }
SeenRule down(double x, double y0, double y1) { return {{Pt{x}, Pt{y0}}, {Pt{x}, Pt{y1}}, Pt{0.5}}; }

// Two columns and `rows` rows of 20 pt from (100, y).
std::vector<SeenRule> lattice(double y, int rows) {
    std::vector<SeenRule> rules;
    for (int i = 0; i <= rows; ++i) rules.push_back(across(y + 20 * i, 100, 300));
    for (const double x : {100.0, 160.0, 300.0}) rules.push_back(down(x, y, y + 20 * rows));
    return rules;
}

SeenText text(double x, double y, const std::string& words, double size = 10) {
    SeenText run;
    run.size = Pt{size}, run.text = words;
    std::uint32_t at = 0;
    for (const char c : words) {
        if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) {
            ++run.glyphs.back().length, ++at;
            continue;
        }
        const double advance = static_cast<unsigned char>(c) < 0x80 ? size / 2 : size;
        const double end = run.glyphs.empty() ? x : (run.glyphs.back().at.x + run.glyphs.back().advance).v;
        run.glyphs.push_back({{Pt{end}, Pt{y}}, Pt{advance}, at++, 1, 0});
    }
    return run;
}

SeenPage page(std::vector<SeenRule> rules, std::vector<SeenText> texts) {
    SeenPage out;
    out.width = Pt{595}, out.height = Pt{842};
    out.rules = std::move(rules), out.texts = std::move(texts);
    return out;
}

Evidence pages(std::vector<SeenPage> all) {
    Evidence evidence;
    evidence.pages = std::move(all);
    return evidence;
}

TEST(JoinRules, PiecesDrawnTwiceOverAreOneLine) {
    const Lattices found = join_rules({across(50, 100, 160), across(50.9, 159, 300), across(50.2, 100, 300), across(90, 100, 300),
                                       down(100, 50, 70), down(100.4, 70.5, 90), down(300, 50, 90)});
    ASSERT_EQ(found.tables.size(), 1u);
    EXPECT_EQ(found.tables[0].across.size(), 2u);
    EXPECT_EQ(found.tables[0].down.size(), 2u);
}

TEST(JoinRules, SmallSquaresAreBoxesAndUnderlinesAreNothing) {
    std::vector<SeenRule> rules = lattice(100, 2);
    for (const SeenRule& side : {across(105, 180, 189), across(114, 180, 189), down(180, 105, 114), down(189, 105, 114)}) rules.push_back(side);
    rules.push_back(across(137, 200, 240));
    const Lattices found = join_rules(rules);
    EXPECT_EQ(found.tables.size(), 1u);
    ASSERT_EQ(found.boxes.size(), 1u);
    EXPECT_EQ(found.boxes[0].x0, Pt{180});
}

TEST(JoinRules, MoreLinesThanAnyFormHasAreRefused) {
    std::vector<SeenRule> rules;
    for (std::size_t i = 0; i <= limits::page_lines; ++i) rules.push_back(across(2.0 * static_cast<double>(i), 0, 100));
    EXPECT_TRUE(join_rules(rules).too_many);
    rules.pop_back();
    EXPECT_FALSE(join_rules(rules).too_many);
}

// A net of as many lines each way: one more than fit, and the page says so.
TEST(FindCells, MorePlacesThanAnyTableHasAreRefusedAndSaid) {
    const auto net = [](std::size_t columns, std::size_t rows) {  // counted in edges
        std::vector<SeenRule> rules;
        for (std::size_t i = 0; i < rows; ++i) rules.push_back(across(3.0 * static_cast<double>(i), 0, 3.0 * static_cast<double>(columns - 1)));
        for (std::size_t i = 0; i < columns; ++i) rules.push_back(down(3.0 * static_cast<double>(i), 0, 3.0 * static_cast<double>(rows - 1)));
        return rules;
    };
    const std::size_t rows = 500, columns = limits::page_places / rows;
    const Lattices most = join_rules(net(columns, rows)), over = join_rules(net(columns + 1, rows));
    ASSERT_TRUE(most.tables.size() == 1 && over.tables.size() == 1);
    EXPECT_EQ(find_cells(most.tables[0]).cells.size(), (columns - 1) * (rows - 1));
    EXPECT_TRUE(find_cells(over.tables[0]).too_many);
    EXPECT_TRUE(read_cells(pages({page(net(columns + 1, rows), {})})).pages[0].too_many);
}

TEST(FindCells, MoreCellsThanADocumentMayHaveAreSaidOnTheirPage) {
    const int rows = 100;
    const std::size_t tables = limits::document_cells / (2 * rows);
    const std::vector<SeenPage> most(tables, page(lattice(10, rows), {}));
    EXPECT_EQ(read_cells(pages(most)).cells.size(), limits::document_cells);
    std::vector<SeenPage> over = most;
    over.push_back(page(lattice(10, 1), {}));
    const ReadPages read = read_cells(pages(over));
    EXPECT_EQ(read.cells.size(), limits::document_cells);
    EXPECT_FALSE(read.pages[tables - 1].too_many);
    EXPECT_TRUE(read.pages[tables].too_many);
}

TEST(FindCells, MissingEdgesUniteCells) {
    std::vector<SeenRule> rules = lattice(100, 3);
    rules[1] = across(120, 160, 300);  // the first column's cell spans two rows
    const Lattices found = join_rules(rules);
    ASSERT_EQ(found.tables.size(), 1u);
    const FoundTable table = find_cells(found.tables[0]);
    ASSERT_EQ(table.cells.size(), 5u);
    EXPECT_EQ(table.cells[0].down, 2);
    EXPECT_EQ(table.cell(Pt{110}, Pt{135}), 0);
    EXPECT_EQ(table.cell(Pt{90}, Pt{135}), -1);
}

TEST(FindCells, MorePlacesThanTheLimitAreNotLaidOut) {
    Lattice lattice;
    lattice.box = {Pt{0}, Pt{0}, Pt{4000}, Pt{4000}};
    for (int i = 0; i < 700; ++i) {
        lattice.across.push_back({Pt{5.0 * i}, Pt{0}, Pt{3495}});
        lattice.down.push_back({Pt{5.0 * i}, Pt{0}, Pt{3495}});
    }
    EXPECT_TRUE(find_cells(lattice).cells.empty());
}

TEST(ReadCells, OneOperatorMayPaintAWholeRow) {
    SeenText row = text(105, 114, "姓名");
    const SeenText value = text(170, 114, "张三");
    for (SeenGlyph glyph : value.glyphs) glyph.begin += static_cast<std::uint32_t>(row.text.size()), row.glyphs.push_back(glyph);
    row.text += value.text;
    const ReadPages read = read_cells(pages({page(lattice(100, 1), {row})}));
    ASSERT_EQ(read.cells.size(), 2u);
    EXPECT_EQ(read.cells[0].plain, "姓名");
    EXPECT_EQ(read.cells[1].plain, "张三");
}

TEST(ReadCells, ARunThatSticksOutStaysInItsCell) {
    const ReadPages read = read_cells(pages({page(lattice(100, 1), {text(102, 114, "统一社会信用代码")})}));
    EXPECT_EQ(read.cells[0].plain, "统一社会信用代码");
    EXPECT_EQ(read.cells[1].plain, "");
}

TEST(ReadCells, ALineBreakIsTypedWhereTheNextWordHadRoom) {
    std::vector<SeenRule> high = lattice(100, 1);
    high[1] = across(140, 100, 300);
    for (std::size_t i = 2; i < high.size(); ++i) high[i].to.y = Pt{140};
    const ReadPages soft = read_cells(pages({page(high, {text(168, 112, "云泽省数字技术人才发展中"), text(168, 126, "心培训部")})}));
    const ReadPages typed = read_cells(pages({page(high, {text(163, 112, "云泽省"), text(163, 126, "岚江市")})}));
    EXPECT_EQ(text_of(soft.cells[1].paragraphs), "云泽省数字技术人才发展中心培训部");
    EXPECT_EQ(text_of(typed.cells[1].paragraphs), "云泽省\n岚江市");
}

// Found by the fuzzer of pages: its line never ended.
TEST(ReadCells, ATextWithoutASizeIsALineOfItsOwn) {
    Span low, high;
    low.at = {10_pt, 30_pt}, low.end = 20_pt, low.text = "下";
    high.at = {10_pt, 10_pt}, high.end = 20_pt, high.text = "上";
    std::string all;
    for (const SeenParagraph& paragraph : paragraphs_of({low, high}, {0_pt, 0_pt, 100_pt, 40_pt})) all += paragraph.text;
    EXPECT_EQ(without_white_space(all), "上下");
}

TEST(ReadCells, TextThatNobodySeesIsNotTaken) {
    SeenText hidden = text(170, 114, "李四");
    for (SeenGlyph& glyph : hidden.glyphs) glyph.unseen = same_colour;
    const ReadPages read = read_cells(pages({page(lattice(100, 1), {hidden})}));
    EXPECT_EQ(read.cells[1].plain, "");
    ASSERT_EQ(read.cells[1].hidden.size(), 1u);
    EXPECT_EQ(read.cells[1].hidden[0].text, "李四");
}

TEST(ReadCells, TextOverTextIsNoted) {
    const ReadPages read = read_cells(pages({page(lattice(100, 1), {text(170, 114, "1200"), text(171, 114, "2200")})}));
    EXPECT_TRUE(read.cells[1].overlaid);
}

TEST(ReadCells, AFormFieldSaysWhatItShows) {
    Evidence evidence = pages({page(lattice(100, 1), {text(105, 114, "姓名")})});
    SeenField field;
    field.page = 0, field.box = {Pt{162}, Pt{102}, Pt{298}, Pt{118}}, field.value = "张三", field.shown = "李四", field.has_appearance = true;
    evidence.fields.push_back(field);
    const ReadPages read = read_cells(evidence);
    EXPECT_EQ(read.cells[1].plain, "李四");
    ASSERT_EQ(read.cells[1].conflicts.size(), 1u);
    EXPECT_EQ(read.cells[1].conflicts[0].value, "张三");
}

// --- check boxes

struct TickCase {
    std::string text;
    std::set<std::size_t> ticked;
    std::string beside;
};

TEST(ReadOptions, AsPeopleLeaveThem) {
    const TickCase cases[]{
        {"初级 ☑　中级 □　高级 □　（请打√）", {0}, ""},
        {"□初级　☑中级　☑高级", {1, 2}, ""},
        {"初级 √　中级 □　高级 □　（请打√）", {0}, ""},
        {"初级■ 中级□ 高级■", {0, 2}, ""},
        {"初级□√ 中级□ 高级□ (请打√)", {0}, ""},
        {"初级（√） 中级（ ） 高级（ ）", {0}, ""},
        {"中级、高级", {1, 2}, ""},
        {"初级 中级 高级", {}, ""},
        {"初级 □　中级 □　高级 □　（请打√）", {}, ""},
        {"初级 □　中级 ☑　高级 □　（请打√）\n特级", {1}, "特级"},
        {"", {}, ""},
    };
    for (const TickCase& c : cases) {
        SCOPED_TRACE(c.text);
        SeenParagraph paragraph;
        paragraph.text = c.text;
        const ReadTicks read = read_options({paragraph}, {"初级", "中级", "高级"}, "（请打√）", false);
        EXPECT_EQ(read.ticks.ticked, c.ticked);
        EXPECT_EQ(read.ticks.beside, c.beside);
    }
}

// --- rows over pages

TEST(JoinPages, ARowCutByABreakIsWholeAgain) {
    FormAnchors form;
    form.labels = {"单位地址", "姓名"};
    const Evidence evidence = pages({page(lattice(700, 2), {text(105, 714, "姓名"), text(165, 714, "张三"), text(105, 734, "单位地址"), text(162, 734, "云泽省岚江市江北区工人路")}),
                                     page(lattice(60, 2), {text(162, 74, "15号"), text(105, 94, "姓名"), text(165, 94, "李四")})});
    const ReadRows rows = join_pages(read_cells(evidence), {&form});
    ASSERT_EQ(rows.rows.size(), 3u);
    EXPECT_EQ(rows.cell(rows.rows[1].cells[1]).plain, "云泽省岚江市江北区工人路15号");
    EXPECT_EQ(rows.cell(rows.rows[2].cells[1]).plain, "李四");
}

TEST(JoinPages, ALabelCutByABreakIsWholeAgain) {
    FormAnchors form;
    form.labels = {"已有培训情况简述"};
    const Evidence evidence = pages({page(lattice(700, 1), {text(105, 714, "已有培训"), text(162, 714, "近五年来")}),
                                     page(lattice(60, 1), {text(105, 74, "情况简述"), text(162, 74, "共举办")})});
    const ReadRows rows = join_pages(read_cells(evidence), {&form});
    ASSERT_EQ(rows.rows.size(), 1u);
    EXPECT_EQ(rows.cell(rows.rows[0].cells[0]).plain, "已有培训情况简述");
}

// A label from `y` over two rows of 20 pt, two columns beside it; the label's cell ends at `label_end`.
std::vector<SeenRule> beside_a_label(double y, double label_end) {
    std::vector<SeenRule> rules{across(y, 100, 300), across(y + 20, 160, 300), across(y + 40, 100, 300), across(label_end, 100, 160)};
    for (const double x : {100.0, 160.0, 230.0, 300.0}) rules.push_back(down(x, y, y + 40));
    return rules;
}

TEST(JoinPages, ALabelSetAgainBesideTheRestOfARowPartsItFromNothing) {
    FormAnchors form;
    form.labels = {"评价规模"};
    const Evidence evidence = pages({page(beside_a_label(700, 740), {text(105, 714, "评价规模"), text(165, 714, "甲证书"), text(240, 714, "11"), text(163, 734, "智能产线运维水", 9), text(240, 734, "22")}),
                                     page(beside_a_label(60, 100), {text(105, 74, "评价规模"), text(165, 74, "平证书", 9), text(165, 94, "乙证书"), text(240, 94, "33")})});
    const ReadRows rows = join_pages(read_cells(evidence), {&form});
    ASSERT_EQ(rows.rows.size(), 3u);
    EXPECT_EQ(rows.cell(rows.rows[1].cells[1]).plain, "智能产线运维水平证书");
    EXPECT_EQ(rows.cell(rows.rows[1].cells[0]).plain, "评价规模");
    EXPECT_EQ(rows.cell(rows.rows[2].cells[2]).plain, "33");
}

TEST(JoinPages, ARowInWhoseMiddleTheLabelEndsIsOne) {
    FormAnchors form;
    form.labels = {"评价规模"};
    const Evidence evidence =
        pages({page(beside_a_label(700, 733), {text(105, 714, "评价规模"), text(165, 714, "甲证书"), text(240, 714, "11"), text(165, 734, "乙证书"), text(240, 734, "22")})});
    const ReadRows rows = join_pages(read_cells(evidence), {&form});
    ASSERT_EQ(rows.rows.size(), 2u);
    EXPECT_EQ(rows.cell(rows.rows[1].cells[2]).plain, "22");
}

// Of a table that begins so, on a page behind another: nothing is left of the stretch above it.
TEST(JoinPages, ARowInWhoseMiddleTheLabelBeginsIsOneOnANextPage) {
    FormAnchors form;
    form.labels = {"评价规模"};
    std::vector<SeenRule> rules{across(60, 100, 300), across(67, 100, 160), across(80, 160, 300), across(100, 100, 300)};
    for (const double x : {100.0, 160.0, 230.0, 300.0}) rules.push_back(down(x, 60, 100));
    const Evidence evidence = pages({page(beside_a_label(700, 740), {text(105, 714, "评价规模"), text(165, 714, "甲证书"), text(240, 714, "11"), text(165, 734, "乙证书"), text(240, 734, "22")}),
                                     page(rules, {text(105, 84, "评价规模"), text(165, 74, "丙证书"), text(240, 74, "33"), text(165, 94, "丁证书"), text(240, 94, "44")})});
    const ReadRows rows = join_pages(read_cells(evidence), {&form});
    ASSERT_EQ(rows.rows.size(), 4u);
    EXPECT_EQ(rows.cell(rows.rows[2].cells[2]).plain, "33");
    EXPECT_EQ(rows.cell(rows.rows[3].cells[2]).plain, "44");
}

TEST(JoinPages, RowsOfAListStayApart) {
    FormAnchors form;
    form.labels = {"姓名", "电话"};
    const Evidence evidence = pages({page(lattice(700, 2), {text(105, 714, "姓名"), text(165, 714, "电话"), text(105, 734, "张三"), text(165, 734, "1")}),
                                     page(lattice(60, 1), {text(105, 74, "李四"), text(165, 74, "2")})});
    EXPECT_EQ(join_pages(read_cells(evidence), {&form}).rows.size(), 3u);
}

}  // namespace
}  // namespace tianbiao
