#include <algorithm>
#include <array>

#include "form/reading.h"

namespace tianbiao {
namespace {

constexpr std::array<std::pair<std::string_view, FieldType>, 10> type_words{{
    {"text", FieldType::text},
    {"prose", FieldType::prose},
    {"integer", FieldType::integer},
    {"decimal", FieldType::decimal},
    {"date", FieldType::date},
    {"yes_no", FieldType::yes_no},
    {"choice", FieldType::choice},
    {"choices", FieldType::choices},
    {"group", FieldType::group},
    {"list", FieldType::list},
}};
constexpr std::string_view field_words[] = {"key",       "type",    "name",     "limit",  "values", "check",
                                            "sensitive", "printed", "expected", "clause", "fields"};
constexpr std::string_view name_words[] = {"zh", "en"};
constexpr std::string_view list_words[] = {"id", "name", "entries", "closed", "clause"};
constexpr std::string_view entry_words[] = {"value", "code", "also", "near", "closed", "clause"};

bool has_fields(FieldType type) { return type == FieldType::group || type == FieldType::list; }
bool has_choice(FieldType type) { return type == FieldType::choice || type == FieldType::choices; }

struct Around {  // what a field takes over from the group or list that holds it
    std::string path;
    bool printed = true, expected = true, in_list = false;
};

std::vector<Field> fields_of(const std::vector<Json>& list, const Around& around, Reading& reading);

void check_field(const Members& members, const Field& field, const Around& around, Reading& reading) {
    if (!is_plain_key(field.key)) members.fault("key", "key 只用小写英文字母、数字和 _，以字母开头");
    if (has_choice(field.type) && field.values.empty()) members.fault("type", "选择项要用 values 写明可选的内容");
    if (!field.values.empty() && !reading.form.values(field.values)) members.fault("values", "没有取值表「" + field.values + "」");
    if (has_fields(field.type) && field.fields.empty()) members.fault("fields", "group 和 list 要有 fields");
    if (!has_fields(field.type) && members.has("fields")) members.fault("fields", "只有 group 和 list 可以有 fields");
    if (field.type == FieldType::list && around.in_list && field.printed) members.fault("type", "列表之内不能再有要打印的列表");
    if (!reading.field_places.emplace(field.path, &members.json()).second) members.fault("key", "「" + field.key + "」重复");
}

Field field_of(const Json& json, const Around& around, Reading& reading) {
    const Members members(json, field_words, reading.faults);
    Field field;
    field.key = members.text("key", Need::must);
    field.path = around.path + "/" + field.key;
    if (!members.has("type")) members.fault("type", "缺「type」");
    field.type = members.word("type", WordTable<FieldType>(type_words), FieldType::text);
    field.name = read_name(members, reading.faults);
    field.limit = members.integer("limit", 1, 1000000, 0);
    field.values = members.text("values");
    field.check = members.text("check");
    field.sensitive = members.flag("sensitive");
    field.printed = members.flag("printed", around.printed);
    field.expected = members.flag("expected", around.expected);
    field.clause = members.text("clause");
    field.line = line_of(json.line);
    const bool list = field.type == FieldType::list;
    field.fields = fields_of(members.list("fields"),
                             {field.path + (list ? "/*" : ""), field.printed, field.expected, list || around.in_list}, reading);
    check_field(members, field, around, reading);
    return field;
}

std::vector<Field> fields_of(const std::vector<Json>& list, const Around& around, Reading& reading) {
    std::vector<Field> fields;
    fields.reserve(list.size());
    for (const Json& json : list) fields.push_back(field_of(json, around, reading));
    return fields;
}

ValueEntry entry_of(const Json& json, Faults& faults) {
    ValueEntry entry;
    if (json.is_text()) {
        entry.value = json.text;
        if (entry.value.empty()) faults.add(json, "取值不能空着");
        return entry;
    }
    const Members members(json, entry_words, faults);
    entry.value = members.text("value", Need::must);
    entry.code = members.text("code");
    entry.also = members.texts("also");
    entry.near = members.texts("near");
    entry.closed = members.flag("closed");
    entry.clause = members.text("clause");
    return entry;
}

// `closed` beside `use` closes some values of a shared list for one form: 附件2 may not be sent in for three of the ten occupations.
void close_values(const Members& members, ValueList& list, Faults& faults) {
    const std::string clause = members.text("clause");
    for (const Json& json : members.list("closed")) {
        const auto entry = std::ranges::find(list.entries, json.text, &ValueEntry::value);
        if (!json.is_text() || entry == list.entries.end()) {
            faults.add(json, "取值表「" + list.id + "」里没有这一项");
            continue;
        }
        entry->closed = true;
        entry->clause = clause;
    }
}

ValueList list_of(const Json& json, Faults& faults) {
    const Members members(json, list_words, faults);
    ValueList list;
    list.id = members.text("id", Need::must);
    list.name = read_name(members, faults);
    std::set<std::string_view> values, codes;
    const std::vector<Json>& entries = members.list("entries", Need::must);
    list.entries.reserve(entries.size());
    for (const Json& entry : entries) list.entries.push_back(entry_of(entry, faults));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const ValueEntry& entry = list.entries[i];
        // A section and its only division share a name (P 教育, 83 教育): then the codes must differ.
        if (!values.insert(entry.value).second && entry.code.empty()) faults.add(entries[i], "「" + entry.value + "」重复");
        if (!entry.code.empty() && !codes.insert(entry.code).second) faults.add(entries[i], "代码 " + entry.code + " 重复");
    }
    close_values(members, list, faults);
    return list;
}

// "/training/total", "/teachers/*/name": a path as fields have them, not 「/」 as people write for "none".
bool looks_like_path(std::string_view text) {
    if (text.size() < 2 || text[0] != '/') return false;
    while (!text.empty()) {
        text.remove_prefix(1);
        const std::string_view step = text.substr(0, text.find('/'));
        if (step != "*" && !is_plain_key(step)) return false;
        text.remove_prefix(step.size());
    }
    return true;
}

void check_paths(const Json& json, Reading& reading) {
    if (json.is_text() && looks_like_path(json.text) && !reading.form.field(json.text))
        reading.faults.add(json, "规则所指的「" + json.text + "」不是本表的填写项");
    for (const Json& item : json.items) check_paths(item, reading);
    for (const auto& [key, value] : json.members) check_paths(value, reading);
}

}  // namespace

