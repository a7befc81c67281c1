#include "write/pdf_parts.h"

#include <algorithm>
#include <deque>

#include "base/error.h"
#include "base/limits.h"
#include "write/pdf_fonts.h"
#include "write/pdf_metadata.h"
#include "write/pdf_objects.h"
#include "write/pdf_pages.h"

namespace tianbiao {
namespace {

const Page no_page;  // without fields: what a page that was let go leaves

PdfVersion version_of(Conformance conformance) { return conformance == Conformance::pdf_a_1b ? PdfVersion::v1_4 : PdfVersion::v1_7; }

}  // namespace

struct PdfPartsWriter::State {
    FontBook fonts;
    Conformance conformance;
    PdfObjects objects;
    ObjectNumber resources = 0;
    std::size_t front = 0;
    TaggedPages tagged;
    std::deque<Mark> marks;  // that sequences refer to

    State(const Fonts& faces, std::size_t front_pages, Conformance asked)
        : fonts(faces), conformance(asked), objects(version_of(asked)), front(front_pages) {
        fonts.begin();
        resources = objects.add("");
    }

    void add(const Page& page, std::size_t& run, std::size_t number) {
        TaggedPage& one = tagged.emplace_back(add_page(objects, page, fonts, run, resources, number));
        one.page = &no_page;
        for (Sequence& sequence : one.sequences)
            if (sequence.mark) sequence.mark = &marks.emplace_back(*sequence.mark);
        one.sequences.shrink_to_fit();
    }
};

PdfPartsWriter::PdfPartsWriter(const Fonts& fonts, std::size_t front_pages, Conformance conformance)
    : state_(std::make_unique<State>(fonts, front_pages, conformance)) {}
PdfPartsWriter::~PdfPartsWriter() = default;

std::size_t PdfPartsWriter::pages() const { return state_->front + state_->tagged.size(); }

void PdfPartsWriter::add(const Pages& part, const std::string& title) {
    if (pages() + part.size() > static_cast<std::size_t>(limits::pages)) throw Error(Code::too_large, {"", "PDF"}, "页数超过上限");
    if (std::ranges::any_of(part, [](const Page& page) { return !page.fields.empty(); }))
        throw Error(Code::usage, {"", "PDF"}, "可填写的表不能合并");
    state_->fonts.collect_part(part);
    std::size_t run = 0;
    const std::size_t first = state_->tagged.size();
    for (const Page& page : part) state_->add(page, run, pages());
    if (!part.empty()) state_->tagged[first].part = title;
}

std::string PdfPartsWriter::finish(const Pages& front, DocumentFacts facts) {
    State& state = *state_;
    if (front.size() != state.front) throw Error(Code::internal, {"", "PDF"}, "前置页数有误");
    if (pages() == 0) throw Error(Code::internal, {"", "PDF"}, "文件没有页面");
    facts.conformance = state.conformance;
    check_claim(facts, false);
    facts = printable(std::move(facts));
    state.fonts.collect_part(front);
    std::size_t run = 0, number = 0;
    for (const Page& page : front) state.add(page, run, number++);
    state.objects.pages_to_front(front.size());
    std::rotate(state.tagged.begin(), state.tagged.end() - static_cast<std::ptrdiff_t>(front.size()), state.tagged.end());
    for (TaggedPage& page : state.tagged) page.first_key = state.tagged.size();
    state.objects.extend(state.resources, "/Font<<" + state.fonts.embed(state.objects, state.conformance == Conformance::pdf_a_1b) + ">>");
    add_catalog(state.objects, state.tagged, facts);
    state.objects.info(info_entries(facts));
    return state.objects.bytes();
}

}  // namespace tianbiao
