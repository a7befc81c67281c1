// Names of a batch's files: fit for every disk, each once, and the same ones next time.
#include "batch/output_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/utf8.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

std::string named(const std::string& pattern, const Record& record) {
    return NamePattern(pattern).name(&studio().form("training-2023"), record, "来源", 7);
}

TEST(NamePattern, PutsInWhatTheCatalogueSays) {
    const Record record = sample("training-typical");
    EXPECT_EQ(named("{organization}-{occupation}-{form}", record), "云泽省数字技术人才发展中心-人工智能工程技术人员-附件1");
    EXPECT_EQ(named("推荐表{number}_{level}（{source}）", record), "推荐表7_初级、中级、高级（来源）");
}

TEST(NamePattern, LeavesOutSignsBetweenWhatIsNotSaid) {
    Record record = sample("training-typical");
    set_value(record, "/occupation", Json());
    set_value(record, "/dossier", Json());
    EXPECT_EQ(named("{region}-{organization}-{occupation}-{form}", record), "云泽省数字技术人才发展中心-附件1");
    EXPECT_EQ(named("{region}-{occupation}", record), "来源");
    EXPECT_EQ(NamePattern("{region}-{organization}").name(nullptr, record, "", 7), "7");
}

TEST(NamePattern, RefusesWhatIsNone) {
    for (const char* pattern : {"", "甲", "{organization", "organization}", "{}", "{organization}\xFF"}) {
        try {
            NamePattern{pattern};
            ADD_FAILURE() << pattern;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Code::usage);
        }
    }
}

TEST(FitForFiles, ForbiddenSignsBecomeTheirFullWidthLikes) {
    EXPECT_EQ(fit_for_files("a/b\\c:d*e?f\"g<h>i|j"), "a／b＼c：d＊e？f＂g＜h＞i｜j");
    EXPECT_EQ(fit_for_files("../../etc/passwd"), "／..／etc／passwd");
    EXPECT_EQ(fit_for_files("\u202E甲\u200B\x01乙\n丙. . "), "甲乙 丙");
    EXPECT_EQ(fit_for_files("..."), "");
    EXPECT_EQ(fit_for_files("CON.x"), "_CON.x");
    EXPECT_EQ(fit_for_files("com1"), "_com1");
    EXPECT_EQ(fit_for_files("company"), "company");
}

TEST(FitForFiles, LongNamesAreCutAtACharacter) {
    std::string lengthy = "x";
    while (lengthy.size() < 600) lengthy += "长";
    const std::string cut = fit_for_files(lengthy);
    EXPECT_LE(cut.size(), longest_output_name);
    EXPECT_GT(cut.size(), longest_output_name - 3);
    EXPECT_FALSE(first_bad_utf8(cut));
    OutputNames names;
    EXPECT_EQ(names.take(cut), cut);
    EXPECT_LE(names.take(cut).size(), longest_output_name);
}

TEST(OutputNames, NumbersCollisionsInOrder) {
    OutputNames names;
    names.keep("report");
    std::vector<std::string> taken;
    for (const char* name : {"甲", "甲", "A", "a", "甲-2", "甲", "Report"}) taken.push_back(names.take(name));
    EXPECT_THAT(taken, testing::ElementsAre("甲", "甲-2", "A", "a-2", "甲-2-2", "甲-3", "Report-2"));
}

}  // namespace
}  // namespace tianbiao::test
