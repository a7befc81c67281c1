#include <gtest/gtest.h>

#include "base/error.h"
#include "base/json.h"

using namespace tianbiao;

namespace {

Json read(std::string_view text) { return read_json(text, "a.json"); }

struct Refusal {
    Code code = Code::internal;
    std::string detail, text;
};

Refusal refusal(std::string_view text) {
    try {
        read(text);
    } catch (const Error& error) {
        EXPECT_EQ(error.place().file, "a.json");
        return {error.code(), error.place().detail, error.text()};
    }
    ADD_FAILURE() << "read without complaint: " << text.substr(0, 80);
    return {};
}

}  // namespace

TEST(ReadJson, KeepsKindsAndOrder) {
    const Json json = read(R"({"b": [1, "x", null, true, false], "a": {}})");
    ASSERT_TRUE(json.is_object());
    EXPECT_EQ(json.members[0].first, "b");
    EXPECT_EQ(json.members[1].first, "a");
    const std::vector<Json>& items = json.members[0].second.items;
    EXPECT_TRUE(items[0].is_number());
    EXPECT_EQ(items[1].text, "x");
    EXPECT_TRUE(items[2].is_null());
    EXPECT_TRUE(items[3].is_boolean() && items[3].boolean);
    EXPECT_TRUE(items[4].is_boolean() && !items[4].boolean);
    EXPECT_TRUE(json.members[1].second.is_object());
}

TEST(ReadJson, NumbersKeepTheirLexeme) {
    for (const std::string lexeme : {"0", "-0", "1.10", "1E5", "1e+05", "-1.0e-7", "123456789012345678901234567890", "1200.50", "1e999",
                                     "-1e99999", "0.00000000000000000000000000000000001", "18446744073709551616"}) {
        EXPECT_EQ(read(lexeme).text, lexeme);
        const Json list = read("[" + lexeme + "," + lexeme + " ,{\"k\":" + lexeme + "}]");
        EXPECT_EQ(list.items[0].text, lexeme);
        EXPECT_EQ(list.items[1].text, lexeme);
        EXPECT_EQ(find_at(list, "/2/k")->text, lexeme);
        EXPECT_TRUE(list.items[0].is_number());
    }
    const std::string digits(5000, '7');
    EXPECT_EQ(read(digits).text, digits);
}

TEST(ReadJson, DigitsInStringsAndKeysStayWhole) {
    const Json json = read(R"({"9876543210": "a\"12345678\\", "k": "\u0031234"})");
    EXPECT_EQ(json.members[0].first, "9876543210");
    EXPECT_EQ(json.members[0].second.text, "a\"12345678\\");
    EXPECT_EQ(json.members[1].second.text, "1234");
}

TEST(ReadJson, NumbersThatTheGrammarForbidsAreRefused) {
    for (const std::string lexeme :
         {"01", "-01", "00", "007", "1.", ".5", "-", "+1", "1e", "1e+", "0x1F", "1.e5", "NaN", "Infinity", "1_000", "１"})
        EXPECT_EQ(refusal("[" + lexeme + "]").code, Code::bad_json) << lexeme;
}

TEST(ReadJson, EscapesAreResolvedAndNothingElseChanges) {
    EXPECT_EQ(read(R"("\"\\\/\b\f\n\r\t\u586b\ud842\udfb7")").text, "\"\\/\b\f\n\r\t填𠮷");
    EXPECT_EQ(read(R"("\u0000")").text, std::string(1, '\0'));
    EXPECT_EQ(read("\"Å\u0041\u030A　\u2028\x7F\"").text, "Å\u0041\u030A　\u2028\x7F");
}

TEST(ReadJson, EveryValueKnowsItsLineAndColumnInCodePoints) {
    const Json json = read("{\n  \"名称\": \"填表\", \"n\": 12,\r\n\t\"list\": [true,\n \"𠮷\",null] , \"o\" :\n{} }\n");
    struct Case {
        std::string_view pointer;
        int line, column;
    };
    const Case cases[] = {{"", 1, 1},         {"/名称", 2, 9},   {"/n", 2, 20},     {"/list", 3, 10},
                          {"/list/0", 3, 11}, {"/list/1", 4, 2}, {"/list/2", 4, 6}, {"/o", 5, 1}};
    for (const Case& c : cases) {
        const Json* value = find_at(json, c.pointer);
        ASSERT_TRUE(value) << c.pointer;
        EXPECT_EQ(value->line, c.line) << c.pointer;
        EXPECT_EQ(value->column, c.column) << c.pointer;
    }
}

