// Two applications that say the same have the same normal form.
#include "model/record.h"

#include <utility>

#include "base/utf8.h"

namespace tianbiao {
namespace {

// White space at the end of each line off, which makes CRLF into LF as well: CR is white space.
std::string normal_text(std::string_view text) {
    std::string normal;
    normal.reserve(text.size());
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        (normal += trim_end(text.substr(0, end))) += '\n';
        text.remove_prefix(end + 1);
    }
    return normal += trim_end(text);
}

Json normal_array(const Json& json) {
    Json normal = Json::make_array();
    for (const Json& item : json.items)
        if (Json kept = normal_form(item); !kept.is_null()) normal.items.push_back(std::move(kept));
    return normal.items.empty() ? Json{} : normal;
}

Json normal_object(const Json& json) {
    Json normal = Json::make_object();
    for (const auto& [key, value] : json.members)
        if (Json kept = normal_form(value); !kept.is_null()) normal.members.emplace_back(key, std::move(kept));
    return normal.members.empty() ? Json{} : normal;
}

}  // namespace

Json normal_form(const Json& json) {
    switch (json.kind) {
        case Json::Kind::null: return {};
        case Json::Kind::boolean: return Json::make_boolean(json.boolean);
        case Json::Kind::number: return Json::make_text(json.text);
        case Json::Kind::text: {
            std::string text = normal_text(json.text);
            return text.empty() ? Json{} : Json::make_text(std::move(text));
        }
        case Json::Kind::array: return normal_array(json);
        case Json::Kind::object: return normal_object(json);
    }
    return {};
}

}  // namespace tianbiao
