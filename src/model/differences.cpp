// Records as lists of path and value: for people, and to compare two of them.
#include "model/record.h"

#include <algorithm>
#include <map>
#include <utility>

namespace tianbiao {
namespace {

struct Leaf {
    std::string path;
    const Json* value;  // a scalar, or a group or list with nothing in it
};

void collect(const Json& json, std::string& path, std::vector<Leaf>& leaves) {
    if (json.items.empty() && json.members.empty()) {
        leaves.push_back({path, &json});
        return;
    }
    const std::size_t length = path.size();
    const auto below = [&](const std::string& token, const Json& value) {
        (path += '/') += token;
        collect(value, path, leaves);
        path.resize(length);
    };
    for (std::size_t i = 0; i < json.items.size(); ++i) below(std::to_string(i), json.items[i]);
    for (const auto& [key, value] : json.members) below(escape_key(key), value);
}

std::vector<Leaf> leaves_of(const Json& json) {
    std::vector<Leaf> leaves;
    std::string path;
    collect(json, path, leaves);
    return leaves;
}

// true and "true" read alike and are not the same: then the kind is shown as well.
Difference difference(const std::string& path, const Json* a, const Json* b) {
    Difference difference{path, printed(a), printed(b)};
    if (difference.a == difference.b) {
        difference.a = a ? write_json(*a, JsonStyle::compact) : "";
        difference.b = b ? write_json(*b, JsonStyle::compact) : "";
    }
    return difference;
}

}  // namespace

// The normal form keeps each value's characters, so they are shown as written.
std::vector<Difference> differences(const Record& a, const Record& b) {
    const Json normal_a = normal_form(a.root), normal_b = normal_form(b.root);
    if (normal_a == normal_b) return {};
    const std::vector<Leaf> leaves_a = leaves_of(normal_a), leaves_b = leaves_of(normal_b);
    std::map<std::string_view, const Json*> only_in_b;
    for (const Leaf& leaf : leaves_b) only_in_b.emplace(leaf.path, leaf.value);

    std::vector<Difference> found;
    for (const Leaf& leaf : leaves_a) {
        const auto other = only_in_b.find(leaf.path);
        const Json* value = other == only_in_b.end() ? nullptr : other->second;
        if (!leaf.value->is_null() && (!value || !(*leaf.value == *value))) found.push_back(difference(leaf.path, leaf.value, value));
        if (value) only_in_b.erase(other);
    }
    for (const Leaf& leaf : leaves_b)
        if (!leaf.value->is_null() && only_in_b.contains(leaf.path)) found.push_back(difference(leaf.path, nullptr, leaf.value));
    return found;
}

std::string dump(const Record& record) {
    std::string text;
    for (const Leaf& leaf : leaves_of(record.root)) {
        text += leaf.path;
        text += "  ";
        text += write_json(*leaf.value, JsonStyle::compact);
        text += '\n';
    }
    return text;
}

}  // namespace tianbiao
