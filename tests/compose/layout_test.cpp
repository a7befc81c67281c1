// 本表可另附页: what grows, what gives way, what goes on where.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>

#include "base/utf8.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

Rendered with_text(const std::string& pointer, const std::string& text) {
    Record record = sample("training-minimal");
    set_value(record, pointer, Json::make_text(text));
    return rendered(record);
}

std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

Record with_rows(const std::string& name, const std::string& list, int rows) {
    Record record = sample(name);
    const Json first = value_at(record, list)->items.front();
    set_value(record, list, Json::make_array(std::vector<Json>(static_cast<std::size_t>(rows), first)));
    return record;
}

const GridCell* cell_of(const Grid& grid, const std::string& field) {
    for (const GridCell& cell : grid.cells)
        if (cell.field == field) return &cell;
    return nullptr;
}

std::string all_text(const Page& page) {
    std::string out;
    for (const Item& item : page.items)
        if (const TextRun* run = std::get_if<TextRun>(&item.what)) out += run->text;
    return out;
}

TEST(Layout, EverySampleHasThePagesThatAreExpectedOfIt) {
    const std::map<std::string, std::size_t> expected{
        {"assessment-certificates", 7}, {"assessment-long-texts", 10}, {"assessment-minimal", 6}, {"assessment-typical", 6},
        {"training-42-teachers", 8},    {"training-as-people-write", 6}, {"training-limits", 6},  {"training-long-texts", 13},
        {"training-minimal", 6},        {"training-mistakes", 7},      {"training-rare-names", 7}, {"training-typical", 7}};
    const std::vector<std::string> names = sample_names();
    EXPECT_EQ(names.size(), expected.size());
    for (const std::string& name : names) EXPECT_EQ(rendered(sample(name)).pages.size(), expected.at(name)) << name;
}

TEST(Layout, RulesLandOnTheSamePlacesInBlankAndFilledFormWhereNoCellGrows) {
    for (const char* name : {"training-minimal", "assessment-minimal", "training-as-people-write"}) {
        const Record record = sample(name);
        const Pages blank = render_blank(studio(), value_at(record, "/form")->text, {}).pages;
        const Pages filled = rendered(record).pages;
        ASSERT_EQ(blank.size(), filled.size());
        for (std::size_t p = 0; p < blank.size(); ++p) {
            ASSERT_EQ(blank[p].rules.size(), filled[p].rules.size()) << name << " page " << p + 1;
            for (std::size_t r = 0; r < blank[p].rules.size(); ++r) {
                EXPECT_NEAR(blank[p].rules[r].from.x.v, filled[p].rules[r].from.x.v, 1e-6);
                EXPECT_NEAR(blank[p].rules[r].from.y.v, filled[p].rules[r].from.y.v, 1e-6);
                EXPECT_NEAR(blank[p].rules[r].to.x.v, filled[p].rules[r].to.x.v, 1e-6);
                EXPECT_NEAR(blank[p].rules[r].to.y.v, filled[p].rules[r].to.y.v, 1e-6);
            }
        }
    }
}

TEST(Layout, EllipsisStandsInTheBlankFormOnly) {
    EXPECT_NE(all_text(render_blank(studio(), "training-2023", {}).pages[3]).find("……"), std::string::npos);
    for (const Page& page : rendered(sample("training-minimal")).pages) EXPECT_EQ(all_text(page).find("……"), std::string::npos);
}

TEST(Layout, PromptStandsInTheBlankFormOnly) {
    EXPECT_NE(all_text(render_blank(studio(), "training-2023", {}).pages[1]).find("主要包括"), std::string::npos);
    EXPECT_EQ(all_text(rendered(sample("training-typical")).pages[1]).find("主要包括"), std::string::npos);
}

TEST(Layout, ElasticRowsGiveUpHeightBeforeAnythingMovesOn) {
    // More teachers than the blank has rows: with the blank's heights rows 44 and 45 would need a page of their own.
    Record record = sample("training-minimal");
    for (int i = 0; i < 8; ++i) set_value(record, "/teachers/" + std::to_string(i) + "/name", Json::make_text("张三"));
    const Rendered out = rendered(record);
    EXPECT_EQ(out.pages.size(), 6u);
    const GridCell* summary = cell_of(out.plan.grid, "/training_summary");
    ASSERT_TRUE(summary);
    EXPECT_LT(out.plan.grid.rows[summary->row].height.v, 94.5);
    EXPECT_GE(out.plan.grid.rows[summary->row].height.v, 60.0);
}

