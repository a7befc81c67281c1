// JSON Schema (2020-12) of the application, for those who integrate.
//
// It says what is an error of shape and no more: a scalar may always be a text (「约200」), so ranges, check characters and sums are left to
// `check`. Hence types are lists, and official words are `examples` beside a description. `maxLength` is not used: 字 are no code points.
#include <algorithm>
#include <array>

#include "form/form.h"

namespace tianbiao {

namespace {

Json type_list(std::initializer_list<std::string_view> names) {
    std::vector<Json> types;
    for (const std::string_view name : names) types.push_back(Json::make_text(std::string(name)));
    return Json::make_array(std::move(types));
}

struct TypeWord {
    FieldType type;
    std::string_view description;  // behind the field's name
};
constexpr std::array descriptions{
    TypeWord{FieldType::integer, "whole number; another text is kept and printed as written"},
    TypeWord{FieldType::decimal, "decimal, best as a string, kept to the character; another text is kept and printed as written"},
    TypeWord{FieldType::date, "YYYY-MM-DD, YYYY-MM or YYYY"},
    TypeWord{FieldType::yes_no, "true, false, or absent: neither box ticked"},
};

std::string description(const Form& form, const Field& field) {
    std::string text = field.name.en;
    const auto add = [&](std::string_view more) { text.append(text.empty() ? "" : "; ").append(more); };
    const auto word = std::ranges::find(descriptions, field.type, &TypeWord::type);
    if (word != descriptions.end()) add(word->description);
    if (field.limit > 0) add("at most " + std::to_string(field.limit) + " 字; what is longer goes on in 附页");
    if (const ValueList* list = form.values(field.values)) add("of the list " + (list->name.en.empty() ? list->id : list->name.en));
    if (!field.clause.empty()) add(field.clause);
    if (field.sensitive) add("sensitive");
    return text;
}

Json examples(const ValueList& list) {
    std::vector<Json> values;
    for (const ValueEntry& entry : list.entries) {
        if (!entry.closed) values.push_back(Json::make_text(entry.value));
    }
    return Json::make_array(std::move(values));
}

Json schema_of(const Form& form, const Field& field);

Json object_schema(const Form& form, const std::vector<Field>& fields) {
    std::vector<std::pair<std::string, Json>> properties;
    for (const Field& field : fields) properties.emplace_back(field.key, schema_of(form, field));
    return Json::make_object({{"type", type_list({"object", "null"})},
                              {"properties", Json::make_object(std::move(properties))},
                              {"additionalProperties", Json::make_boolean(false)}});
}

Json scalar_schema(const Form& form, const Field& field) {
    Json schema = Json::make_object({{"type", type_list({"string", "number", "boolean", "null"})}});
    if (const ValueList* list = form.values(field.values)) schema.members.emplace_back("examples", examples(*list));
    return schema;
}

Json schema_of(const Form& form, const Field& field) {
    Json schema;
    if (field.type == FieldType::group) {
        schema = object_schema(form, field.fields);
    } else if (field.type == FieldType::list) {
        schema = Json::make_object({{"type", type_list({"array", "null"})}, {"items", object_schema(form, field.fields)}});
    } else if (field.type == FieldType::choices) {
        schema = Json::make_object({{"type", type_list({"array", "null"})}, {"items", scalar_schema(form, field)}});
    } else {
        schema = scalar_schema(form, field);
    }
    schema.members.insert(schema.members.begin(), {{"title", Json::make_text(field.name.zh)},
                                                   {"description", Json::make_text(description(form, field))}});
    return schema;
}

}  // namespace

std::string json_schema(const Form& form) {
    Json schema = object_schema(form, form.fields);
    schema.member("type") = Json::make_text("object");
    schema.member("properties").member("form") = Json::make_object({{"enum", Json::make_array({Json::make_text(form.id), Json{}})}});
    schema.members.insert(schema.members.begin(), {{"$schema", Json::make_text("https://json-schema.org/draft/2020-12/schema")},
                                                   {"$id", Json::make_text("urn:tianbiao:form:" + form.id)},
                                                   {"title", Json::make_text(form.name.zh)},
                                                   {"description", Json::make_text(form.name.en)}});
    return write_json(schema);
}

}  // namespace tianbiao
