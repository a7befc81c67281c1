// Every verb in plain use and with --json, help, and the language of what is said.
#include <gmock/gmock.h>

#include "base/utf8.h"
#include "cli/program.h"

namespace tianbiao::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Names = std::vector<std::string>;

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

TEST(Verbs, RenderWritesAPdfAndNothingElse) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"render", sample("training-typical"), "-o", "out.pdf"});
    EXPECT_EQ(said.status, 0) << said.errors;
    EXPECT_EQ(said.output, "");
    EXPECT_EQ(scratch.names(), Names{"out.pdf"});
    EXPECT_THAT(scratch.read("out.pdf"), StartsWith("%PDF-1.7"));
}

TEST(Verbs, RenderAsJsonNamesOutputsPagesAndFindings) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"render", sample("training-minimal"), "-o", "out.pdf", "--json"});
    ASSERT_EQ(said.status, 0) << said.errors;
    const Json answer = said.json();
    EXPECT_EQ(find_at(answer, "/outputs/0")->text, "out.pdf");
    EXPECT_EQ(answer.find("pages")->integer(), 6);
    const std::vector<Json>& findings = answer.find("findings")->items;
    ASSERT_FALSE(findings.empty());
    for (const Json& finding : findings)
        for (const char* key : {"severity", "rule", "field", "message"}) EXPECT_TRUE(finding.find(key)) << key;
}

TEST(Verbs, BlankHasSixPages) {
    const Scratch scratch;
    for (const char* form : {"training-2023", "assessment-2023"}) {
        const Said said = tianbiao(scratch, {"blank", form, "-o", "out.pdf", "--json"});
        ASSERT_EQ(said.status, 0) << said.errors;
        EXPECT_EQ(said.json().find("pages")->integer(), 6) << form;
        EXPECT_TRUE(said.json().find("findings")->items.empty());
        EXPECT_EQ(said.errors, "");
    }
}

TEST(Verbs, CheckOfASoundApplicationEndsWithZero) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"check", sample("training-typical")});
    EXPECT_EQ(said.status, 0);
    EXPECT_EQ(said.errors, "未发现问题。\n");
    EXPECT_EQ(tianbiao(scratch, {"check", sample("training-typical"), "--json"}).output,
              "{\n  \"form\": \"training-2023\",\n  \"findings\": []\n}\n");
}

TEST(Verbs, CheckSaysEveryFindingAtOnceWithWhereItStands) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"check", sample("training-mistakes")});
    EXPECT_EQ(said.status, 1);
    for (const char* part :
         {"several_values /occupation", "not_listed /levels/0", "credit_code_check", "id_birth_date", "第26行", "GB 32100-2015"})
        EXPECT_THAT(said.errors, HasSubstr(part));
    const Said json = tianbiao(scratch, {"check", sample("training-mistakes"), "--json"});
    EXPECT_EQ(json.status, 1);
    EXPECT_EQ(json.json().find("findings")->items.size(), count_of(said.errors, "\n") - 1);  // one a line, and the sum
}

TEST(Verbs, FormsListsTheFormsAndShowsOneInFull) {
    const Scratch scratch;
    const Said list = tianbiao(scratch, {"forms"});
    EXPECT_EQ(list.status, 0);
    EXPECT_EQ(list.output, "assessment-2023  数字技术工程师培育项目评价机构推荐表\ntraining-2023  数字技术工程师培育项目培训机构推荐表\n");
    EXPECT_EQ(tianbiao(scratch, {"forms", "--json"}).json().items.size(), 2u);
    const Said one = tianbiao(scratch, {"forms", "training-2023"});
    EXPECT_EQ(one.status, 0);
    EXPECT_EQ(one.json().find("id")->text, "training-2023");
    EXPECT_THAT(one.output, HasSubstr("近三年纳税情况"));  // what the form uses of others is in it
    EXPECT_THAT(one.output, Not(HasSubstr("\"use\"")));
}

TEST(Verbs, FormsGivesASchemaOfTheApplication) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"forms", "assessment-2023", "--schema"});
    ASSERT_EQ(said.status, 0) << said.errors;
    const Json schema = said.json();
    EXPECT_EQ(schema.find("$schema")->text, "https://json-schema.org/draft/2020-12/schema");
    EXPECT_TRUE(find_at(schema, "/properties/assessors"));
    EXPECT_FALSE(find_at(schema, "/properties/teachers"));
    EXPECT_EQ(tianbiao(scratch, {"forms", "--schema"}).status, 2);
}

TEST(Verbs, FontsNamesAFileForEveryRole) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"fonts"});
    EXPECT_EQ(said.status, 0) << said.output;
    for (const char* role : {"title  ", "heading  ", "label  ", "value  ", "body  "}) EXPECT_THAT(said.output, HasSubstr(role));
    const Json roles = tianbiao(scratch, {"fonts", "--json"}).json();
    ASSERT_EQ(roles.items.size(), 5u);
    for (const Json& role : roles.items) {
        EXPECT_TRUE(std::filesystem::exists(role.find("file")->text)) << role.find("role")->text;
        EXPECT_TRUE(role.find("lacks")->items.empty()) << role.find("role")->text;
    }
}

