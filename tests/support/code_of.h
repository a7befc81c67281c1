// What some work throws: the code of its Error, or nothing.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "base/error.h"

namespace tianbiao::test {

// nullopt where it throws no Error; every Error must say something. `text`: what it says.
std::optional<Code> code_of(const std::function<void()>& work, std::string* text = nullptr);

}  // namespace tianbiao::test
