// The application that a workbook of ours carries on its hidden sheet, in chunks with a digest, and how its long texts were cut.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "grid/workbook.h"
#include "model/record.h"

namespace tianbiao {

struct HiddenData {
    bool found = false;            // there is such a sheet
    bool damaged = false;          // it is not whole: another digest, no JSON, a later version
    std::string form;              // id
    std::optional<Record> record;  // only where it is whole
    std::map<std::string, std::string> joints;  // by defined name: the white space between the cell of one text before and this one
};

HiddenData hidden_data(const Workbook& workbook);

}  // namespace tianbiao
