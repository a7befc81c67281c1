// The form's rows with the record's values in them, before anything is measured: repeated rows counted, labels stretched over them.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "form/form.h"
#include "grid/grid.h"
#include "model/record.h"
#include "typeset/text.h"

namespace tianbiao {

struct LineText {             // a text inside a cell of kind `lines`
    const LineDef* def = nullptr;
    const Field* field_def = nullptr;
    std::string field;        // JSON Pointer, "" for the form's own words
    std::string text;
    bool prompt = false;      // the blank's words stand for an answer
};

struct TableCell {
    const CellDef* def = nullptr;
    const Field* field_def = nullptr;
    std::string id, field;
    int row = 0, down = 1;    // rows of the table
    Mm x0, x1;                // from the text area's left
    CellKind kind = CellKind::label;
    std::string text;         // a label, a value as printed, or what stands behind check boxes that do not say it
    bool prompt = false;
    std::vector<Option> options;
    std::vector<LineText> lines;
};

struct TableRow {
    const BlockDef* block = nullptr;
    const RowDef* def = nullptr;
    int definition = 0;
    int entry = -1;           // of the repeated list
    bool grown = false;       // of a list with more entries than the blank form has rows
    bool page_start = false;
};

struct Table {
    std::vector<TableRow> rows;
    std::vector<TableCell> cells;  // by row, then from left to right
};

// `record` nullptr: the blank form with its prompts; `rows`: of its lists, by path, where there shall be more than the form's own.
Table expand(const Form& form, const Record* record, const std::map<std::string, int>& rows = {});

// How a value of this field may break.
Matter matter_of(const Field* field);

}  // namespace tianbiao
