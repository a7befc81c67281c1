// What stands in the fields of a PDF, as qpdf finds it: name to value.
#pragma once
#include <map>
#include <string>

namespace tianbiao::judges {

// Fully qualified names; a text, or a state with its solidus; "" for none.
std::map<std::string, std::string> form_values(const std::string& pdf);

}  // namespace tianbiao::judges
