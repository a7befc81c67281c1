// Embedded files (ISO 32000-1, 7.11.4): those of the name tree and those associated with the document (ISO 32000-2, 14.13).
#pragma once
#include <vector>

#include "page/evidence.h"
#include "read/pdf_objects.h"

namespace tianbiao {

std::vector<SeenFile> read_files(const ObjectStore& objects);  // throws Error too_large

}  // namespace tianbiao
