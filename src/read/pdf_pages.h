// The page tree (ISO 32000-1, 7.7.3), flat, with what pages inherit.
#pragma once
#include <vector>

#include "read/pdf_matrix.h"
#include "read/pdf_objects.h"

namespace tianbiao {

struct PageEntry {
    const Object* object = nullptr;
    const Object* resources = nullptr;
    Matrix to_sheet;     // default user space to the page as it is shown
    Pt width, height;    // as shown
};

struct PageList {
    std::vector<PageEntry> pages;
    int said = 0;        // the root's Count; pages.size() where it says nothing that could be
    int lost = 0;        // kids that are damaged, missing, or stand in a circle
};

// Throws Error too_large past limits::pages.
PageList list_pages(const ObjectStore& objects);

}  // namespace tianbiao
