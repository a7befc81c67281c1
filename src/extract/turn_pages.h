// Pages that are shown lying on their side or upside down, set upright: most of what is written on them says how they lie.
#pragma once
#include <vector>

#include "page/evidence.h"

namespace tianbiao {

// How far the writing of each page is turned, counter-clockwise: 0, 90, 180 or 270 degrees.
std::vector<int> turns_of(const Evidence& evidence);

// Turns pages and form fields back by these angles. Nothing else refers to a place.
void set_upright(Evidence& evidence, const std::vector<int>& turns);

// A box of an upright page of this size, where it is on the page as it is shown.
Rect as_shown(const Rect& box, int turn, Pt width, Pt height);

}  // namespace tianbiao
