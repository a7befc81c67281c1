// What an office files an application by: the values that the form's `catalogue` names (forms/README.md).
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "form/form.h"
#include "model/record.h"

namespace tianbiao {

// By role, as printed, white space off both ends; several for a choice of several. A role without a value is absent.
using CatalogueValues = std::map<std::string, std::vector<std::string>>;
CatalogueValues catalogue_values(const Record& record, const Form& form);

}  // namespace tianbiao
