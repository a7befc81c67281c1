// The start of another program, without a shell; for the two ways to run one: child.h and fork_server.h.
#pragma once
#include <array>
#include <string>
#include <vector>

#include <sys/types.h>

namespace tianbiao {

enum class ProcessGroup { ours, its_own };  // one of its own is not ended by the Ctrl-C that is meant for us

// `ends`: what becomes its standard input, output and error output; -1 for /dev/null. Its locale is C.UTF-8, so that its answers do not
// depend on the user's; `variables` (NAME=value) come first. 0: there is no such program. Throws Error missing_program where it cannot be started for another reason.
pid_t spawn(std::vector<std::string> arguments, std::array<int, 3> ends, ProcessGroup group, std::vector<std::string> variables = {});

}  // namespace tianbiao
