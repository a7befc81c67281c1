// The command line of `archive`: a verb with verbs of its own.
#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/options.h"

namespace tianbiao::cli {

// Adds the verbs below `archive`; each has the options of `archive` itself, too (CLI11: fallthrough). `asked`: the verb that is
// called, for whose options alone variables are read.
void add_archive_verbs(CLI::App& archive, const std::string& asked, const Speech& say, ArchiveOptions& options);

// Who and when of a verb that changes something. Throws Error usage where they are missing.
void check_archive_options(ArchiveOptions& options, const Speech& say);

}  // namespace tianbiao::cli
