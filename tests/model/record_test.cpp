#include "model/record.h"

#include <gtest/gtest.h>

#include "base/error.h"

using namespace tianbiao;

namespace {

Record record(std::string_view text) { return {read_json(text, "")}; }

std::string normal(std::string_view text) { return write_json(normal_form(read_json(text, "")), JsonStyle::compact); }

std::string refusal(std::string_view text) {
    try {
        read_records(text, "a.json");
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::bad_json);
        return error.place().detail;
    }
    return "no error";
}

std::string differing(std::string_view a, std::string_view b) {
    std::string text;
    for (const Difference& d : differences(record(a), record(b))) text += d.field + " [" + d.a + "|" + d.b + "]\n";
    return text;
}

}  // namespace

TEST(ReadRecords, OneOrAListOfThem) {
    EXPECT_EQ(read_records(R"({"form":"f"})", "").size(), 1u);
    const std::vector<Record> records = read_records(R"([{"form":"f"},{"form":"g"}])", "");
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(value_at(records[1], "/form")->text, "g");
}

TEST(ReadRecords, OtherRootsAreRefusedWithTheirPlace) {
    EXPECT_EQ(refusal("\"text\""), "line 1, column 1");
    EXPECT_EQ(refusal("[]"), "line 1, column 1");
    EXPECT_EQ(refusal("[{},\n 12]"), "line 2, column 2, /1");
    EXPECT_EQ(refusal("[[{}]]"), "line 1, column 2, /0");
}

TEST(Record, IsWrittenBackToTheCharacter) {
    const std::string text = "{\n  \"b\": \"1,000\",\n  \"a\": 1200.50,\n  \"t\": \"一\\r\\n二 \"\n}\n";
    EXPECT_EQ(write_record(read_records(text, "")[0]), text);
}

TEST(Record, ValuesAreFoundByPathAndNullIsNothing) {
    const Record r = record(R"({"a":{"b":[null,"x"]},"n":null})");
    EXPECT_EQ(value_at(r, "/a/b/1")->text, "x");
    EXPECT_EQ(value_at(r, "/a/b/0"), nullptr);
    EXPECT_EQ(value_at(r, "/n"), nullptr);
    EXPECT_EQ(value_at(r, "/a/c"), nullptr);
}

TEST(Record, SettingAValueMakesTheWayToIt) {
    Record r;
    set_value(r, "/a/rows/1/name", Json::make_text("x"));
    set_value(r, "/a/rows/0/name", Json::make_text("w"));
    set_value(r, "/a/rows/-", Json::make_text("last"));
    set_value(r, "/a/b~1c", Json::make_number(std::int64_t{1}));
    set_value(r, "/a/b~1c", Json::make_number(std::int64_t{2}));
    EXPECT_EQ(write_json(r.root, JsonStyle::compact), R"({"a":{"rows":[{"name":"w"},{"name":"x"},"last"],"b/c":2}})");
}

TEST(Record, AGroupMayHaveKeysOfDigits) {
    Record r = record(R"({"years":{"2021":1}})");
    set_value(r, "/years/2022", Json::make_number(std::int64_t{2}));
    EXPECT_EQ(value_at(r, "/years/2022")->text, "2");
}

TEST(Record, AValueInTheWayIsNotOverwritten) {
    Record r = record(R"({"a":"x","list":[]})");
    EXPECT_THROW(set_value(r, "/a/b", Json{}), Error);
    EXPECT_THROW(set_value(r, "/list/b", Json{}), Error);
    EXPECT_THROW(set_value(r, "a", Json{}), Error);
    EXPECT_THROW(set_value(r, "/list/99999999", Json{}), Error);
    EXPECT_EQ(value_at(r, "/a")->text, "x");
}

TEST(Record, ScalarsPrintAsWritten) {
    const Record r = record(R"({"t":"约200 ","n":1200.50,"y":true,"f":false})");
    EXPECT_EQ(printed(value_at(r, "/t")), "约200 ");
    EXPECT_EQ(printed(value_at(r, "/n")), "1200.50");
    EXPECT_EQ(printed(value_at(r, "/y")), "true");
    EXPECT_EQ(printed(value_at(r, "/f")), "false");
    EXPECT_EQ(printed(value_at(r, "/none")), "");
}

TEST(NormalForm, WhatIsEmptyVanishes) {
    EXPECT_EQ(normal(R"({"a":"","b":null,"c":[],"d":{},"e":{"f":[{"g":""}]},"h":" 　\t","k":"x"})"), R"({"k":"x"})");
    EXPECT_EQ(normal(R"({"a":[null,"x",{},"y",{"b":""}]})"), R"({"a":["x","y"]})");
    EXPECT_EQ(normal("{}"), "null");
}

TEST(NormalForm, FalseAndZeroAreValues) { EXPECT_EQ(normal(R"({"a":false,"b":0,"c":"0"})"), R"({"a":false,"b":"0","c":"0"})"); }

TEST(NormalForm, LinesLoseWhiteSpaceAtTheirEndOnly) {
    EXPECT_EQ(normal("\"　　一 \\t\\r\\n 二　\\n\\n三\u00A0\""), "\"　　一\\n 二\\n\\n三\"");
    EXPECT_EQ(normal(R"("a\nb")"), R"("a\nb")");
    EXPECT_EQ(normal(R"("a\r\nb\n")"), R"("a\nb\n")");
}

TEST(NormalForm, ANumberIsTheTextOfItsLexeme) {
    EXPECT_EQ(normal(R"({"a":1200.50})"), normal(R"({"a":"1200.50"})"));
    EXPECT_NE(normal(R"({"a":1200.50})"), normal(R"({"a":1200.5})"));
    EXPECT_NE(normal(R"({"a":true})"), normal(R"({"a":"true"})"));
}

TEST(NormalForm, IsItsOwnNormalForm) {
    const std::string once = normal(R"({"a":[{"b":"x \r\n"},{},1.0,[""]],"c":true})");
    EXPECT_EQ(normal(once), once);
}

TEST(Differences, EqualRecordsHaveNone) {
    EXPECT_EQ(differing(R"({"a":1,"b":"x\r\ny ","c":[]})", R"({"b":"x\ny","a":"1","d":null})"), "");
    EXPECT_EQ(differing("{}", R"({"a":""})"), "");
}

TEST(Differences, StandInTheOrderOfTheFirstThenOfTheSecond) {
    EXPECT_EQ(differing(R"({"z":"1","list":[{"n":"a"},{"n":"b"}],"same":true,"y":"2"})",
                        R"({"y":"3","list":[{"n":"a"},{"n":"c"},{"n":"d"}],"same":true,"new":5})"),
              "/z [1|]\n/list/1/n [b|c]\n/y [2|3]\n/list/2/n [|d]\n/new [|5]\n");
}

TEST(Differences, AGroupAgainstAValueShowsBoth) { EXPECT_EQ(differing(R"({"a":"x"})", R"({"a":{"b":"y"}})"), "/a [x|]\n/a/b [|y]\n"); }

TEST(Differences, TrueAndTheWordAreShownApart) { EXPECT_EQ(differing(R"({"a":true})", R"({"a":"true"})"), "/a [true|\"true\"]\n"); }

TEST(Dump, HasOnePathAndValueALine) {
    EXPECT_EQ(dump(record(R"({"a":{"b/c":"x\ny"},"l":[1,true,null],"e":{}})")),
              "/a/b~1c  \"x\\ny\"\n/l/0  1\n/l/1  true\n/l/2  null\n/e  {}\n");
}
