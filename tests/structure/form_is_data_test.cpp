// A form is data: no C++ under src/ names a field of one.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/json.h"
#include "structure/sources.h"

namespace tianbiao {
namespace {

// What the form files say: the keys of fields, and the words of the form format itself, which C++ must know.
struct Vocabulary {
    std::set<std::string> fields;
    std::set<std::string> words;
};

// Members whose value chooses code by name: the kind of a field or a rule, the check of a scalar.
const std::set<std::string> choosing{"type", "check", "kind", "rule"};

// The {words} of a message or a label are filled in by C++, so it must know them.
void collect_placeholders(std::string_view text, Vocabulary& into) {
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1))
        if (const std::size_t close = text.find('}', open); close != std::string_view::npos)
            into.words.emplace(text.substr(open + 1, close - open - 1));
}

void collect(const Json& json, Vocabulary& into) {
    if (json.is_text()) collect_placeholders(json.text, into);
    for (const Json& item : json.items) collect(item, into);
    for (const auto& [key, value] : json.members) {
        into.words.insert(key);
        if (choosing.contains(key) && value.is_text()) into.words.insert(value.text);
        collect(value, into);
    }
    const Json* key = json.is_object() ? json.find("key") : nullptr;
    if (key && key->is_text() && json.find("type")) into.fields.insert(key->text);
}

const Vocabulary& vocabulary() {
    static const Vocabulary all = [] {
        Vocabulary made;
        for (const Source& source : sources_below("forms", {".json"})) collect(read_json(source.text, source.path), made);
        return made;
    }();
    return all;
}

// Keys of fields that are words of the program's own, too: each with where it comes from.
const std::map<std::string, std::string> allowed{
    {"form", "names the definition that the rest of the application follows"},
    {"file", "a name in the answers of --json"},
    {"pages", "a name in the answers of --json"},
};

// "/organization/name", "/teachers/*/phone", "/sites/3": a pointer into an application. "/form" leads to the definition.
bool is_field_pointer(const std::string& literal) {
    if (!literal.starts_with('/') || literal == "/form") return false;
    bool first = true;
    for (std::size_t at = 1; at <= literal.size(); first = false) {
        const std::size_t end = std::min(literal.find('/', at), literal.size());
        const std::string segment = literal.substr(at, end - at);
        const bool place = segment == "*" || (!segment.empty() && segment.find_first_not_of("0123456789") == std::string::npos);
        if (!vocabulary().fields.contains(segment) && (first || !place)) return false;
        at = end + 1;
    }
    return true;
}

std::vector<std::string> fields_named_in(const std::string& text) {
    std::vector<std::string> named;
    for (const std::string& literal : literals_of(text)) {
        const bool field = vocabulary().fields.contains(literal) && !vocabulary().words.contains(literal) && !allowed.contains(literal);
        if (field || is_field_pointer(literal)) named.push_back(literal);
    }
    return named;
}

TEST(FormIsData, NoSourceNamesAField) {
    ASSERT_GT(vocabulary().fields.size(), 80u);
    for (const Source& source : sources_below("src", {".h", ".cpp"}))
        for (const std::string& name : fields_named_in(source.text)) ADD_FAILURE() << source.path << " names the field " << name;
}

TEST(FormIsData, FindsAFieldThatIsNamed) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(fields_named_in("record.at(\"teachers\");"), Names{"teachers"});
    EXPECT_EQ(fields_named_in("record.at(\"/organization/credit_code\");"), Names{"/organization/credit_code"});
    EXPECT_EQ(fields_named_in("record.at(\"/teachers/*/phone\");"), Names{"/teachers/*/phone"});
    EXPECT_EQ(fields_named_in("record.at(R\"(teachers)\");"), Names{"teachers"});
    EXPECT_EQ(fields_named_in("// \"/teachers/3/phone\" in a comment\n const char c = '\"'; use(\"/Type/Page\", \"/form\");"), Names{});
}

}  // namespace
}  // namespace tianbiao
