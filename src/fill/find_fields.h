// The fields of an existing PDF form, and how a further revision is put behind its bytes. Opens a foreign file: only tianbiao-reader does it.
#pragma once
#include <string>

#include "page/fillable.h"

namespace tianbiao {

// Throws Error: unreadable (no PDF, damaged), unsupported (encrypted, no fields), too_large.
Fillable find_fields(const std::string& bytes);

}  // namespace tianbiao
