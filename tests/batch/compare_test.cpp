// Applications side by side: duplicates, contradictions, and how many there may be.
#include "batch/compare.h"

#include <gtest/gtest.h>

#include "support/workshop.h"

namespace tianbiao::test {
namespace {

ApplicationFacts facts(const std::string& form, const std::string& organization, const std::string& code, const std::string& region = "") {
    ApplicationFacts out;
    out.form = form, out.organization = organization, out.code = code, out.region = region, out.occupation = "云计算工程技术人员";
    return out;
}

TEST(Comparison, MarksTheSameBytesAndTheSameApplication) {
    Comparison all;
    const ApplicationFacts one = facts("training-2023", "某 校", "A"), same = facts("training-2023", "某校", "B"), other = facts("assessment-2023", "某校", "A");
    all.add("1.pdf", "x", one), all.add("2.pdf", "y", same), all.add("3.pdf", "x", one), all.add("4.pdf", "z", other);
    EXPECT_EQ(all.duplicate_of("1.pdf", "x", one).file, "");
    EXPECT_EQ(all.duplicate_of("2.pdf", "y", same).file, "1.pdf");
    EXPECT_FALSE(all.duplicate_of("2.pdf", "y", same).bytes);
    EXPECT_EQ(all.duplicate_of("3.pdf", "x", one).file, "1.pdf");
    EXPECT_TRUE(all.duplicate_of("3.pdf", "x", one).bytes);
    EXPECT_EQ(all.duplicate_of("4.pdf", "z", other).file, "");  // the other form is another application
}

TEST(Comparison, FindsApplicationsOfOneCodeThatDiffer) {
    Comparison all;
    ApplicationFacts a = facts("training-2023", "甲", "A"), b = a, c = facts("training-2023", "乙", "C");
    a.shared = Json::make_object({{"address", Json::make_text("云泽路1号")}});
    b.shared = Json::make_object({{"address", Json::make_text("云泽路2号")}});
    all.add("1", "1", a), all.add("2", "2", a), all.add("3", "3", c);
    EXPECT_FALSE(all.is_contradicted("A"));
    all.add("4", "4", b);
    EXPECT_TRUE(all.is_contradicted("A"));
    EXPECT_FALSE(all.is_contradicted("C"));
}

TEST(Comparison, WarnsWhereMoreApplyThanTheNoticeAllows) {
    Comparison all;
    const Form& form = studio().form("training-2023");
    const auto add = [&](int number, const std::string& region) {
        const std::string n = std::to_string(number);
        all.add(n, n, facts(form.id, "校" + n, "C" + n, region));
    };
    for (int i = 1; i <= 5; ++i) add(i, "云泽省");
    add(1, "云泽省");   // the same once more
    add(6, "临岚省");
    EXPECT_TRUE(over_quota(all, form, Language::zh).empty());
    add(7, "云泽省");
    const std::vector<Finding> found = over_quota(all, form, Language::zh);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_EQ(found[0].clause, "一(三)2");
    EXPECT_EQ(found[0].values, (std::vector<std::string>{"云计算工程技术人员", "云泽省", "6"}));
    EXPECT_TRUE(over_quota(all, studio().form("assessment-2023"), Language::zh).empty());
}

}  // namespace
}  // namespace tianbiao::test
