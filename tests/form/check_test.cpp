// What the checker of form definitions finds, and where. Each file of data/broken/ is named for what is wrong with it; all but that is sound.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/limits.h"
#include "form/form.h"
#include "support/temporary_folder.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

const fs::path broken = SOURCE_DIR "/tests/form/data/broken";

// The fault that the file is about: line, pointer, and a piece of what is said. Others may follow from it.
struct Wrong {
    std::string file;
    int line;
    std::string pointer, says;
};

std::ostream& operator<<(std::ostream& out, const Wrong& wrong) { return out << wrong.file; }

const Wrong wrongs[] = {
    {"row-not-filled", 18, "/blocks/0/rows/0/cells", "90–120 mm 处缺一格"},
    {"row-too-full", 18, "/blocks/0/rows/0/cells/4", "这一行的格多了"},
    {"across-past-the-edge", 18, "/blocks/0/rows/0/cells/3", "across 超出了右边：这里最多 1"},
    {"down-past-the-block", 20, "/blocks/1/rows/0/cells/0", "down 超出了本块的行：这里最多 2"},
    {"cells-overlap", 19, "/blocks/0/rows/1/cells/0", "盖住了另一格"},
    {"binding-without-field", 18, "/blocks/0/rows/0/cells/1", "没有「/persn」这个填写项"},
    {"field-not-printed", 7, "/fields/0", "「/person」没有印在任何一格里"},
    {"field-printed-twice", 18, "/blocks/0/rows/0/cells/2", "「/person」已经印在另一格里"},
    {"member-outside-of-a-repeat", 18, "/blocks/0/rows/0/cells/1", "只能用在 repeat 行里"},
    {"member-that-is-not-there", 21, "/blocks/1/rows/1/cells/1", "「/trips」没有「nights」"},
    {"list-entry-by-path", 18, "/blocks/0/rows/0/cells/1", "列表里的项要在 repeat 行里"},
    {"repeat-of-no-list", 21, "/blocks/1/rows/1/repeat", "「/person」不是列表"},
    {"count-without-repeat", 18, "/blocks/0/rows/0/count", "只有 repeat 的行可以写「count」"},
    {"count-falling", 21, "/blocks/1/rows/1/count", "[空表的行数, 最多行数或 null]"},
    {"key-of-no-member", 21, "/blocks/1/rows/1/key/member", "「/trips」没有「level」"},
    {"header-without-list", 18, "/blocks/0/rows/0/header", "下一行要是 repeat 行"},
    {"edges-nearly-the-same", 19, "/blocks/1/edges/1", "竖线 31.5 mm 离另一条竖线（30 mm）不到 3 mm"},
    {"edges-not-rising", 19, "/blocks/1/edges", "从左到右"},
    {"edges-past-the-paper", 19, "/blocks/1/edges", "从 0 到版心宽 120"},
    {"unknown-word", 18, "/blocks/0/rows/0/heigth", "不认识的词「heigth」：是否指「height」"},
    {"wrong-kind", 18, "/blocks/0/rows/0/height", "「height」要是数，不能是文字"},
    {"height-missing", 18, "/blocks/0/rows/0", "缺「height」"},
    {"height-past-the-page", 18, "/blocks/0/rows/0/height", "在一页之内"},
    {"elastic-above-the-height", 18, "/blocks/0/rows/0/elastic", "不能大于 height"},
    {"style-missing", 18, "/blocks/0/rows/0/cells/3/style", "没有样式「boxes」"},
    {"style-too-small", 4, "/styles/value/sizes", "字号不能小于 9 pt"},
    {"style-of-no-role", 4, "/styles/label/role", "title、heading、label、value、body"},
    {"word-missing", 5, "/words", "缺用语「pointer」"},
    {"word-without-number", 5, "/words/pointer", "要有 {n}"},
    {"value-list-missing", 8, "/fields/1/values", "没有取值表「kind」"},
    {"value-twice", 14, "/values/0/entries/1", "「公务」重复"},
    {"closed-value-unknown", 14, "/values/0/closed/0", "没有这一项"},
    {"choice-without-values", 8, "/fields/1/type", "要用 values 写明可选的内容"},
    {"field-twice", 11, "/fields/2/fields/1/key", "「place」重复"},
    {"field-of-no-type", 7, "/fields/0/type", "「type」只能是 text、prose"},
    {"field-key-with-blank", 7, "/fields/0/key", "小写英文字母"},
    {"group-without-fields", 7, "/fields/0", "要有 fields"},
    {"group-in-a-cell", 18, "/blocks/0/rows/0/cells/1", "不能印成文字"},
    {"choices-as-text", 18, "/blocks/0/rows/0/cells/3", "choices 要用 options"},
    {"text-as-boxes", 18, "/blocks/0/rows/0/cells/1/options", "不能印成方框"},
    {"two-contents", 18, "/blocks/0/rows/0/cells/3/options", "一格只能有 text、value、options、lines 之一"},
    {"tail-on-a-label", 20, "/blocks/1/rows/0/cells/0/tail", "不能写在这种格里"},
    {"line-without-place", 18, "/blocks/0/rows/0/cells/1/lines/0", "baseline 或 foot"},
    {"line-past-the-cell", 18, "/blocks/0/rows/0/cells/1/lines/0", "超出了格的右边"},
    {"overflow-clip", 18, "/blocks/0/rows/0/cells/1/overflow/1", "shrink、grow、attach、refuse"},
    {"block-twice", 19, "/blocks/1", "块「head」重复"},
    {"catalogue-of-no-field", 16, "/catalogue/organization/1", "要指向列表之外的一个填写项"},
    {"catalogue-of-a-list", 16, "/catalogue/organization", "要指向列表之外的一个填写项"},
    {"catalogue-as-a-list", 16, "/catalogue", "catalogue 要写成 { "},
    {"catalogue-of-a-sensitive-field", 16, "/catalogue/organization", "不能有须隐去的填写项"},
    {"catalogue-name-with-blank", 16, "/catalogue/the organization", "只用小写英文字母"},
    {"quotas-as-an-object", 16, "/quotas", "「quotas」要是"},
    {"quota-of-no-role", 16, "/quotas/0/per/1", "catalogue 里没有「region」"},
    {"quota-per-nothing", 16, "/quotas/0", "per 要列出 catalogue 里的名称"},
    {"quota-per-text", 16, "/quotas/0", "per 要列出 catalogue 里的名称"},
    {"quota-of-none", 16, "/quotas/0/most", "1"},
    {"quota-without-most", 16, "/quotas/0", "缺「most」"},
    {"quota-word-unknown", 16, "/quotas/0/claus", "是否指「clause」"},
    {"rule-of-no-field", 16, "/rules/0/total", "「/persons」不是本表的填写项"},
    {"rule-without-kind", 16, "/rules/0", "用 kind 写明种类"},
    {"date-of-no-calendar", 2, "/date", "2023-05-19"},
    {"name-in-one-language", 2, "/name", "缺「en」"},
    {"use-of-no-file", 3, "/paper/use", "无法读取"},
    {"use-of-no-name", 3, "/paper/use", "没有「sheet」"},
    {"use-without-name", 3, "/paper/use", "\"文件#名称\""},
    {"use-outside", 3, "/paper/use", "不能用绝对路径或 .."},
    {"parts/sound", 26, "/loop/0/use", "绕成了圈"},
    {"parts/sound", 27, "/person/0/name", "没有给 {who} 文字"},
    {"parts/sound", 2, "/paper/area", "版心超出了纸"},
    {"comma-missing", 14, "", "不是合法的 JSON"},
    {"key-twice", 18, "", "同一个键写了两次"},
    {"not-an-object", 1, "", "要一个对象"},
    {"empty-file", 1, "", "文件到此中断"},
};

