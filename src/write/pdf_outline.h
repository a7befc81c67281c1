// Bookmarks and the numbers of pages (ISO 32000-1, 12.3.3 and 12.4.2).
#pragma once
#include <string>
#include <vector>

#include "write/pdf_objects.h"
#include "write/pdf_structure.h"
#include "write/pdf_writer.h"

namespace tianbiao {

// Adds the items, packed; gives the entries of the catalogue, or nothing. Throws Error internal for a page that is not there or a level left out.
std::string add_outline(PdfObjects& objects, const TaggedPages& pages, const std::vector<Bookmark>& bookmarks);

std::string page_label_entries(const std::vector<PageLabels>& labels);

}  // namespace tianbiao