TEST(Layout, GrownListGoesOnUnderItsHeaderWithAFrameOnBothSidesOfTheBreak) {
    const Rendered out = rendered(with_rows("training-typical", "/teachers", 42));
    std::set<int> pages;
    std::map<int, int> repeated_headers;
    for (const GridRow& row : out.plan.grid.rows) {
        if (row.block != "teachers") continue;
        if (row.repeated) ++repeated_headers[row.page];
        else if (row.entry >= 0) pages.insert(row.page);
    }
    ASSERT_GE(pages.size(), 2u);
    EXPECT_EQ(repeated_headers.size() + 1, pages.size());
    for (int page : pages) EXPECT_EQ(out.pages[page].frames.size(), 1u);
}

TEST(Layout, ListOfTheBlanksLengthHasNoRepeatedHeader) {
    for (const GridRow& row : rendered(sample("training-limits")).plan.grid.rows) EXPECT_FALSE(row.repeated);
}

TEST(Layout, LabelThatSpansABreakIsSetAgainWithItsMark) {
    const Rendered out = rendered(with_rows("training-typical", "/sites", 40));
    int pieces = 0, marked = 0;
    for (const GridCell& cell : out.plan.grid.cells) {
        if (!cell.text.starts_with("自有场地")) continue;
        ++pieces;
        if (!cell.continued) continue;
        ++marked;
        EXPECT_TRUE(cell.text.ends_with("（续）")) << cell.text;
    }
    EXPECT_GE(pieces, 2);
    EXPECT_EQ(marked, pieces - 1);
}

TEST(Layout, TextIsSetWholeWhileItsCellFitsOnePage) {
    const std::string text = repeated("数字技术人才培育工作稳步推进。", 115);  // 1,725 字: more than the blank's cell holds at 9 pt
    const Rendered out = with_text("/organization/profile", text);
    const GridCell* cell = cell_of(out.plan.grid, "/organization/profile");
    ASSERT_TRUE(cell);
    EXPECT_EQ(cell->text, text);
    EXPECT_EQ(cell->pointer, "");
    EXPECT_LE(out.plan.grid.rows[cell->row].height.v, 225.0 + 1e-6);
    EXPECT_GE(cell->size.v, 9.0);
}

TEST(Layout, RestOfALongTextGoesOnInAttachmentsCutAtASentenceEnd) {
    const std::string text = repeated("数字技术人才培育工作稳步推进。", 400);
    const Rendered out = with_text("/organization/profile", text);
    const GridCell* cell = cell_of(out.plan.grid, "/organization/profile");
    ASSERT_TRUE(cell);
    EXPECT_TRUE(cell->text.ends_with("。"));
    EXPECT_EQ(cell->pointer, "（续见附页第1页）");
    const Page& sheet = out.pages[out.plan.grid.sheets.size() - std::count(out.plan.grid.sheets.begin(), out.plan.grid.sheets.end(), SheetKind::attachment)];
    const std::string said = all_text(sheet);
    for (const char* word : {"附件1", "数字技术工程师培育项目培训机构推荐表", "附页第1页", "单位基本情况（续）"}) EXPECT_NE(said.find(word), std::string::npos) << word;
    EXPECT_EQ(printed_on(out.pages, "/organization/profile"), text);
}

TEST(Layout, TypedParagraphsSurviveTheCutIntoAttachments) {
    const std::string line = repeated("质量", 70) + "。";
    std::string text = line;
    for (int i = 0; i < 60; ++i) text += "\n" + line;
    const Rendered out = with_text("/organization/profile", text);
    int paragraphs = 0;
    for (const Page& page : out.pages)
        for (const Paragraph& paragraph : page.paragraphs)
            if (paragraph.field == "/organization/profile" && !paragraph.continues) ++paragraphs;
    EXPECT_EQ(paragraphs, 61);
}

