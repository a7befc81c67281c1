// Files that travel inside the PDF (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8).
#pragma once
#include <string>
#include <vector>

#include "write/pdf_objects.h"
#include "write/pdf_writer.h"

namespace tianbiao {

// Adds the files and their specifications; gives the entries of the catalogue that name them (/Names, /AF), or nothing.
// Throws Error usage for two files of one name or one without a name.
std::string add_attachments(PdfObjects& objects, const DocumentFacts& facts);

}  // namespace tianbiao
