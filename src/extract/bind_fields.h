// From labels to fields: what each field of a matched form says on paper, and where.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "extract/match_form.h"
#include "extract/read_options.h"
#include "extract/value_text.h"

namespace tianbiao {

struct FieldReading {
    std::string field;          // JSON Pointer; list entries by their rows
    const Field* def = nullptr;
    bool options = false;       // check boxes
    std::string text;           // as it stands on paper
    Ticks ticks;                // of check boxes
    int page = 0;
    Rect box;
    double confidence = 1;
    int cell = -1;              // of the document: where its hidden text and its form fields are
    int sheet = 0;              // 附页 on which it goes on
    bool exact = false;
    bool named = false;         // a form field's name says whose it is, and agrees
    std::vector<FieldConflict> conflicts = {};  // form fields that hold another text than stands at its place
};

struct BoundFields {
    std::vector<FieldReading> readings;         // in the form's order; those of blank cells too
    std::map<std::string, std::size_t> counts;  // rows by list
    std::vector<std::string> missing;           // labels that were not found, as the form prints them
};

BoundFields bind_fields(const ReadRows& document, const FormMatch& match);

}  // namespace tianbiao
