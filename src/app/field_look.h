// A value set into the place of a PDF field, as its appearance will show it.
#pragma once
#include <string>

#include "page/fillable.h"
#include "page/page.h"
#include "typeset/fonts.h"
#include "typeset/text.h"

namespace tianbiao {

struct FieldLook {
    Page page;              // of the place's size
    std::size_t kept = 0;   // bytes of the text that it shows
};

// At the largest size of 12, 10.5 and 9 pt at which it fits, else smaller, down to 4 pt; `may_rest`: never under 9 pt, since what has no room goes on
// elsewhere, cut at the last sentence end, else line.
enum class Rests { no, may };
FieldLook field_look(const Fonts& fonts, const FillField& field, const FillWidget& widget, const std::string& text, Matter matter, Rests rests);

}  // namespace tianbiao