// Faults in a shared part are reported there, not in the file that uses it: which file leads to which.
const std::pair<std::string_view, std::string_view> users[] = {
    {"绕成了圈", "use-in-a-circle"}, {"没有给 {who} 文字", "word-of-use-missing"}, {"版心超出了纸", "margins-past-the-paper"}};

fs::path file_to_check(const Wrong& wrong) {
    for (const auto& [says, user] : users)
        if (wrong.says == says) return broken / (std::string(user) + ".json");
    return broken / (wrong.file + ".json");
}

class Broken : public testing::TestWithParam<Wrong> {};

TEST_P(Broken, IsFoundWhereItStands) {
    const Wrong& wrong = GetParam();
    std::string all;
    bool found = false;
    for (const FormFault& fault : check_form(file_to_check(wrong))) {
        all += fault.file + ":" + std::to_string(fault.line) + " " + fault.pointer + " " + fault.text + "\n";
        found = found || (fs::path(fault.file) == broken / (wrong.file + ".json") && fault.line == wrong.line &&
                          fault.pointer == wrong.pointer && fault.text.find(wrong.says) != std::string::npos);
    }
    EXPECT_TRUE(found) << all;
}

INSTANTIATE_TEST_SUITE_P(Files, Broken, testing::ValuesIn(wrongs));

TEST(Check, EveryBrokenFileIsInTheTable) {
    std::set<fs::path> listed;
    for (const Wrong& wrong : wrongs) listed.insert(file_to_check(wrong));
    for (const auto& entry : fs::directory_iterator(broken))
        EXPECT_TRUE(entry.is_directory() || listed.contains(entry.path())) << entry.path();
}

