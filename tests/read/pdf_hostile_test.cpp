// Damaged and hostile PDFs end in a clear message, or in evidence that says what is missing.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "base/deflate.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "read/pdf_cmap.h"
#include "read/pdf_font_program.h"
#include "read/pdf_open.h"
#include "read/pdf_reader.h"
#include "support/code_of.h"
#include "support/small_pdf.h"

namespace tianbiao {
namespace {

using test::SmallPdf;

const std::string helvetica = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";

std::string repeated(const std::string& part, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += part;
    return all;
}

std::optional<Code> code_of(const std::string& bytes, const std::string& password = {}) {
    return test::code_of([&] { read_pdf(bytes, {password}); });
}

SmallPdf letter(const std::string& content) { return {content, helvetica, {}, {}, {}}; }

TEST(PdfHostile, AFlateBombIsRefusedAtItsLimit) {
    const std::string fits = zlib_compress(std::string(limits::pdf_content, ' '), 1), over = zlib_compress(std::string(limits::pdf_content + 1, ' '), 1);
    const auto with = [](const std::string& packed) {
        return test::bytes_of({"", helvetica, "/Contents 5 0 R", {}, {test::stream_object(packed, "/Filter/FlateDecode")}});
    };
    EXPECT_NO_THROW(read_pdf(with(fits)));
    EXPECT_EQ(code_of(with(over)), Code::too_large);
    // Twice packed, and by the other decoder.
    const std::string twice = zlib_compress(over, 1);
    EXPECT_EQ(code_of(test::bytes_of({"", helvetica, "/Contents 5 0 R", {}, {test::stream_object(twice, "/Filter[/FlateDecode/FlateDecode]")}})), Code::too_large);
}

TEST(PdfHostile, ManyStreamsAreTogetherTooMuch) {
    const std::string part = zlib_compress(std::string(limits::pdf_content / 2, ' '), 1);
    std::vector<std::string> objects;
    std::string forms, content;
    for (int i = 0; i < 7; ++i) {
        const std::string number = std::to_string(i + 5);
        objects.push_back(test::stream_object(part, "/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode"));
        forms += "/X" + number + " " + number + " 0 R";
        content += "/X" + number + " Do ";
    }
    EXPECT_EQ(code_of(test::bytes_of({content, "/XObject<<" + forms + ">>", {}, {}, objects})), Code::too_large);
}

TEST(PdfHostile, DeepNestingIsRefused) {
    const auto nested = [](const std::string& open, const std::string& close, int depth) {
        return test::bytes_of({"", {}, "/Deep " + repeated(open, depth) + repeated(close, depth), {}, {}});
    };
    EXPECT_NO_THROW(read_pdf(nested("<</A ", ">>", limits::pdf_nesting - 1)));
    EXPECT_EQ(code_of(nested("<</A ", ">>", 20000)), Code::too_large);
    EXPECT_EQ(code_of(nested("[", "]", 20000)), Code::too_large);
    EXPECT_EQ(nesting_of("[[<<(]]>>)>>]] stream [[[ endstream <</A[]>>"), 3);
}

TEST(PdfHostile, ACyclicPageTreeIsWalkedOnce) {
    const std::string bytes = test::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 2 0 R 4 0 R]/Count 3>>", "<</Type/Page/Parent 2 0 R>>",
                                            "<</Type/Pages/Kids[2 0 R 4 0 R 3 0 R]/Count 3>>"});
    const Evidence evidence = read_pdf(bytes);
    EXPECT_EQ(evidence.pages.size(), 1u);
    EXPECT_GT(evidence.pages_said, 1);
    EXPECT_FALSE(evidence.troubles.empty());
}

TEST(PdfHostile, NodesDeeperThanAllowedAreLostPages) {
    const auto chain = [](int nodes) {
        std::vector<std::string> bodies{"<</Type/Catalog/Pages 2 0 R>>"};
        for (int i = 0; i < nodes; ++i) bodies.push_back("<</Type/Pages/Kids[" + std::to_string(i + 3) + " 0 R]/Count 1>>");
        bodies.push_back("<</Type/Page>>");
        return test::pdf_of(bodies);
    };
    EXPECT_EQ(read_pdf(chain(limits::pdf_tree_depth)).pages.size(), 1u);
    EXPECT_EQ(code_of(chain(limits::pdf_tree_depth + 1)), Code::unreadable);
}

TEST(PdfHostile, AHugeCountIsOnlySaid) {
    const std::string bytes = test::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", "<</Type/Page/Parent 2 0 R>>"});
    const Evidence evidence = read_pdf(bytes);
    EXPECT_EQ(evidence.pages.size(), 1u);
    EXPECT_EQ(evidence.pages_said, limits::pages);
}

