// A workbook as the contract of names has it, made from a form and a record without any writer: one row a field.
#pragma once
#include <string>

#include "form/form.h"
#include "grid/workbook.h"
#include "model/record.h"

namespace tianbiao::test {

Workbook model_workbook(const Form& form, const Record& record);

// The cell of a defined name, made where it is blank.
SheetCell& cell_named(Workbook& workbook, const std::string& name);

}  // namespace tianbiao::test
