#include "write/pdf_writer.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/limits.h"
#include "support/code_of.h"
#include "write/sheets.h"

namespace tianbiao {
namespace {

using sheets::written;

std::optional<Code> code_of(const Pages& pages, const DocumentFacts& facts) {
    return test::code_of([&] { written(pages, facts); });
}

std::string id_of(const std::string& pdf) {
    const std::size_t at = pdf.rfind("/ID");
    return pdf.substr(at, pdf.find(']', at) - at);
}

Attachment data() { return {"申请.json", "application/json", "Source", "填表数据", "{\"form\":\"training-2023\"}"}; }

TEST(PdfWriter, GivesTheSameBytesTwice) {
    const Pages pages{sheets::all_kinds(), sheets::all_kinds()};
    EXPECT_EQ(written(pages, sheets::facts()), written(pages, sheets::facts()));
}

TEST(PdfWriter, KeepsNothingOfEarlierDocumentsInItsBytes) {
    Page other = sheets::a4();
    sheets::set_text(other, "别的表格，别的字体顺序ABC", {85_pt, 100_pt}, {Role::heading, 16_pt});
    PdfWriter writer(sheets::fonts());
    const std::string first = writer.write({sheets::all_kinds()}, sheets::facts());
    for (int i = 0; i < 3; ++i) writer.write({other}, sheets::facts());
    EXPECT_EQ(writer.write({sheets::all_kinds()}, sheets::facts()), first);
    EXPECT_EQ(written({other}, sheets::facts()), writer.write({other}, sheets::facts()));
}

TEST(PdfWriter, IdFollowsTheContent) {
    Page page = sheets::all_kinds();
    const std::string before = id_of(written({page}, sheets::facts()));
    page.rules[0].to.x += 1_pt;
    EXPECT_NE(id_of(written({page}, sheets::facts())), before);
    DocumentFacts facts = sheets::facts();
    facts.attachments.push_back(data());
    EXPECT_NE(id_of(written({sheets::all_kinds()}, facts)), before);
}

TEST(PdfWriter, HeaderNamesTheVersionAndThatTheFileIsBinary) {
    EXPECT_EQ(written({sheets::a4()}, sheets::facts()).substr(0, 15), "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n");
    EXPECT_EQ(written({sheets::a4()}, sheets::facts(Conformance::pdf_a_1b)).substr(0, 9), "%PDF-1.4\n");
}

TEST(PdfWriter, ClaimsTheConformanceThatWasAskedFor) {
    const auto claims = [](Conformance conformance, const std::string& part, const std::string& level) {
        const std::string pdf = written({sheets::a4()}, sheets::facts(conformance));
        return pdf.find("<pdfaid:part>" + part + "</") != std::string::npos && pdf.find("<pdfaid:conformance>" + level + "</") != std::string::npos;
    };
    EXPECT_TRUE(claims(Conformance::pdf_a_3u, "3", "U"));
    EXPECT_TRUE(claims(Conformance::pdf_a_2u, "2", "U"));
    EXPECT_TRUE(claims(Conformance::pdf_a_1b, "1", "B"));
    EXPECT_EQ(written({sheets::a4()}, sheets::facts(Conformance::plain)).find("<pdfaid:"), std::string::npos);
}

TEST(PdfWriter, AttachmentsNeedAConformanceThatAllowsThem) {
    for (const Conformance conformance : {Conformance::pdf_a_1b, Conformance::pdf_a_2u}) {
        DocumentFacts facts = sheets::facts(conformance);
        facts.attachments.push_back(data());
        EXPECT_EQ(code_of({sheets::a4()}, facts), Code::usage);
    }
    DocumentFacts twice = sheets::facts();
    twice.attachments = {data(), data()};
    EXPECT_EQ(code_of({sheets::a4()}, twice), Code::usage);
}

TEST(PdfWriter, XmpAndInfoSayTheSameTitleWithoutControlCharacters) {
    DocumentFacts facts = sheets::facts();
    facts.title = "A <b> & \"c\"\nd";
    const std::string pdf = written({sheets::a4()}, facts);
    EXPECT_NE(pdf.find("<rdf:li xml:lang=\"x-default\">A &lt;b&gt; &amp; &quot;c&quot; d</rdf:li>"), std::string::npos);
    EXPECT_NE(pdf.find("/Title(A <b> & \"c\" d)"), std::string::npos);
    EXPECT_EQ(pdf.find("Haru"), std::string::npos);
}

TEST(PdfWriter, WrongPagesAreErrors) {
    EXPECT_EQ(code_of({}, sheets::facts()), Code::internal);
    Page notdef = sheets::all_kinds();
    std::get<TextRun>(notdef.items[0].what).glyphs[0].id = 0;
    EXPECT_EQ(code_of({notdef}, sheets::facts()), Code::internal);
    Page no_size = sheets::all_kinds();
    std::get<TextRun>(no_size.items[0].what).size = 0_pt;
    EXPECT_EQ(code_of({no_size}, sheets::facts()), Code::internal);
    DocumentFacts no_date = sheets::facts();
    no_date.date = "someday";
    EXPECT_EQ(code_of({sheets::a4()}, no_date), Code::usage);
}

TEST(PdfWriter, WorksOnAfterAnError) {
    PdfWriter writer(sheets::fonts());
    Page notdef = sheets::all_kinds();
    std::get<TextRun>(notdef.items[0].what).glyphs[0].id = 0;
    EXPECT_THROW(writer.write({notdef}, sheets::facts()), Error);
    EXPECT_EQ(writer.write({sheets::all_kinds()}, sheets::facts()), written({sheets::all_kinds()}, sheets::facts()));
}

TEST(PdfWriter, OnePageMoreThanTheLimitIsTooMany) {
    const Pages most(static_cast<std::size_t>(limits::pages), sheets::a4());
    EXPECT_NE(written(most, sheets::facts()).find("/Count 20000"), std::string::npos);
    EXPECT_EQ(code_of(Pages(static_cast<std::size_t>(limits::pages) + 1, sheets::a4()), sheets::facts()), Code::too_large);
}

}  // namespace
}  // namespace tianbiao
