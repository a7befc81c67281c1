#include "typeset/subset.h"

#include "base/error.h"
#include "typeset/bytes.h"
#include "typeset/face.h"
#include "typeset/program.h"

namespace tianbiao {

std::string subset_font(const Fonts& fonts, FaceIndex index, std::span<const std::uint16_t> glyphs) {
    const Face& face = fonts.open(index);
    const auto broken = [&](const char* why) {
        return Error(Code::missing_font, {face.facts().file, "face " + std::to_string(face.facts().index)}, why);
    };
    for (const std::uint16_t glyph : glyphs)
        if (glyph >= face.glyph_count()) throw broken("字体文件已损坏：字形编号超出范围");
    if (glyphs.size() >= 0xFFFF) throw broken("一个字体子集的字形太多");
    try {
        return face.program().subset(glyphs);
    } catch (const Bytes::PastEnd&) {
        throw broken("字体文件已损坏：字形数据超出表的末尾");
    }
}

}  // namespace tianbiao
