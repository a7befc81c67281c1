#include "base/child.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "support/code_of.h"

namespace tianbiao {
namespace {

TEST(Child, GivesWhatTheProgramSaysAndItsStatus) {
    const auto result = run_child({{"sh", "-c", "cat; echo trouble >&2; exit 3"}, "字\n"});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->output, "字\n");
    EXPECT_EQ(result->errors, "trouble\n");
    EXPECT_EQ(result->status, 3);
}

TEST(Child, ArgumentsAreNoShellWords) {
    const auto result = run_child({{"printf", "%s|", "a b", "$(id)", "*"}});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->output, "a b|$(id)|*|");
}

TEST(Child, APlaceWithoutTheProgramIsNotAnError) { EXPECT_FALSE(run_child({{"no-such-program-here"}})); }

TEST(Child, MegabytesGoInAndOutWithoutADeadlock) {
    const std::string much(5u << 20, 'x');
    const auto result = run_child({{"cat"}, much});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->output, much);
}

TEST(Child, OneThatReadsNothingIsNoFault) {
    const auto result = run_child({{"true"}, std::string(5u << 20, 'x')});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->status, 0);
}

TEST(Child, OneThatEndsByASignalSaysSo) {
    const auto result = run_child({{"sh", "-c", "kill -9 $$"}});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->status, 128 + 9);
}

std::optional<Code> code_of(const ChildJob& job) {
    return test::code_of([&] { run_child(job); });
}

TEST(Child, IsEndedWhenItsTimeOrItsRoomIsUp) {
    EXPECT_EQ(code_of({{"sleep", "600"}, "", std::chrono::seconds(1)}), Code::missing_program);
    EXPECT_EQ(code_of({{"cat", "/dev/zero"}, "", std::chrono::seconds(60), 1u << 20}), Code::missing_program);
}

}  // namespace
}  // namespace tianbiao
