// What stands in a workbook, as a reader finds it: cells by sheet, row and column, and the names that point at them. No guessing.
//
// Rows and columns from 0. Cells that hold nothing are left out; a merged range has its text in its first cell.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"

namespace tianbiao {

enum class SheetValue : std::uint8_t {
    text,     // to the character
    number,   // the shortest lexeme that is the same number: 0.1, 1200.5, 1.23E+17
    date,     // a number that its cell shows as a day: "2023-06-08"
    boolean,  // "1" or "0"
    error,    // #REF!, #N/A …
};

struct SheetCell {
    int row = 0, column = 0;
    SheetValue kind = SheetValue::text;
    std::string text;
    bool formula = false;  // the value is the last result of a formula

    bool operator==(const SheetCell&) const = default;
};

struct SheetMerge {
    int row = 0, column = 0, last_row = 0, last_column = 0;
    bool operator==(const SheetMerge&) const = default;
};

struct Sheet {
    std::string name;
    bool hidden = false;
    std::vector<SheetCell> cells;   // by row, then column
    std::vector<int> hidden_rows;   // rising
    std::vector<SheetMerge> merges;
    bool operator==(const Sheet&) const = default;
};

// A defined name for a cell or a range of one sheet. `gone`: its cells were deleted (#REF!). `scope`: the sheet in which alone it is known,
// as a copied sheet's names are; -1: the whole workbook.
struct SheetName {
    std::string name;
    int sheet = -1;
    int row = 0, column = 0, last_row = 0, last_column = 0;
    bool gone = false;
    int scope = -1;
    bool operator==(const SheetName&) const = default;
};

struct Workbook {
    std::vector<Sheet> sheets;
    std::vector<SheetName> names;   // in the file's order; names for anything else are left out
    bool external_links = false;    // refers to other workbooks
    bool operator==(const Workbook&) const = default;
};

std::string column_letters(int column);         // 2 is "C"
std::string cell_address(int row, int column);  // (8, 2) is "C9"

// As it travels from the child that read the file. from_json throws Error unreadable where it is not of this shape.
Json to_json(const Workbook& workbook);
Workbook workbook_of_json(const Json& json);

std::string dump(const Workbook& workbook);

}  // namespace tianbiao