TEST(ReadJson, SyntaxFaultsHavePlaceAndPointer) {
    struct Case {
        std::string_view text, detail;
    };
    const Case cases[] = {
        {"{\"a\": [1, x]}", "line 1, column 11, /a/1"},
        {"{\"a\": [1,, 2]}", "line 1, column 10, /a/1"},
        {"{\"a\": [1, ]}", "line 1, column 11, /a/1"},
        {"[1 2]", "line 1, column 4, /1"},
        {"{,}", "line 1, column 2"},
        {"{\"a\",1}", "line 1, column 5, /a"},
        {"{\"a\" \"b\"}", "line 1, column 6, /a"},
        {"{\"a\": 1,}", "line 1, column 9"},
        {"{\"a\": 1 \"b\": 2}", "line 1, column 9"},
        {"{a: 1}", "line 1, column 2"},
        {"{\n  \"填\": '表'}", "line 2, column 8, /填"},
        {"{\"a\": {\"b\": tru}}", "line 1, column 16, /a/b"},
        {"{} {}", "line 1, column 4"},
        {"[]]", "line 1, column 3"},
        {"[1}", "line 1, column 3, /1"},
        {"{\"a\": [", "line 1, column 8, /a/0"},
        {"", "line 1, column 1"},
        {"  \n ", "line 2, column 2"},
    };
    for (const Case& c : cases) {
        const Refusal found = refusal(c.text);
        EXPECT_EQ(found.code, Code::bad_json) << c.text;
        EXPECT_EQ(found.detail, c.detail) << c.text;
    }
}

TEST(ReadJson, TheMessageSaysWhatToMend) {
    struct Case {
        std::string_view text, says;
    };
    const Case cases[] = {
        {"[\"a\nb\"]", "控制字符"}, {"[\"a]", "引号没有闭合"},      {"[\"\\u12\"]", "十六进制"}, {"[\"\\ud842\"]", "代理对"},
        {"[\"\\x\"]", "反斜杠"},    {"[1.]", "数字写法"},           {"[abc]", "双引号"},         {"[[1]", "到此中断"},
        {"[1 2]", "逗号"},          {"[1, // why\n2]", "不合规定"}, {"[\"\\udfb7\"]", "代理对"},
    };
    for (const Case& c : cases) EXPECT_NE(refusal(c.text).text.find(c.says), std::string::npos) << c.text << ": " << refusal(c.text).text;
}

TEST(ReadJson, DuplicateKeysAreRefusedWithPointerAndLine) {
    const Refusal found = refusal("{\"a\": {\"x/y\": 1,\n  \"b\": 2, \"x\\/y\": 3}}");
    EXPECT_EQ(found.code, Code::bad_json);
    EXPECT_EQ(found.detail, "line 2, column 11, /a/x~1y");
    EXPECT_EQ(refusal(R"([{"a":1,"\u0061":2}])").detail, "line 1, column 9, /0/a");
    EXPECT_NO_THROW(read(R"([{"a":{"a":1}},{"a":2}])"));
}

TEST(ReadJson, DuplicateAmongManyKeysIsFoundWithoutDelay) {
    std::string text = "{";
    for (int i = 0; i < 200000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
    EXPECT_EQ(read(text + "\"last\":0}").members.size(), 200001u);
    EXPECT_EQ(refusal(text + "\"k17\":0}").code, Code::bad_json);
    EXPECT_EQ(refusal(text + "\"k199999\":0}").code, Code::bad_json);
}

TEST(ReadJson, AByteOrderMarkAtTheStartIsAcceptedOnce) {
    const Json json = read("\xEF\xBB\xBF{\"a\":1}");
    EXPECT_EQ(find_at(json, "/a")->column, 6);
    EXPECT_EQ(refusal("\xEF\xBB\xBF\xEF\xBB\xBF{}").code, Code::bad_json);
    EXPECT_EQ(refusal("{\xEF\xBB\xBF}").code, Code::bad_json);
    EXPECT_EQ(refusal("\xEF\xBB\xBF").code, Code::bad_json);
}

TEST(ReadJson, IllFormedUtf8IsRefusedWithItsPlace) {
    const Refusal found = refusal("{\n \"填\": \"表\xFF\"}");
    EXPECT_EQ(found.code, Code::bad_utf8);
    EXPECT_EQ(found.detail, "line 2, column 9");
    EXPECT_EQ(refusal("\"\xED\xA0\x80\"").code, Code::bad_utf8);
    EXPECT_EQ(refusal("\xFF\xFE{\0}\0").code, Code::bad_utf8);
}

TEST(ReadJson, ANulByteDoesNotEndTheText) {
    using namespace std::string_view_literals;
    EXPECT_EQ(refusal("{}\0garbage"sv).detail, "line 1, column 3");
    EXPECT_EQ(refusal("{}\0"sv).code, Code::bad_json);
    EXPECT_EQ(refusal("[\"a\0b\"]"sv).code, Code::bad_json);
}

TEST(ReadJson, ScalarsAreDocumentsToo) {
    EXPECT_EQ(read(" \"a\" ").text, "a");
    EXPECT_TRUE(read("null").is_null());
    EXPECT_EQ(read("12 ").text, "12");
}
