// What every document is made of, whether it is written at once or part by part: pages with their contents, and the catalogue.
#pragma once
#include <string>

#include "write/pdf_fonts.h"
#include "write/pdf_objects.h"
#include "write/pdf_structure.h"
#include "write/pdf_writer.h"

namespace tianbiao {

// Throws Error: usage where the claim does not go with the attachments, or has fields.
void check_claim(const DocumentFacts& facts, bool fields);

// Adds a page and its content. `number`: its place in the document, from 0; `run`: that of its first text run since the fonts were collected,
// moved behind its last. What comes back refers to the page.
TaggedPage add_page(PdfObjects& objects, const Page& page, const FontBook& fonts, std::size_t& run, ObjectNumber resources, std::size_t number);

// Metadata, output intent, attachments, fields, structure, bookmarks and labels of pages.
void add_catalog(PdfObjects& objects, TaggedPages& pages, const DocumentFacts& facts);

}  // namespace tianbiao
