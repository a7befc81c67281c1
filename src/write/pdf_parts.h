// A document of many parts, written part by part: only what it comes to is kept, not the pages.
//
// One set of font subsets serves all parts; each is a Part of the structure. Pages that say where the parts are (contents) can be made only when all
// parts are there: how many they will be is said at the beginning, and they are put in front at the end. Same parts: same bytes.
#pragma once
#include <memory>
#include <string>

#include "page/page.h"
#include "typeset/fonts.h"
#include "write/pdf_writer.h"

namespace tianbiao {

class PdfPartsWriter {
public:
    PdfPartsWriter(const Fonts& fonts, std::size_t front_pages, Conformance conformance);
    ~PdfPartsWriter();

    // Throws Error: missing_font, internal, too_large (limits::pages), usage for pages with fields.
    void add(const Pages& pages, const std::string& title);
    std::size_t pages() const;  // so far, those in front among them

    // The file. `front`: as many pages as were said. To be called once; facts.conformance is that of the beginning.
    std::string finish(const Pages& front, DocumentFacts facts);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tianbiao
