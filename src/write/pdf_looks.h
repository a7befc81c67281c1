// Appearances of form fields (ISO 32000-1, 12.7.3.3) as objects of a further revision.
#pragma once
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "page/fillable.h"
#include "typeset/fonts.h"
#include "write/pdf_fill.h"
#include "write/pdf_update.h"

namespace tianbiao {

using LookObjects = std::map<std::pair<std::size_t, std::size_t>, ObjectNumber>;  // by field and widget

// One form XObject for each look of the edits, with the faces that they need embedded.
LookObjects add_looks(PdfUpdate& update, const Fonts& fonts, const Fillable& file, const std::vector<FieldEdit>& edits);

}  // namespace tianbiao
