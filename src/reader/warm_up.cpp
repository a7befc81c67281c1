#include "reader/warm_up.h"

#include <string>
#include <string_view>
#include <vector>

#include "base/charsets.h"
#include "base/deflate.h"
#include "base/error.h"
#include "page/evidence.h"
#include "read/pdf_reader.h"

namespace tianbiao {
namespace {

constexpr int level = 1;

std::string stream(std::string_view bytes, std::string_view entries = {}) {
    const std::string packed = zlib_compress(bytes, level);
    return "<</Filter/FlateDecode/Length " + std::to_string(packed.size()) + std::string(entries) + ">>stream\n" + packed + "\nendstream";
}

constexpr std::string_view content =
    "/P<</MCID 0>>BDC\nq 1 0 0 1 0 0 cm BT 10 50 Td /F 10 Tf <00010002>Tj 0 -12 Td [<0001> -120 <0002>]TJ ET Q\nEMC\n"
    "0 g 0.5 w 5 5 m 95 5 l S 5 5 90 90 re W n 5.5 20 90 0.4 re f 1 0 0 RG 6 6 m 8 9 9 9 12 4 c S /X Do\n";
constexpr std::string_view to_unicode =
    "begincmap 1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0001><0002><4e00> endbfrange endcmap";
constexpr std::string_view font = "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>";
constexpr std::string_view cid_font =
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/ABCDEF+Song/DW 1000/W[1[500 1000]]/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>>>";
constexpr std::string_view field = "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V<FEFF4E00>/Rect[10 60 50 70]/AP<</N 8 0 R>>/F 4>>";

// Its table of objects is missing: what mends a file is warmed up, too.
std::string file() {
    const std::vector<std::string> bodies{
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R]>>/Names<</EmbeddedFiles<</Names[(a)10 0 R]>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Annots[9 0 R]/Resources<</Font<</F 5 0 R>>/XObject<</X 8 0 R>>>>>>",
        stream(content),
        std::string(font),
        std::string(cid_font),
        stream(to_unicode),
        stream("BT /F 10 Tf 1 2 Td <0001>Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 40 10]/Resources<</Font<</F 5 0 R>>>>"),
        std::string(field),
        "<</Type/Filespec/F(a)/UF(a)/EF<</F 11 0 R>>>>",
        stream("{}", "/Type/EmbeddedFile"),
    };
    std::string bytes = "%PDF-1.7\n";
    for (std::size_t i = 0; i < bodies.size(); ++i) bytes += std::to_string(i + 1) + " 0 obj\n" + bodies[i] + "\nendobj\n";
    return bytes + "trailer\n<</Root 1 0 R/Info<</Producer(a)>>>>\n%%EOF\n";
}

}  // namespace

void warm_up() {
    constexpr std::string_view character = "\xB0\xA1";  // of all of them
    try {
        const Evidence evidence = read_pdf(file());
        const bool sound = evidence.pages.size() == 1 && evidence.pages[0].texts.size() == 3 && evidence.fields.size() == 1 && evidence.files.size() == 1;
        if (!sound || packed(evidence).empty() || utf8_of(Charset::gb18030, character).empty()) throw Error(Code::internal, {}, "");
        for (const Charset charset : {Charset::shift_jis, Charset::big5, Charset::korean}) utf8_of(charset, character);
    } catch (const Error&) {
        throw Error(Code::internal, {}, "读取程序所用的库不能工作");
    }
}

}  // namespace tianbiao