TEST(PdfHostile, OneOperatorMoreThanAllowedIsRefused) {
    EXPECT_NO_THROW(read_pdf(test::bytes_of(letter(repeated("n ", limits::pdf_operators)))));
    EXPECT_EQ(code_of(test::bytes_of(letter(repeated("n ", limits::pdf_operators + 1)))), Code::too_large);
}

TEST(PdfHostile, FormsThatMultiplyAreRefused) {
    std::vector<std::string> objects;  // ten times ten times ten …
    for (int i = 5; i < 14; ++i) {
        const std::string next = std::to_string(i + 1);
        objects.push_back(test::stream_object(repeated("/X Do ", 10), "/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X " + next + " 0 R>>>>"));
    }
    objects.push_back(test::stream_object("n n n n n n n n", "/Subtype/Form/BBox[0 0 9 9]"));
    EXPECT_EQ(code_of(test::bytes_of({"/X Do", "/XObject<</X 5 0 R>>", {}, {}, objects})), Code::too_large);
}

TEST(PdfHostile, FormsTooDeepInEachOtherAreRefused) {
    const auto chain = [](int length) {
        std::vector<std::string> objects;
        for (int i = 0; i < length; ++i)
            objects.push_back(test::stream_object("/X Do", "/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X " + std::to_string(i + 6) + " 0 R>>>>"));
        return test::bytes_of({"/X Do", "/XObject<</X 5 0 R>>", {}, {}, objects});
    };
    EXPECT_NO_THROW(read_pdf(chain(limits::pdf_forms)));
    EXPECT_EQ(code_of(chain(limits::pdf_forms + 1)), Code::too_large);
}

TEST(PdfHostile, StatesOperandsAndGlyphsHaveTheirLimits) {
    EXPECT_NO_THROW(read_pdf(test::bytes_of(letter(repeated("q ", limits::pdf_states)))));
    EXPECT_EQ(code_of(test::bytes_of(letter(repeated("q ", limits::pdf_states + 1)))), Code::too_large);
    EXPECT_EQ(code_of(test::bytes_of(letter(repeated("/P BMC ", limits::pdf_states + 1)))), Code::too_large);
    EXPECT_NO_THROW(read_pdf(test::bytes_of(letter("[" + repeated("1 ", limits::pdf_operands - 1) + "TJ"))));
    EXPECT_EQ(code_of(test::bytes_of(letter("[" + repeated("1 ", limits::pdf_operands) + "TJ"))), Code::too_large);
    const std::string most(limits::pdf_items, 'a');
    EXPECT_NO_THROW(read_pdf(test::bytes_of(letter("BT /F 1 Tf (" + most + ") Tj ET"))));
    EXPECT_EQ(code_of(test::bytes_of(letter("BT /F 1 Tf (" + most + "a) Tj ET"))), Code::too_large);
}

TEST(PdfHostile, AFileOrAMapTooLargeIsRefused) {
    EXPECT_EQ(code_of("%PDF-1.4" + std::string(limits::pdf_bytes, ' ')), Code::too_large);
    EXPECT_THROW(CMap::parsed("beginbfchar " + repeated("<41> <0041> ", static_cast<int>(limits::cmap_entries) + 1)), Error);
}

TEST(PdfHostile, PagesAndFilesHaveTheirLimits) {
    const auto with_pages = [](int count) {
        return test::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[" + repeated("<</Type/Page>>", count) + "]>>"});
    };
    EXPECT_EQ(read_pdf(with_pages(limits::pages)).pages.size(), static_cast<std::size_t>(limits::pages));
    EXPECT_EQ(code_of(with_pages(limits::pages + 1)), Code::too_large);
    const auto with_files = [](int count) {
        std::vector<std::string> objects;
        std::string files;
        for (int i = 0; i < count; ++i) {
            objects.push_back(test::stream_object("x"));
            files += "(n)<</EF<</F " + std::to_string(i + 5) + " 0 R>>>>";
        }
        return test::bytes_of({"", {}, {}, "/Names<</EmbeddedFiles<</Names[" + files + "]>>>>", objects});
    };
    EXPECT_EQ(read_pdf(with_files(limits::pdf_files)).files.size(), static_cast<std::size_t>(limits::pdf_files));
    EXPECT_EQ(code_of(with_files(limits::pdf_files + 1)), Code::too_large);
}

