#include "write/pdf_pages.h"

#include "base/deflate.h"
#include "base/error.h"
#include "write/pdf_attachment.h"
#include "write/pdf_content.h"
#include "write/pdf_forms.h"
#include "write/pdf_links.h"
#include "write/pdf_metadata.h"
#include "write/pdf_outline.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr int content_level = 1;  // a third of level 6's time for 10 % more bytes of what is a sixth of the file

}  // namespace

void check_claim(const DocumentFacts& facts, bool fields) {
    // ISO 19005-2, 6.2.11.4: every face that is used is embedded, which a face for all that may be typed cannot be.
    if (fields && facts.conformance != Conformance::plain) throw Error(Code::usage, {"", "PDF"}, "可填写的表不能是 PDF/A 文件");
    const bool may_carry = facts.conformance == Conformance::pdf_a_3u || facts.conformance == Conformance::plain;
    // ISO 19005-1, 6.1.11 and ISO 19005-2, 6.8: no embedded file, or none but PDF/A.
    if (!facts.attachments.empty() && !may_carry) throw Error(Code::usage, {"", "PDF"}, "PDF/A-1、PDF/A-2 文件不能带附件");
}

TaggedPage add_page(PdfObjects& objects, const Page& page, const FontBook& fonts, std::size_t& run, ObjectNumber resources, std::size_t number) {
    TaggedPage tagged{&page, 0, {}};
    tagged.height = page.height;
    tagged.cells.reserve(page.cells.size());
    for (const PageCell& cell : page.cells) tagged.cells.push_back(cell.place);
    tagged.paragraphs.reserve(page.paragraphs.size());
    for (const Paragraph& paragraph : page.paragraphs) tagged.paragraphs.push_back(paragraph.part);
    const std::string content_bytes = page_content(page, fonts, run, tagged.sequences);
    const ObjectNumber content = objects.add_stream("", zlib_compress(content_bytes, content_level), Packed::flate);
    std::string entries = "/MediaBox[0 0 ";
    append_number(entries, page.width.v, 3);
    entries += ' ';
    append_number(entries, page.height.v, 3);
    entries += "]/Resources " + reference(resources) + "/Contents " + reference(content);
    if (!tagged.sequences.empty()) entries += "/StructParents " + std::to_string(number);
    tagged.object = objects.add_page(std::move(entries));
    return tagged;
}

void add_catalog(PdfObjects& objects, TaggedPages& pages, const DocumentFacts& facts) {
    FormWriter form(objects, pages);
    // ISO 19005-2, 6.6.2.1: the packet stands unpacked, so that programs that know no PDF find it.
    const ObjectNumber metadata = objects.add_stream("/Type/Metadata/Subtype/XML", xmp_packet(facts), Packed::no);
    std::string entries = "/Metadata " + reference(metadata) + "/OutputIntents[" + reference(add_output_intent(objects)) + "]";
    if (!facts.language.empty()) entries += "/Lang" + text_string(facts.language);
    if (!facts.title.empty()) entries += "/ViewerPreferences<</DisplayDocTitle true>>";
    entries += add_attachments(objects, facts);
    form.reserve();
    reserve_links(objects, pages, facts.links);
    entries += add_structure(objects, pages);
    entries += form.finish();
    add_links(objects, pages, facts.links);
    entries += add_outline(objects, pages, facts.bookmarks);
    objects.catalog(entries + page_label_entries(facts.page_labels));
}

}  // namespace tianbiao
