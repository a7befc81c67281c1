// Many filled files back to their applications: a JSON for each beside a report of all, resumable.
//
// The output folder holds NAME.json for every input that could be read, report.csv, report.xlsx, summary.xlsx (batch/summary.h),
// and batch.sqlite, the journal.
#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/parse.h"
#include "batch/run.h"

namespace tianbiao {

struct BatchParseOptions {
    Setup setup;
    std::vector<std::string> inputs;       // as gather_inputs takes them
    std::string list;                      // what stands on standard input, for "-"
    std::filesystem::path folder;          // for all that is written
    ParseOptions parse;
    Answer answer = Answer::applications;
    int workers = 1;
    bool retry = false;                    // what could not be read is tried again
    std::string date;                      // YYYY-MM-DD, of the reports' properties; "" the forms' own
    const std::atomic<bool>* stop = nullptr;
    std::function<void(const Progress&)> progress;
};

struct BatchParsed {
    Journal::Counts counts;
    std::int64_t applications = 0;
    std::int64_t to_review = 0;            // files that were read and have findings of severity error
    std::int64_t duplicates = 0;           // applications that stand in another file, too
    std::vector<Finding> warnings;         // about the batch as a whole; no values of any one application
    std::vector<std::string> outputs;      // of the reports
};

// Throws Error: usage (nothing to read, another batch's folder), unwritable; the same call goes on where it stopped. Reports are written in the
// end, also of a batch that was stopped.
BatchParsed parse_batch(const BatchParseOptions& options);

}  // namespace tianbiao
