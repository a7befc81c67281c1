// One worksheet's part to its cells.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "grid/workbook.h"

namespace tianbiao {

// What all sheets of a workbook share, and what they have taken up of its limits.
struct SheetContext {
    std::vector<std::string> strings;
    std::vector<bool> dates;  // by cell format
    bool date1904 = false;
    std::size_t cells = 0, text = 0;
};

// Fills all but name and hidden. Throws Error: unreadable, too_large (limits::workbook_cells, workbook_text).
void read_sheet(std::string_view xml, const std::string& part, SheetContext& context, Sheet& sheet);

struct CellAddress {
    int row = 0, column = 0;
};

// "C9", "$C$9": moves `at` behind it. False: no cell of a sheet.
bool take_address(std::string_view text, std::size_t& at, CellAddress& place);

}  // namespace tianbiao
