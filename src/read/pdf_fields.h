// AcroForm fields (ISO 32000-1, 12.7), one SeenField for each widget, inherited values put in.
#pragma once
#include <vector>

#include "page/evidence.h"
#include "read/pdf_content.h"
#include "read/pdf_pages.h"

namespace tianbiao {

enum class FieldParts { all, places };  // places: page and box alone

// Throws Error too_large past limits::pdf_annotations.
std::vector<SeenField> read_fields(ContentStore& store, const PageList& pages, FieldParts parts = FieldParts::all);

}  // namespace tianbiao
