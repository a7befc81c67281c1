// Letters and printed lists: what stands on their pages, and that no value becomes anything but itself.
#include "app/letters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "base/files.h"
#include "compose/letter.h"
#include "support/code_of.h"
#include "support/workshop.h"
#include "write/letter_template.h"

namespace tianbiao {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Json text(std::string value) { return Json::make_text(std::move(value)); }

Json finding(const std::string& item, const std::string& what, const std::string& clause) {
    return Json::make_object({{"item", text(item)}, {"what", text(what)}, {"clause", text(clause)}});
}

Json notice(int findings) {
    Json list = Json::make_array();
    for (int i = 0; i < findings; ++i)
        list.items.push_back(i % 2 ? finding("单位基本情况", "超过800字：请删减，或改用附页。", "二.1")
                                   : finding("申报单位·统一社会信用代码", "18位代码的校验码不符，请对照登记证书逐位核对。", "GB 32100-2015"));
    return Json::make_object({{"organization", text("云泽省数字技术人才发展中心")},
                              {"form_name", text("数字技术工程师培育项目培训机构推荐表")},
                              {"occupation", text("人工智能工程技术人员")},
                              {"findings", list},
                              {"deadline", text("2023年6月16日")},
                              {"office", text("云泽省人力资源和社会保障厅")},
                              {"date", text("2023年6月1日")},
                              {"number", text("云人社函〔2023〕12号")},
                              {"received", text("2023年5月30日")},
                              {"receipt", text("2023-0007")},
                              {"contact", text("李明")},
                              {"phone", text("0871-12345678")},
                              {"address", text("我厅专业技术人员管理处")}});
}

Json list(int rows) {
    Json all = Json::make_array();
    for (int i = 0; i < rows; ++i)
        all.items.push_back(Json::make_object({{"organization", text("云泽省数字技术人才发展中心")}, {"code", text("12990000MB0A36256Y")},
                                               {"occupation", text("工业互联网工程技术人员")}, {"levels", text("初级、中级、高级")},
                                               {"form", text("培训机构")}}));
    return Json::make_object({{"title", text("数字技术工程师培育项目培训机构和评价机构推荐汇总表")}, {"office", text("云泽省人力资源和社会保障厅")},
                              {"date", text("2023年6月20日")}, {"rows", all}, {"contact", text("李明")}, {"phone", text("0871-12345678")}});
}

Json catalogue(int rows) {
    Json all = Json::make_array();
    for (int i = 0; i < rows; ++i)
        all.items.push_back(Json::make_object({{"item_number", Json::make_number(std::int64_t{i + 1})}, {"author", text("云泽省数字技术人才发展中心")},
                                               {"reference", text("")}, {"subject", text("培训机构推荐表（人工智能工程技术人员）")},
                                               {"date", text("20230519")}, {"pages", text("7")}}));
    return Json::make_object({{"fonds", text("J105")}, {"year", text("2023")}, {"retention", text("永久")}, {"rows", all}});
}

Json contents(int entries) {
    Json all = Json::make_array();
    for (int i = 0; i < entries; ++i)
        all.items.push_back(Json::make_object({{"entry", text("云泽省数字技术人才发展中心")}, {"note", text("培训机构推荐表")},
                                               {"page", Json::make_number(std::int64_t{1 + 8 * i})}}));
    Json groups = Json::make_array({Json::make_object({{"group", text("人工智能工程技术人员")}, {"entries", all}})});
    return Json::make_object({{"document", text("推荐表汇编")}, {"count", Json::make_number(std::int64_t{entries})}, {"groups", groups}});
}

// All that a page says, item after item.
std::string said(const Page& page) {
    std::string out;
    for (const Item& item : page.items)
        if (const auto* run = std::get_if<TextRun>(&item.what)) out += run->text;
    return out;
}

std::string said(const Pages& pages) {
    std::string out;
    for (const Page& page : pages) out += said(page);
    return out;
}

Pages pages(std::string_view name, const Json& data) { return letter_pages(test::studio(), name, data); }

std::optional<Code> code_of(std::string_view name, const Json& data) {
    return test::code_of([&] { pages(name, data); });
}

// Where everything stands, in tenths of a millimetre and without the glyphs, which are the font's own business.
std::string layout(const Pages& made) {
    std::ostringstream out;
    const auto tenths = [](Pt length) { return static_cast<long>(std::lround(to_mm(length).v * 10)); };
    for (const Page& page : made) {
        out << "page " << tenths(page.width) << " " << tenths(page.height) << "\n";
        for (const PageCell& cell : page.cells)
            out << "cell " << tenths(cell.box.x0) << " " << tenths(cell.box.y0) << " " << tenths(cell.box.x1) << " " << tenths(cell.box.y1) << "\n";
        for (const Item& item : page.items) {
            const auto& run = std::get<TextRun>(item.what);
            out << "text " << tenths(run.at.x) << " " << tenths(run.at.y) << " " << run.size.v << " cell " << item.cell << " paragraph " << item.paragraph
                << " " << run.text << "\n";
        }
    }
    return out.str();
}

void expect_golden(const std::string& file, const std::string& text) {
    const std::string path = std::string(SOURCE_DIR "/tests/golden/") + file;
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path) << text;
    std::stringstream golden;
    golden << std::ifstream(path).rdbuf();
    EXPECT_EQ(text, golden.str()) << "UPDATE_GOLDEN=1 rewrites " << path;
}

