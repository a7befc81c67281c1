// Is a file that came later another rendition of the same application, or a new version of it?
#pragma once
#include <vector>

#include "archive/catalogue.h"

namespace tianbiao {

// A rendition where it says the same as one that is there, or where it is the first of its kind (a scan beside an editable file: what they
// say differently is listed, and the entry needs review). A new version where the entry was sent back, or where there is one of its kind
// that says something else.
Added joined_as(const Arrival& arrival, const Entry& entry, const std::vector<Rendition>& renditions);

// JSON Pointers of what the arrival says differently; never values.
std::vector<std::string> differing(const Json& entry, const Arrival& arrival);

}  // namespace tianbiao
