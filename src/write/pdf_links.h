// Links inside the document (ISO 32000-1, 12.5.6.5), each in the structure as a Link (14.8.4.4.2; ISO 14289-1, 7.18.5).
#pragma once
#include <vector>

#include "write/pdf_objects.h"
#include "write/pdf_structure.h"
#include "write/pdf_writer.h"

namespace tianbiao {

// Gives each link its number and its place in the structure tree, which is built behind it. Throws Error internal: a page that is not there.
void reserve_links(PdfObjects& objects, TaggedPages& pages, const std::vector<DocumentLink>& links);

// The annotations themselves.
void add_links(PdfObjects& objects, const TaggedPages& pages, const std::vector<DocumentLink>& links);

}  // namespace tianbiao
