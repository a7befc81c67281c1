#include "form/select.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace tianbiao {

namespace {

const Json* child(const Json* value, std::string_view key) {
    if (value && value->is_object()) return value->find(key);
    std::size_t index = 0;
    const auto [end, fault] = std::from_chars(key.data(), key.data() + key.size(), index);
    const bool number = fault == std::errc{} && end == key.data() + key.size();
    return value && value->is_array() && number && index < value->items.size() ? &value->items[index] : nullptr;
}

void descend(const Json* value, std::string_view rest, Spot spot, std::vector<Spot>& found) {
    if (rest.empty()) {
        spot.value = value && value->is_null() ? nullptr : value;
        found.push_back(std::move(spot));
        return;
    }
    const std::size_t end = std::min(rest.find('/', 1), rest.size());
    const std::string_view key = rest.substr(1, end - 1);
    const std::string_view further = rest.substr(end);
    if (key != "*") {
        spot.pointer.append("/").append(key);
        descend(child(value, key), further, std::move(spot), found);
        return;
    }
    if (!value || !value->is_array()) return;
    for (std::size_t i = 0; i < value->items.size(); ++i) {
        Spot entry = spot;
        entry.pointer.append("/").append(std::to_string(i));
        entry.indexes.push_back(i);
        descend(&value->items[i], further, std::move(entry), found);
    }
}

}  // namespace

std::vector<Spot> select(const Record& record, std::string_view pattern) {
    std::vector<Spot> found;
    descend(&record.root, pattern, {}, found);
    return found;
}

std::string bound(std::string_view pattern, const std::vector<std::size_t>& indexes) {
    std::string result;
    std::size_t next = 0;
    for (const char c : pattern) {
        if (c == '*' && next < indexes.size()) result += std::to_string(indexes[next++]);
        else result += c;
    }
    return result;
}

bool is_blank(const Json* value) {
    if (!value || value->is_null()) return true;
    if (value->is_text()) return trim(value->text).empty();
    if (value->is_array()) return std::ranges::all_of(value->items, [](const Json& item) { return is_blank(&item); });
    if (value->is_object()) return std::ranges::all_of(value->members, [](const auto& member) { return is_blank(&member.second); });
    return false;
}

}  // namespace tianbiao
