// An encrypted PDF (ISO 32000-1, 7.6) as one that is not: for fill/, whose library and whose revisions behind the file's end know plain files only.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tianbiao {

struct DecryptedPdf {
    std::string bytes;        // every object as it was; the same input gives the same bytes
    bool may_be_filled = true;  // by its permissions, or because the owner's password opened it
};

// nullopt: the file is not encrypted. Throws Error: unsupported (the password does not open it, "" where it needs one; encrypted for
// certificates), unreadable (damaged: what is mended by guessing would be a file that nobody made), too_large (limits::pdf_nesting).
std::optional<DecryptedPdf> decrypt(std::string_view bytes, const std::string& password);

}  // namespace tianbiao
