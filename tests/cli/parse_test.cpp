// parse and diff as their user calls them.
#include <gmock/gmock.h>

#include "cli/program.h"

namespace tianbiao::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Parse, WorkbookComesBackAsItsApplication) {
    const Scratch scratch;
    for (const std::string name : {"training-typical", "assessment-long-texts", "training-42-teachers"}) {
        ASSERT_EQ(tianbiao(scratch, {"render", sample(name), "-o", "a.xlsx"}).status, 0) << name;
        const Said said = tianbiao(scratch, {"parse", "a.xlsx", "-o", "back.json"});
        EXPECT_EQ(said.status, 0) << said.errors;
        EXPECT_EQ(tianbiao(scratch, {"diff", sample(name), "back.json"}).status, 0) << name;
        EXPECT_EQ(tianbiao(scratch, {"diff", "a.xlsx", "back.json"}).status, 0) << name;
        EXPECT_EQ(tianbiao(scratch, {"render", "back.json", "-o", "again.xlsx"}).status, 0) << name;
        EXPECT_EQ(scratch.read("again.xlsx").size(), scratch.read("a.xlsx").size()) << name;
    }
}

TEST(Parse, OnePlanGivesPdfWorkbookAndPage) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"render", sample("training-minimal"), "-o", "a.pdf", "-o", "a.xlsx", "-o", "a.html", "--json"});
    ASSERT_EQ(said.status, 0);
    EXPECT_EQ(said.json().find("outputs")->items.size(), 3u);
    EXPECT_EQ(said.json().find("pages")->text, "6");
    EXPECT_EQ(scratch.names(), (std::vector<std::string>{"a.html", "a.pdf", "a.xlsx"}));
}

TEST(Parse, StandardInputToStandardOutput) {
    const Scratch scratch;
    tianbiao(scratch, {"render", sample("training-minimal"), "-o", "a.xlsx"});
    const Said said = tianbiao(scratch, Call{{"parse", "-"}, {}, scratch.read("a.xlsx")});
    EXPECT_EQ(said.status, 0);
    EXPECT_EQ(said.json().find("form")->text, "training-2023");
}

TEST(Parse, FullTellsCellsAndDocument) {
    const Scratch scratch;
    tianbiao(scratch, {"render", sample("training-minimal"), "-o", "a.xlsx"});
    const Json full = tianbiao(scratch, {"parse", "a.xlsx", "--full"}).json();
    const Json* source = full.find("fields")->find("/organization/name");
    ASSERT_TRUE(source);
    EXPECT_EQ(source->find("source")->text, "cell");
    EXPECT_EQ(source->find("sheet")->text, "附件1");
    EXPECT_EQ(full.find("document")->find("origin")->text, "xlsx");
    EXPECT_EQ(full.find("document")->find("sha256")->text.size(), 64u);
    EXPECT_TRUE(full.find("findings")->items.empty());
}

TEST(Parse, MaskHidesWhatIsSensitive) {
    const Scratch scratch;
    tianbiao(scratch, {"render", sample("training-typical"), "-o", "a.xlsx"});
    const Said plain = tianbiao(scratch, {"parse", "a.xlsx", "--full"}), masked = tianbiao(scratch, {"parse", "a.xlsx", "--full", "--mask"});
    for (const char* secret : {"990102197108160030", "12000880016", "songqinghe@zexue.example"}) {
        EXPECT_THAT(plain.output, HasSubstr(secret));
        EXPECT_THAT(masked.output, Not(HasSubstr(secret)));
    }
}

TEST(Parse, WhatIsNoWorkbookOfOursIsRefusedWithItsReason) {
    const Scratch scratch;
    tianbiao(scratch, {"render", sample("training-minimal"), "-o", "a.pdf"});
    scratch.write("empty.xlsx", "");
    scratch.write("text.xlsx", "hello");
    const std::pair<std::string, std::string> cases[]{
        {sample("training-minimal"), "JSON"},
        {"empty.xlsx", "空"},
        {"text.xlsx", "不是"},
        {"nosuch.xlsx", "nosuch.xlsx"},
        {SOURCE_DIR "/tests/broken/xlsx/macros.xlsm", "宏"},
        {SOURCE_DIR "/tests/broken/xlsx/encrypted.xlsx", "密码"},
        {SOURCE_DIR "/tests/broken/xlsx/bomb-by-ratio.xlsx", "压缩"},
        {SOURCE_DIR "/tests/broken/xlsx/xml-with-entities.xlsx", "DTD"},
    };
    for (const auto& [file, word] : cases) {
        const Said said = tianbiao(scratch, {"parse", file, "-o", "out.json"});
        EXPECT_EQ(said.status, 3) << file << said.errors;
        EXPECT_THAT(said.errors, HasSubstr(word)) << file;
    }
    EXPECT_THAT(scratch.names(), Not(testing::Contains("out.json")));
}

TEST(Parse, NeverOverwritesWhatItReads) {
    const Scratch scratch;
    tianbiao(scratch, {"render", sample("training-minimal"), "-o", "a.xlsx"});
    const std::string before = scratch.read("a.xlsx");
    EXPECT_EQ(tianbiao(scratch, {"parse", "a.xlsx", "-o", "./a.xlsx"}).status, 2);
    EXPECT_EQ(scratch.read("a.xlsx"), before);
    EXPECT_EQ(tianbiao(scratch, {"parse", "a.xlsx", "--form", "assessment-2023"}).status, 3);
}

TEST(Diff, ExitsWithOneWhereTheyDifferAndMasksWhatPeopleRead) {
    const Scratch scratch;
    std::string other = sample_text("training-typical");
    const std::size_t phone = other.find("12000880016");
    ASSERT_NE(phone, std::string::npos);
    other.replace(phone, 11, "12000880017");
    scratch.write("other.json", other);
    const Said said = tianbiao(scratch, {"diff", sample("training-typical"), "other.json"});
    EXPECT_EQ(said.status, 1);
    EXPECT_THAT(said.output, HasSubstr("/responsible_person/phone"));
    EXPECT_THAT(said.output, Not(HasSubstr("12000880017")));
    const Said json = tianbiao(scratch, {"diff", sample("training-typical"), "other.json", "--json"});
    EXPECT_EQ(json.status, 1);
    EXPECT_EQ(json.json().find("differences")->items.at(0).find("b")->text, "12000880017");
    EXPECT_EQ(tianbiao(scratch, {"diff", "other.json", "other.json"}).status, 0);
    EXPECT_EQ(tianbiao(scratch, {"diff", "other.json"}).status, 2);
}

}  // namespace
}  // namespace tianbiao::cli