TEST(Layout, SixtyThousandCharactersAndFiveHundredTeachersLoseNothing) {
    Record record = with_rows("training-typical", "/teachers", 500);
    const Json site = value_at(record, "/sites")->items.front();
    set_value(record, "/sites", Json::make_array(std::vector<Json>(40, site)));
    const std::string text = repeated("各项工作按计划推进，质量稳步提升；学员满意度逐年提高。", 2300);  // 59,800 characters
    set_value(record, "/organization/profile", Json::make_text(text));
    const Rendered out = rendered(record);
    EXPECT_EQ(printed_on(out.pages, "/organization/profile"), text);
    for (int i = 0; i < 500; ++i)
        EXPECT_EQ(printed_on(out.pages, "/teachers/" + std::to_string(i) + "/name"), printed_on(out.pages, "/teachers/0/name"));
    EXPECT_NE(printed_on(out.pages, "/teachers/0/name"), "");
    for (const Page& page : out.pages) EXPECT_GT(page.items.size(), 3u) << "a page with nothing but its number";
}

TEST(Layout, DuplexPaddingAddsASheetToAnOddNumber) {
    RenderOptions options;
    options.padding = Padding::even;
    EXPECT_EQ(rendered(sample("training-typical"), options).pages.size(), 8u);
    EXPECT_EQ(rendered(sample("training-limits"), options).pages.size(), 6u);
}

TEST(Layout, PageNumbersStandOnlyBeyondSixPagesUnlessAsked) {
    const auto numbered = [](const Pages& pages) { return all_text(pages.front()).find("页 共") != std::string::npos; };
    EXPECT_FALSE(numbered(rendered(sample("training-limits")).pages));
    EXPECT_TRUE(numbered(rendered(sample("training-typical")).pages));
    RenderOptions options;
    options.page_numbers = PageNumbers::on;
    EXPECT_TRUE(numbered(rendered(sample("training-limits"), options).pages));
    options.page_numbers = PageNumbers::off;
    EXPECT_FALSE(numbered(rendered(sample("training-typical"), options).pages));
}

TEST(Layout, CodesTelephonesAndMailsOfOrdinaryLengthStandOnOneLine) {
    Record record = sample("training-minimal");
    set_value(record, "/organization/credit_code", Json::make_text("91990000MA0C77K20A"));
    set_value(record, "/contact_person/phone", Json::make_text("13812345678"));
    set_value(record, "/contact_person/email", Json::make_text("zhangsan.office@exam.cn"));
    set_value(record, "/teachers/0/phone", Json::make_text("13812345678"));
    const Rendered out = rendered(record);
    for (const char* field : {"/organization/credit_code", "/contact_person/phone", "/contact_person/email", "/teachers/0/phone"}) {
        int runs = 0;
        double size = 0;
        for (const Page& page : out.pages)
            for (const Item& item : page.items)
                if (item.paragraph >= 0 && page.paragraphs[item.paragraph].field == field)
                    if (const TextRun* run = std::get_if<TextRun>(&item.what)) ++runs, size = run->size.v;
        EXPECT_EQ(runs, 1) << field;
        EXPECT_GE(size, 10.5) << field;
    }
}

TEST(Layout, BothBoxesAreTickedWhereBothWereWritten) {
    Record record = sample("training-minimal");
    set_value(record, "/organization/national_base", Json::make_text("是、否"));
    const Rendered both = rendered(record);
    const GridCell* cell = cell_of(both.plan.grid, "/organization/national_base");
    ASSERT_TRUE(cell);
    EXPECT_TRUE(cell->options[0].ticked && cell->options[1].ticked);
    EXPECT_EQ(cell->text, "");
    set_value(record, "/organization/national_base", Json::make_text("申报中"));
    const Rendered odd = rendered(record);
    EXPECT_EQ(printed_on(odd.pages, "/organization/national_base"), "申报中");
}

TEST(Layout, DraftIsMarkedOnEveryPage) {
    for (const Page& page : rendered(sample("training-mistakes")).pages) EXPECT_NE(all_text(page).find("草稿"), std::string::npos);
}

TEST(Layout, ThirdFormIsDataAlone) {
    const Rendered out = render_blank(studio(), SOURCE_DIR "/tests/form/data/visitor.json", {});
    ASSERT_FALSE(out.pages.empty());
    EXPECT_FALSE(out.pages.front().frames.empty());
}

