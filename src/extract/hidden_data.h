// The application that a workbook of ours carries on its hidden sheet, in chunks with a digest, and how its long texts were cut.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "grid/workbook.h"
#include "model/record.h"

namespace tianbiao {

// One of the cells that a text was cut into.
struct Piece {
    std::string joint;  // the text's own characters between the piece before and this one
    std::string tail;   // what stands in the cell behind the piece: （续见附页第1页）
};

struct HiddenData {
    bool found = false;            // there is such a sheet
    bool damaged = false;          // it is not whole: another digest, no JSON, a later version
    std::string form;              // id
    std::optional<Record> record;  // only where it is whole
    std::map<std::string, Piece> pieces;  // by defined name
};

HiddenData hidden_data(const Workbook& workbook);

}  // namespace tianbiao
