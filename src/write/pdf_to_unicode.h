// The ToUnicode map of an embedded font (ISO 32000-1, 9.10.3), made from the texts that were set, never from the face's own table.
#pragma once
#include <string>
#include <vector>

#include "write/pdf_slots.h"

namespace tianbiao {

// Code c says slots[c - 1].text: any number of code points, in UTF-16BE. Code 0 is never mapped.
std::string to_unicode_map(const std::vector<Slot>& slots);

}  // namespace tianbiao
