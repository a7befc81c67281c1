// The table of batch/summary.h back to applications: as it was made, or edited in Excel, WPS or LibreOffice, or made by hand after its headings.
//
// Columns are found by the path in their heading, else by its words; they may stand in any order, be missing, or be more. An empty cell is
// absent. Entries of lists stand on sheets of their own, joined by the application's number, or in columns like /sites/0/address.
#pragma once
#include <string>
#include <vector>

#include "base/finding.h"
#include "form/form.h"
#include "grid/workbook.h"
#include "model/record.h"

namespace tianbiao {

struct TableApplication {
    std::string form;                // "" where neither its row nor its sheet says it
    Record record;
    int sheet = 0, row = 0;          // where it stands: the workbook's sheet, from 0, and its row, from 1
    std::string source;              // as the table says
    std::vector<Finding> findings;   // of its cells: what a spreadsheet program has spoilt
};

struct TableRead {
    std::vector<TableApplication> applications;  // in the table's order
    std::vector<Finding> findings;               // of the table: columns that are no form's, rows that are nobody's
};

struct SummaryReading {
    std::vector<const Form*> forms;  // that are known
    std::string form;                // of rows that do not say theirs; "" where it is not given
    Language language = Language::zh;
};

TableRead read_summary(const Workbook& workbook, const SummaryReading& options);

}  // namespace tianbiao
