// Values into the fields of an existing PDF, each with an appearance that shows it in every viewer.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "page/fillable.h"
#include "page/page.h"
#include "typeset/fonts.h"

namespace tianbiao {

struct FieldEdit {
    std::size_t field = 0;       // index into Fillable::fields
    std::string value;           // a text; of a button the state's name, "Off" for none
    Pages looks;                 // of a text, by widget: its place as a page of its own
};

inline bool is_button(const FillField& field) { return field.kind == FillField::Kind::check || field.kind == FillField::Kind::radio; }

// fields: they stay fields, and the original's bytes are a prefix of the result. flat: all appearances are drawn into their pages, the fields are
// gone; a blank of ours is PDF/A-2u again, since all faces are embedded then.
enum class Filling { fields, flat };

std::string fill_pdf(const Fonts& fonts, std::string_view original, const Fillable& file, const std::vector<FieldEdit>& edits, Filling filling,
                     const std::string& date);

}  // namespace tianbiao
