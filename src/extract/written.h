// Between a field's value and what stands for it on paper or in a cell: both ways.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "form/form.h"
#include "grid/workbook.h"
#include "model/record.h"

namespace tianbiao {

// As the form prints a scalar; of a list or group where a scalar should stand, its parts joined. Dates as in the record.
std::string written(const Form& form, const Json* value);

// The same but for what the normal form leaves out.
bool same_text(const std::string& a, const std::string& b);

enum class Doubt { none, not_a_count, not_a_date, lost_digits };

struct Understood {
    Json value;  // null: nothing is written
    Doubt doubt = Doubt::none;
};

// A text as the field's type has it: a count is an integer where nothing but digits and grouping marks stand, 是 is true, 2008年6月12日 is
// 2008-06-12. What is not understood stays a text, to the character.
Understood understood(const Form& form, const Field& field, const std::string& text, SheetValue kind = SheetValue::text);

// Check boxes: which are ticked, and what is written beside them.
struct Ticks {
    std::set<std::size_t> ticked;  // by place among the options
    std::string beside;
    bool operator==(const Ticks&) const = default;
};
std::vector<std::string> options_of(const Form& form, const Field& field);  // empty where the field has none
Ticks ticks_of(const Form& form, const Field& field, const Json* value);
Json value_of(const Form& form, const Field& field, const Ticks& ticks);
bool shows_tick(const SheetCell& cell);
std::string text_beside_tick(const SheetCell& cell, const std::string& option);  // what else somebody typed there

}  // namespace tianbiao