TEST(Check, FindsNothingInOurOwnFormsNorInTheTestsOwn) {
    for (const char* file : {"/forms/training-2023.json", "/forms/assessment-2023.json", "/tests/form/data/visitor.json",
                             "/tests/form/data/broken/parts/whole.json"})
        for (const FormFault& fault : check_form(std::string(SOURCE_DIR) + file))
            ADD_FAILURE() << fault.file << ":" << fault.line << ": " << fault.text;
}

// Definitions that are too long to keep, written for one test.
class CheckMade : public testing::Test {
protected:
    void SetUp() override { fs::copy(broken / "parts", folder_.path()); }

    void write(const std::string& name, const std::string& text) { std::ofstream(folder_.path(name)) << text; }

    // Texts of all faults of a sound form whose rules are `rules`.
    std::vector<std::string> faults_with_rules(const std::string& rules) {
        std::ifstream file(broken / "parts" / "whole.json");
        std::string text((std::istreambuf_iterator<char>(file)), {});
        text.insert(text.find("  \"blocks\""), "  \"rules\": " + rules + ",\n");
        write("small.json", text);
        std::vector<std::string> texts;
        for (const FormFault& fault : check_form(folder_.path("small.json"))) texts.push_back(fault.text);
        return texts;
    }

    // A chain of files, each using the next, with a sound rule at its end.
    std::string chain(int links) {
        for (int i = 1; i <= links; ++i) {
            const std::string rule = i == links ? R"({ "kind": "none" })" : R"({ "use": "link)" + std::to_string(i + 1) + R"(.json#a" })";
            write("link" + std::to_string(i) + ".json", R"({ "a": [)" + rule + "] }");
        }
        return R"([{ "use": "link1.json#a" }])";
    }

    const test::TemporaryFolder folder_;
};

TEST_F(CheckMade, UseMayBeNestedAsDeepAsTheLimitAndNoDeeper) {
    EXPECT_TRUE(faults_with_rules(chain(limits::include_depth)).empty());
    const auto faults = faults_with_rules(chain(limits::include_depth + 1));
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_NE(faults[0].find("use 套了 8 层以上"), std::string::npos) << faults[0];
}

// Eight files that each use the next ten times make a hundred million rules.
TEST_F(CheckMade, FilesThatUseEachOtherManyTimesOverAreRefusedSoon) {
    for (int i = 1; i <= 8; ++i) {
        std::string uses;
        for (int k = 0; k < 10; ++k)
            uses += (k ? ", " : "") +
                    (i == 8 ? std::string(R"({ "kind": "none" })") : R"({ "use": "many)" + std::to_string(i + 1) + R"(.json#a" })");
        write("many" + std::to_string(i) + ".json", R"({ "a": [)" + uses + "] }");
    }
    const auto faults = faults_with_rules(R"([{ "use": "many1.json#a" }])");
    EXPECT_EQ(std::ranges::count(faults, "表格定义展开后过大：请减少 use"), 1);
}

TEST_F(CheckMade, WordsThatAreLongAndUsedOftenAreRefusedSoon) {
    std::string holes;
    for (int i = 0; i < 10000; ++i) holes += "{w}";
    write("text.json", R"({ "a": [{ "kind": "none", "text": ")" + holes + R"(" }] })");
    const auto faults = faults_with_rules(R"([{ "use": "text.json#a", "with": { "w": ")" + std::string(10000, 'w') +
                                          R"(" } }, { "use": "text.json#a", "with": { "w": ")" + std::string(10000, 'w') + R"(" } }])");
    EXPECT_EQ(std::ranges::count(faults, "表格定义展开后过大：请减少 use"), 1);
}

TEST_F(CheckMade, MoreFilesThanTheLimitAreRefused) {
    std::string uses;
    for (int i = 0; i < limits::form_files; ++i) {
        write("file" + std::to_string(i) + ".json", R"({ "a": [] })");
        uses += (i ? ", " : "") + (R"({ "use": "file)" + std::to_string(i)) + R"(.json#a" })";
    }
    const auto faults = faults_with_rules("[" + uses + "]");
    ASSERT_FALSE(faults.empty());
    EXPECT_NE(faults[0].find("最多由 256 个文件组成"), std::string::npos) << faults[0];
}

TEST_F(CheckMade, FileOverItsLimitIsNotRead) {
    write("long.json", R"({ "a": [], "b": ")" + std::string(limits::form_bytes, 'b') + R"(" })");
    const auto faults = faults_with_rules(R"([{ "use": "long.json#a" }])");
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_NE(faults[0].find("文件超过 4 MiB"), std::string::npos) << faults[0];
}

}  // namespace
}  // namespace tianbiao
