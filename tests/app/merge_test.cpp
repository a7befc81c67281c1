// Many applications in one PDF, as others see it and as it is read back.
#include "app/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "app/parse.h"
#include "base/error.h"
#include "judges/judges.h"
#include "judges/pdf_json.h"
#include "judges/pdfua.h"
#include "support/reading_back.h"
#include "support/workshop.h"

namespace tianbiao {
namespace {

using judges::PdfJson;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

RenderOptions plain() {
    RenderOptions options;
    options.draft = false, options.page_numbers = PageNumbers::off;
    return options;
}

const std::vector<std::string> samples{"training-typical", "assessment-typical", "training-42-teachers", "training-minimal", "assessment-long-texts"};

struct Bundle {
    std::vector<Record> records;
    std::vector<MergeEntry> entries;
};

Bundle bundle(const std::vector<std::string>& names = samples) {
    Bundle out;
    for (const std::string& name : names) {
        out.records.push_back(test::sample(name));
        out.entries.push_back(merge_entry(out.records.back(), test::studio().form(printed(value_at(out.records.back(), "/form")))));
    }
    return out;
}

Merged merged(const Bundle& bundle, const MergeOptions& options = {}) {
    return merge_applications(test::studio(), bundle.entries, [&](std::size_t i) { return test::rendered(bundle.records[i], plain()); }, options);
}

TEST(Merge, GroupsFollowTheFormsListAndEntriesTheirOrder) {
    Bundle all = bundle({"training-typical", "training-typical", "training-typical"});
    all.entries[0].group = "数字化管理师", all.entries[0].rank = 9;
    const Merged made = merged(all);
    EXPECT_THAT(made.order, ElementsAre(1, 2, 0));
    EXPECT_THAT(made.refused, IsEmpty());
}

TEST(Merge, EachApplicationBeginsOnARightHandPage) {
    const Merged made = merged(bundle());
    ASSERT_EQ(made.first_pages.size(), samples.size());
    EXPECT_EQ(made.first_pages.front(), 1);
    for (const int page : made.first_pages) EXPECT_EQ(page % 2, 1);
    EXPECT_EQ(made.pages % 2, 0);
}

TEST(Merge, ARefusedApplicationCostsOnlyItself) {
    const Bundle all = bundle({"training-typical", "training-mistakes", "assessment-typical"});
    const Merged made = merge_applications(test::studio(), all.entries, [&](std::size_t i) { return render_application(test::studio(), all.records[i], plain()); });
    EXPECT_THAT(made.refused, ElementsAre(1));
    EXPECT_EQ(made.order.size(), 2u);
}

TEST(Merge, NothingToMergeIsSaid) {
    EXPECT_THROW(merge_applications(test::studio(), {}, [](std::size_t) { return Rendered{}; }), Error);
}

TEST(Merge, MorePagesThanOneDocumentMayHaveAreRefused) {
    std::vector<MergeEntry> entries(11, MergeEntry{"甲", 0, "乙", ""});
    try {
        merge_applications(test::studio(), entries, [](std::size_t) {
            Rendered rendered;
            rendered.pages.resize(2000);
            for (Page& page : rendered.pages) page.width = Pt{595}, page.height = Pt{842};
            return rendered;
        });
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::too_large);
    }
}

TEST(Merge, TheSameApplicationsMakeTheSameBytes) { EXPECT_EQ(merged(bundle()).pdf, merged(bundle()).pdf); }

TEST(MergeJudged, IsAWholePdf) {
    const Merged made = merged(bundle());
    EXPECT_EQ(judges::qpdf_check(made.pdf), "");
    EXPECT_THAT(judges::pdfua_complaints(made.pdf), IsEmpty());
    EXPECT_EQ(PdfJson(made.pdf).pages().size(), static_cast<std::size_t>(made.pages));
    for (const judges::FontLine& font : judges::pdffonts(made.pdf)) EXPECT_TRUE(font.embedded && font.subset && font.unicode) << font.name;
    EXPECT_LE(judges::pdffonts(made.pdf).size(), 12u);  // of each face and kind of words one, whatever the applications are
}

// Bookmarks with the pages they lead to, as the objects say.
void outline(const PdfJson& pdf, const json& item, int level, std::vector<std::string>& to) {
    const std::vector<json> pages = pdf.pages();
    for (json at = item; !at.is_null(); at = pdf.resolve(at).value("/Next", json())) {
        const json& entry = pdf.resolve(at);
        const auto page = std::find(pages.begin(), pages.end(), entry.at("/Dest")[0]) - pages.begin() + 1;
        to.push_back(std::string(static_cast<std::size_t>(level), '-') + judges::text_of(entry.at("/Title")) + " " + std::to_string(page));
        if (entry.contains("/First")) outline(pdf, entry.at("/First"), level + 1, to);
    }
}

TEST(MergeJudged, BookmarksAndLabelsLeadToTheApplications) {
    const Bundle all = bundle({"training-typical", "assessment-typical"});
    const Merged made = merged(all);
    const PdfJson pdf(made.pdf);
    const json& catalog = pdf.resolve(pdf.trailer().at("/Root"));
    std::vector<std::string> marks;
    outline(pdf, pdf.resolve(catalog.at("/Outlines")).at("/First"), 0, marks);
    ASSERT_EQ(marks.size(), 4u);
    EXPECT_EQ(marks[0], "目录 1");
    EXPECT_EQ(marks[1], all.entries[0].group + " 3");
    EXPECT_EQ(marks[2], "-" + all.entries[made.order[0]].title + "（培训机构推荐表） 3");
    EXPECT_THAT(marks[3], testing::EndsWith("） " + std::to_string(2 + made.first_pages[1])));
    EXPECT_EQ(pdf.resolve(catalog.at("/PageLabels")).at("/Nums").dump(), R"([0,{"/S":"/r"},2,{"/S":"/D"}])");
}

TEST(MergeJudged, EachLineOfTheContentsLeadsToItsApplication) {
    Bundle all = bundle();
    for (int i = 0; i < 60; ++i) all.records.push_back(all.records[3]), all.entries.push_back(all.entries[3]);  // more than a page of lines
    const Merged made = merged(all);
    EXPECT_THAT(judges::pdfua_complaints(made.pdf), IsEmpty());
    EXPECT_EQ(judges::qpdf_check(made.pdf), "");
    const PdfJson pdf(made.pdf);
    const std::vector<json> pages = pdf.pages();
    std::vector<std::size_t> lead;  // from the lines, to pages of the document
    std::set<std::string> said;
    for (const json& page : pages)
        for (const json& link : pdf.at(page, "/Annots").is_array() ? pdf.at(page, "/Annots") : json::array()) {
            const json& entry = pdf.resolve(link);
            const auto side = [&](std::size_t i) { return entry.at("/Rect")[i].get<double>(); };
            EXPECT_TRUE(side(0) > 0 && side(0) < side(2) && side(2) < 596 && side(1) > 0 && side(1) < side(3) && side(3) < 842) << entry.dump();
            lead.push_back(static_cast<std::size_t>(std::find(pages.begin(), pages.end(), entry.at("/Dest")[0]) - pages.begin()));
            said.insert(judges::text_of(entry.at("/Contents")));
        }
    ASSERT_FALSE(lead.empty());
    std::vector<std::size_t> wanted;
    const std::size_t front = lead.front();  // as the other test of the contents has it
    for (std::size_t i = 0; i < made.order.size(); ++i) {
        const bool begins = i == 0 || all.entries[made.order[i]].group != all.entries[made.order[i - 1]].group;
        wanted.insert(wanted.end(), begins ? 2 : 1, front + static_cast<std::size_t>(made.first_pages[i]) - 1);
    }
    EXPECT_EQ(lead, wanted);
    EXPECT_GT(front, 2u);
    for (const MergeEntry& entry : all.entries) EXPECT_TRUE(said.contains(entry.title));
}

TEST(MergeJudged, TheContentsNameEachPageWhereTheApplicationBegins) {
    const Bundle all = bundle();
    const Merged made = merged(all);
    const std::string text = judges::pdftotext(made.pdf, judges::Order::layout);
    std::vector<std::string> pages;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\f', at), text.size());
        pages.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    ASSERT_GE(pages.size(), static_cast<std::size_t>(made.pages));
    for (std::size_t i = 0; i < made.order.size(); ++i) {
        const std::string number = std::to_string(made.first_pages[i]);
        EXPECT_THAT(pages[0], testing::ContainsRegex(" " + number + "\n")) << number;
        const std::string& first = pages[2 + static_cast<std::size_t>(made.first_pages[i]) - 1];
        EXPECT_THAT(first, HasSubstr("推荐表"));
        EXPECT_THAT(first, testing::ContainsRegex("— *" + number + " *—"));
    }
}

TEST(MergeJudged, TheDataOfEachTravelsUnderANameOfItsOwn) {
    const Bundle all = bundle({"training-typical", "assessment-typical"});
    const Merged made = merged(all);
    EXPECT_THAT(judges::attachment(made.pdf, 1), HasSubstr(printed(value_at(all.records[made.order[0]], "/organization/name"))));
    EXPECT_THAT(judges::attachment(made.pdf, 2), HasSubstr(printed(value_at(all.records[made.order[1]], "/organization/name"))));
    MergeOptions bare;
    bare.data = false;
    EXPECT_EQ(merged(all, bare).pdf.find("EmbeddedFile"), std::string::npos);
}

TEST(MergeJudged, IsReadBackApplicationByApplication) {
    const Bundle all = bundle();
    const Merged made = merged(all);
    const std::vector<Parsed> read = parse_bytes(test::studio(), made.pdf, "merged.pdf", {});
    ASSERT_EQ(read.size(), all.records.size());
    for (std::size_t i = 0; i < read.size(); ++i)
        EXPECT_EQ(test::differences_text(all.records[made.order[i]], read[i].record), "") << samples[made.order[i]];
}

TEST(MergeJudged, IsReadBackFromItsPagesAlone) {
    const Bundle all = bundle();
    MergeOptions bare;
    bare.data = false;
    const Merged made = merged(all, bare);
    const std::vector<Parsed> read = parse_bytes(test::studio(), made.pdf, "merged.pdf", {});
    ASSERT_EQ(read.size(), all.records.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        const Record& was = all.records[made.order[i]];
        EXPECT_EQ(test::differences_text(test::visible(was, test::studio().form(read[i].form)), read[i].record), "") << samples[made.order[i]];
    }
}

}  // namespace
}  // namespace tianbiao
