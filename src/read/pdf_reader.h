// pdf_reader: the bytes of a PDF (ISO 32000-1) to what is seen on its pages. Runs in tianbiao-reader alone.
//
// Reports and never guesses. What is damaged is mended where libqpdf can; what is lost is said: Evidence::pages_said, a page's trouble, the
// document's troubles.
#pragma once
#include <string>
#include <string_view>

#include "page/evidence.h"

namespace tianbiao {

struct ReadOptions {
    std::string password = {};  // of an encrypted file; "" opens those that need none to be read
};

// Throws Error: unreadable (no PDF, damaged beyond mending, no page), unsupported (encrypted), too_large (the limits of base/limits.h).
Evidence read_pdf(std::string_view bytes, const ReadOptions& options = {});

}  // namespace tianbiao
