// xlsx_reader: the bytes of a workbook (ECMA-376, SpreadsheetML) to what stands in it. Runs in tianbiao-reader alone.
//
// Nothing in the file is run or followed: macros, links to other workbooks and formulas are seen and not used; a formula's cell has its
// last result. Sheets that are hidden are read as well, charts and dialogs are not.
#pragma once
#include <string_view>

#include "grid/workbook.h"

namespace tianbiao {

// Throws Error, with the part of the package as place: unsupported (encrypted, .xls, .xlsb, .ods, macros, a document that is no workbook),
// unreadable (no ZIP, damaged, broken XML), too_large (the limits of base/limits.h).
Workbook read_xlsx(std::string_view bytes);

}  // namespace tianbiao
