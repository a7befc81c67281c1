#include <gtest/gtest.h>

#include "base/json.h"

using namespace tianbiao;

namespace {
Json read(std::string_view text) { return read_json(text, ""); }
}  // namespace

// The example of RFC 6901, 5.
TEST(JsonPointer, FindsWhatTheStandardsExampleFinds) {
    const Json json = read(R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8})");
    EXPECT_EQ(find_at(json, ""), &json);
    EXPECT_EQ(find_at(json, "/foo/0")->text, "bar");
    const std::string_view pointers[] = {"/", "/a~1b", "/c%d", "/e^f", "/g|h", "/i\\j", "/k\"l", "/ ", "/m~0n"};
    for (int i = 0; i < 9; ++i) EXPECT_EQ(find_at(json, pointers[i])->text, std::to_string(i));
}

TEST(JsonPointer, NothingStandsAtAWrongPath) {
    const Json json = read(R"({"a":["x"],"b":"y","":{"":1}})");
    for (const std::string_view pointer :
         {"a", "/c", "/a/1", "/a/-", "/a/00", "/a/+0", "/a/", "/a/x", "/b/0", "/b/length", "/a/0/0", "/a/99999999999999999999999"})
        EXPECT_EQ(find_at(json, pointer), nullptr) << pointer;
    EXPECT_EQ(find_at(json, "//")->text, "1");
}

TEST(JsonPointer, KeysAreEscapedAndBack) {
    for (const std::string key : {"a/b", "m~n", "~1", "~01", "", "~", "/~/~"}) EXPECT_EQ(unescape_key(escape_key(key)), key);
    EXPECT_EQ(escape_key("~/"), "~0~1");
    EXPECT_EQ(unescape_key("~01"), "~1");
}

TEST(JsonValue, EqualityAsksForTheSameCharactersAndNoOrderOfKeys) {
    EXPECT_EQ(read("{\"a\":1,\n\"b\":2}"), read("{\"b\":2,\"a\":1}"));
    EXPECT_NE(read("{\"a\":1}"), read("{\"a\":1.0}"));
    EXPECT_NE(read("{\"a\":1}"), read("{\"a\":\"1\"}"));
    EXPECT_NE(read("{\"a\":1}"), read("{\"a\":1,\"b\":null}"));
    EXPECT_NE(read("{\"a\":1,\"b\":2}"), read("{\"a\":2,\"b\":1}"));
    EXPECT_NE(read("[1,2]"), read("[2,1]"));
    EXPECT_NE(read("[]"), read("{}"));
    EXPECT_NE(read("true"), read("false"));
}

TEST(JsonValue, IntegersArePlainAndFit) {
    EXPECT_EQ(read("42").integer(), 42);
    EXPECT_EQ(read("-9223372036854775808").integer(), INT64_MIN);
    EXPECT_EQ(Json::make_number(std::int64_t{-7}).integer(), -7);
    for (const std::string_view text : {"1.0", "1e3", "9223372036854775808", "\"42\"", "true", "null", "[]"})
        EXPECT_FALSE(read(text).integer()) << text;
}

TEST(JsonValue, MembersAreMadeWhereAbsent) {
    Json json;
    json.member("a").member("b") = Json::make_text("x");
    json.member("a").member("c") = Json::make_boolean(true);
    EXPECT_EQ(write_json(json, JsonStyle::compact), R"({"a":{"b":"x","c":true}})");
    EXPECT_EQ(json.find("a")->find("b")->text, "x");
    EXPECT_EQ(json.find("z"), nullptr);
    EXPECT_EQ(Json::make_text("a").find("a"), nullptr);
}
