// 附页: what cells leave over, set behind the form.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "compose/fit.h"

namespace tianbiao {

struct Rest {               // of a text that its cell could not hold, in the order of the form
    int cell = 0;           // of the table
    int part = -1;          // line of a cell of kind lines
    std::string field, name;
    std::string text;       // the rest
    std::size_t begin = 0;  // where it begins in the field's text
    bool continues = false; // it begins inside a paragraph
    int sheet = 0;          // 附页 on which it begins, from 1: set by attach()
};

struct SheetText {          // a piece of one item on one 附页
    int rest = 0;           // index of the item
    int sheet = 1;
    Mm head;                // baseline of the item's name
    Mm first;               // baseline of the first line
    Pt pitch;
    std::shared_ptr<const ShapedText> shaped;
    std::vector<Line> lines;
    Measure measure;
    bool continues = false;
};

struct Attachments {
    std::vector<SheetText> pieces;
    int sheets = 0;
};

// Items follow one another; one starts on a new page only where fewer than three of its lines fit. Sets Rest::sheet.
Attachments attach(const Form& form, Fitter& fitter, std::vector<Rest>& rests);

std::string item_head(const Form& form, const Rest& rest);
Mm sheet_number_baseline(const Form& form);

}  // namespace tianbiao
