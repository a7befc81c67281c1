// Opening a PDF: as it stands, decrypted, or mended by libqpdf where it is damaged.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "read/pdf_objects.h"

namespace tianbiao {

struct OpenedPdf {
    std::unique_ptr<ObjectStore> objects;
    bool repaired = false;
    bool doubtful = false;  // the mending lost or guessed more than the table of objects
};

// Throws Error: unreadable (no PDF, damaged beyond mending), unsupported (encrypted, and the password does not open it), too_large.
OpenedPdf open_pdf(std::string_view bytes, const std::string& password);

// The same, mended first: for a file that opened and turned out to be damaged inside. objects is null where libqpdf cannot help.
OpenedPdf open_mended(std::string_view bytes, const std::string& password);

// How deep dictionaries and arrays stand in each other, streams and strings left out.
int nesting_of(std::string_view bytes);

}  // namespace tianbiao
