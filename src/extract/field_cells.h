// Which cells of a workbook belong to which field: by its defined names, f_organization.name and the like.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grid/workbook.h"

namespace tianbiao {

// A row of one sheet.
using SheetRow = std::pair<int, int>;  // sheet, row

// A cell belongs to the first name that leads to it, and names of the whole workbook come before those of a sheet, which a copied sheet
// has: two names never read one cell twice.
class FieldCells {
public:
    explicit FieldCells(const Workbook& workbook);

    // The cells of a field's text in order, by its pointer; none where no name leads to it, or its cells were deleted.
    std::vector<const SheetName*> pieces(const std::string& pointer) const;
    const SheetName* option(const std::string& pointer, std::size_t place) const;
    bool was_deleted(const std::string& pointer) const;  // its name is left, its cell is not
    bool knows(const std::string& pointer) const;        // a name for it or for anything below it, deleted or not

    // Indexes of a list's entries that have names, deleted ones among them, with the row of each (nullopt: deleted).
    std::map<std::size_t, std::optional<SheetRow>> entries(const std::string& list) const;
    // Members of a list with the range of their column.
    std::map<std::string, const SheetName*> columns(const std::string& list) const;
    bool is_claimed(SheetRow row, const std::string& other_than_list) const;  // has a value of another field
    int last_claimed_row(int sheet) const;

    const SheetCell* cell(int sheet, int row, int column) const;  // nullptr: nothing stands there
    std::span<const SheetCell* const> row(SheetRow row) const;
    bool is_hidden(SheetRow row) const;
    bool is_hidden_sheet(SheetRow row) const { return workbook_.sheets[static_cast<std::size_t>(row.first)].hidden; }
    int last_column(int sheet) const;                    // that a merged range reaches; -1: none does
    bool has_copies() const { return copies_; }          // sheets with names of their own, which are not read
    const Workbook& workbook() const { return workbook_; }

private:
    void add_piece(const SheetName& name);
    const Workbook& workbook_;
    std::map<std::string, std::map<int, const SheetName*>> pieces_;  // by pointer, then number of the piece
    std::map<std::string, const SheetName*> columns_;                // by the pointer of list and member
    std::map<SheetRow, std::set<std::string>> claims_;               // pointers with a cell in the row
    std::vector<std::vector<const SheetCell*>> cells_;               // by sheet; by row, then column
    bool copies_ = false;
};

}  // namespace tianbiao
