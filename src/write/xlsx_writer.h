// Grid to a workbook (ISO/IEC 29500-1, SpreadsheetML) through libxlsxwriter.
//
// One visible sheet that looks and prints like the PDF and can be typed into, hidden sheets `_lists` (answers to choose from) and `_data`
// (the application itself, and how texts over several cells are joined). Same grid and facts: same bytes.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "grid/grid.h"

namespace tianbiao {

// What may be typed into a field's cells. All but `choice` only warn: an unusual answer is a warning, never a refusal.
struct CellCheck {
    enum class Kind { none, whole, decimal, length, choice, usual };
    Kind kind = Kind::none;
    int list = -1;             // of SheetFacts::lists, for choice and usual
    int limit = 0;             // characters, for length
    std::string title, prompt, message;  // at most 32, 255 and 255 UTF-16 units: longer ones are cut
};

// A number that should be what others give together.
struct SumCheck {
    std::string total;              // "/training/years/*/trained"; a * binds the same row in `of`
    std::vector<std::string> of;
    bool between = false;           // from the largest of them to their sum; else the sum itself
    std::string where;              // only of rows whose member (a pattern) says one of `is`; "" all
    std::vector<std::string> is, known;  // `known`: every wording that is understood; where a row has another, nothing is said
};

// What the sheet needs beyond the grid. Patterns are pointers with * for the entries of lists.
struct SheetFacts {
    std::string sheet;                                  // 附件1
    std::string form, application;                      // its id; the application's JSON, "" for a blank form
    std::string title, date, producer;
    std::string page_number;                            // 第 {x} 页 共 {y} 页
    std::map<std::string, std::string> faces;           // style of the form to font name
    std::map<std::string, CellCheck> checks;            // by pattern
    std::map<std::string, std::string> columns;         // cell of a repeated row's definition ("teachers/1/0") to pattern
    std::vector<std::vector<std::string>> lists;
    std::vector<SumCheck> sums;
    std::map<std::string, std::string> texts;           // whole text of a field that stands in several cells, by pointer
};

// Throws Error: too_large (more rows or pages than a sheet may have), internal.
std::string write_xlsx(const Grid& grid, const SheetFacts& facts);

}  // namespace tianbiao
