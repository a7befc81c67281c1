// The form's phrases with their gaps filled: 「（续见附页第{n}页）」.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace tianbiao {

// Replaces each {name}; a gap that is not given stays as it is.
std::string with(std::string_view phrase, std::initializer_list<std::pair<std::string_view, std::string>> gaps);

}  // namespace tianbiao
