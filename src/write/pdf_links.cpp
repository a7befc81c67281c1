#include "write/pdf_links.h"

#include "base/error.h"
#include "write/pdf_syntax.h"

namespace tianbiao {

void reserve_links(PdfObjects& objects, TaggedPages& pages, const std::vector<DocumentLink>& links) {
    std::size_t key = pages.empty() ? 0 : pages.back().first_key + pages.back().widgets.size();
    for (const DocumentLink& link : links) {
        if (link.page >= pages.size() || link.target >= pages.size()) throw Error(Code::internal, {"", "PDF"}, "链接所在或指向的页不存在");
        pages[link.page].links.push_back({link.paragraph, objects.reserve(), key++});
    }
}

void add_links(PdfObjects& objects, const TaggedPages& pages, const std::vector<DocumentLink>& links) {
    std::vector<std::size_t> next(pages.size(), 0);
    for (const DocumentLink& link : links) {
        const TaggedPage& page = pages[link.page];
        const TaggedLink& reserved = page.links[next[link.page]++];
        // ISO 19005-2, 6.3.2: it is printed with its page, which shows nothing of it.
        std::string entries = "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[";
        for (const Pt side : {link.box.x0, page.height - link.box.y1, link.box.x1, page.height - link.box.y0}) {
            append_number(entries, side.v, 2);
            entries += ' ';
        }
        entries += "]/P " + reference(page.object) + "/Contents" + text_string(link.said) + "/StructParent " + std::to_string(reserved.key) + "/Dest[" +
                   reference(pages[link.target].object) + "/Fit]";
        objects.fill(reserved.annotation, entries);
    }
    for (const TaggedPage& page : pages) {
        if (page.links.empty()) continue;
        std::string annotations;
        for (const TaggedLink& link : page.links) annotations += reference(link.annotation) + " ";
        objects.extend(page.object, "/Tabs/S/Annots[" + annotations + "]");
    }
}

}  // namespace tianbiao