TEST(PdfHostile, AnnotationsAndFieldsHaveTheirLimits) {
    const auto notes = [](int count) { return test::bytes_of({"", {}, "/Annots[" + repeated("<</Subtype/Text>>", count) + "]", {}, {}}); };
    EXPECT_NO_THROW(read_pdf(notes(limits::pdf_annotations)));
    EXPECT_EQ(code_of(notes(limits::pdf_annotations + 1)), Code::too_large);
    const auto fields = [](int count) { return test::bytes_of({"", {}, {}, "/AcroForm<</Fields[" + repeated("<</T(a)/FT/Tx>>", count) + "]>>", {}}); };
    EXPECT_EQ(read_pdf(fields(limits::pdf_annotations)).fields.size(), static_cast<std::size_t>(limits::pdf_annotations));
    EXPECT_EQ(code_of(fields(limits::pdf_annotations + 1)), Code::too_large);
    const std::string some = "<</T(a)/Kids[" + repeated("<</T(b)/FT/Tx>>", limits::pdf_annotations / 2) + "]>>";
    EXPECT_EQ(code_of(test::bytes_of({"", {}, {}, "/AcroForm<</Fields[" + some + some + "]>>", {}})), Code::too_large);
}

// A map from CIDs to glyphs, and the groups of a font's own table, of more glyphs than a font can have.
TEST(PdfHostile, AFontHasNoMoreGlyphsThanItsFormatAllows) {
    const auto with_map = [](std::size_t glyphs) {
        return test::bytes_of({"BT /C 9 Tf <0001> Tj ET", "/Font<</C 5 0 R>>", {}, {},
                               {"<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
                                "<</Type/Font/Subtype/CIDFontType2/BaseFont/S/FontDescriptor<</FontFile2 7 0 R>>/CIDToGIDMap 8 0 R>>", test::stream_object("none"),
                                test::stream_object(std::string(2 * glyphs, '\0'))}});
    };
    EXPECT_NO_THROW(read_pdf(with_map(limits::font_glyphs)));
    EXPECT_EQ(code_of(with_map(limits::font_glyphs + 1)), Code::too_large);

    const auto big = [](std::uint32_t value) {
        return std::string{static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8), static_cast<char>(value)};
    };
    const auto with_groups = [&](std::uint32_t count) {  // each of them one character, its glyph of the same number
        std::string map = std::string("\0\x0c\0\0", 4) + big(0) + big(0) + big(count);
        for (std::uint32_t i = 0; i < count; ++i) map += big(0x20000 + i) + big(0x20000 + i) + big(i + 1);
        const std::string table = std::string("\0\0\0\x01\0\x03\0\x0a", 8) + big(12) + map;
        return true_type_program(std::string("\0\1\0\0\0\1\0\0\0\0\0\0cmap", 16) + big(0) + big(28) + big(static_cast<std::uint32_t>(table.size())) + table);
    };
    EXPECT_EQ(with_groups(limits::font_glyphs).characters.size(), limits::font_glyphs);
    EXPECT_EQ(with_groups(limits::font_glyphs + 1).characters.size(), limits::font_glyphs);
}

TEST(PdfDamaged, AContentThatIsCutShortIsTroubleOfItsPage) {
    std::string packed = zlib_compress("BT /F 10 Tf 10 50 Td (A) Tj ET " + repeated("0 0 m 7 8 l S ", 3000), 6);
    packed.resize(packed.size() / 2);
    const Evidence evidence = read_pdf(test::bytes_of({"", helvetica, "/Contents 5 0 R", {}, {test::stream_object(packed, "/Filter/FlateDecode")}}));
    EXPECT_FALSE(evidence.pages.at(0).trouble.empty());
}

TEST(PdfDamaged, APartOfTheContentThatIsMissingIsTroubleOfItsPage) {
    const Evidence evidence = read_pdf(test::bytes_of({"", helvetica, "/Contents[4 0 R 99 0 R]", {}, {}}));
    EXPECT_FALSE(evidence.pages.at(0).trouble.empty());
}

