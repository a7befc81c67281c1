#include "support/code_of.h"

#include <gtest/gtest.h>

namespace tianbiao::test {

std::optional<Code> code_of(const std::function<void()>& work, std::string* text) {
    try {
        work();
    } catch (const Error& error) {
        EXPECT_FALSE(error.text().empty());
        if (text) *text = error.text();
        return error.code();
    }
    return std::nullopt;
}

}  // namespace tianbiao::test
