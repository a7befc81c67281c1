#include "base/error.h"

#include <array>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/finding.h"

using namespace tianbiao;

TEST(Error, SaysFileThenPlaceThenText) {
    EXPECT_STREQ(Error(Code::bad_json, {"a.json", "line 3"}, "坏了").what(), "a.json: line 3: 坏了");
    EXPECT_STREQ(Error(Code::bad_json, {"", "line 3"}, "坏了").what(), "line 3: 坏了");
    EXPECT_STREQ(Error(Code::bad_json, {"a.json", ""}, "坏了").what(), "a.json: 坏了");
    EXPECT_STREQ(Error(Code::bad_json, {}, "坏了").what(), "坏了");
}

TEST(Error, EveryCodeHasANameOfItsOwn) {
    std::set<std::string_view> names;
    for (int code = 0; code <= static_cast<int>(Code::internal); ++code) names.insert(name(static_cast<Code>(code)));
    EXPECT_EQ(names.size(), static_cast<std::size_t>(Code::internal) + 1);
}

TEST(Error, ExitStatusIsTwoForUsageFourForOurselvesAndThreeForWhatIsOutside) {
    EXPECT_EQ(exit_status(Code::usage), 2);
    EXPECT_EQ(exit_status(Code::internal), 4);
    for (const Code code : {Code::unreadable, Code::unwritable, Code::bad_json, Code::bad_utf8, Code::too_large, Code::bad_form,
                            Code::missing_font, Code::missing_program, Code::unsupported})
        EXPECT_EQ(exit_status(code), 3) << name(code);
}

TEST(Finding, OnlyAnErrorAmongFindingsCountsAsAnError) {
    std::vector<Finding> findings(2);
    findings[0].severity = Severity::warning;
    findings[1].severity = Severity::info;
    EXPECT_FALSE(has_errors({}));
    EXPECT_FALSE(has_errors(findings));
    findings[1].severity = Severity::error;
    EXPECT_TRUE(has_errors(findings));
    EXPECT_EQ(name(Severity::error), "error");
    EXPECT_EQ(name(Severity::warning), "warning");
    EXPECT_EQ(name(Severity::info), "info");
}
