// A check box as vectors, the same on the page and in a field's appearance.
#pragma once
#include <string>

#include "base/units.h"

namespace tianbiao {

// The tick of a box whose top left corner stands at x, y (y up, as in a content stream), in a graphics state of its own.
void append_tick(std::string& to, double x, double y, Pt width, Pt height);

}  // namespace tianbiao
