// A page's content over resources of every kind: fonts by CMap, by names and by their own program, a form, an image, a layer that is off.
// What comes out is as whole as evidence has to be: it travels.
#include <cstdlib>

#include "base/error.h"
#include "page/evidence.h"
#include "read/pdf_content.h"
#include "read/pdf_objects.h"

namespace {

using namespace tianbiao;

constexpr std::string_view file = R"(%PDF-1.7
1 0 obj
<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[9 0 R]/D<</OFF[9 0 R]>>>>>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F0 4 0 R/F1 5 0 R/F2 6 0 R/F3 7 0 R>>/XObject<</X0 8 0 R/X1 10 0 R>>
/Properties<</L 9 0 R/A<</ActualText(text)/TB_Continues true>>>>/ExtGState<</G<</ca 0/CA 0.5>>>>/ColorSpace<</C[/Separation/Spot/DeviceGray 9 0 R]>>>>>>
endobj
4 0 obj
<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[65/uni4E00/a/square]>>>>
endobj
5 0 obj
<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-V/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW2[880 -1000]/W[1 95 500]>>]>>
endobj
6 0 obj
<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/W[1[500 600]]>>]>>
endobj
7 0 obj
<</Type/Font/Subtype/Type3/FontMatrix[0.01 0 0 0.01 0 0]/Widths[50 60]/FirstChar 65/Encoding<</Differences[65/A/B]>>/CharProcs<<>>>>
endobj
8 0 obj
<</Subtype/Form/BBox[0 0 100 100]/Matrix[1 0 0 1 5 5]/Length 44>>
stream
q 1 0 0 rg 0 0 50 50 re f BT /F0 9 Tf (x) Tj
endstream
endobj
9 0 obj
<</Type/OCG/Name(layer)>>
endobj
10 0 obj
<</Subtype/Image/Width 9/Height 9/Length 0>>
stream

endstream
endobj
trailer
<</Root 1 0 R>>
%%EOF
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const ObjectStore objects(file, "");
    static const Object* const page = objects.item(objects.at(objects.at(objects.catalog(), "Pages"), "Kids"), 0);
    static const Object* const resources = objects.at(page, "Resources");
    if (!resources) std::abort();
    ContentStore store(objects);
    Painting painting;
    painting.page.width = 600_pt, painting.page.height = 800_pt;
    try {
        run_content(store, {std::string_view(reinterpret_cast<const char*>(data), size), resources, {1, 0, 0, -1, 0, 800}, {0_pt, 0_pt, 600_pt, 800_pt}}, painting);
    } catch (const Error& error) {
        if (error.code() != Code::too_large) std::abort();
        return 0;
    }
    judge_visibility(painting);
    Evidence evidence;
    evidence.pages.push_back(std::move(painting.page));
    unpacked_evidence(packed(evidence));
    return 0;
}
