#include "model/record.h"

#include <charconv>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/limits.h"

namespace tianbiao {
namespace {

[[noreturn]] void wrong_root(const Json& json, const std::string& file, std::string place, std::string text) {
    const std::string where = "line " + std::to_string(json.line) + ", column " + std::to_string(json.column);
    throw Error(Code::bad_json, {file, where + place}, std::move(text));
}

// A list's entry is named by its index, or by "-" for the one behind the last (RFC 6901, 4).
std::optional<std::size_t> list_place(std::string_view token, std::size_t size) {
    if (token == "-") return size;
    std::size_t index = 0;
    const auto end = std::from_chars(token.data(), token.data() + token.size(), index);
    if (end.ec != std::errc{} || end.ptr != token.data() + token.size()) return std::nullopt;
    return index;
}

Json& entry(Json& list, std::size_t index) {
    if (index >= limits::json_values) throw Error(Code::too_large, {}, "列表过长");
    if (index >= list.items.size()) list.items.resize(index + 1);
    return list.items[index];
}

// Steps down, and makes a null into the group or list that the token asks for.
Json& step_into(Json& json, std::string_view token, std::string_view pointer) {
    if (json.is_null() && list_place(token, 0)) json.kind = Json::Kind::array;
    if (json.is_array())
        if (const std::optional<std::size_t> index = list_place(token, json.items.size())) return entry(json, *index);
    if (json.is_null() || json.is_object()) return json.member(unescape_key(token));
    throw Error(Code::internal, {"", std::string(pointer)}, "路径中间已有别的值");
}

}  // namespace

std::vector<Record> read_records(std::string_view bytes, const std::string& file) {
    Json json = read_json(bytes, file);
    std::vector<Record> records;
    if (json.is_object()) {
        records.push_back({std::move(json)});
        return records;
    }
    if (!json.is_array()) wrong_root(json, file, "", "这不是申请数据：最外层应为一个对象 { … }，或由对象组成的数组");
    if (json.items.empty()) wrong_root(json, file, "", "数组里没有申请数据");
    records.reserve(json.items.size());
    for (Json& item : json.items) {
        if (!item.is_object()) wrong_root(item, file, ", /" + std::to_string(records.size()), "这不是申请数据：数组里应只有对象 { … }");
        records.push_back({std::move(item)});
    }
    return records;
}

std::string write_record(const Record& record) { return write_json(record.root); }

const Json* value_at(const Record& record, std::string_view pointer) {
    const Json* value = find_at(record.root, pointer);
    return value && !value->is_null() ? value : nullptr;
}

void set_value(Record& record, std::string_view pointer, Json value) {
    Json* here = &record.root;
    for (std::string_view rest = pointer; !rest.empty();) {
        if (rest[0] != '/') throw Error(Code::internal, {"", std::string(pointer)}, "路径应以 / 开头");
        const std::string_view token = rest.substr(1, rest.find('/', 1) - 1);
        here = &step_into(*here, token, pointer);
        rest.remove_prefix(1 + token.size());
    }
    *here = std::move(value);
}

std::string printed(const Json* value) {
    if (!value) return {};
    if (value->is_boolean()) return value->boolean ? "true" : "false";
    return value->text;
}

}  // namespace tianbiao
