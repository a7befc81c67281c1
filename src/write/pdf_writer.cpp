#include "write/pdf_writer.h"

#include <algorithm>

#include "base/deflate.h"
#include "base/error.h"
#include "base/limits.h"
#include "write/pdf_attachment.h"
#include "write/pdf_content.h"
#include "write/pdf_fonts.h"
#include "write/pdf_forms.h"
#include "write/pdf_metadata.h"
#include "write/pdf_objects.h"
#include "write/pdf_structure.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr int content_level = 1;  // a third of level 6's time for 10 % more bytes of what is a sixth of the file

void check_claim(const Pages& pages, const DocumentFacts& facts) {
    if (pages.empty()) throw Error(Code::internal, {"", "PDF"}, "文件没有页面");
    if (pages.size() > static_cast<std::size_t>(limits::pages)) throw Error(Code::too_large, {"", "PDF"}, "页数超过上限");
    const bool fields = std::ranges::any_of(pages, [](const Page& page) { return !page.fields.empty(); });
    // ISO 19005-2, 6.2.11.4: every face that is used is embedded, which a face for all that may be typed cannot be.
    if (fields && facts.conformance != Conformance::plain) throw Error(Code::usage, {"", "PDF"}, "可填写的表不能是 PDF/A 文件");
    const bool may_carry = facts.conformance == Conformance::pdf_a_3u || facts.conformance == Conformance::plain;
    // ISO 19005-1, 6.1.11 and ISO 19005-2, 6.8: no embedded file, or none but PDF/A.
    if (!facts.attachments.empty() && !may_carry) throw Error(Code::usage, {"", "PDF"}, "PDF/A-1、PDF/A-2 文件不能带附件");
}

TaggedPages add_pages(PdfObjects& objects, const Pages& pages, const FontBook& fonts, ObjectNumber resources) {
    std::size_t run = 0, fields = 0;
    TaggedPages tagged;
    for (const Page& page : pages) {
        TaggedPage& one = tagged.emplace_back(TaggedPage{&page, 0, {}});
        one.first_key = pages.size() + fields;
        fields += page.fields.size();
        const std::string content_bytes = page_content(page, fonts, run, one.sequences);
        const ObjectNumber content = objects.add_stream("", zlib_compress(content_bytes, content_level), Packed::flate);
        std::string entries = "/MediaBox[0 0 ";
        append_number(entries, page.width.v, 3);
        entries += ' ';
        append_number(entries, page.height.v, 3);
        entries += "]/Resources " + reference(resources) + "/Contents " + reference(content);
        if (!one.sequences.empty()) entries += "/StructParents " + std::to_string(tagged.size() - 1);
        one.object = objects.add_page(std::move(entries));
    }
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
    entries += add_structure(objects, pages);
    objects.catalog(entries + form.finish());
}

}  // namespace

struct PdfWriter::State {
    FontBook fonts;
};

PdfWriter::PdfWriter(const Fonts& fonts) : state_(std::make_unique<State>(State{FontBook(fonts)})) {}
PdfWriter::~PdfWriter() = default;

std::string PdfWriter::write(const Pages& pages, const DocumentFacts& asked) {
    check_claim(pages, asked);
    const DocumentFacts facts = printable(asked);
    const bool first_part = facts.conformance == Conformance::pdf_a_1b;
    FontBook& fonts = state_->fonts;
    fonts.collect(pages);
    PdfObjects objects(first_part ? PdfVersion::v1_4 : PdfVersion::v1_7);
    const std::string entries = fonts.embed(objects, first_part);
    const ObjectNumber resources = objects.add("/Font<<" + entries + ">>");
    TaggedPages tagged = add_pages(objects, pages, fonts, resources);
    add_catalog(objects, tagged, facts);
    objects.info(info_entries(facts));
    return objects.bytes();
}

}  // namespace tianbiao