// Every item of a page stands between its paper's margins: nothing runs off the foot of the first page, which begins lower.
TEST(Layout, TextHigherThanTheFirstPageGoesOnInAttachments) {
    for (const char* field : {"/occupation", "/organization/national_base"}) {
        const Rendered out = with_text(field, repeated("技术", 4500));
        EXPECT_EQ(printed_on(out.pages, field), repeated("技术", 4500));
        for (const Page& page : out.pages)
            for (const PageCell& cell : page.cells) EXPECT_LE(cell.box.y1.v, to_pt(262_mm).v + 0.01) << field;
        for (const Page& page : out.pages)
            for (const Item& item : page.items)
                if (const TextRun* run = std::get_if<TextRun>(&item.what); run && item.cell >= 0) {
                    EXPECT_GE(run->at.y.v - 0.88 * run->size.v, page.cells[item.cell].box.y0.v - 0.01) << run->text;
                    EXPECT_LE(run->at.y.v + 0.12 * run->size.v, page.cells[item.cell].box.y1.v + 0.01) << run->text;
                }
    }
}

TEST(Layout, TextInPlaceOfAListOrGroupIsPrintedInADraft) {
    Record record = sample("training-minimal");
    for (const char* field : {"/teachers", "/sites", "/plan", "/recommendation", "/contact_person", "/training"})
        set_value(record, field, Json::make_text(std::string("详见附件") + field));
    std::string all;
    for (const Page& page : rendered(record).pages) all += all_text(page);
    for (const char* field : {"/teachers", "/sites", "/plan", "/recommendation", "/contact_person", "/training"})
        EXPECT_NE(all.find(std::string("详见附件") + field), std::string::npos) << field;
}

TEST(Layout, LineBreaksAtATextsEndTakeNoSheet) {
    const Rendered out = with_text("/organization/profile", "简介。" + repeated("\n", 3000));
    EXPECT_EQ(out.pages.size(), 6u);
}

TEST(Layout, NotesStayWithTheLastRow) {
    const Rendered out = with_text("/recommendation/reason", repeated("该单位条件较好，同意推荐。", 150));
    for (const Page& page : out.pages) EXPECT_TRUE(!page.cells.empty() || all_text(page).find("附页第") != std::string::npos);
}

TEST(Layout, NamesOfOfficesStandWholeOnTheirLines) {
    const std::string name = "云泽省人力资源和社会保障厅专业技术人员管理处暨继续教育工作办公室";  // 32 characters
    const Rendered out = with_text("/recommendation/organization", name);
    EXPECT_EQ(out.pages.size(), 6u);
    EXPECT_EQ(printed_on(out.pages, "/recommendation/organization"), name);
}

// Runs of two fields in one cell that lie over each other: "commitment: a over b".
std::string overlaps(const Pages& pages) {
    std::string out;
    for (const Page& page : pages) {
        std::vector<std::pair<const TextRun*, int>> runs;
        for (const Item& item : page.items)
            if (const TextRun* run = std::get_if<TextRun>(&item.what); run && item.cell >= 0 && !run->glyphs.empty()) runs.emplace_back(run, item.cell);
        const auto end = [](const TextRun& run) { return run.at.x.v + run.glyphs.back().x + run.glyphs.back().advance; };
        for (std::size_t i = 0; i < runs.size(); ++i)
            for (std::size_t j = i + 1; j < runs.size(); ++j) {
                const TextRun &a = *runs[i].first, &b = *runs[j].first;
                if (runs[i].second != runs[j].second || end(a) <= b.at.x.v || end(b) <= a.at.x.v) continue;
                const double apart = std::abs(a.at.y.v - b.at.y.v);
                if (apart > 0.01 && apart < 0.88 * (a.at.y < b.at.y ? b : a).size.v + 0.12 * (a.at.y < b.at.y ? a : b).size.v - 0.01)
                    out += a.text + " over " + b.text + "\n";
            }
    }
    return out;
}

TEST(Layout, LongNamesOfTheSignOffNeverStandOverEachOther) {
    const std::vector<std::string> names{"/commitment/organization", "/commitment/signatory",   "/recommendation/organization",
                                         "/recommendation/head",     "/recommendation/contact", "/recommendation/phone"};
    for (const int reason : {0, 600, 3000})
        for (int length = 4; length <= 120; length += 7)
            for (std::size_t short_one = 0; short_one <= names.size(); ++short_one) {
                Record record = sample("training-minimal");
                for (std::size_t i = 0; i < names.size(); ++i)
                    set_value(record, names[i], Json::make_text(repeated("某", i == short_one ? 3 : length)));
                set_value(record, "/recommendation/reason", Json::make_text(repeated("理", reason)));
                const Rendered made = rendered(record);
                ASSERT_EQ(overlaps(made.pages), "") << length << " characters, reason " << reason;
                for (const std::string& name : names) ASSERT_EQ(printed_on(made.pages, name), value_at(record, name)->text) << name;
            }
}