TEST(Verbs, FontsKnowsAFaceOfTheUsersOwn) {
    const Scratch scratch;
    const std::string noto = tianbiao(scratch, {"fonts", "--json"}).json().items[1].find("file")->text;
    std::filesystem::create_symlink(noto, scratch.path("NotoSansCJK-Regular.ttc"));
    const Said said = tianbiao(scratch, {"fonts", "--font-dir", scratch.path(), "--json"});
    ASSERT_EQ(said.status, 0) << said.errors;
    EXPECT_EQ(said.json().items[1].find("file")->text, scratch.path("NotoSansCJK-Regular.ttc"));
}

TEST(Verbs, HelpTellsOfEveryVerb) {
    const Scratch scratch;
    const Said all = tianbiao(scratch, {"help"});
    EXPECT_EQ(all.status, 0);
    for (const std::string verb : {"render", "blank", "check", "forms", "fonts", "dump", "help"}) {
        EXPECT_THAT(all.output, HasSubstr("\n  " + verb + " "));
        const Said one = tianbiao(scratch, {"help", verb});
        EXPECT_EQ(one.status, 0);
        EXPECT_THAT(one.output, HasSubstr("用法: tianbiao " + verb));
        EXPECT_THAT(tianbiao(scratch, {verb, "--help"}).output, HasSubstr("用法: tianbiao " + verb)) << verb;
        EXPECT_THAT(tianbiao(scratch, {"help", verb, "--json"}).json().find("help")->text, HasSubstr(verb));
    }
    EXPECT_EQ(tianbiao(scratch, {"help", "nosuch"}).status, 2);
}

TEST(Verbs, VersionIsOneLine) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"--version"});
    EXPECT_EQ(said.status, 0);
    EXPECT_THAT(said.output, testing::MatchesRegex("tianbiao [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

bool has_han(const std::string& text) {
    for (std::size_t at = 0; at < text.size();)
        if (is_han(next_code_point(text, at))) return true;
    return false;
}

TEST(Verbs, SpeakEnglishWhenAsked) {
    const Scratch scratch;
    const Said check = tianbiao(scratch, {"check", sample("training-minimal"), "--lang", "en", "--json"});
    const Json answer = check.json();
    for (const Json& finding : answer.find("findings")->items) EXPECT_FALSE(has_han(finding.find("message")->text));
    EXPECT_THAT(check.errors, HasSubstr("0 errors, "));
    EXPECT_FALSE(has_han(tianbiao(scratch, {"help", "--lang", "en"}).output));
    EXPECT_THAT(tianbiao(scratch, {"check", "nosuch.json", "--lang", "en"}).errors, StartsWith("tianbiao: nosuch.json: cannot be read"));
    EXPECT_THAT(tianbiao(scratch, {"check", "--lang=en"}).errors, StartsWith("tianbiao: wrong usage (APP.json is required"));
    EXPECT_EQ(tianbiao(scratch, {"check", sample("training-typical"), "--lang", "fr"}).status, 2);
}

// What a person sees who fills a form that came with a password.
TEST(VerbsJudged, FillOpensAnEncryptedFormWithItsPasswordFile) {
    const Scratch scratch;
    tianbiao(scratch, {"blank", "training-2023", "--fillable", "--rows", "sites=4", "-o", "blank.pdf"});
    ASSERT_EQ(shell(scratch, "qpdf --encrypt secret owner 256 -- blank.pdf locked.pdf").status, 0);
    scratch.write("password", "secret\r\n"), scratch.write("wrong", "Secret");
    const std::string application = sample("training-minimal");
    const Said none = tianbiao(scratch, {"fill", "locked.pdf", application, "-o", "out.pdf"});
    EXPECT_EQ(none.status, 3);
    EXPECT_THAT(none.errors, HasSubstr("--password-file"));
    const Said wrong = tianbiao(scratch, {"fill", "locked.pdf", application, "-o", "out.pdf", "--password-file", "wrong"});
    EXPECT_EQ(wrong.status, 3);
    EXPECT_THAT(wrong.errors, HasSubstr("打开密码不正确"));
    const Said filled = tianbiao(scratch, {"fill", "locked.pdf", application, "-o", "out.pdf", "--password-file", "password"});
    EXPECT_EQ(filled.status, 0) << filled.errors;
    EXPECT_THAT(filled.errors, HasSubstr("没有加密"));
    EXPECT_THAT(filled.errors, HasSubstr("encryption_removed"));
    EXPECT_EQ(tianbiao(scratch, {"parse", "out.pdf", "-o", "back.json"}).status, 0);
    EXPECT_EQ(tianbiao(scratch, {"diff", "back.json", application}).status, 0);
    const Said english = tianbiao(scratch, {"fill", "locked.pdf", application, "-o", "out.pdf", "--password-file", "password", "--lang", "en"});
    EXPECT_THAT(english.errors, HasSubstr("the filled file is not"));
    EXPECT_THAT(tianbiao(scratch, {"help", "fill"}).output, HasSubstr("--password-file"));
}

}  // namespace
}  // namespace tianbiao::cli
