// The structure tree (ISO 32000-1, 14.7 and 14.8; ISO 14289-1): what a page says to a person who does not see it.
//
// Document, or Document > Part, > H1, H2, P, Note, TOC > TOCI > Reference > Link, and Table > TR > TH, TD with scope and spans; a box is a Form with
// its state (14.8.5.6). A table that breaks over pages is one, and what is set again behind a break is heard once.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "page/page.h"
#include "write/pdf_content.h"
#include "write/pdf_objects.h"

namespace tianbiao {

struct TaggedLink {
    std::int32_t paragraph = -1;
    ObjectNumber annotation = 0;
    std::size_t key = 0;  // /StructParent
};

struct TaggedPage {
    const Page* page = nullptr;       // for its fields
    ObjectNumber object = 0;
    std::vector<Sequence> sequences;  // by MCID; /StructParents is the page's index
    std::vector<CellPlace> cells = {};
    std::vector<ParagraphPart> paragraphs = {};
    std::optional<std::string> part = {};    // it begins a part of its own (14.8.4.2), with this title; the first headings of parts are all H1
    std::vector<ObjectNumber> widgets = {};  // by field of the page …
    std::size_t first_key = 0;               // … whose /StructParent count from here
    Pt height = {};
    std::vector<TaggedLink> links = {};      // pdf_links.h
};
using TaggedPages = std::vector<TaggedPage>;

// Adds the elements, packed; gives the entries of the catalogue. Nothing but catalogue and information may be added behind them.
std::string add_structure(PdfObjects& objects, const TaggedPages& pages);

}  // namespace tianbiao
