// What a workbook must know of its form: lists, checks, sums, faces. The only place where the form meets the sheet.
#pragma once
#include "app/render.h"
#include "write/xlsx_writer.h"

namespace tianbiao {

SheetFacts sheet_facts(const Form& form, const Rendered& rendered);

}  // namespace tianbiao
