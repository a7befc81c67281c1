// The schema made from a form: what it says, and that the samples keep it.
#include <gtest/gtest.h>

#include <filesystem>

#include "form/shared_forms.h"

namespace tianbiao {
namespace {

bool is_a(const Json& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_text();
    if (type == "number") return value.is_number();
    return type == "boolean" && value.is_boolean();
}

// The words of JSON Schema that our schemas use, and no others.
bool keeps(const Json& value, const Json& schema) {
    for (const auto& [word, rule] : schema.members) {
        if (word == "type") {
            bool one = rule.is_text() && is_a(value, rule.text);
            for (const Json& type : rule.items) one = one || is_a(value, type.text);
            if (!one) return false;
        } else if (word == "enum") {
            bool one = false;
            for (const Json& allowed : rule.items) one = one || allowed == value;
            if (!one) return false;
        } else if (word == "properties" && value.is_object()) {
            for (const auto& [key, member] : value.members) {
                const Json* inner = rule.find(key);
                if (!inner || !keeps(member, *inner)) return false;
            }
        } else if (word == "items") {
            for (const Json& item : value.items) {
                if (!keeps(item, rule)) return false;
            }
        }
    }
    return true;
}

Json schema_of(const std::string& id) { return read_json(json_schema(real_form(id)), id + " schema"); }

TEST(Schema, EverySampleWithoutAShapeFindingKeepsIt) {
    for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/samples")) {
        if (entry.path().extension() != ".json") continue;
        const Record record = sample_record(entry.path().stem().string());
        const std::string id = printed(value_at(record, "/form"));
        bool shape = true;
        for (const Finding& finding : validate(record, real_form(id), Language::zh)) {
            if (finding.rule == "unknown_key" || finding.rule == "wrong_shape" || finding.rule == "wrong_form") shape = false;
        }
        EXPECT_EQ(keeps(record.root, schema_of(id)), shape) << entry.path();
    }
}

TEST(Schema, SaysWhatStandsInTheForm) {
    const Json schema = schema_of("training-2023");
    EXPECT_EQ(find_at(schema, "/$schema")->text, "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(find_at(schema, "/properties/organization/properties/credit_code/title")->text, "统一社会信用代码");
    EXPECT_NE(find_at(schema, "/properties/organization/properties/profile/description")->text.find("800 字"), std::string::npos);
    EXPECT_FALSE(find_at(schema, "/properties/teachers/items/additionalProperties")->boolean);
    EXPECT_EQ(find_at(schema, "/properties/occupation/examples")->items.size(), 10u);
    EXPECT_EQ(find_at(schema_of("assessment-2023"), "/properties/occupation/examples")->items.size(), 7u) << "three are closed";
}

TEST(Schema, HasAPropertyForEveryFieldAndNoOther) {
    for (const char* id : {"training-2023", "assessment-2023"}) {
        const Json schema = schema_of(id);
        EXPECT_EQ(find_at(schema, "/properties")->members.size(), real_form(id).fields.size());
        for (const Field& field : real_form(id).fields) EXPECT_TRUE(find_at(schema, "/properties/" + field.key)) << field.key;
    }
}

}  // namespace
}  // namespace tianbiao