Words read_name(const Members& members, Faults& faults) {
    const Json* name = members.json().find("name");
    if (!name) {
        if (members.json().is_object()) members.fault("name", "缺「name」");
        return {};
    }
    const Members words(*name, name_words, faults);
    Words read{words.text("zh", Need::must), words.text("en", Need::must)};
    expect_filled(*name, read.zh + read.en, faults);
    return read;
}

void read_values(const Json& definition, Reading& reading) {
    const Json* lists = definition.find("values");
    if (!lists) return;
    reading.form.value_lists.reserve(lists->items.size());
    for (const Json& json : lists->items) {
        ValueList list = list_of(json, reading.faults);
        if (reading.form.values(list.id)) reading.faults.add(json, "取值表「" + list.id + "」重复");
        reading.form.value_lists.push_back(std::move(list));
    }
}

void read_fields(const Json& definition, Reading& reading) {
    if (const Json* fields = definition.find("fields")) reading.form.fields = fields_of(fields->items, {}, reading);
}

void read_rules(const Json& definition, Reading& reading) {
    const Json* rules = definition.find("rules");
    if (!rules) return;
    reading.form.rules.reserve(rules->items.size());
    for (const Json& json : rules->items) {
        const Json* kind = json.find("kind");
        if (!json.is_object() || !kind || !kind->is_text()) reading.faults.add(json, "规则要是对象，并用 kind 写明种类");
        else check_paths(json, reading);
        reading.form.rules.push_back({kind ? kind->text : "", json, reading.faults.file(file_of(json.line))});
        plain_lines(reading.form.rules.back().parameters);
    }
}

}  // namespace tianbiao
