#include "support/reading_back.h"

#include <algorithm>

#include "extract/written.h"
#include "support/workshop.h"

namespace tianbiao::test {

const KnownForms& anchors() {
    static const KnownForms both{&studio().anchors(forms()[0]), &studio().anchors(forms()[1])};
    return both;
}

namespace {

// As paper says it: 1,960 is a count and 是 an answer, however they were typed.
Json as_read(const Form& form, const std::vector<Field>& fields, Json json) {
    if (!json.is_object()) return json;
    for (auto& [key, value] : json.members) {
        const auto field = std::ranges::find(fields, key, &Field::key);
        if (field == fields.end()) continue;
        if (field->type == FieldType::group) value = as_read(form, field->fields, value);
        else if (field->type == FieldType::list) for (Json& item : value.items) item = as_read(form, field->fields, item);
        else if (value.is_text() && field->type != FieldType::choices) value = understood(form, *field, value.text).value;
    }
    return json;
}

}  // namespace

// What no reader can tell from paper: what is not printed, and in which order the entries of a keyed list were given.
Record visible(Record record, const Form& form) {
    for (const Field& field : form.fields)
        if (!field.printed) std::erase_if(record.root.members, [&](const auto& member) { return member.first == field.key; });
    record.root = as_read(form, form.fields, record.root);
    record.root.member("form") = Json::make_text(form.id);
    const std::string kept = record.root.find("plan") ? "yearly" : "";
    if (!kept.empty() && record.root.member("plan").find(kept)) {
        Json& list = record.root.member("plan").member(kept);
        const auto rank = [](const Json& item) {
            const std::string level = printed(item.find("level"));
            return level == "初级" ? 0 : level == "中级" ? 1 : level == "高级" ? 2 : 3;
        };
        std::erase_if(list.items, [&](const Json& item) { return item.members.size() == 1 && item.find("level") && rank(item) < 3; });
        std::ranges::stable_sort(list.items, {}, rank);
    }
    if (Json* group = record.root.find("organization") ? &record.root.member("organization") : nullptr)
        if (group->find("legal_representative"))
            std::erase_if(group->member("legal_representative").members, [](const auto& member) { return member.first == "id_type"; });
    return record;
}

std::string differences_text(const Record& a, const Record& b) {
    std::string text;
    for (const Difference& d : differences(a, b)) text += d.field + "\n  was  [" + d.a + "]\n  read [" + d.b + "]\n";
    return text;
}

std::string findings_text(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& f : findings)
        if (f.rule != "not_a_count") text += f.rule + " " + f.field + (f.values.empty() ? "" : " [" + f.values.front() + "]") + "\n";
    return text;
}

}  // namespace tianbiao::test
