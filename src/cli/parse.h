// The command line and TIANBIAO_* variables to Options.
#pragma once
#include <optional>

#include "cli/options.h"

namespace tianbiao::cli {

// An exit status where nothing is left to do: 0 after --help and --version, 2 for a wrong call (said on standard error).
std::optional<int> parse_command_line(int argc, char** argv, Options& options);

}  // namespace tianbiao::cli
