#include "extract/form_walk.h"

#include <algorithm>

#include "extract/written.h"
#include "form/select.h"

namespace tianbiao {

Record FormWalk::read_record(const Record* before) {
    Json root = read_group(form_.fields, "", "", before ? &before->root : nullptr);
    if (!root.is_object()) root = Json::make_object();
    root.member("form") = Json::make_text(form_.id);
    arrange(root, form_.fields);
    return {std::move(root)};
}

void FormWalk::arrange(Json& group, const std::vector<Field>& fields) {
    std::ranges::stable_sort(group.members, {}, [&](const auto& member) { return std::ranges::find(fields, member.first, &Field::key) - fields.begin(); });
}

Json FormWalk::read_group(const std::vector<Field>& fields, const std::string& named, const std::string& field, const Json* before) {
    Json group = before && before->is_object() ? *before : Json();
    for (const Field& each : fields) {
        const Json* value = before && before->is_object() ? before->find(each.key) : nullptr;
        const std::string name = named + "/" + each.key, pointer = field + "/" + each.key;
        Json now;
        if (!each.printed) now = embedded(pointer, value);
        else if (each.type == FieldType::group) now = read_group(each.fields, name, pointer, value);
        else if (each.type == FieldType::list) now = read_list(each, name, pointer, value);
        else now = read_value(each, name, pointer, value);
        if (!now.is_null() || value) group.member(each.key) = std::move(now);
    }
    if (group.is_null() && before) return *before;  // another shape, of which nothing is printed
    arrange(group, fields);
    return group;
}

Json FormWalk::embedded(const std::string& field, const Json* before) {
    if (!before) return {};
    if (before->is_scalar() && !is_blank(before)) out_.fields.push_back({field, "embedded", 1, written(form_, before), "", ""});
    for (std::size_t i = 0; i < before->items.size(); ++i) embedded(field + "/" + std::to_string(i), &before->items[i]);
    for (const auto& [key, value] : before->members) embedded(field + "/" + escape_key(key), &value);
    return *before;
}

}  // namespace tianbiao
