// JSON as text: compact, or with two blanks a level.
#include "base/json.h"

#include <algorithm>

namespace tianbiao {
namespace {

// RFC 8259, 7: quotation mark, reverse solidus and U+0000..U+001F must be escaped; nothing else is.
std::string_view short_escape(char c) {
    switch (c) {
        case '"': return "\\\"";
        case '\\': return "\\\\";
        case '\b': return "\\b";
        case '\f': return "\\f";
        case '\n': return "\\n";
        case '\r': return "\\r";
        case '\t': return "\\t";
        default: return {};
    }
}

bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

void write_text(std::string& to, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    to += '"';
    while (!text.empty()) {
        const auto stop = std::ranges::find_if(text, needs_escape);
        to.append(text.begin(), stop);
        if (stop == text.end()) break;
        if (const std::string_view escape = short_escape(*stop); !escape.empty()) to += escape;
        else (to += "\\u00") += {hex[static_cast<unsigned char>(*stop) >> 4], hex[*stop & 0xF]};
        text = {stop + 1, text.end()};
    }
    to += '"';
}

// A short list of short values reads better in one line: "levels": ["初级", "中级"].
bool fits_one_line(const Json& list) {
    constexpr std::size_t most_items = 4, most_bytes = 40;
    return list.items.size() <= most_items &&
           std::ranges::all_of(list.items, [](const Json& item) { return item.is_scalar() && item.text.size() <= most_bytes; });
}

class Writer {
public:
    explicit Writer(JsonStyle style) : indented_(style == JsonStyle::indented) {}

    void write(const Json& json) {
        switch (json.kind) {
            case Json::Kind::null: text += "null"; break;
            case Json::Kind::boolean: text += json.boolean ? "true" : "false"; break;
            case Json::Kind::number: text += json.text; break;
            case Json::Kind::text: write_text(text, json.text); break;
            case Json::Kind::array: write_array(json); break;
            case Json::Kind::object: write_object(json); break;
        }
    }

    std::string text;

private:
    void write_array(const Json& json) {
        const bool one_line = !indented_ || fits_one_line(json);
        text += '[';
        ++depth_;
        for (std::size_t i = 0; i < json.items.size(); ++i) {
            if (i) text += one_line && indented_ ? ", " : ",";
            if (!one_line) new_line();
            write(json.items[i]);
        }
        --depth_;
        if (!one_line) new_line();
        text += ']';
    }

    void write_object(const Json& json) {
        text += '{';
        ++depth_;
        for (std::size_t i = 0; i < json.members.size(); ++i) {
            if (i) text += ',';
            if (indented_) new_line();
            write_text(text, json.members[i].first);
            text += indented_ ? ": " : ":";
            write(json.members[i].second);
        }
        --depth_;
        if (indented_ && !json.members.empty()) new_line();
        text += '}';
    }

    void new_line() {
        text += '\n';
        text.append(2 * depth_, ' ');
    }

    bool indented_;
    std::size_t depth_ = 0;
};

}  // namespace

std::string write_json(const Json& json, JsonStyle style) {
    Writer writer(style);
    writer.write(json);
    if (style == JsonStyle::indented) writer.text += '\n';
    return std::move(writer.text);
}

}  // namespace tianbiao
