// A workbook of ours, edited or not, to the application it holds.
//
// The cell wins over the hidden data: it is what its user saw last. Where a cell says what the hidden data says, the hidden value stays,
// type and all; a difference is an info with both. What no cell shows (the dossier) comes from the hidden data.
#pragma once
#include <string>
#include <vector>

#include "base/finding.h"
#include "base/units.h"
#include "form/form.h"
#include "grid/workbook.h"
#include "model/record.h"

namespace tianbiao {

struct FieldSource {
    std::string field;        // JSON Pointer in the record
    std::string source;       // "cell" | "embedded" | "acroform" | "text"
    double confidence = 1;
    std::string text;         // as it stands in the cell, to the character
    std::string sheet, cell;  // "附件1", "C9"; of a text over several cells the first; "" for embedded
    int page = 0;             // of paper, from 1; 0: no place on paper
    Rect box = {};            // points, origin top left
};

struct Extraction {
    Record record;
    std::vector<FieldSource> fields;  // in the form's order
    std::vector<Finding> findings;
};

// The form's id that the workbook says of itself; "" where it says none.
std::string form_named_in(const Workbook& workbook);

// Its headings stand on a sheet: the form of a workbook whose hidden data was lost.
bool shows_form(const Workbook& workbook, const Form& form);

// It has names for fields: without them no cell can be told from another.
bool names_fields(const Workbook& workbook);

Extraction extract_record(const Workbook& workbook, const Form& form, Language language);

}  // namespace tianbiao
