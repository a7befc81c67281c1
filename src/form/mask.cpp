#include <algorithm>

#include "form/validate.h"

namespace tianbiao {

// 统一社会信用代码 by the name of its check (form/checks.h).
std::string masked_as(const Field& field, std::string_view text) {
    if (field.sensitive) return masked(text);
    return field.check == "credit_code" ? masked_as_code(text) : masked_by_shape(text);
}

namespace {

void mask_all(Json& value) {
    if (value.is_text() || value.is_number()) value = Json::make_text(masked(value.text));
    for (Json& item : value.items) mask_all(item);
    value.members.clear();  // no number or address has members
}

bool holds_sensitive(const Field& field) {
    return field.sensitive || std::ranges::any_of(field.fields, holds_sensitive);
}

void mask_fields(Json& value, const std::vector<Field>& fields);

// A number in a wrong place, too.
void mask_by_shape(Json& value, const Field& field) {
    if (value.is_text()) value.text = masked_as(field, value.text);
    if (!value.is_number()) return;
    if (std::string text = masked_as(field, value.text); text != value.text) value = Json::make_text(std::move(text));
}

// What stands in the wrong shape, a name and a telephone in place of a group, may hold what the group's members would.
void mask_field(Json& value, const Field& field) {
    if (field.sensitive || (value.is_scalar() && holds_sensitive(field))) return mask_all(value);
    if (value.is_scalar()) return mask_by_shape(value, field);
    if (!value.is_array()) return mask_fields(value, field.fields);
    for (Json& item : value.items) {
        if (item.is_object()) mask_fields(item, field.fields);
        else if (item.is_array() || holds_sensitive(field)) mask_all(item);
        else mask_by_shape(item, field);
    }
}

// A key that the form does not know may be a sensitive one mistyped: it does not go along.
void mask_fields(Json& value, const std::vector<Field>& fields) {
    std::erase_if(value.members, [&](const auto& member) { return std::ranges::find(fields, member.first, &Field::key) == fields.end(); });
    for (auto& [key, member] : value.members) mask_field(member, *std::ranges::find(fields, key, &Field::key));
}

}  // namespace

Record masked(const Record& record, const Form& form) {
    Record copy = record;
    mask_fields(copy.root, form.fields);
    return copy;
}

std::vector<Finding> masked(std::vector<Finding> findings, const Form& form) {
    for (Finding& finding : findings) {
        const Field* field = form.field(finding.field);
        const bool all = field ? holds_sensitive(*field) : !finding.field.empty();
        for (std::string& value : finding.values) value = all ? masked(value) : field ? masked_as(*field, value) : masked_by_shape(value);
        finding.field = masked_by_shape(finding.field);  // a key that the form does not know may be one
    }
    return findings;
}

std::vector<Finding> masked(std::vector<Finding> findings) {
    for (Finding& finding : findings)
        for (std::string& value : finding.values) value = masked(value);
    return findings;
}

}  // namespace tianbiao