// What a page would have painted and did not is trouble of that page: an operator that is none, a font and a form that are not there.
TEST(PdfDamaged, WhatCannotBePaintedIsTroubleOfItsPage) {
    const auto trouble = [](const std::string& content) { return !read_pdf(test::bytes_of(letter(content))).pages.at(0).trouble.empty(); };
    EXPECT_FALSE(trouble("BT /F 10 Tf 10 50 Td (A) Tj ET 0 J 1 j /G gs 0.5 i"));
    EXPECT_FALSE(trouble("BX (A) XX EX"));
    EXPECT_TRUE(trouble("BT /F 10 Tf 10 50 Td (A) Uj ET"));
    EXPECT_TRUE(trouble("BT /G 10 Tf 10 50 Td (A) Tj ET"));
    EXPECT_TRUE(trouble("BT /F 10 Tf 10 50 Td Tj ET"));
    EXPECT_TRUE(trouble("/X Do"));
    EXPECT_FALSE(read_pdf(test::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page>>"})).pages.at(0).trouble.empty());
}

TEST(PdfRevisions, ThatSetFieldsLeaveThePagesAsTheyWere) {
    const std::string first = test::bytes_of({"BT /F 10 Tf 10 50 Td (A) Tj ET", helvetica, {}, "/AcroForm<</Fields[5 0 R]>>", {"<</T(a)/FT/Tx/V(old)>>"}});
    const std::string start = first.substr(first.rfind("startxref\n") + 10, first.rfind("\n%%EOF") - first.rfind("startxref\n") - 10);
    const auto revised = [&](int number, const std::string& body) {
        const std::string n = std::to_string(number), offset = std::to_string(first.size()), object = n + " 0 obj\n" + body + "\nendobj\n";
        return first + object + "xref\n" + n + " 1\n" + std::string(10 - offset.size(), '0') + offset + " 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev " + start +
               ">>\nstartxref\n" + std::to_string(first.size() + object.size()) + "\n%%EOF\n";
    };
    EXPECT_FALSE(read_pdf(first).pages_revised);
    const Evidence field = read_pdf(revised(5, "<</T(a)/FT/Tx/V(new)>>")), page = read_pdf(revised(4, test::stream_object("BT /F 10 Tf 10 50 Td (B) Tj ET")));
    EXPECT_EQ(field.revisions, 2);
    EXPECT_EQ(field.fields.at(0).value, "new");
    EXPECT_FALSE(field.pages_revised);
    EXPECT_EQ(page.pages.at(0).texts.at(0).text, "B");
    EXPECT_TRUE(page.pages_revised);
}

TEST(PdfDamaged, APageThatIsMissingIsSaid) {
    const std::string bytes = test::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>", "<</Type/Page/Parent 2 0 R>>"});
    const Evidence evidence = read_pdf(bytes);
    EXPECT_EQ(evidence.pages.size(), 1u);
    EXPECT_EQ(evidence.pages_said, 2);
    EXPECT_FALSE(evidence.troubles.empty());
}

TEST(PdfDamaged, ATableThatLeadsAstrayIsMended) {
    std::string bytes = test::bytes_of(letter("BT /F 10 Tf 10 50 Td (A) Tj ET"));
    bytes.insert(9, "%%%%%%%%%%\n");
    const Evidence evidence = read_pdf(bytes);
    EXPECT_TRUE(evidence.repaired);
    EXPECT_EQ(evidence.pages.at(0).texts.at(0).text, "A");
}

TEST(PdfDamaged, AFileWithoutItsEndIsReadAsFarAsItGoes) {
    std::string bytes = test::bytes_of(letter("BT /F 10 Tf 10 50 Td (A) Tj ET"));
    bytes.resize(bytes.find("xref"));
    const Evidence evidence = read_pdf(bytes);
    EXPECT_TRUE(evidence.repaired);
    EXPECT_EQ(evidence.pages.at(0).texts.at(0).text, "A");
}

TEST(PdfDamaged, WhatIsNoPdfIsSaidToBeNone) {
    EXPECT_EQ(code_of(""), Code::unreadable);
    EXPECT_EQ(code_of("PK\x03\x04"), Code::unreadable);
    EXPECT_EQ(code_of("%PDF-1.7\nnothing else"), Code::unreadable);
}

TEST(PdfBroken, EveryFileEndsInItsError) {
    const std::map<std::string, std::optional<Code>> wanted{
        {"cut-before-the-pages.pdf", Code::unreadable}, {"encrypted.pdf", Code::unsupported},
        {"flate-bomb.pdf", Code::too_large},            {"nested-arrays.pdf", Code::too_large},
        {"no-pages.pdf", Code::unreadable},             {"not-a-pdf.pdf", Code::unreadable},
        {"nothing-behind-the-header.pdf", Code::unreadable}, {"page-tree-in-a-circle.pdf", Code::unreadable},
        {"root-that-is-none.pdf", Code::unreadable},
    };
    std::map<std::string, std::optional<Code>> found;
    for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/tests/broken/pdf"))
        if (entry.is_regular_file()) found[entry.path().filename().string()] = code_of(read_file(entry.path().string(), limits::pdf_bytes));
    EXPECT_EQ(found, wanted);
}

TEST(PdfDamaged, EveryPrefixEndsInEvidenceOrAnError) {
    const std::string bytes = test::bytes_of(letter("BT /F 10 Tf 10 50 Td (A) Tj ET 0 0 m 9 0 l S"));
    for (std::size_t length = 0; length < bytes.size(); length += 3) {
        try {
            const Evidence evidence = read_pdf(std::string_view(bytes).substr(0, length));
            const bool whole = evidence.pages.size() == 1 && evidence.pages[0].texts.size() == 1;
            EXPECT_TRUE(whole || !evidence.pages[0].trouble.empty() || !evidence.troubles.empty()) << length;
        } catch (const Error& error) {
            EXPECT_TRUE(error.code() == Code::unreadable || error.code() == Code::too_large) << length;
        }
    }
}

}  // namespace
}  // namespace tianbiao
