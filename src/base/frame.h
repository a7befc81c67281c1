// One answer over a pipe: a head line with the length, then the bytes. What is cut short or followed by more is no answer.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tianbiao {

std::string framed(std::string_view bytes);

// The bytes between; a view into `answer`. nullopt: not whole, not ours, or something stands behind it.
std::optional<std::string_view> unframed(std::string_view answer);

}  // namespace tianbiao
