// Annotations (ISO 32000-1, 12.5): what their appearances paint on the page, and what those of widgets show.
#pragma once
#include <string>

#include "read/pdf_content.h"
#include "read/pdf_pages.h"

namespace tianbiao {

// Flags of table 165.
bool is_hidden(const ObjectStore& objects, const Object* annotation);

// The normal appearance in the state that is set; nullptr where there is none.
const Object* appearance_of(const ObjectStore& objects, const Object* annotation);

Rect rectangle_of(const ObjectStore& objects, const Object* annotation, const PageEntry& page);

// All but widgets and pop-ups: a note, a stamp, ink of a pen. Throws Error too_large past limits::pdf_annotations.
void run_annotations(ContentStore& store, const PageEntry& page, Painting& to);

// The text that an appearance shows: its lines in order, a line feed between; what is invisible left out.
std::string text_shown(ContentStore& store, const Object* appearance);

}  // namespace tianbiao
