// Documents of word processors, turned into PDF by an installed LibreOffice in a jail of its own (reader/office_jail.h).
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "base/limits.h"

namespace tianbiao {

// ".docx", ".doc", ".wps" or ".odt" by the file's name; "" for all else, and for a PDF under such a name.
std::string office_kind(const std::string& name, std::string_view bytes);

// `name` is for messages. A profile and a folder of its own for each document, which go with it. Throws Error: missing_program (no LibreOffice, or
// no way to jail it here), unreadable (it made no PDF of it, or took longer than `patience`), too_large.
std::string pdf_of_office(const std::string& bytes, const std::string& kind, const std::string& name,
                          std::chrono::seconds patience = std::chrono::seconds(limits::office_wall_seconds));

}  // namespace tianbiao
