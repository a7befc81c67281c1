// A workbook of ours, edited or not, to the application it holds.
//
// The cell wins over the hidden data: it is what its user saw last. Where a cell says what the hidden data says, the hidden value stays,
// type and all; a difference is an info with both. What no cell shows (the dossier) comes from the hidden data.
#pragma once
#include <string>

#include "extract/extraction.h"
#include "form/form.h"
#include "grid/workbook.h"

namespace tianbiao {

// The form's id that the workbook says of itself; "" where it says none.
std::string form_named_in(const Workbook& workbook);

// Its headings stand on a sheet: the form of a workbook whose hidden data was lost.
bool shows_form(const Workbook& workbook, const Form& form);

// It has names for fields: without them no cell can be told from another.
bool names_fields(const Workbook& workbook);

Extraction extract_record(const Workbook& workbook, const Form& form, Language language);

}  // namespace tianbiao
