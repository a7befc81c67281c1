// Places to type in and to tick, as a blank form offers them on the screen.
#pragma once
#include <string>
#include <vector>

#include "compose/expand.h"
#include "form/form.h"
#include "page/page.h"

namespace tianbiao {

// Of an answer that is written: a list to choose from where the form has one of handy length, which takes other answers, too, where its rule
// only warns. `prompt`: the form's words on what is to be told, "" for none.
PageField written_field(const Form& form, const Field* field, const std::string& pointer, const std::string& prompt, const Rect& box);

// A box beside the option with this number. Boxes of a field that takes one answer empty one another; any may be emptied again, so that a
// form on which neither 是 nor 否 is ticked stays possible.
PageField ticked_field(const Form& form, const Field* field, const std::string& pointer, const std::vector<Option>& options, std::size_t number,
                       const Rect& box);

// Where in a cell an answer is typed: a line of it, or below a prompt that takes this much of its top.
Rect written_place(const Rect& cell, const PageField& field, Pt prompt);

// 附页 that were asked for, in the order of the form: a field's path, one entry a sheet.
std::vector<const Field*> sheets_asked(const Form& form, const std::map<std::string, int>& rows);

}  // namespace tianbiao
