// Pages as pictures, by an installed renderer: what we print is looked at through the eyes of another program.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace tianbiao {

// PNG, one a page, in the order of the pages; `page` (from 1) alone where it is given. pdftoppm draws (poppler-utils), else mutool.
// Throws Error: usage (a resolution outside of limits::dpi_least … dpi_most, a page that is not there), missing_program (neither is
// installed, or both failed), unwritable (no room for temporary files, which are always removed).
std::vector<std::string> render_png(const std::string& pdf, int dpi, std::optional<int> page);

}  // namespace tianbiao