TEST(Layout, ListWhoseRowsHaveGrownGoesOnUnderItsHeader) {
    Record record = sample("training-minimal");
    for (int i = 0; i < 5; ++i) set_value(record, "/teachers/" + std::to_string(i) + "/employer", Json::make_text(repeated("研究院", 60)));
    int repeated_rows = 0;
    for (const GridRow& row : rendered(record).plan.grid.rows) repeated_rows += row.repeated;
    EXPECT_GE(repeated_rows, 1);
}

// Whatever is typed: every field's characters stand on the pages, in order, and no line comes nearer than 1 mm to its cell's edge.
TEST(Layout, RandomApplicationsLoseNothingAndKeepTheirDistance) {
    const int count = std::getenv("TIANBIAO_TEST_FULL") ? 2000 : 60;
    for (int seed = 0; seed < count; ++seed) {
        const Form& form = studio().form(forms()[seed % 2]);
        Wildness wildness;
        if (seed % 10 == 0) wildness.longest_text = 6000, wildness.most_rows = 60;
        const Rendered out = rendered(random_application(form, static_cast<std::uint32_t>(seed), wildness));
        std::map<std::string, std::string> want;
        for (const GridCell& cell : out.plan.grid.cells)
            if (!cell.field.empty() && !cell.prompt && cell.kind == CellKind::value) want[cell.field] += cell.text;
        for (const GridCell& cell : out.plan.grid.cells)
            for (const PlacedText& line : cell.lines)
                if (!line.field.empty()) want[line.field] += line.text;
        for (const Outside& text : out.plan.grid.outside)
            if (!text.field.empty()) want[text.field] += text.text;
        for (auto& [field, text] : want) {
            std::erase(text, '\n');
            EXPECT_EQ(printed_on(out.pages, field), text) << "seed " << seed << " " << field;
        }
        for (const Page& page : out.pages) {
            for (const Item& item : page.items) {
                const TextRun* run = std::get_if<TextRun>(&item.what);
                if (!run || run->glyphs.empty() || item.cell < 0) continue;
                const Rect& box = page.cells[item.cell].box;
                const double end = run->at.x.v + run->glyphs.back().x + run->glyphs.back().advance;
                const bool space = run->text.ends_with(' ');  // a space that hangs at a line's end is no ink
                const std::string where = "seed " + std::to_string(seed) + " " + page.cells[item.cell].id + " " + run->text;
                const double side = to_pt(1_mm).v - 0.01;
                EXPECT_GE(run->at.x.v, box.x0.v + side) << where;
                if (!space) {
                    EXPECT_LE(end, box.x1.v - side) << where;
                }
                EXPECT_GE(run->at.y.v - 0.88 * run->size.v, box.y0.v - 0.01) << where;
                EXPECT_LE(run->at.y.v + 0.12 * run->size.v, box.y1.v + 0.01) << where;
            }
        }
    }
}

// The record's own texts, not the plan's, against the pages.
TEST(Layout, EveryScalarOfARandomApplicationIsPrintedAsWritten) {
    for (int seed = 1000; seed < 1020; ++seed) {
        const Form& form = studio().form(forms()[seed % 2]);
        const Record record = random_application(form, static_cast<std::uint32_t>(seed), {4000, 30, 0.05});
        const Pages pages = rendered(record).pages;
        const std::function<void(const Json&, const std::string&)> walk = [&](const Json& json, const std::string& pointer) {
            for (const auto& [key, value] : json.members) walk(value, pointer + "/" + key);
            for (std::size_t i = 0; i < json.items.size(); ++i) walk(json.items[i], pointer + "/" + std::to_string(i));
            const Field* field = form.field(pointer);
            if (!json.is_text() || !field || !field->printed) return;
            if (field->type != FieldType::text && field->type != FieldType::prose) return;
            std::string text = json.text;
            std::erase(text, '\n');
            EXPECT_EQ(printed_on(pages, pointer), text) << "seed " << seed << " " << pointer;
        };
        walk(record.root, "");
    }
}

}  // namespace
}  // namespace tianbiao::test