TEST(Letters, StandAsTheyDid) {
    expect_golden("letter-supplement-notice.txt", layout(pages("supplement-notice", notice(3))));
    expect_golden("letter-recommendation-list.txt", layout(pages("recommendation-list", list(3))));
    expect_golden("letter-archive-catalogue.txt", layout(pages("archive-catalogue", catalogue(3))));
    expect_golden("letter-contents.txt", layout(pages("contents", contents(3))));
}

TEST(Letters, EveryTemplateSaysWhatItAsksFor) {
    const std::vector<std::string> names = letter_names(test::studio());
    ASSERT_EQ(names.size(), 4u);
    for (const std::string& name : names)
        EXPECT_THAT(letter_template_faults(read_file(std::string(SOURCE_DIR "/templates/") + name + ".letter", 1 << 20)), IsEmpty()) << name;
}

TEST(Letters, ATemplatesFaultsAreNamed) {
    EXPECT_THAT(letter_template_faults("{{! needs: a b }}{{a}}{{c}}"), testing::ElementsAre("b", "c"));
    EXPECT_THAT(letter_template_faults("{{! needs: a }}{{{a}}}"), testing::Contains("not escaped: a"));
    EXPECT_THAT(letter_template_faults("{{! needs: a }}{{#a}}"), testing::Not(IsEmpty()));
}

TEST(Letters, WhatIsMissingOrNotKnownIsRefused) {
    Json data = notice(2);
    std::erase_if(data.members, [](const auto& member) { return member.first == "deadline"; });
    EXPECT_EQ(code_of("supplement-notice", data), Code::usage);
    data = notice(2);
    std::erase_if(data.member("findings").items[1].members, [](const auto& member) { return member.first == "what"; });
    EXPECT_EQ(code_of("supplement-notice", data), Code::usage);
    data = notice(2);
    data.member("dead_line") = text("明天");
    EXPECT_EQ(code_of("supplement-notice", data), Code::usage);
    EXPECT_EQ(code_of("no-such-letter", notice(1)), Code::usage);
}

TEST(Letters, WhatMayBeAbsentLeavesNoTrace) {
    Json data = notice(2);
    std::erase_if(data.members, [](const auto& member) { return member.first == "contact" || member.first == "phone" || member.first == "receipt"; });
    data.member("number") = text("");
    const std::string all = said(pages("supplement-notice", data));
    for (const char* word : {"联系人", "电话", "收件编号", "云人社函"}) EXPECT_THAT(all, testing::Not(HasSubstr(word)));
    EXPECT_THAT(all, HasSubstr("（申报职业：人工智能工程技术人员）收悉"));
}

