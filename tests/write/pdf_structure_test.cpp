// The structure tree: what a person hears who does not see the page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "judges/pdf_json.h"
#include "judges/pdfua.h"
#include "support/workshop.h"
#include "write/sheets.h"

namespace tianbiao {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string pdf_of(const Rendered& rendered) { return test::studio().pdf_writer().write(rendered.pages, rendered.facts); }

TEST(StructureJudged, EverySampleKeepsTheRulesOfPdfUa) {
    for (const std::string& name : test::sample_names()) {
        EXPECT_THAT(judges::pdfua_complaints(pdf_of(test::rendered(test::sample(name)))), IsEmpty()) << name;
    }
}

TEST(StructureJudged, BothBlanksKeepTheRulesOfPdfUa) {
    for (const std::string& form : test::forms()) {
        EXPECT_THAT(judges::pdfua_complaints(pdf_of(render_blank(test::studio(), form, {}))), IsEmpty()) << form;
    }
}

TEST(StructureJudged, WildApplicationsKeepTheRulesOfPdfUa) {
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
        const Form& form = test::studio().form(test::forms()[seed % 2]);
        const Record record = test::random_application(form, seed, {4000, 60, 0.1});
        EXPECT_THAT(judges::pdfua_complaints(pdf_of(test::rendered(record))), IsEmpty()) << seed;
    }
}

TEST(StructureJudged, PagesMadeByHandAreTaggedToo) {
    EXPECT_THAT(judges::pdfua_complaints(sheets::written({sheets::all_kinds(), sheets::all_kinds()}, sheets::facts())), IsEmpty());
}

// The checker's own teeth: each rule that is broken on purpose is named.
TEST(StructureJudged, TheCheckerNamesWhatIsWrong) {
    DocumentFacts untitled = sheets::facts();
    untitled.title.clear();
    EXPECT_THAT(judges::pdfua_complaints(sheets::written({sheets::all_kinds()}, untitled)),
                testing::IsSupersetOf({HasSubstr("5:"), HasSubstr("no title"), HasSubstr("not displayed")}));
    Page page = sheets::a4();
    sheets::set_text(page, "甲", {85_pt, 100_pt});
    for (const int columns : {1, 2}) {  // two rows of one table, the second one wider
        CellPlace place{CellPart::row_header, 0, columns, 1, columns};
        page.cells.push_back({{85_pt, 90_pt, 120_pt, 110_pt}, "a/" + std::to_string(columns), "", true, place});
    }
    EXPECT_THAT(judges::pdfua_complaints(sheets::written({page}, sheets::facts())), testing::Contains(HasSubstr("different widths")));
}

// Tags with their texts' places, in the order of the tree: "TR(TH TD)".
std::string outline(const judges::PdfJson& pdf, const json& reference) {
    const json& element = pdf.resolve(reference);
    std::string text = element.at("/S").get<std::string>().substr(1), kids;
    const json& attributes = pdf.at(element, "/A");
    for (const char* key : {"/RowSpan", "/ColSpan", "/Scope", "/checked"})
        if (!pdf.at(attributes, key).is_null()) text += pdf.at(attributes, key).is_number() ? key + pdf.at(attributes, key).dump() : pdf.at(attributes, key).get<std::string>();
    const json& all = pdf.at(element, "/K");
    if (all.is_array())
        for (const json& kid : all)
            if (!kid.is_number()) kids += (kids.empty() ? "" : " ") + outline(pdf, kid);
    return kids.empty() ? text : text + "(" + kids + ")";
}

std::string outline(const std::string& bytes) {
    const judges::PdfJson pdf(bytes);
    const json& root = pdf.at(pdf.resolve(pdf.trailer().at("/Root")), "/StructTreeRoot");
    return outline(pdf, root.at("/K"));
}

TEST(StructureJudged, ASpanningLabelHeadsItsRowsAndTheHeaderItsColumns) {
    const std::string tree = outline(pdf_of(render_blank(test::studio(), "training-2023", {})));
    EXPECT_THAT(tree, HasSubstr("Document(P H1 Table(TR(TH/Row TD) TR(TH/Row TD(Form/off Form/off Form/off))) H2 Table("));
    EXPECT_THAT(tree, HasSubstr("Table(TR(TH/RowSpan4/Row TH/Column TH/Column TH/Column) TR(TD TD TD) TR(TD TD TD) TR(TD TD TD))"));
    EXPECT_THAT(tree, HasSubstr("TR(TH/RowSpan2/Row TD/RowSpan2 TH/Row TD) TR(TH/Row TD)"));
}

TEST(StructureJudged, ATableOverABreakIsOneTableAndItsHeaderIsHeardOnce) {
    const std::string tree = outline(pdf_of(test::rendered(test::sample("training-42-teachers"))));
    const std::string header = "TR(TH/Column TH/Column TH/Column TH/Column TH/Column TH/Column)";
    ASSERT_THAT(tree, HasSubstr("Table(" + header));
    const std::string behind = tree.substr(tree.find(header) + header.size());
    EXPECT_EQ(behind.find(header), std::string::npos);
    EXPECT_EQ(sheets::count(behind.substr(0, behind.find("Table(")), "TR(TD TD TD TD TD TD)"), 42);
}

TEST(StructureJudged, ABoxSaysWhatItIsAndWhetherItIsTicked) {
    const judges::PdfJson pdf(pdf_of(test::rendered(test::sample("training-typical"))));
    std::vector<std::string> said;
    for (const auto& [key, object] : pdf.objects().items()) {
        if (object.contains("value") && pdf.at(object.at("value"), "/S") == "/Form")
            said.push_back(judges::text_of(pdf.at(object.at("value"), "/ActualText")) + judges::text_of(pdf.at(object.at("value"), "/Alt")));
    }
    EXPECT_THAT(said, testing::Contains("☑初级（已选）"));
    EXPECT_THAT(said, testing::Contains("□否（未选）"));
}

}  // namespace
}  // namespace tianbiao
