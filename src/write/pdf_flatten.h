// Fields that become part of their pages, as a further revision behind the file's bytes.
//
// In a file of ours each text is painted as the page's own texts are: a marked sequence for each typed paragraph, which says whose it is, inside
// of the structure element that its field had; a box is a form of that element with its state (ISO 32000-1, 14.8.5.6). It is PDF/A-2u then. In
// other files the appearances are drawn where the fields were, and what the file says of itself stays as it was.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "page/fillable.h"
#include "typeset/fonts.h"
#include "write/pdf_fill.h"

namespace tianbiao {

std::string flatten_pdf(const Fonts& fonts, std::string_view original, const Fillable& file, const std::vector<FieldEdit>& edits, const std::string& date);

}  // namespace tianbiao
