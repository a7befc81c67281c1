// What was read of one application, from whatever file: the record, where each field came from, and what must be said about it.
#pragma once
#include <string>
#include <vector>

#include "base/finding.h"
#include "base/units.h"
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

}  // namespace tianbiao
