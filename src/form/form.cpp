#include "form/form.h"

#include <algorithm>

#include "base/error.h"

namespace tianbiao {
namespace {

// The first step of a path, and what is left behind it.
std::string_view take_step(std::string_view& path) {
    path.remove_prefix(1);
    const std::string_view step = path.substr(0, path.find('/'));
    path.remove_prefix(step.size());
    return step;
}

bool names_an_entry(std::string_view step) {
    return step == "*" || (!step.empty() && std::ranges::all_of(step, [](char c) { return c >= '0' && c <= '9'; }));
}

bool has_entries(FieldType type) { return type == FieldType::list || type == FieldType::choices; }

template <class Part>
const Part* named(const std::vector<Part>& parts, std::string_view name, std::string Part::*member) {
    const auto found = std::ranges::find(parts, name, member);
    return found == parts.end() ? nullptr : &*found;
}

}  // namespace

const Field* Form::field(std::string_view path) const {
    const std::vector<Field>* here = &fields;
    const Field* found = nullptr;
    while (!path.empty() && path[0] == '/') {
        const std::string_view step = take_step(path);
        if (found && has_entries(found->type)) {
            if (!names_an_entry(step)) return nullptr;
            if (path.empty()) return found;
            if (path[0] != '/' || found->fields.empty()) return nullptr;
            found = named(*here, take_step(path), &Field::key);
        } else {
            found = named(*here, step, &Field::key);
        }
        if (!found) return nullptr;
        here = &found->fields;
    }
    return path.empty() ? found : nullptr;
}

const Style& Form::style(std::string_view name) const {
    if (const Style* found = named(styles, name, &Style::name)) return *found;
    throw Error(Code::internal, {id, ""}, "表格没有样式「" + std::string(name) + "」");
}

const ValueList* Form::values(std::string_view id) const { return named(value_lists, id, &ValueList::id); }

const std::string& Form::word(std::string_view name) const {
    const auto found = std::ranges::find(words, name, &std::pair<std::string, std::string>::first);
    if (found != words.end()) return found->second;
    throw Error(Code::internal, {id, ""}, "表格没有用语「" + std::string(name) + "」");
}

}  // namespace tianbiao
