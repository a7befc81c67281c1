// Checks of one value by name: a field's `check`, and its value list.
//
// A check sees what is written (not blank, none of the form's fillers) and judges only that. Check characters follow GB 32100-2015 and
// GB 11643-1999; the region of an ID or a code is never judged.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "form/form.h"
#include "form/inquiry.h"

namespace tianbiao {

struct Written {
    const Field& field;
    std::string pointer;
    const Json& value;
    std::string text;   // as printed
    std::string plain;  // for comparing (form/readings.h)
};

// Runs the check of the field's name, if it has one.
void check_by_name(const Written& written, Inquiry& inquiry);

// Compares a value with the list of its field.
void check_listed(const Written& written, Inquiry& inquiry);

// Names that `check` may have in a form file, sorted.
std::vector<std::string_view> check_names();

// 18 characters that end in the right check character. `text` in capitals, without white space.
bool has_credit_code_check(std::string_view text);
bool has_id_number_check(std::string_view text);

// The single checks; `options` are the form's parameters for them and may be nullptr.
using Check = void (*)(const Written& written, const Json* options, Inquiry& inquiry);
void check_credit_code(const Written& written, const Json* options, Inquiry& inquiry);
void check_id_number(const Written& written, const Json* options, Inquiry& inquiry);
void check_telephone(const Written& written, const Json* options, Inquiry& inquiry);
void check_email(const Written& written, const Json* options, Inquiry& inquiry);
void check_industry(const Written& written, const Json* options, Inquiry& inquiry);
void check_capital(const Written& written, const Json* options, Inquiry& inquiry);
void check_unit(const Written& written, const Json* options, Inquiry& inquiry);
void check_year(const Written& written, const Json* options, Inquiry& inquiry);
void check_denial(const Written& written, const Json* options, Inquiry& inquiry);

// The list entry that this text names: by value, and by its other wordings unless only the exact value counts. nullptr: none.
enum class Wording { exact, also };
const ValueEntry* entry_named(const ValueList& list, std::string_view text, Wording wording);

}  // namespace tianbiao
