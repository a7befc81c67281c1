// The command line and TIANBIAO_* variables to Options.
#pragma once
#include <optional>

#include "cli/options.h"

namespace tianbiao::cli {

// 0 where nothing is left to do: after help, --help and --version. Throws Error: usage (what is wrong with the call), unwritable.
std::optional<int> parse_command_line(int argc, char** argv, Options& options);

}  // namespace tianbiao::cli
