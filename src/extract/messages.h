// What reading a file back has to say, by rule.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"

namespace tianbiao {

// `rule` is one of the table in messages.cpp.
Finding reading_finding(std::string_view rule, Language language, std::string field = "", std::vector<std::string> values = {});

}  // namespace tianbiao
