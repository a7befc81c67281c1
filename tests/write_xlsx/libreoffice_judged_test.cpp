// The sheet as LibreOffice prints it, against our own PDF: pages, rules, text; and as it comes back from LibreOffice, saved again or edited.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "app/parse.h"
#include "base/utf8.h"
#include "judges/judges.h"
#include "judges/office.h"
#include "support/workshop.h"

namespace tianbiao {
namespace {

constexpr double most_mm = 0.3;

// Where its horizontal rules stand, and where its vertical ones; check boxes and the like are too short to be rules.
struct Rules {
    std::vector<double> across, down;
};

Rules rules_of(const judges::SeenPage& page) {
    constexpr double shortest = 18, slope = 0.2, mm = 25.4 / 72;
    Rules out;
    for (const judges::SeenLine& line : page.lines) {
        const double w = std::abs(line.x1 - line.x0), h = std::abs(line.y1 - line.y0);
        if (h < slope && w > shortest) out.across.push_back((line.y0 + line.y1) / 2 * mm);
        else if (w < slope && h > shortest) out.down.push_back((line.x0 + line.x1) / 2 * mm);
    }
    return out;
}

double farthest(const std::vector<double>& from, const std::vector<double>& to) {
    double most = 0;
    for (const double a : from) {
        double least = 1000;
        for (const double b : to) least = std::min(least, std::abs(a - b));
        most = std::max(most, least);
    }
    return most;
}

// Characters of a page, sorted: how lines are broken is each program's own. Controls and variation selectors are not told by all.
std::u32string characters(const std::string& text) {
    std::u32string out = to_utf32(without_white_space(text));
    std::erase_if(out, [](char32_t c) { return c < 0x20 || (c >= 0x200B && c <= 0x202E) || (c >= 0xE0100 && c <= 0xE01EF); });
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::string> pages_of_text(const std::string& pdf) {
    const std::string all = judges::pdftotext(pdf);
    std::vector<std::string> out;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find('\f', at), all.size());
        out.push_back(all.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

TEST(LibreOfficeJudged, PrintsEverySampleAndBlankAsThePdfHasIt) {
    const judges::Office office;
    std::map<std::string, std::string> ours;
    std::vector<std::string> workbooks;
    const auto add = [&](const std::string& name, const Rendered& rendered) {
        ours[name] = test::studio().pdf_writer().write(rendered.pages, rendered.facts);
        workbooks.push_back(name + ".xlsx");
        office.write(workbooks.back(), workbook_of(test::studio(), rendered));
    };
    for (const std::string& name : test::sample_names()) add(name, test::rendered(test::sample(name)));
    for (const std::string& form : test::forms()) add(form, render_blank(test::studio(), form, {}));
    office.convert(workbooks, "pdf");
    for (const auto& [name, pdf] : ours) {
        const std::string printed = office.read("pdf/" + name + ".pdf");
        const std::vector<judges::SeenPage> a = judges::mutool_trace(pdf), b = judges::mutool_trace(printed);
        ASSERT_EQ(a.size(), b.size()) << name;
        const std::vector<std::string> texts_a = pages_of_text(pdf), texts_b = pages_of_text(printed);
        ASSERT_EQ(texts_a.size(), texts_b.size()) << name;
        for (std::size_t page = 0; page < a.size(); ++page) {
            const Rules mine = rules_of(a[page]), theirs = rules_of(b[page]);
            EXPECT_LE(farthest(mine.across, theirs.across), most_mm) << name << " page " << page + 1;
            EXPECT_LE(farthest(theirs.across, mine.across), most_mm) << name << " page " << page + 1;
            EXPECT_LE(farthest(mine.down, theirs.down), most_mm) << name << " page " << page + 1;
            EXPECT_LE(farthest(theirs.down, mine.down), most_mm) << name << " page " << page + 1;
            EXPECT_EQ(to_utf8(characters(texts_a[page])), to_utf8(characters(texts_b[page]))) << name << " page " << page + 1;
        }
    }
}

TEST(LibreOfficeJudged, SavedAgainAWorkbookGivesTheSameApplication) {
    const judges::Office office;
    std::map<std::string, Record> records;
    for (const std::string& name : test::sample_names()) records[name] = test::sample(name);
    for (const std::string& form : test::forms())
        for (std::uint32_t seed = 1; seed <= (std::getenv("TIANBIAO_TEST_FULL") ? 100u : 8u); ++seed)
            records[form + "-" + std::to_string(seed)] = test::random_application(test::studio().form(form), seed);
    std::vector<std::string> workbooks;
    for (const auto& [name, record] : records) {
        workbooks.push_back(name + ".xlsx");
        office.write(workbooks.back(), workbook_of(test::studio(), test::rendered(record)));
    }
    office.convert(workbooks, "xlsx");
    for (const auto& [name, record] : records) {
        const Parsed parsed = parse_bytes(test::studio(), office.read("xlsx/" + name + ".xlsx"), name, {}).front();
        for (const Difference& d : differences(record, parsed.record)) ADD_FAILURE() << name << " " << d.field << ": \"" << d.a << "\" came back as \"" << d.b << "\"";
        for (const Finding& finding : parsed.findings) ADD_FAILURE() << name << " " << finding.rule << " " << finding.field;
    }
}

TEST(LibreOfficeJudged, RowsPutInAndTakenOutAreEntriesPutInAndTakenOut) {
    const judges::Office office;
    const Record before = test::sample("training-typical");
    office.write("sheet.xlsx", workbook_of(test::studio(), test::rendered(before)));
    office.edit("sheet.xlsx", "edited.xlsx",
                {"insert:f_teachers.3.name", "below:f_teachers.3.name=新来的", "below:f_teachers.3.employer=某某厂", "delete:f_teachers.7.name",
                 "set:f_organization.employees=99", "set:f_levels.0=初级 □", "empty:f_platform", "over:f_teachers.0.name", "above:f_teachers.0.name=更早的"});
    const Parsed parsed = parse_bytes(test::studio(), office.read("edited.xlsx"), "edited.xlsx", {}).front();
    Record wanted = before;
    Json teachers = *value_at(before, "/teachers");
    teachers.items.erase(teachers.items.begin() + 7);
    teachers.items.insert(teachers.items.begin() + 4, Json::make_object({{"name", Json::make_text("新来的")}, {"employer", Json::make_text("某某厂")}}));
    teachers.items.insert(teachers.items.begin(), Json::make_object({{"name", Json::make_text("更早的")}}));
    set_value(wanted, "/teachers", teachers);
    set_value(wanted, "/organization/employees", Json::make_number(99));
    set_value(wanted, "/levels", Json::make_array({Json::make_text("中级"), Json::make_text("高级")}));
    set_value(wanted, "/platform", Json());
    for (const Difference& d : differences(wanted, parsed.record)) ADD_FAILURE() << d.field << ": wanted \"" << d.a << "\", got \"" << d.b << "\"";
    std::vector<std::string> rules;
    for (const Finding& finding : parsed.findings) rules.push_back(finding.rule + " " + finding.field);
    EXPECT_THAT(rules, testing::UnorderedElementsAre("row_added /teachers/0", "row_added /teachers/5", "row_deleted /teachers", "cell_differs /organization/employees",
                                                     "cell_differs /levels", "cell_differs /platform"));
}

TEST(LibreOfficeJudged, ABlankWorkbookThatWasTypedIntoGivesWhatWasTyped) {
    const judges::Office office;
    office.write("blank.xlsx", workbook_of(test::studio(), render_blank(test::studio(), "assessment-2023", {})));
    office.edit("blank.xlsx", "typed.xlsx",
                {"set:f_organization.name=新单位", "set:f_organization.employees=99", "set:f_organization.founded=2001年2月", "set:f_levels.0=初级 ☑",
                 "set:l_item_writers.name=张三", "below:l_item_writers.name=李四", "set:f_plan.text='=1+1"});
    const Parsed parsed = parse_bytes(test::studio(), office.read("typed.xlsx"), "typed.xlsx", {}).front();
    const std::string wanted = R"({"form": "assessment-2023", "levels": ["初级"],
        "organization": {"name": "新单位", "employees": 99, "founded": "2001-02"},
        "item_writers": [{"name": "张三"}, {"name": "李四"}], "plan": {"text": "=1+1"}})";
    for (const Difference& d : differences(read_records(wanted, "wanted").front(), parsed.record))
        ADD_FAILURE() << d.field << ": wanted \"" << d.a << "\", got \"" << d.b << "\"";
    EXPECT_TRUE(parsed.findings.empty());
}

}  // namespace
}  // namespace tianbiao
