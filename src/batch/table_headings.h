// Which column of a sheet holds what, by its heading.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "batch/read_summary.h"

namespace tianbiao {

struct GivenRow {
    int row = 0;                                    // of its sheet, from 0
    std::map<int, const SheetCell*> cells;          // by column
};

struct TableSheet {
    int number = 0;                       // in the workbook
    std::string name;
    std::string list;                     // "/teachers": its rows are entries; "" rows are applications
    std::map<int, std::string> paths;     // columns of values: "/organization/name", "/teachers/*/name"
    int key = -1, source = -1, whose = -1, entry = -1;  // columns; -1: there is none
    int field = -1, piece = -1, text = -1;  // of texts that go on
    std::vector<GivenRow> rows;           // below the heading, those that hold something
    bool is_pieces() const { return field >= 0 && text >= 0; }
};

// Sheets without one heading that is known are left out; what is not known is said in `findings`.
std::vector<TableSheet> table_sheets(const Workbook& workbook, const SummaryReading& options, std::vector<Finding>& findings);

enum class TableTrouble { column_unknown, sheet_unknown, column_twice, entry_of_nobody, number_twice, form_unknown, digits_lost, cell_spoilt, no_applications, not_of_form };
Finding table_finding(TableTrouble trouble, Language language, const std::string& place, std::vector<std::string> values = {}, const std::string& field = "");

std::string place_of(const TableSheet& sheet, int row, int column, Language language);  // 第2个工作表C5, sheet 2, C5

}  // namespace tianbiao
