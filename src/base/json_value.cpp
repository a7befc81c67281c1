#include "base/json.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace tianbiao {
namespace {

using Members = std::vector<std::pair<std::string, Json>>;

std::vector<std::size_t> order_by_key(const Members& members) {
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) -> const std::string& { return members[i].first; });
    return order;
}

// RFC 8259, 4: an object is an unordered collection.
bool same_members(const Members& a, const Members& b) {
    if (a.size() != b.size()) return false;
    if (a == b) return true;
    const std::vector<std::size_t> in_a = order_by_key(a), in_b = order_by_key(b);
    for (std::size_t i = 0; i < in_a.size(); ++i)
        if (a[in_a[i]] != b[in_b[i]]) return false;
    return true;
}

// RFC 6901, 4: digits without a leading zero.
std::optional<std::size_t> list_index(std::string_view token) {
    std::size_t index = 0;
    const auto end = std::from_chars(token.data(), token.data() + token.size(), index);
    if (end.ec != std::errc{} || end.ptr != token.data() + token.size() || (token.size() > 1 && token[0] == '0')) return std::nullopt;
    return index;
}

const Json* step_into(const Json& json, std::string_view token) {
    if (json.is_array()) {
        const std::optional<std::size_t> index = list_index(token);
        return index && *index < json.items.size() ? &json.items[*index] : nullptr;
    }
    if (token.find('~') == std::string_view::npos) return json.find(token);
    return json.find(unescape_key(token));
}

}  // namespace

Json Json::make_boolean(bool value) {
    Json json;
    json.kind = Kind::boolean;
    json.boolean = value;
    return json;
}

Json Json::make_number(std::string lexeme) {
    Json json;
    json.kind = Kind::number;
    json.text = std::move(lexeme);
    return json;
}

Json Json::make_number(std::int64_t value) { return make_number(std::to_string(value)); }

Json Json::make_text(std::string value) {
    Json json;
    json.kind = Kind::text;
    json.text = std::move(value);
    return json;
}

Json Json::make_array(std::vector<Json> values) {
    Json json;
    json.kind = Kind::array;
    json.items = std::move(values);
    return json;
}

Json Json::make_object(Members values) {
    Json json;
    json.kind = Kind::object;
    json.members = std::move(values);
    return json;
}

const Json* Json::find(std::string_view key) const {
    if (!is_object()) return nullptr;
    const auto found = std::ranges::find(members, key, [](const auto& member) -> std::string_view { return member.first; });
    return found == members.end() ? nullptr : &found->second;
}

Json& Json::member(std::string_view key) {
    if (is_null()) kind = Kind::object;
    const auto found = std::ranges::find(members, key, [](const auto& member) -> std::string_view { return member.first; });
    if (found != members.end()) return found->second;
    return members.emplace_back(std::string(key), Json{}).second;
}

std::optional<std::int64_t> Json::integer() const {
    if (!is_number()) return std::nullopt;
    std::int64_t value = 0;
    const char* last = text.data() + text.size();
    const auto end = std::from_chars(text.data(), last, value);
    if (end.ec != std::errc{} || end.ptr != last) return std::nullopt;
    return value;
}

bool Json::operator==(const Json& other) const {
    return kind == other.kind && boolean == other.boolean && text == other.text && items == other.items &&
           same_members(members, other.members);
}

const Json* find_at(const Json& root, std::string_view pointer) {
    const Json* here = &root;
    while (here && !pointer.empty()) {
        if (pointer[0] != '/') return nullptr;
        const std::string_view token = pointer.substr(1, pointer.find('/', 1) - 1);
        here = step_into(*here, token);
        pointer.remove_prefix(1 + token.size());
    }
    return here;
}

std::string escape_key(std::string_view key) {
    std::string token;
    token.reserve(key.size());
    for (const char c : key) {
        if (c == '~') token += "~0";
        else if (c == '/') token += "~1";
        else token += c;
    }
    return token;
}

// RFC 6901, 4: first ~1, then ~0, so that ~01 is ~1 and not a slash.
std::string unescape_key(std::string_view token) {
    std::string key;
    key.reserve(token.size());
    for (std::size_t i = 0; i < token.size(); ++i) {
        const bool escape = token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1');
        key += escape ? (token[++i] == '1' ? '/' : '~') : token[i];
    }
    return key;
}

}  // namespace tianbiao