TEST(Letters, AValueWithMarkupIsPrintedAsItStands) {
    const std::string wild = R"("},{"title":"{{office}}"} {{{x}}} <b>&amp;</b> \n \u0041 {{#findings}} %s)";
    Json data = notice(1);
    data.member("organization") = text(wild), data.member("findings").items[0].member("what") = text(wild);
    const Pages made = pages("supplement-notice", data);
    const std::string all = said(made);
    EXPECT_EQ(made.size(), pages("supplement-notice", notice(1)).size());
    EXPECT_THAT(all, HasSubstr(wild + "：你单位"));
    EXPECT_THAT(all, HasSubstr("单位·统一社会信用代码" + wild + "GB 32100-2015"));
}

TEST(Letters, ADateIsWrittenOutAndWhatOnlyLooksLikeOneIsKept) {
    Json data = notice(1);
    data.member("date") = text("2023-06-01"), data.member("receipt") = text("2023-06-0x");
    const std::string all = said(pages("supplement-notice", data));
    EXPECT_THAT(all, HasSubstr("2023年6月1日"));
    EXPECT_THAT(all, HasSubstr("收件编号：2023-06-0x"));
}

TEST(Letters, ATypedLineBreakStaysAParagraphOfItsOwn) {
    Json data = notice(1);
    data.member("findings").items[0].member("what") = text("甲\n乙\r\n丙");
    const Pages made = pages("supplement-notice", data);
    EXPECT_THAT(said(made), HasSubstr("甲乙丙"));
}

TEST(Letters, ALongNoticeBreaksUnderItsHeader) {
    const Pages made = pages("supplement-notice", notice(300));
    ASSERT_GT(made.size(), 10u);
    int rows = 0, headers = 0, heard = 0;
    for (std::size_t p = 0; p < made.size(); ++p) {
        const Page& page = made[p];
        bool values = false;
        for (const PageCell& cell : page.cells) {
            EXPECT_LE(cell.box.y1, to_pt(Mm{37 + 225}) + Pt{0.01}) << "page " << p + 1;
            values |= cell.place.part == CellPart::value;
            rows += cell.place.part == CellPart::value && cell.id.ends_with("/0");
            heard += cell.place.part == CellPart::column_header && cell.id.ends_with("/0");
        }
        if (!values) continue;
        ASSERT_FALSE(page.cells.empty());
        EXPECT_EQ(page.cells[0].label, true);
        EXPECT_THAT(said(page), HasSubstr("序号项目补正要求依据"));
        ++headers;
    }
    EXPECT_EQ(rows, 300);
    EXPECT_EQ(heard, 1);
    EXPECT_GT(headers, 10);
    EXPECT_THAT(said(made), HasSubstr("300"));
    EXPECT_THAT(said(made.back()), HasSubstr("云泽省人力资源和社会保障厅2023年6月1日"));
}

TEST(Letters, ARowHigherThanAPageBreaksInside) {
    Json data = notice(1);
    std::string endless;
    for (int i = 0; i < 3000; ++i) endless += "长";
    data.member("findings").items[0].member("what") = text(endless);
    const std::string all = said(pages("supplement-notice", data));
    std::size_t found = 0;
    for (std::size_t at = all.find("长"); at != std::string::npos; at = all.find("长", at + 1)) ++found;
    EXPECT_EQ(found, 3000u);
}

TEST(Letters, TheSignOffNeverStandsAlone) {
    for (int findings = 5; findings < 15; ++findings) {
        const Pages made = pages("supplement-notice", notice(findings));
        EXPECT_THAT(said(made.back()), HasSubstr("特此通知")) << findings;
    }
}

TEST(Letters, ALineHoldsTwentyEightCharactersAndAPageTwentyTwoLines) {
    std::string words;
    for (int i = 0; i < 28 * 44 - 2; ++i) words += "字";
    Letter letter;
    letter.numbers = LetterNumbers::off;
    letter.blocks.push_back({LetterKind::paragraph, words, "", HorizontalAlign::left, Mm{0}, Pt{0}, {}, {}, 0});
    const Pages made = compose_letter(test::studio().fonts(), letter);
    ASSERT_EQ(made.size(), 2u);
    EXPECT_EQ(made[0].items.size(), 22u);
    EXPECT_EQ(made[1].items.size(), 22u);
    EXPECT_EQ(std::get<TextRun>(made[1].items[3].what).text.size(), 28u * 3);
}

TEST(Letters, PageNumbersStandOutside) {
    const Pages made = pages("archive-catalogue", catalogue(40));
    ASSERT_GE(made.size(), 3u);
    const auto x = [](const Page& page) { return std::get<TextRun>(page.items.back().what).at.x; };
    EXPECT_GT(x(made[0]), made[0].width / 2);
    EXPECT_LT(x(made[1]), made[1].width / 2);
    EXPECT_GT(x(made[2]), made[2].width / 2);
}

TEST(Letters, BlocksThatAreNotKnownAreNamedWithTheirLine) {
    for (const char* wrong : {R"({"paragraf": "x"})", R"({"row": ["x"]})", R"({"table": {"columns": []}})", R"({"table": {"columns": [{"name": "甲", "width": 400}]}})",
                              R"({"title": "a", "note": "b"})", R"(["title"])", R"({"line": {"text": "a", "side": "left"}})", R"({"gap": -1})"}) {
        try {
            read_letter("\n" + std::string(wrong), "x.letter");
            ADD_FAILURE() << wrong;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Code::bad_json) << wrong;
            EXPECT_EQ(error.place().detail, "line 2") << wrong;
        }
    }
}

TEST(Letters, MoreThanAllPagesAreRefused) {
    Letter letter;
    for (int i = 0; i <= 20000; ++i) letter.blocks.push_back({LetterKind::note, "甲", "", HorizontalAlign::left, Mm{0}, Pt{0}, {}, {}, 0}),
                                     letter.blocks.push_back({LetterKind::page_break, "", "", HorizontalAlign::left, Mm{0}, Pt{0}, {}, {}, 0});
    try {
        compose_letter(test::studio().fonts(), letter);
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::too_large);
    }
}

TEST(Letters, ANoticeSaysEachFindingOnceAndHoldsNoValue) {
    Finding wrong;
    wrong.severity = Severity::error, wrong.message = "申报单位·统一社会信用代码：校验码不符。", wrong.clause = "GB 32100-2015", wrong.values = {"12990000MB0A36265Y"};
    Finding remark = wrong;
    remark.severity = Severity::info, remark.message = "平台：未填。";
    const Json said = notice_findings({remark, wrong, wrong});
    ASSERT_EQ(said.items.size(), 1u);
    EXPECT_EQ(said.items[0].find("item")->text, "申报单位·统一社会信用代码");
    EXPECT_EQ(said.items[0].find("what")->text, "校验码不符。");
    EXPECT_THAT(write_json(said), testing::Not(HasSubstr("12990000")));
}

}  // namespace
}  // namespace tianbiao
