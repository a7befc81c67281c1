// What Excel and WPS say while somebody types: lists, numbers, lengths, sums.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "write/sheet_layout.h"
#include "write/xlsx_book.h"
#include "write/xlsx_writer.h"

namespace tianbiao {

class XlsxChecks {
public:
    XlsxChecks(XlsxBook& book, lxw_worksheet* sheet, const Grid& grid, const SheetFacts& facts);

    void box(const SheetBox& box);                       // a cell that may be typed into
    void column(const SheetBox& box, const std::string& pattern);  // the same, in a row of a list that nothing is named in yet
    void sums(const SheetLayout& layout, const std::map<std::string, std::string>& ranges);  // pattern of a list's column to its cells
    void lists();                                        // writes the hidden sheet

private:
    void apply(int row, int column, const CellCheck& check);
    void choose(int row, int column, const std::string& range, bool strict, const CellCheck& check);
    std::string range_of(const std::vector<std::string>& answers);
    void alarm(int row, int column, const std::string& formula);

    XlsxBook& book_;
    lxw_worksheet* sheet_;
    const Grid& grid_;
    const SheetFacts& facts_;
    std::vector<std::vector<std::string>> columns_;      // of the hidden sheet
    std::map<std::vector<std::string>, int> known_;
    lxw_format* alarm_ = nullptr;
};

std::string pattern_of(const std::string& pointer);      // /teachers/3/name -> /teachers/*/name

}  // namespace tianbiao
