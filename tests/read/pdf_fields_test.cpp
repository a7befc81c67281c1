// Fields, notes and embedded files of a PDF, with what they inherit and what they show.
#include <gtest/gtest.h>

#include "base/limits.h"
#include "page/evidence.h"
#include "read/pdf_objects.h"
#include "read/pdf_reader.h"
#include "support/small_pdf.h"

namespace tianbiao {
namespace {

const std::string helvetica = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";

std::string appearance(const std::string& content) { return test::stream_object(content, "/Subtype/Form/BBox[0 0 80 20]/Resources<<" + helvetica + ">>"); }

Evidence with_form() {
    return read_pdf(test::bytes_of(
        {"", helvetica, "/Annots[6 0 R 7 0 R 9 0 R]", "/AcroForm<</Fields[5 0 R 9 0 R]>>",
         {"<</T(org)/FT/Tx/V<FEFF586B8868>/Ff 4096/TU(Name)/Kids[6 0 R 7 0 R]>>",
          "<</T(name)/Parent 5 0 R/Subtype/Widget/Rect[10 10 90 30]/F 4/AP<</N 8 0 R>>>>",
          "<</T(note)/Parent 5 0 R/Subtype/Widget/Rect[10 40 90 60]/F 2/V(a\\rb\\r\\nc)/Ff 1>>", appearance("BT /F 10 Tf 2 12 Td (one) Tj 0 -10 Td (two) Tj 3 Tr (three) Tj ET"),
          "<</T(tick)/FT/Btn/V/Yes/AS/Yes/Subtype/Widget/Rect[100 10 110 20]/F 4/AP<</N<</Off 8 0 R/Yes 8 0 R>>>>>>"}}));
}

TEST(PdfFields, InheritFromTheirParents) {
    const std::vector<SeenField> fields = with_form().fields;
    ASSERT_EQ(fields.size(), 3u);
    EXPECT_EQ(fields[0].name, "org.name");
    EXPECT_EQ(fields[0].value, "填表");
    EXPECT_EQ(fields[0].tooltip, "Name");
    EXPECT_EQ(fields[0].kind, FieldKind::text);
    EXPECT_TRUE(fields[0].multi_line);
    EXPECT_EQ(fields[0].page, 0);
    EXPECT_EQ(fields[0].box, (Rect{10_pt, 70_pt, 90_pt, 90_pt}));
    EXPECT_EQ(fields[1].name, "org.note");
    EXPECT_EQ(fields[1].value, "a\nb\nc");
    EXPECT_TRUE(fields[1].read_only && fields[1].hidden && !fields[1].multi_line && !fields[1].has_appearance);
}

TEST(PdfFields, TellWhatIsShownFromWhatIsStored) {
    const std::vector<SeenField> fields = with_form().fields;
    ASSERT_EQ(fields.size(), 3u);
    EXPECT_TRUE(fields[0].has_appearance);
    EXPECT_EQ(fields[0].shown, "one\ntwo");
    EXPECT_EQ(fields[2].kind, FieldKind::check);
    EXPECT_EQ(fields[2].state, "Yes");
    EXPECT_EQ(fields[2].on_state, "Yes");
}

TEST(PdfFields, ThatAreTheirOwnParentsAreReadOnce) {
    const Evidence evidence = read_pdf(test::bytes_of({"", {}, {}, "/AcroForm<</Fields[5 0 R]>>", {"<</T(a)/FT/Tx/Kids[5 0 R 6 0 R]>>", "<</T(b)/Parent 5 0 R>>"}}));
    ASSERT_EQ(evidence.fields.size(), 1u);
    EXPECT_EQ(evidence.fields[0].name, "a.b");
    EXPECT_EQ(evidence.fields[0].page, -1);
}

TEST(PdfFields, DeeperThanAllowedAreLeftOut) {
    const auto count = [](int depth) {
        std::vector<std::string> objects;
        for (int i = 0; i < depth; ++i) objects.push_back("<</T(a)/Kids[" + std::to_string(i + 6) + " 0 R]>>");
        objects.push_back("<</T(z)/FT/Tx>>");
        return read_pdf(test::bytes_of({"", {}, {}, "/AcroForm<</Fields[5 0 R]>>", objects})).fields.size();
    };
    EXPECT_EQ(count(limits::pdf_tree_depth), 1u);
    EXPECT_EQ(count(limits::pdf_tree_depth + 1), 0u);
}

TEST(PdfAnnotations, PaintOnThePageWhereTheyStand) {
    const SeenPage page = read_pdf(test::bytes_of({"", helvetica, "/Annots[5 0 R 6 0 R]", {},
                                                   {"<</Subtype/FreeText/Rect[10 10 170 50]/F 4/AP<</N 7 0 R>>>>",
                                                    "<</Subtype/Stamp/Rect[10 10 90 30]/F 2/AP<</N 7 0 R>>>>", appearance("BT /F 10 Tf 5 5 Td (A) Tj ET")}}))
                              .pages.at(0);
    ASSERT_EQ(page.texts.size(), 1u);  // the stamp is hidden
    EXPECT_NEAR(page.texts[0].glyphs[0].at.x.v, 20, 1e-9);
    EXPECT_NEAR(page.texts[0].glyphs[0].at.y.v, 80, 1e-9);
    EXPECT_NEAR(page.texts[0].size.v, 20, 1e-9);
}

TEST(PdfFiles, AreFoundByNameAndByAssociation) {
    const Evidence evidence =
        read_pdf(test::bytes_of({"", {}, {}, "/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>/AF[5 0 R 7 0 R]",
                                 {"<</Type/Filespec/F(a.json)/UF<FEFF8868>/AFRelationship/Source/EF<</F 6 0 R>>>>", test::stream_object("{}", "/Subtype/application#2Fjson"),
                                  "<</Type/Filespec/F(b.txt)/EF<</F 8 0 R>>>>", test::stream_object("b")}}));
    ASSERT_EQ(evidence.files.size(), 2u);
    EXPECT_EQ(evidence.files[0].name, "表");
    EXPECT_EQ(evidence.files[0].mime, "application/json");
    EXPECT_EQ(evidence.files[0].relationship, "Source");
    EXPECT_EQ(evidence.files[0].bytes, "{}");
    EXPECT_EQ(evidence.files[1].name, "b.txt");
}

TEST(PdfText, StringsAreReadInTheirThreeEncodings) {
    EXPECT_EQ(text_of_string(std::string("\xFE\xFF\x58\x6B", 4)), "填");
    EXPECT_EQ(text_of_string("\xEF\xBB\xBF填"), "填");
    EXPECT_EQ(text_of_string("\xA0\x84\xE9"), "€—é");
    EXPECT_EQ(text_of_name("\xCB\xCE\xCC\xE5"), "宋体");  // GBK, as old programs name their fonts
}

}  // namespace
}  // namespace tianbiao
