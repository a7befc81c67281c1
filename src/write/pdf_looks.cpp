#include "write/pdf_looks.h"

#include <string>

#include "base/deflate.h"
#include "write/pdf_content.h"
#include "write/pdf_fonts.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr int level = 1;

// A place that is turned: its text stands upright in a frame that is turned back (12.5.6.19, /MK /R).
std::string matrix_of(const FillWidget& widget) {
    std::string width, height;
    append_number(width, widget.x1 - widget.x0, 3);
    append_number(height, widget.y1 - widget.y0, 3);
    switch (widget.rotation) {
        case 90: return "/Matrix[0 1 -1 0 " + width + " 0]";
        case 180: return "/Matrix[-1 0 0 -1 " + width + " " + height + "]";
        case 270: return "/Matrix[0 -1 1 0 0 " + height + "]";
        default: return {};
    }
}

}  // namespace

// 12.7.3.3: the appearance of a text is a marked sequence of its own.
LookObjects add_looks(PdfUpdate& update, const Fonts& fonts, const Fillable& file, const std::vector<FieldEdit>& edits) {
    FontBook book(fonts);
    LookObjects out;
    Pages all;
    for (const FieldEdit& edit : edits) all.insert(all.end(), edit.looks.begin(), edit.looks.end());
    book.collect(all);
    const ObjectNumber resources = all.empty() ? 0 : update.add("/Font<<" + book.embed(update, false) + ">>");
    std::size_t run = 0;
    for (const FieldEdit& edit : edits) {
        const FillField& field = file.fields[edit.field];
        for (std::size_t w = 0; w < edit.looks.size(); ++w) {
            const Page& look = edit.looks[w];
            const std::string content = "/Tx BMC\nq\n" + look_content(look, book, run) + "Q\nEMC\n";
            std::string entries = "/Type/XObject/Subtype/Form/BBox[0 0 ";
            append_number(entries, look.width.v, 3), entries += ' ', append_number(entries, look.height.v, 3);
            entries += "]" + matrix_of(field.widgets[w]) + "/Resources " + reference(resources);
            out[{edit.field, w}] = update.add_stream(std::move(entries), zlib_compress(content, level), Packed::flate);
        }
    }
    return out;
}

}  // namespace tianbiao
