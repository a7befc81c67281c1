// The text of a value's cell without what the form itself puts there: the prompt before it, the pointer to a 附页 behind it.
#pragma once
#include <string>
#include <vector>

#include "extract/read_cells.h"
#include "form/form.h"

namespace tianbiao {

struct ValueText {
    std::vector<SeenParagraph> paragraphs;
    int sheet = 0;              // 附页 on which it goes on; 0: it ends here
    bool prompted = false;      // the prompt stood before it
};

ValueText value_text(const Form& form, std::vector<SeenParagraph> paragraphs, const std::string& prompt);

// The number in a phrase of the form's: 「（续见附页第3页）」 is 3. 0 where the text is another one. Both plain.
int number_in(const std::string& text, const std::string& phrase);

}  // namespace tianbiao
