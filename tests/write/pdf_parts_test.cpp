// Documents written part by part: as good as those written at once, and few bytes are kept of each page.
#include "write/pdf_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "judges/judges.h"
#include "judges/pdfua.h"
#include "write/sheets.h"

namespace tianbiao {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Page page_of(const std::string& text) {
    Page page = sheets::a4();
    sheets::set_text(page, text, {85_pt, 100_pt});
    return page;
}

std::string in_parts(Conformance conformance, int parts) {
    PdfPartsWriter writer(sheets::fonts(), 1, conformance);
    DocumentFacts facts = sheets::facts(conformance);
    for (int i = 0; i < parts; ++i) {
        facts.bookmarks.push_back({"第" + std::to_string(i + 1) + "份", writer.pages(), i % 3 == 0 ? 0 : 1});
        writer.add({sheets::all_kinds(), page_of("第" + std::to_string(i + 1) + "份：甲乙丙丁")}, "份");
    }
    facts.page_labels = {{0, PageLabels::Style::roman}, {1, PageLabels::Style::decimal}};
    facts.attachments.clear();
    return writer.finish({page_of("目录")}, facts);
}

TEST(PdfPartsJudged, PagesInFrontAreTheFirst) {
    const std::string text = judges::pdftotext(in_parts(Conformance::pdf_a_2u, 2), judges::Order::raw);
    EXPECT_LT(text.find("目录"), text.find("第1份"));
    EXPECT_LT(text.find("第1份"), text.find("第2份"));
}

TEST(PdfPartsJudged, KeepTheRulesOfPdfUaWithAParentTreeOfNodes) {
    const std::string pdf = in_parts(Conformance::pdf_a_2u, 100);  // 201 pages: four nodes
    EXPECT_EQ(judges::qpdf_check(pdf), "");
    EXPECT_THAT(judges::pdfua_complaints(pdf), IsEmpty());
}

TEST(PdfPartsJudged, TheTwinIsAValidPdfA1b) { EXPECT_THAT(judges::preflight({in_parts(Conformance::pdf_a_1b, 3)}), ElementsAre("")); }

TEST(PdfParts, AFileWrittenInPartsIsNotLongerForWordsThatAreSaidAgain) {
    const std::size_t few = in_parts(Conformance::pdf_a_2u, 20).size(), many = in_parts(Conformance::pdf_a_2u, 40).size();
    EXPECT_LT(many - few, 20 * 4000u);  // 20 parts of two pages, without a font among them
}

TEST(PdfParts, WhatDoesNotHoldTogetherIsRefused) {
    PdfPartsWriter writer(sheets::fonts(), 1, Conformance::pdf_a_2u);
    Page fillable = sheets::a4();
    fillable.fields.emplace_back();
    EXPECT_THROW(writer.add({fillable}, ""), Error);
    EXPECT_THROW(writer.add(Pages(20000, sheets::a4()), ""), Error);  // with the one in front, one past limits::pages
    EXPECT_THROW(writer.finish({}, sheets::facts(Conformance::pdf_a_2u)), Error);
    DocumentFacts astray = sheets::facts(Conformance::pdf_a_2u);
    astray.attachments.clear();
    astray.bookmarks = {{"甲", 5, 0}};
    EXPECT_THROW(writer.finish({sheets::a4()}, astray), Error);
}

}  // namespace
}  // namespace tianbiao
