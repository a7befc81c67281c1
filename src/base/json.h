// JSON as it was written: order of keys kept, numbers kept as their lexemes, every value with its line and column.
//
// Read strictly (RFC 8259) through nlohmann's SAX parser, which neither recurses nor builds its own tree; duplicate keys, more than
// limits::json_nesting levels, more than limits::json_bytes and ill-formed UTF-8 are an Error with a place. Written to the character.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tianbiao {

struct Json {
    enum class Kind : std::uint8_t { null, boolean, number, text, array, object };

    Kind kind = Kind::null;
    bool boolean = false;
    std::string text;  // a text, or the lexeme of a number
    std::vector<Json> items;
    std::vector<std::pair<std::string, Json>> members;
    int line = 0, column = 0;  // from 1; 0 for a value that was made, not read

    static Json make_boolean(bool value);
    static Json make_number(std::string lexeme);
    static Json make_number(std::int64_t value);
    static Json make_text(std::string value);
    static Json make_array(std::vector<Json> values = {});
    static Json make_object(std::vector<std::pair<std::string, Json>> values = {});

    bool is_null() const { return kind == Kind::null; }
    bool is_boolean() const { return kind == Kind::boolean; }
    bool is_number() const { return kind == Kind::number; }
    bool is_text() const { return kind == Kind::text; }
    bool is_array() const { return kind == Kind::array; }
    bool is_object() const { return kind == Kind::object; }
    bool is_scalar() const { return !is_array() && !is_object(); }

    const Json* find(std::string_view key) const;  // of an object; nullptr where absent
    Json& member(std::string_view key);            // made (null) where absent; turns a null into an object
    std::optional<std::int64_t> integer() const;   // a number whose lexeme is a plain integer that fits

    // Same shape and same characters; line and column and the order of keys do not count (RFC 8259, 4).
    bool operator==(const Json& other) const;
};

// `file` is for messages only. Throws Error: bad_json (place "line L, column C, /pointer"), bad_utf8, too_large.
Json read_json(std::string_view bytes, const std::string& file);

enum class JsonStyle { compact, indented };
std::string write_json(const Json& json, JsonStyle style = JsonStyle::indented);  // indented: two blanks, a line feed at the end

// JSON Pointer, RFC 6901. find_at: nullptr where nothing stands there. escape_key: ~ -> ~0, / -> ~1; unescape_key: back.
const Json* find_at(const Json& root, std::string_view pointer);
std::string escape_key(std::string_view key);
std::string unescape_key(std::string_view token);

}  // namespace tianbiao
