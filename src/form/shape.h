// Shape of an application: only the form's keys, groups where groups stand, lists where lists stand.
#pragma once
#include "form/inquiry.h"

namespace tianbiao {

void check_shape(Inquiry& inquiry);

// The key among these that a mistyped one most likely means; "" where none is near.
std::string nearest_key(std::string_view key, const std::vector<std::string_view>& keys);

}  // namespace tianbiao
