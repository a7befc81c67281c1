// Grid to one self-contained page for reading on a screen (HTML Living Standard): real tables with headers and scopes, no scripts.
//
// The words around it stand in templates/form.html (Mustache); every value is escaped. Same grid and facts: same bytes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "grid/grid.h"

namespace tianbiao {

struct HtmlFacts {
    std::string title;
    std::string language = "zh-CN";
};

// Throws Error internal where the template does not hold together.
std::string write_html(const Grid& grid, const HtmlFacts& facts, const std::string& form_template);

// Names that a template asks for and that no data has, or is never asked for: "misspelt", each once.
std::vector<std::string> template_faults(std::string_view form_template);

}  // namespace tianbiao
