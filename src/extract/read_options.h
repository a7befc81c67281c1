// Check boxes as people and producers leave them: 初级 ☑ 中级 □, □是 ■否, √ in place of □, □√, or the answer as a word.
#pragma once
#include <string>
#include <vector>

#include "extract/read_cells.h"
#include "extract/written.h"

namespace tianbiao {

// A sign that stands for a box or a tick; `exact`: paragraphs of ours, where a box is a paragraph of its own.
bool has_box_sign(const std::vector<SeenParagraph>& paragraphs);

struct ReadTicks {
    Ticks ticks;
    std::string text;        // as it stands on paper
    bool by_word = false;    // no box says it, the words do
};

// `tail`: the form's words behind the boxes.
ReadTicks read_options(const std::vector<SeenParagraph>& paragraphs, const std::vector<std::string>& options, const std::string& tail, bool exact);

}  // namespace tianbiao
