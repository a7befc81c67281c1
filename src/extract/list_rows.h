// The rows of a printed list as they stand in the sheet now: those the writer named, and those that a user put in.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/field_cells.h"
#include "extract/printed_places.h"
#include "form/form.h"

namespace tianbiao {

struct ListRow {
    SheetRow row;
    std::optional<std::size_t> entry;                 // its index in the record it was written from
    std::map<std::string, const SheetCell*> members;  // of a row without names: by column
    std::vector<const SheetCell*> unread;             // of such a row: what no column has room for
    std::string key;                                  // of a keyed row: what its label says
};

// In the order of the sheet. Rows without names that hold nothing are left out.
std::vector<ListRow> list_rows(const FieldCells& cells, const std::string& list, const PrintedList& printed);

}  // namespace tianbiao
