#include <random>

#include <gtest/gtest.h>

#include "base/json.h"
#include "base/utf8.h"

using namespace tianbiao;

namespace {

std::string compact(const Json& json) { return write_json(json, JsonStyle::compact); }

// Trees of every kind, with texts from all over Unicode.
class RandomJson {
public:
    explicit RandomJson(unsigned seed) : random_(seed) {}

    Json document() {
        Json json = Json::make_object();
        for (unsigned i = 3 + below(10); i > 0; --i) json.member(text()) = tree(4);
        return json;
    }

private:
    Json tree(int depth) {
        switch (below(depth > 0 ? 7 : 5)) {
            case 0: return {};
            case 1: return Json::make_boolean(below(2) == 1);
            case 2: return Json::make_number(lexeme());
            case 5: return list(depth);
            case 6: return group(depth);
            default: return Json::make_text(text());
        }
    }

    unsigned below(unsigned bound) { return random_() % bound; }

    Json list(int depth) {
        Json json = Json::make_array();
        for (unsigned i = below(7); i > 0; --i) json.items.push_back(tree(depth - 1));
        return json;
    }

    Json group(int depth) {
        Json json = Json::make_object();
        for (unsigned i = below(7); i > 0; --i) json.member(text()) = tree(depth - 1);
        return json;
    }

    std::string lexeme() {
        std::string lexeme = below(2) ? "-" : "";
        lexeme += static_cast<char>('1' + below(9));
        lexeme += std::to_string(random_());
        if (below(2)) (lexeme += '.') += std::to_string(below(1000)) + "0";
        if (below(3) == 0) lexeme += below(2) ? "e-12" : "E+7";
        return lexeme;
    }

    std::string text() {
        std::string text;
        for (unsigned i = below(12); i > 0; --i) {
            constexpr char32_t limits[] = {0x20, 0x80, 0x3100, 0xA000, 0x110000};
            char32_t code = random_() % limits[below(5)];
            if (code >= 0xD800 && code < 0xE000) code = U'\\';
            append_utf8(text, code);
        }
        return text;
    }

    std::mt19937 random_;
};

}  // namespace

TEST(WriteJson, EscapesWhatTheStandardDemandsAndNothingElse) {
    EXPECT_EQ(compact(Json::make_text("\"\\/\b\f\n\r\t")), R"("\"\\/\b\f\n\r\t")");
    EXPECT_EQ(compact(Json::make_text(std::string("\0\x01\x1F\x7F", 4))), "\"\\u0000\\u0001\\u001f\x7F\"");
    EXPECT_EQ(compact(Json::make_text("填𠮷\u2028&<>'")), "\"填𠮷\u2028&<>'\"");
    EXPECT_EQ(compact(Json::make_object({{"a\"b", Json{}}})), R"({"a\"b":null})");
}

TEST(WriteJson, IndentsByTwoAndKeepsShortListsOnOneLine) {
    const Json json =
        read_json(R"({"form":"f","levels":["初级","中级"],"e":[],"o":{},"n":[1,2,3,4,5],"rows":[{"a":1},{"b":[true,null]}]})", "");
    EXPECT_EQ(write_json(json), R"({
  "form": "f",
  "levels": ["初级", "中级"],
  "e": [],
  "o": {},
  "n": [
    1,
    2,
    3,
    4,
    5
  ],
  "rows": [
    {
      "a": 1
    },
    {
      "b": [true, null]
    }
  ]
}
)");
}

TEST(WriteJson, LongTextsOfAListStandOneALine) {
    const Json list = Json::make_array({Json::make_text(std::string(41, 'x')), Json::make_text("y")});
    EXPECT_EQ(write_json(list), "[\n  \"" + std::string(41, 'x') + "\",\n  \"y\"\n]\n");
}

TEST(WriteJson, CompactHasNoBlanks) {
    const std::string text = R"({"a":[1,[],{}],"b":{"c":"x y"}})";
    EXPECT_EQ(compact(read_json(text, "")), text);
}

TEST(WriteJson, WhatIsWrittenIsReadBackEqual) {
    for (unsigned seed = 0; seed < 500; ++seed) {
        const Json tree = RandomJson(seed).document();
        const std::string indented = write_json(tree);
        const Json again = read_json(indented, "");
        ASSERT_EQ(again, tree) << "seed " << seed << '\n' << indented;
        ASSERT_EQ(read_json(compact(tree), ""), tree) << "seed " << seed;
        ASSERT_EQ(write_json(again), indented) << "seed " << seed;
    }
}
