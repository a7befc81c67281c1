// One cell that holds several texts with their labels (承诺, 推荐理由) to the texts of its fields.
#pragma once
#include <vector>

#include "extract/value_text.h"

namespace tianbiao {

struct LineReading {
    const LineDef* line = nullptr;
    ValueText text;
    Rect box;
};

// In the order of the form; a field without a text is left out. `exact`: paragraphs as the file says them, each text in its own.
std::vector<LineReading> read_lines(const Form& form, const CellDef& cell, const std::vector<SeenParagraph>& paragraphs, bool exact);

}  // namespace tianbiao
