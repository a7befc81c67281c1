#include "write/letter_template.h"

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <set>

#include "base/error.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;
using Names = std::set<std::string, std::less<>>;

struct Tag {
    char kind = 0;  // # ^ / ! { & = > and 0 for a variable
    std::string name;
};

std::vector<Tag> tags_of(std::string_view text) {
    std::vector<Tag> tags;
    for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open)) {
        const std::size_t close = std::min(text.find("}}", open), text.size());
        std::string_view word = trim(text.substr(open + 2, close - open - 2));
        Tag tag;
        if (!word.empty() && std::string_view("#^/!{&=>").find(word[0]) != std::string_view::npos) tag.kind = word[0], word.remove_prefix(1);
        tag.name = std::string(trim(word));
        tags.push_back(std::move(tag));
        open = close;
    }
    return tags;
}

// {{! needs: a b }} and {{! may: c }}
Names said_in_head(const std::vector<Tag>& tags, std::string_view word) {
    Names names;
    for (const Tag& tag : tags) {
        if (tag.kind != '!' || !tag.name.starts_with(word)) continue;
        std::string_view rest = std::string_view(tag.name).substr(word.size());
        while (!(rest = trim(rest)).empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            names.emplace(rest.substr(0, end));
            rest.remove_prefix(end);
        }
    }
    return names;
}

bool is_false(const Json& value) {
    if (value.is_array()) return value.items.empty();
    if (value.is_boolean()) return !value.boolean;
    return value.is_null() || (value.is_text() && value.text.empty());
}

// Whether the data has what the tags ask for, in every entry of every list.
class Asked {
public:
    Asked(const std::vector<Tag>& tags, const Names& may, const std::string& name) : tags_(tags), may_(may), name_(name) {}

    void check(std::size_t from, std::size_t end, std::vector<const Json*>& stack) const {
        for (std::size_t i = from; i < end; ++i) {
            const Tag& tag = tags_[i];
            if (tag.kind == '!') continue;
            const Json* value = find(tag.name, stack);
            if (!value && !may_.contains(tag.name)) throw Error(Code::usage, {name_, tag.name}, "模板要用的数据没有给出");
            if (tag.kind == 0) continue;
            const std::size_t close = close_of(i, end);
            check_section(tag.kind, value, i + 1, close, stack);
            i = close;
        }
    }

private:
    static const Json* find(const std::string& name, const std::vector<const Json*>& stack) {
        for (auto at = stack.rbegin(); at != stack.rend(); ++at) {
            const Json* value = (*at)->is_object() ? (*at)->find(name) : nullptr;
            if (value) return value;
        }
        return nullptr;
    }

    std::size_t close_of(std::size_t open, std::size_t end) const {
        int depth = 0;
        for (std::size_t i = open; i < end; ++i) {
            if (tags_[i].kind == '#' || tags_[i].kind == '^') ++depth;
            if (tags_[i].kind == '/' && --depth == 0) return i;
        }
        throw Error(Code::internal, {name_, tags_[open].name}, "模板不完整");
    }

    void check_section(char kind, const Json* value, std::size_t from, std::size_t end, std::vector<const Json*>& stack) const {
        const bool truth = value && !is_false(*value);
        if (truth != (kind == '#')) return;
        if (kind == '^' || !value->is_array()) {
            if (value) stack.push_back(value);
            check(from, end, stack);
            if (value) stack.pop_back();
            return;
        }
        for (const Json& item : value->items) {
            stack.push_back(&item);
            check(from, end, stack);
            stack.pop_back();
        }
    }

    const std::vector<Tag>& tags_;
    const Names& may_;
    const std::string& name_;
};

data data_of(const Json& value) {
    switch (value.kind) {
        case Json::Kind::array: {
            data list{data::type::list};
            for (const Json& item : value.items) list.push_back(data_of(item));
            return list;
        }
        case Json::Kind::object: {
            data object{data::type::object};
            for (const auto& [key, member] : value.members) object.set(key, data_of(member));
            return object;
        }
        case Json::Kind::boolean: return data{value.boolean ? data::type::bool_true : data::type::bool_false};
        default: return is_false(value) ? data{data::type::bool_false} : data{value.text};
    }
}

std::string escaped(const std::string& text) {
    const std::string quoted = write_json(Json::make_text(text), JsonStyle::compact);
    const std::size_t open = quoted.find('"'), close = quoted.rfind('"');
    return quoted.substr(open + 1, close - open - 1);
}

}  // namespace

std::string render_template(const std::string& text, const Json& asked, const std::string& name) {
    const std::vector<Tag> tags = tags_of(text);
    const Names needs = said_in_head(tags, "needs:"), may = said_in_head(tags, "may:");
    if (!asked.is_object()) throw Error(Code::usage, {name, ""}, "模板的数据应是对象");
    for (const auto& [key, value] : asked.members)
        if (key != "count" && !needs.contains(key) && !may.contains(key)) throw Error(Code::usage, {name, key}, "模板没有这个名字");
    std::vector<const Json*> stack{&asked};
    Asked(tags, may, name).check(0, tags.size(), stack);
    mustache page(text);
    if (!page.is_valid()) throw Error(Code::internal, {name, ""}, "模板不完整：" + page.error_message());
    page.set_custom_escape(escaped);
    return page.render(data_of(asked));
}

std::vector<std::string> letter_template_faults(std::string_view text) {
    const std::vector<Tag> tags = tags_of(text);
    Names said = said_in_head(tags, "needs:"), used;
    for (const std::string& name : said_in_head(tags, "may:"))
        if (!said.insert(name).second) said.insert(name + " (twice)");
    std::vector<std::string> faults;
    for (const Tag& tag : tags) {
        if (std::string_view("{&=>").find(tag.kind) != std::string_view::npos && tag.kind != 0) faults.push_back("not escaped: " + tag.name);
        if (tag.kind != '!') used.insert(tag.name);
    }
    std::set_symmetric_difference(said.begin(), said.end(), used.begin(), used.end(), std::back_inserter(faults));
    mustache page{std::string(text)};
    if (!page.is_valid()) faults.push_back(page.error_message());
    return faults;
}

}  // namespace tianbiao
