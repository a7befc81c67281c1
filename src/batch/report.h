// What a batch says of all its files, for an office's own programs: report.csv and report.xlsx.
#pragma once
#include <filesystem>
#include <string_view>

#include "app/studio.h"
#include "archive/journal.h"
#include "batch/parse_batch.h"

namespace tianbiao {

// Roles of a form's catalogue (forms/README.md) that reports know.
inline constexpr std::string_view role_organization = "organization", role_code = "code", role_occupation = "occupation", role_region = "region";

// Reads the journal twice, row by row: what is kept of an application between is its name and a digest. The same journal gives the same
// bytes, but for the column of seconds. Throws Error unwritable, and the journal's own.
BatchParsed write_reports(Journal& journal, Studio& studio, const std::filesystem::path& folder, const BatchParseOptions& options);

}  // namespace tianbiao
