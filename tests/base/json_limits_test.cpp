// Each limit on JSON, at it and one past it.
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/json.h"
#include "base/limits.h"

using namespace tianbiao;

namespace {

std::string nested(int levels, std::string_view open, std::string_view inside, std::string_view close) {
    std::string text;
    for (int i = 0; i < levels; ++i) text += open;
    text += inside;
    for (int i = 0; i < levels; ++i) text += close;
    return text;
}

Code refusal(std::string_view text) {
    try {
        read_json(text, "");
    } catch (const Error& error) {
        return error.code();
    }
    return Code::internal;
}

}  // namespace

TEST(JsonLimits, SixtyFourLevelsPassAndSixtyFiveDoNot) {
    EXPECT_EQ(limits::json_nesting, 64);
    EXPECT_NO_THROW(read_json(nested(64, "[", "1", "]"), ""));
    EXPECT_NO_THROW(read_json(nested(64, "{\"a\":", "1", "}"), ""));
    EXPECT_EQ(refusal(nested(65, "[", "", "]")), Code::too_large);
    EXPECT_EQ(refusal(nested(65, "{\"a\":", "1", "}")), Code::too_large);
    const std::string deep = nested(63, "[", "", "]");
    EXPECT_NO_THROW(read_json(nested(1, "[", deep + ',' + deep, "]"), ""));  // levels that were left do not count
}

TEST(JsonLimits, AMillionBracketsEndInAnErrorAndNotInTheStack) {
    EXPECT_EQ(refusal(std::string(1000000, '[')), Code::too_large);
    EXPECT_EQ(refusal(nested(1000000, "{\"a\":", "1", "}")), Code::too_large);
}

TEST(JsonLimits, SixteenMebibytesPassAndOneByteMoreDoesNot) {
    std::string text(16u << 20, 'x');
    text.front() = text.back() = '"';
    EXPECT_EQ(read_json(text, "").text.size(), (16u << 20) - 2);
    EXPECT_EQ(refusal(text + " "), Code::too_large);
}

TEST(JsonLimits, OneValueTooManyIsRefused) {
    std::string text = "[0";
    for (std::size_t i = 2; i < limits::json_values; ++i) text += ",0";
    EXPECT_EQ(read_json(text + "]", "").items.size(), limits::json_values - 1);
    EXPECT_EQ(refusal(text + ",0]"), Code::too_large);
}
