// What a page shows comes back with its place, and what nobody sees is marked so.
#include "read/pdf_reader.h"

#include <gtest/gtest.h>

#include "base/deflate.h"
#include "base/error.h"
#include "support/small_pdf.h"

namespace tianbiao {
namespace {

using test::SmallPdf;

const std::string helvetica = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>";

SeenPage page_of(const SmallPdf& pdf) { return read_pdf(test::bytes_of(pdf)).pages.at(0); }

SeenPage shown(const std::string& content, const std::string& page = {}) { return page_of({content, helvetica, page, {}, {}}); }

std::string all_text(const SeenPage& page) {
    std::string text;
    for (const SeenText& run : page.texts) text += run.text;
    return text;
}

// The text that a string of one font says.
std::string said(const std::string& font, const std::string& string, std::vector<std::string> objects = {}) {
    const std::string content = "BT /F 10 Tf 10 50 Td " + string + " Tj ET";
    return all_text(page_of({content, "/Font<</F " + font + ">>", {}, {}, std::move(objects)}));
}

std::string composite(const std::string& encoding, const std::string& more = {}) {
    return "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/" + encoding +
           "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>" + more + ">>]>>";
}

TEST(PdfReader, PlacesEveryGlyphFromTheTopLeft) {
    const SeenPage page = shown("BT /F 10 Tf 20 30 Td (AB) Tj ET");
    ASSERT_EQ(page.texts.size(), 1u);
    const SeenText& text = page.texts[0];
    EXPECT_EQ(text.text, "AB");
    EXPECT_EQ(text.font, "Helvetica");
    EXPECT_DOUBLE_EQ(text.size.v, 10);
    ASSERT_EQ(text.glyphs.size(), 2u);
    EXPECT_NEAR(text.glyphs[0].at.x.v, 20, 1e-9);
    EXPECT_NEAR(text.glyphs[0].at.y.v, 70, 1e-9);
    EXPECT_NEAR(text.glyphs[1].at.x.v, 26.67, 1e-9);  // A is 667 wide
    EXPECT_NEAR(text.glyphs[1].advance.v, 6.67, 1e-9);
    EXPECT_EQ(text.glyphs[1].begin, 1u);
    EXPECT_EQ(text.glyphs[0].unseen, seen);
}

TEST(PdfReader, FollowsAllTextOperators) {
    const SeenPage page = shown("BT /F 10 Tf 1 Tc 2 Tw 200 Tz 12 TL 3 Ts 1 0 0 1 10 80 Tm (A B) Tj T* [(A) -1000 (A)] TJ 0 -12 TD (C) ' 4 5 (D) \" ET");
    ASSERT_EQ(page.texts.size(), 4u);
    const auto x = [&](std::size_t run, std::size_t glyph) { return page.texts[run].glyphs[glyph].at.x.v; };
    const auto y = [&](std::size_t run) { return page.texts[run].glyphs[0].at.y.v; };
    EXPECT_NEAR(x(0, 1), 10 + (6.67 + 1) * 2, 1e-9);
    EXPECT_NEAR(x(0, 2), 10 + (6.67 + 1 + 2.78 + 1 + 2) * 2, 1e-9);  // the blank takes word spacing too
    EXPECT_NEAR(y(0), 100 - 83, 1e-9);
    EXPECT_NEAR(y(1), 100 - 83 + 12, 1e-9);
    EXPECT_NEAR(x(1, 1), 10 + (6.67 + 1 + 10) * 2, 1e-9);
    EXPECT_NEAR(y(2), 100 - 83 + 36, 1e-9);
    EXPECT_NEAR(y(3), 100 - 83 + 48, 1e-9);
    EXPECT_EQ(all_text(page), "A BAACD");
}

TEST(PdfReader, TurnsPagesAsTheyAreShown) {
    struct Case {
        std::string rotate;
        double width, height, x, y, angle;
    };
    const Case cases[]{{"0", 200, 100, 20, 70, 0}, {"90", 100, 200, 30, 20, -90}, {"180", 200, 100, 180, 30, 180}, {"270", 100, 200, 70, 180, 90}, {"-90", 100, 200, 70, 180, 90}};
    for (const Case& c : cases) {
        const SeenPage page = shown("BT /F 10 Tf 20 30 Td (A) Tj ET", "/Rotate " + c.rotate);
        EXPECT_EQ(page.width.v, c.width) << c.rotate;
        EXPECT_EQ(page.height.v, c.height) << c.rotate;
        EXPECT_NEAR(page.texts.at(0).glyphs.at(0).at.x.v, c.x, 1e-9) << c.rotate;
        EXPECT_NEAR(page.texts.at(0).glyphs.at(0).at.y.v, c.y, 1e-9) << c.rotate;
        EXPECT_NEAR(page.texts.at(0).angle, c.angle, 1e-9) << c.rotate;
    }
}

TEST(PdfReader, MeasuresFromTheCropBoxInTheUnitsOfThePage) {
    const SeenPage page = shown("BT /F 10 Tf 60 30 Td (A) Tj ET", "/CropBox[50 0 150 80]/UserUnit 2");
    EXPECT_EQ(page.width.v, 200);
    EXPECT_EQ(page.height.v, 160);
    EXPECT_NEAR(page.texts.at(0).glyphs.at(0).at.x.v, 20, 1e-9);
    EXPECT_NEAR(page.texts.at(0).glyphs.at(0).at.y.v, 100, 1e-9);
    EXPECT_NEAR(page.texts.at(0).size.v, 20, 1e-9);
}

TEST(PdfReader, TellsWhyATextIsNotSeen) {
    const std::string text = "BT /F 10 Tf 20 30 Td (A) Tj ET ";
    struct Case {
        std::string content;
        int unseen;
    };
    const Case cases[]{
        {text, seen},
        {"BT 3 Tr /F 10 Tf 20 30 Td (A) Tj ET", render_mode},
        {"1 g " + text, same_colour},
        {"0 g 0 0 100 100 re f " + text, same_colour},
        {"0.2 g 0 0 100 100 re f 1 g " + text, seen},  // white on dark
        {"0 0 10 10 re W n " + text, clipped_away},
        {"BT /F 10 Tf 300 30 Td (A) Tj ET", off_page},
        {text + "1 g 0 0 100 100 re f", covered},
        {text + "1 g 60 0 100 100 re f", seen},
        {"/G gs " + text, transparent},
        {"/OC /L BDC " + text + "EMC", transparent},
        {"BT /F 0.5 Tf 20 30 Td (A) Tj ET", tiny},
        {text + "q 100 0 0 100 0 0 cm /I Do Q", covered},
    };
    for (const Case& c : cases) {
        const SeenPage page = page_of({c.content, helvetica + "/ExtGState<</G<</ca 0>>>>/Properties<</L 5 0 R>>/XObject<</I 6 0 R>>", {},
                                       "/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>",
                                       {"<</Type/OCG/Name(Layer)>>", test::stream_object("0", "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")}});
        EXPECT_EQ(page.texts.at(0).glyphs.at(0).unseen, c.unseen) << c.content;
    }
}

TEST(PdfReader, GivesRulesHoweverTheyAreDrawn) {
    const SeenPage page = shown("0.5 w 10 20 m 110 20 l S  10 30 100 1 re f  20 40 60 10 re S  0 0 m 10 10 l S  0 0 m 5 9 9 9 10 0 c S  10 60 40 20 re f  1 g 10 90 100 1 re f");
    ASSERT_EQ(page.rules.size(), 6u);  // the white one is seen by nobody
    EXPECT_EQ(page.rules[0].from, (Point{10_pt, 80_pt}));
    EXPECT_EQ(page.rules[0].to, (Point{110_pt, 80_pt}));
    EXPECT_EQ(page.rules[0].width, 0.5_pt);
    EXPECT_NEAR(page.rules[1].from.y.v, 69.5, 1e-9);
    EXPECT_NEAR(page.rules[1].width.v, 1, 1e-9);
    EXPECT_EQ(page.strokes.size(), 2u);
    ASSERT_EQ(page.fills.size(), 1u);
    EXPECT_EQ(page.fills[0].box, (Rect{10_pt, 20_pt, 50_pt, 40_pt}));
}

TEST(PdfReader, CutsRulesToWhatIsShownOfThem) {
    const SeenPage page = shown("20 20 50 50 re W n 0 30 m 500 30 l S 0 90 m 500 90 l S");
    ASSERT_EQ(page.rules.size(), 1u);
    EXPECT_EQ(page.rules[0].from.x, 20_pt);
    EXPECT_EQ(page.rules[0].to.x, 70_pt);
}

TEST(PdfReader, DecodesTheChineseCMapsOfOfficePrograms) {
    EXPECT_EQ(said(composite("GBK-EUC-H"), "<B1EDA1AA41>"), "表—A");
    EXPECT_EQ(said(composite("GB-EUC-H"), "<CCEEB1ED>"), "填表");
    EXPECT_EQ(said(composite("GBKp-EUC-H"), "<8140>"), "丂");
    EXPECT_EQ(said(composite("GBK2K-H"), "<9534B235>"), "𠮷");
    EXPECT_EQ(said(composite("UniGB-UCS2-H"), "<586B8868>"), "填表");
    EXPECT_EQ(said(composite("UniGB-UTF16-H"), "<D842DFB7586B>"), "𠮷填");
    EXPECT_EQ(said(composite("UniGB-UCS2-H"), "<FEFF586B>").substr(3), "填");  // no byte order mark: a character of its own
}

// Chromium sets full-width brackets that are typed into a field so, in a face of its own.
TEST(PdfReader, DecodesTheCMapsOfJapanTaiwanAndKorea) {
    for (const char* name : {"90ms-RKSJ-H", "90msp-RKSJ-H", "90pv-RKSJ-H", "83pv-RKSJ-H", "Ext-RKSJ-H", "Add-RKSJ-H"})
        EXPECT_EQ(said(composite(name), "<8169 8D62 816A 41 B1 8160>"), "（甲）Aｱ～") << name;
    for (const char* name : {"ETen-B5-H", "ETenms-B5-H", "B5pc-H", "HKscs-B5-H"}) EXPECT_EQ(said(composite(name), "<A15D A5D2 A15E 41>"), "（甲）A") << name;
    for (const char* name : {"KSCms-UHC-H", "KSCms-UHC-HW-H", "KSC-EUC-H", "KSCpc-EUC-H"}) EXPECT_EQ(said(composite(name), "<A3A8 B0A1 A3A9 41>"), "（가）A") << name;
    EXPECT_EQ(said(composite("90ms-RKSJ-H"), "<8740 FA40>"), "①ⅰ");  // of NEC and IBM
    EXPECT_EQ(said(composite("ETen-B5-H"), "<C6A1>"), "①");
    EXPECT_EQ(said(composite("KSCms-UHC-H"), "<8C63>"), "똠");  // beyond KS X 1001
    EXPECT_EQ(said(composite("90ms-RKSJ-H"), "<41 81>").substr(0, 1), "A");  // cut off
}

// 87 40 is ① on one maker's machines, something else on another's: nothing is said, rather than what may be wrong.
TEST(PdfReader, DoesNotGuessWhatEachMakerHasForItself) {
    const auto unknown = [](const std::string& cmap, const std::string& codes) {
        const std::string content = "BT /F 10 Tf 10 50 Td <" + codes + "> Tj ET";
        return page_of({content, "/Font<</F " + composite(cmap) + ">>", {}, {}, {}}).texts.at(0).unknown;
    };
    EXPECT_EQ(unknown("90pv-RKSJ-H", "8740 FA40 8169"), 2u);
    EXPECT_EQ(unknown("KSCpc-EUC-H", "A141 80 A3A8"), 2u);
    EXPECT_EQ(unknown("B5pc-H", "FD A15D"), 1u);
    EXPECT_EQ(unknown("90ms-RKSJ-H", "80 A0 FD 8169"), 3u);
}

// Neither a program nor a map to Unicode: the collection says what its CIDs are, as far as its order follows GB 2312.
TEST(PdfReader, KnowsTheCidsOfAdobeGb1) {
    const auto shown = [](const std::string& codes) {
        return read_pdf(test::bytes_of({"BT /C 10 Tf 10 50 Td <" + codes + "> Tj ET", "/Font<</C 5 0 R>>", {}, {},
                                        {"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
                                         "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>"}}))
            .pages.at(0)
            .texts.at(0);
    };
    // A, A of half the width, 、, １, 啊, 座 (the last of level 1), 亍 (the first of level 2), 齄 (the last)
    EXPECT_EQ(shown("0022034E0061011603AC125612571E16").text, "AA、１啊座亍齄");
    EXPECT_EQ(shown("1E25").unknown, 1u);
}

TEST(PdfReader, GivesHalfWidthLatinItsOwnWidthInACMapOfBytes) {
    const std::string font = "/Font<</F " + composite("GBK-EUC-H", "/W[814[500 600]]") + ">>";
    const SeenPage page = page_of({"BT /F 10 Tf 10 50 Td <21 22 B1ED> Tj ET", font, {}, {}, {}});
    const SeenText& text = page.texts.at(0);
    EXPECT_NEAR(text.glyphs[0].advance.v, 5, 1e-6);
    EXPECT_NEAR(text.glyphs[1].advance.v, 6, 1e-6);
    EXPECT_NEAR(text.glyphs[2].advance.v, 10, 1e-6);
}

TEST(PdfReader, GivesHalfWidthKanaAndLatinTheirWidthsInACMapOfJapan) {
    const std::string font = "/Font<</F " + composite("90ms-RKSJ-H", "/W[231[100 200] 327[300] 264[400]]") + ">>";
    const SeenPage page = page_of({"BT /F 10 Tf 10 50 Td <21 B1 41 8169> Tj ET", font, {}, {}, {}});
    const std::vector<SeenGlyph>& glyphs = page.texts.at(0).glyphs;
    EXPECT_NEAR(glyphs[0].advance.v, 2, 1e-6);
    EXPECT_NEAR(glyphs[2].advance.v, 4, 1e-6);
    EXPECT_NEAR(glyphs[3].advance.v, 10, 1e-6);
    EXPECT_NEAR(page_of({"BT /F 10 Tf 10 50 Td <A1> Tj ET", font, {}, {}, {}}).texts.at(0).glyphs[0].advance.v, 3, 1e-6);
}

TEST(PdfReader, WritesDownwardsInAVerticalCMap) {
    const std::string font = "/Font<</F " + composite("UniGB-UCS2-V") + ">>";
    const SeenPage page = page_of({"BT /F 10 Tf 50 90 Td <586B8868> Tj ET", font, {}, {}, {}});
    const SeenText& text = page.texts.at(0);
    EXPECT_TRUE(text.vertical);
    EXPECT_NEAR(text.glyphs[0].at.x.v, 45, 1e-6);         // 9.7.4.3: the vertical origin is half the width to the right
    EXPECT_NEAR(text.glyphs[0].at.y.v, 10 + 8.8, 1e-6);   // and 880 over the baseline
    EXPECT_NEAR(text.glyphs[1].at.y.v - text.glyphs[0].at.y.v, 10, 1e-6);
}

TEST(PdfReader, TakesToUnicodeBeforeAllElse) {
    const std::string map = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <586B> <42> <D842DFB7> endbfchar "
                            "2 beginbfrange <43> <45> <8868> <46> <47> [<0031> <00320033>] endbfrange endcmap";
    const std::string font = "<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Song/ToUnicode 5 0 R>>";
    EXPECT_EQ(said(font, "(ABCDEFG)", {test::stream_object(map)}), "填𠮷表衩衪123");
    EXPECT_EQ(said(font, "(A)", {test::stream_object("beginbfchar <41> <586B")}), "填");  // broken off
    EXPECT_EQ(said(font, "(A)", {test::stream_object("<<<<[[[beginbfrange beginbfchar ((( <4")}), "A");
}

TEST(PdfReader, NamesOfGlyphsSayCharacters) {
    const std::string font = "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[65/Aacute/f_i/uni586B8868/u20BB7/a.alt/radical/g12]>>>>";
    EXPECT_EQ(said(font, "(ABCDEFG)"), "Áfi填表𠮷a√");
    EXPECT_EQ(said("<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>", "(34n)"), "✓✔■");
}

// A compact program's own encoding: two codes one after the other, one of them a standard name, and a further code of a name.
TEST(PdfReader, ReadsTheBuiltInEncodingOfACompactFont) {
    const auto index = [](std::vector<std::string> items) {
        std::string out{'\0', static_cast<char>(items.size()), '\1', '\1'}, data;
        for (const std::string& item : items) data += item, out += static_cast<char>(data.size() + 1);
        return out + data;
    };
    const auto number = [](std::size_t value) { return std::string{'\x1c', static_cast<char>(value >> 8), static_cast<char>(value)}; };
    const std::string strings = index({"uni586B"}), head = std::string("\1\0\4\1", 4) + index({"F"});
    const std::string charset("\0\0\x22\1\x87", 5), encoding("\x81\1\x30\1\1\x41\0\x23", 8);  // SIDs 34 (A) and 391; codes 30 and 31, and 41 for SID 35
    const std::size_t top_size = 3 * 4, begin = head.size() + 5 + top_size + strings.size();
    const std::string top = number(begin) + '\x0f' + number(begin + charset.size()) + '\x10' + number(begin + charset.size() + encoding.size()) + '\x11';
    const std::string program = head + index({top}) + strings + charset + encoding + index({"a", "b", "c"});
    const SeenPage page = read_pdf(test::bytes_of({"BT /C 10 Tf 10 50 Td (01A2) Tj ET", "/Font<</C 5 0 R>>", {}, {},
                                                   {"<</Type/Font/Subtype/Type1/BaseFont/F/FontDescriptor<</Flags 4/FontFile3 6 0 R>>>>",
                                                    test::stream_object(program, "/Subtype/Type1C")}}))
                              .pages.at(0);
    EXPECT_EQ(page.texts.at(0).text, "A填B");
    EXPECT_EQ(page.texts.at(0).unknown, 1u);
}

TEST(PdfReader, CountsWhatItCannotRead) {
    const std::string font = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2/BaseFont/Song>>]>>";
    const SeenPage page = page_of({"BT /F 10 Tf 10 50 Td <00010002> Tj ET", "/Font<</F " + font + ">>", {}, {}, {}});
    EXPECT_EQ(page.texts.at(0).unknown, 2u);
    EXPECT_EQ(page.texts.at(0).glyphs.size(), 2u);
}

TEST(PdfReader, ActualTextSpeaksForWhatItSpans) {
    const SeenPage page = shown("BT /F 10 Tf 10 50 Td /Span<</ActualText<FEFF586B8868>>>BDC (ab) Tj EMC (c) Tj ET");
    ASSERT_EQ(page.texts.size(), 2u);
    EXPECT_EQ(page.texts[0].text, "填表");
    EXPECT_TRUE(page.texts[0].replaced);
    EXPECT_EQ(page.texts[0].glyphs[1].begin, 3u);
    EXPECT_EQ(page.texts[1].text, "c");
}

TEST(PdfReader, ReportsThePagesSequences) {
    const SeenPage page = shown("/Artifact BMC EMC /P<</TB_Continues true>>BDC BT /F 10 Tf (a) Tj /Span BMC (b) Tj EMC ET EMC /P<</MCID 1>>BDC EMC");
    ASSERT_EQ(page.sequences.size(), 2u);
    EXPECT_TRUE(page.sequences[0].continues);
    EXPECT_EQ(page.sequences[0].tag, "P");
    EXPECT_EQ(page.sequences[0].end, 2u);
    EXPECT_FALSE(page.sequences[1].continues);
    EXPECT_EQ(page.sequences[1].first, page.sequences[1].end);
}

TEST(PdfReader, PaintsFormsWithinEachOtherAndNotWithinThemselves) {
    const SmallPdf pdf{"q 2 0 0 2 10 10 cm /A Do Q", helvetica + "/XObject<</A 5 0 R>>", {}, {},
                       {test::stream_object("BT /F 10 Tf 5 5 Td (A) Tj ET /B Do", "/Subtype/Form/BBox[0 0 50 50]/Resources<<" + helvetica + "/XObject<</B 6 0 R>>>>"),
                        test::stream_object("BT /F 10 Tf 5 5 Td (B) Tj ET /A Do", "/Subtype/Form/BBox[0 0 50 50]/Matrix[1 0 0 1 3 0]/Resources<<" + helvetica + "/XObject<</A 5 0 R>>>>")}};
    const SeenPage page = page_of(pdf);
    EXPECT_EQ(all_text(page), "AB");
    EXPECT_NEAR(page.texts[0].glyphs[0].at.x.v, 20, 1e-9);
    EXPECT_NEAR(page.texts[1].glyphs[0].at.x.v, 26, 1e-9);
    EXPECT_NEAR(page.texts[1].size.v, 20, 1e-9);
}

TEST(PdfReader, SkipsInlineImagesWhateverTheirSamplesSay) {
    const SeenPage page = shown("q 20 0 0 20 30 30 cm BI /W 3 /H 1 /BPC 8 /CS /G ID (EI EIT] EI Q BT /F 10 Tf 10 10 Td (A) Tj ET");
    ASSERT_EQ(page.images.size(), 1u);
    EXPECT_EQ(page.images[0].width, 3);
    EXPECT_EQ(all_text(page), "A");
}

TEST(PdfReader, WildNumbersHarmNothing) {
    const SeenPage page = shown("1e300 w 99999999999999999999 0 0 1 0 0 cm 1 0 0 1 -999999999999 nan cm 0 0 m 5 -.5.5 l S BT /F 10 Tf (A) Tj ET Q Q Q ET EMC ) > } ]");
    EXPECT_EQ(all_text(page), "A");
}

TEST(PdfReader, SizesThatNoPageHasTravel) {
    Evidence evidence;
    evidence.pages.push_back(shown("q 99999 0 0 99999 0 0 cm BT /F 99999 Tf (A) Tj ET 99999 w 0 0 m .001 0 l S Q BT /F 10 Tf (B) Tj ET"));
    const SeenPage page = unpacked_evidence(packed(evidence)).pages.at(0);
    EXPECT_EQ(all_text(page), "AB");
    EXPECT_TRUE(page.texts.at(0).glyphs.at(0).unseen & off_page);
    EXPECT_EQ(page.texts.at(1).glyphs.at(0).unseen, seen);
    EXPECT_TRUE(page.rules.empty());
}

}  // namespace
}  // namespace tianbiao
