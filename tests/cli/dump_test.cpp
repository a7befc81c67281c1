// Each stage as text says what it must.
#include <gmock/gmock.h>

#include <sstream>

#include "cli/program.h"

namespace tianbiao::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string dump(const std::string& input, const std::string& stage) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"dump", input, "--stage", stage});
    EXPECT_EQ(said.status, 0) << said.errors;
    EXPECT_EQ(said.errors, "");
    return said.output;
}

std::size_t lines_that_begin(const std::string& text, const std::string& beginning) {
    std::istringstream lines(text);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line);) count += line.starts_with(beginning);
    return count;
}

std::size_t leaves_of(const Json& json) {
    if (json.is_scalar()) return 1;
    std::size_t count = 0;
    for (const Json& item : json.items) count += leaves_of(item);
    for (const auto& [key, value] : json.members) count += leaves_of(value);
    return count;
}

TEST(Dump, RecordHasALineForEveryValue) {
    const std::string text = dump(sample("training-minimal"), "record");
    EXPECT_THAT(text, HasSubstr("/organization/legal_representative/name  \"吴秉文\"\n"));
    EXPECT_THAT(text, HasSubstr("/levels/0  \"初级\"\n"));
    EXPECT_EQ(lines_that_begin(text, "/"), leaves_of(read_json(sample_text("training-minimal"), "sample")));
}

TEST(Dump, GridHasEveryTeacherAndEveryPage) {
    const std::string text = dump(sample("training-42-teachers"), "grid");
    const Json application = read_json(sample_text("training-42-teachers"), "sample");
    const std::vector<Json>& teachers = application.find("teachers")->items;
    ASSERT_EQ(teachers.size(), 42u);
    for (std::size_t i = 0; i < teachers.size(); ++i)
        EXPECT_THAT(text, HasSubstr(" /teachers/" + std::to_string(i) + "/name \"" + teachers[i].find("name")->text + "\""));
    EXPECT_EQ(lines_that_begin(text, "grid training-2023"), 1u);
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"render", sample("training-42-teachers"), "-o", "out.pdf", "--json"});
    EXPECT_EQ(lines_that_begin(text, "page "), static_cast<std::size_t>(said.json().find("pages")->integer().value()));
}

TEST(Dump, GridOfTheBlankHasPromptsAndTheGridOfTheFilledHasTexts) {
    const std::string blank = dump("training-2023", "grid"), filled = dump(sample("training-typical"), "grid");
    EXPECT_EQ(lines_that_begin(blank, "page "), 6u);
    EXPECT_THAT(blank, HasSubstr("（主要包括：基本情况、行业地位、单位优势，800字以内）"));
    EXPECT_THAT(blank, HasSubstr("……"));
    EXPECT_THAT(blank, HasSubstr("初级□ 中级□ 高级□"));
    EXPECT_THAT(filled, Not(HasSubstr("（主要包括：基本情况")));
    EXPECT_THAT(filled, HasSubstr("初级☑ 中级☑ 高级☑"));
}

TEST(Dump, GridOfLongTextsGoesOnInTheSheetsBehind) {
    const std::string text = dump(sample("training-long-texts"), "grid");
    EXPECT_THAT(text, HasSubstr("（续见附页第1页）"));
    EXPECT_THAT(text, HasSubstr("附页第1页"));
}

TEST(Dump, PageHasEveryCellsRulesAndRuns) {
    const std::string text = dump(sample("assessment-typical"), "page");
    EXPECT_EQ(lines_that_begin(text, "page "), 6u);
    EXPECT_GE(lines_that_begin(text, "frame 79.370 "), 6u);  // 28 mm: the table's left edge, on each page
    EXPECT_GT(lines_that_begin(text, "rule "), 70u);
    EXPECT_THAT(text, HasSubstr(" value \"organization/0/1\" \"/organization/name\" table 1 row 3 spans 1 4\n"));
    EXPECT_EQ(lines_that_begin(text, "page 1 595.276 841.890"), 1u);
    EXPECT_EQ(dump("assessment-2023", "page"), dump("assessment-2023", "page"));
}

TEST(Dump, AsJsonNamesItsStage) {
    const Scratch scratch;
    for (const std::string stage : {"record", "grid", "page"}) {
        const Said said = tianbiao(scratch, {"dump", sample("training-minimal"), "--stage", stage, "--json"});
        EXPECT_EQ(said.json().find("stage")->text, stage);
        EXPECT_EQ(said.json().find("dump")->text, dump(sample("training-minimal"), stage));
    }
}

}  // namespace
}  // namespace tianbiao::cli
