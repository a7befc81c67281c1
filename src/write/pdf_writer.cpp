#include "write/pdf_writer.h"

#include <algorithm>

#include "base/error.h"
#include "base/limits.h"
#include "write/pdf_fonts.h"
#include "write/pdf_metadata.h"
#include "write/pdf_objects.h"
#include "write/pdf_pages.h"

namespace tianbiao {
namespace {

TaggedPages add_pages(PdfObjects& objects, const Pages& pages, const FontBook& fonts, ObjectNumber resources) {
    std::size_t run = 0, fields = 0;
    TaggedPages tagged;
    for (const Page& page : pages) {
        tagged.push_back(add_page(objects, page, fonts, run, resources, tagged.size()));
        tagged.back().first_key = pages.size() + fields;
        fields += page.fields.size();
    }
    return tagged;
}

}  // namespace

struct PdfWriter::State {
    FontBook fonts;
};

PdfWriter::PdfWriter(const Fonts& fonts) : state_(std::make_unique<State>(State{FontBook(fonts)})) {}
PdfWriter::~PdfWriter() = default;

std::string PdfWriter::write(const Pages& pages, const DocumentFacts& asked) {
    if (pages.empty()) throw Error(Code::internal, {"", "PDF"}, "文件没有页面");
    if (pages.size() > static_cast<std::size_t>(limits::pages)) throw Error(Code::too_large, {"", "PDF"}, "页数超过上限");
    check_claim(asked, std::ranges::any_of(pages, [](const Page& page) { return !page.fields.empty(); }));
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
