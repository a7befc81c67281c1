// Colours as evidence needs them: close enough to tell a text from its ground (ISO 32000-1, 8.6).
#pragma once
#include <span>

#include "read/pdf_state.h"

namespace tianbiao {

Colour colour_of(Space space, std::span<const double> components);

// The space that a name or an array of a colour space resource stands for.
Space space_of(const ObjectStore& objects, const Object* resource);
Space space_named(std::string_view name);  // DeviceRGB …; grey for what is not known

}  // namespace tianbiao
