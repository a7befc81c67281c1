// Another program, started without a shell, given its input and never waited for longer than it may take.
#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/spawn.h"

namespace tianbiao {

struct ChildJob {
    std::vector<std::string> arguments;  // the program first, looked for in PATH
    std::string input = {};              // its standard input
    std::chrono::seconds patience{60};
    std::size_t most_output = 256u << 20;
    ProcessGroup group = ProcessGroup::ours;  // its_own: what it started goes with it
};

struct ChildResult {
    int status = 0;  // of exit; 128 + signal where one ended it
    std::string output, errors;
};

// nullopt: there is no such program. Throws Error: missing_program where it runs too long or says too much (it is ended then) or cannot be
// started at all. The child's locale is C.UTF-8, so that its answers do not depend on the user's.
std::optional<ChildResult> run_child(const ChildJob& job);

}  // namespace tianbiao
