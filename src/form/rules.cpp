#include "form/rules.h"

#include <algorithm>
#include <array>
#include <utility>

#include "form/checks.h"
#include "form/readings.h"

namespace tianbiao {

namespace {

// Sorted by kind. Kinds without a function are data that others read.
constexpr std::array<std::pair<std::string_view, RuleFunction>, 21> kinds{{
    {"any_of", rule_any_of},
    {"application_date", nullptr},
    {"at_most_rows", rule_at_most_rows},
    {"between", rule_between},
    {"check", nullptr},
    {"contradicts", rule_contradicts},
    {"date_not_after", rule_date_not_after},
    {"fillers", nullptr},
    {"founded_before", rule_date_not_after},
    {"home_region", rule_home_region},
    {"listed_at_most", rule_listed_at_most},
    {"matching_levels", rule_matching_levels},
    {"mean_at_least", rule_mean_at_least},
    {"messages", nullptr},
    {"named_any", rule_named_any},
    {"not_more", rule_not_more},
    {"one_of", nullptr},
    {"one_person_two_telephones", rule_one_person_two_telephones},
    {"sum", rule_sum},
    {"year_not_after_application", rule_year_not_after_application},
    {"years", rule_years},
}};

}  // namespace

void apply_rule(const FormRule& rule, Inquiry& inquiry) {
    const auto found = std::ranges::find(kinds, std::string_view(rule.kind), [](const auto& kind) { return kind.first; });
    if (found != kinds.end() && found->second) found->second(rule.parameters, inquiry);
}

std::vector<std::string_view> rule_kinds() {
    std::vector<std::string_view> names;
    for (const auto& [name, function] : kinds) names.push_back(name);
    return names;
}

Report report_of(const Json& parameters, std::string_view otherwise, std::string pointer) {
    Report report;
    report.rule = text_of(parameters, "rule", otherwise);
    report.severity = severity_of(parameters, Severity::warning);
    report.field = std::move(pointer);
    report.clause = text_of(parameters, "clause");
    return report;
}

Counts counts_for(const Json* where, const Json& entry, const Inquiry& inquiry) {
    if (!where) return Counts::yes;
    const Json* value = entry.is_object() ? entry.find(text_of(*where, "member")) : nullptr;
    if (is_blank(value)) return Counts::unclear;
    const ValueList* list = inquiry.form().values(text_of(*where, "values"));
    const ValueEntry* named = list ? entry_named(*list, printed(value), Wording::also) : nullptr;
    if (!named) return Counts::unclear;
    return named->value == text_of(*where, "is") ? Counts::yes : Counts::no;
}

void rule_any_of(const Json& p, Inquiry& inquiry) {
    const std::vector<std::string> fields = texts(p.find("fields"));
    if (fields.empty()) return;
    const auto says = [&](const std::string& pointer) { return !inquiry.says_nothing(value_at(inquiry.record(), pointer)); };
    if (std::ranges::none_of(fields, says)) inquiry.add(report_of(p, "any_of", fields.front()));
}

void rule_named_any(const Json& p, Inquiry& inquiry) {
    const std::string pointer = text_of(p, "field");
    const Json* chosen = value_at(inquiry.record(), pointer);
    const ValueList* list = inquiry.form().values(text_of(p, "values"));
    if (!list || is_blank(chosen) || !chosen->is_array()) return;
    const auto named = [&](const Json& item) { return item.is_scalar() && entry_named(*list, printed(&item), Wording::also); };
    if (std::ranges::any_of(chosen->items, named)) return;
    Report report = report_of(p, "named_any", pointer);
    for (const Json& item : chosen->items) report.values.push_back(printed(&item));
    inquiry.add(std::move(report));
}

// A no in one field and entries in another: 是否颁发证书 否, and certificates below.
void rule_contradicts(const Json& p, Inquiry& inquiry) {
    const std::string pointer = text_of(p, "when");
    const Json* answer = value_at(inquiry.record(), pointer);
    if (is_blank(answer)) return;
    const std::vector<std::string> words = texts(p.find("words"));
    const bool no = answer->is_boolean() ? !answer->boolean : answer->is_text() && std::ranges::find(words, plain(answer->text)) != words.end();
    const Json* against = value_at(inquiry.record(), text_of(p, "not"));
    if (!no || inquiry.says_nothing(against)) return;
    inquiry.add(report_of(p, "contradicts", pointer));
}

void rule_home_region(const Json& p, Inquiry& inquiry) {
    const std::string pointer = text_of(p, "address");
    const std::string route = plain(printed(value_at(inquiry.record(), text_of(p, "route"))));
    const std::string address = plain(printed(value_at(inquiry.record(), pointer)));
    if (route != plain(text_of(p, "is"))) return;
    const std::vector<std::string> starts = texts(p.find("starts"));
    if (std::ranges::none_of(starts, [&](const std::string& start) { return address.starts_with(start); })) return;
    inquiry.add(report_of(p, "home_region", pointer));
}

void rule_date_not_after(const Json& p, Inquiry& inquiry) {
    const std::string pointer = text_of(p, "field");
    const std::string written = printed(value_at(inquiry.record(), pointer));
    const auto date = loose_date(written);
    const auto last = plain_date(text_of(p, "last"));
    if (!date || !last || compare(*date, *last) <= 0) return;
    Report report = report_of(p, "date_not_after", pointer);
    report.values = {written, text_of(p, "last")};
    report.words = {{"last", text_of(p, "last")}};
    inquiry.add(std::move(report));
}

}  // namespace tianbiao
