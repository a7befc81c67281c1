// Rules between values, by kind; their parameters stand in the form file (forms/common/rules.json says them by example).
//
//   sum                        total = the addends `of`, where all are whole numbers; a * in `total` binds the same row in `of`
//   between                    whole number between the largest of `of` and their sum
//   not_more                   part <= whole
//   at_most_rows               a list has at most `most` entries, or at most that many with the same value of `key`
//   years                      a list by year: fewer than `rows` (unless `founded` explains it), gaps, repeats (unless `several`)
//   year_not_after_application the year of a date
//   founded_before             a date after `last`
//   date_not_after             a date after `last`
//   mean_at_least              mean of the full years under `least`
//   any_of                     at least one of `fields` says something
//   named_any                  a list that is not empty names at least one value of its value list
//   matching_levels            ticked values and rows of a list that is bound by the same values
//   listed_at_most             entries of a list (where a member has a value) against a stated number
//   contradicts                a no (or yes) in one field, entries in another
//   one_person_two_telephones  the same name and employer, no telephone in common
//   home_region                a place whose institutions go another way
//
// Data for the other checks: application_date, check, fillers, messages, one_of (form/inquiry.h, form/checks.h).
// Every rule may say `rule` (its id, else its kind), `severity` (else warning) and `clause`.
#pragma once
#include <string_view>
#include <vector>

#include "form/form.h"
#include "form/inquiry.h"

namespace tianbiao {

void apply_rule(const FormRule& rule, Inquiry& inquiry);

// Kinds that a form file may use, sorted.
std::vector<std::string_view> rule_kinds();

using RuleFunction = void (*)(const Json& parameters, Inquiry& inquiry);
void rule_sum(const Json& parameters, Inquiry& inquiry);
void rule_between(const Json& parameters, Inquiry& inquiry);
void rule_not_more(const Json& parameters, Inquiry& inquiry);
void rule_at_most_rows(const Json& parameters, Inquiry& inquiry);
void rule_years(const Json& parameters, Inquiry& inquiry);
void rule_year_not_after_application(const Json& parameters, Inquiry& inquiry);
void rule_date_not_after(const Json& parameters, Inquiry& inquiry);
void rule_mean_at_least(const Json& parameters, Inquiry& inquiry);
void rule_any_of(const Json& parameters, Inquiry& inquiry);
void rule_named_any(const Json& parameters, Inquiry& inquiry);
void rule_matching_levels(const Json& parameters, Inquiry& inquiry);
void rule_listed_at_most(const Json& parameters, Inquiry& inquiry);
void rule_contradicts(const Json& parameters, Inquiry& inquiry);
void rule_one_person_two_telephones(const Json& parameters, Inquiry& inquiry);
void rule_home_region(const Json& parameters, Inquiry& inquiry);

// A report with what a rule's parameters say: id (else `otherwise`), severity (else warning), clause.
Report report_of(const Json& parameters, std::string_view otherwise, std::string pointer);

// Does this entry of a list count for a parameter {"member": "status", "values": "staff_kinds", "is": "专职师资"}? nullopt: it does not say.
enum class Counts { yes, no, unclear };
Counts counts_for(const Json* where, const Json& entry, const Inquiry& inquiry);

}  // namespace tianbiao
