// A Record against a Form: every rule, all findings at once.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/mask.h"
#include "form/form.h"
#include "model/record.h"

namespace tianbiao {

// An error of this rule is taken as a warning, and the reason kept (`--accept RULE --reason TEXT`).
struct Acceptance {
    std::string rule, reason;
};

// Order: of the form's fields, then of the rules. Never throws for anything that stands in the record.
std::vector<Finding> validate(const Record& record, const Form& form, Language language, const std::vector<Acceptance>& accepted = {});

// 字 as the notice counts them: a maximal run of letters, digits and . , - _ / : @ + % & = ? # between them is 1, white space 0, any other
// grapheme cluster 1. Letters and digits are those of scripts written in words, full-width ones too (base/characters.h); a mark that does
// not stand between two of them counts for itself: 3.14% is 2, GB/T 4754-2017 is 2, a.b@c.com is 1.
int count_characters(std::string_view text);

// The record with every sensitive field masked (base/mask.h), and in the other fields what looks like a number or an address of a person.
Record masked(const Record& record, const Form& form);

// Findings with their values masked in the same way, and one value of a field, for logs and reports.
std::vector<Finding> masked(std::vector<Finding> findings, const Form& form);
std::vector<Finding> masked(std::vector<Finding> findings);  // where the form is not known: all values
std::string masked_as(const Field& field, std::string_view text);

}  // namespace tianbiao
