// Opening a PDF: as it stands, decrypted, or with its table of objects made anew where it is damaged.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "read/pdf_objects.h"

namespace tianbiao {

struct OpenedPdf {
    std::string with_trailer;  // the file with a trailer put behind it, where it had none; objects look into it
    std::unique_ptr<ObjectStore> objects;
    bool doubtful = false;     // opening it guessed more than the table of objects
};

// A view: the bytes outlive what is opened. Throws Error: unreadable (no PDF, damaged beyond mending), unsupported (encrypted, and the password
// does not open it), too_large.
OpenedPdf open_pdf(std::string_view bytes, const std::string& password);

// Throws the Error unsupported of a file that this password does not open; "": none was given.
[[noreturn]] void refuse_password(const std::string& password);

// How deep dictionaries and arrays stand in each other, streams and strings left out.
int nesting_of(std::string_view bytes);
void refuse_deep_nesting(std::string_view bytes);  // before libqpdf sees it: throws Error too_large

}  // namespace tianbiao
