// What batches left in their output folders, so that neither a batch nor an archive takes it for something that came in.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace tianbiao {

inline constexpr std::string_view batch_journal = "batch.sqlite";  // tells an output folder from others
inline constexpr std::string_view report_csv = "report.csv", report_xlsx = "report.xlsx", summary_xlsx = "summary.xlsx";

bool is_output_folder(const std::filesystem::path& folder);

// Under a temporary name of write_files: a run that was killed left it half written.
bool is_leftover(const std::string& file_name);

enum class Output {
    none,    // not of a batch
    record,  // a journal, a report
    read,    // what batch parse read in an input
    drawn,   // what batch render drew: a document like any other
};

class BatchOutputs {
public:
    // A file below an output folder, however deep. Each journal is read once; of a damaged one only its reports are told.
    Output what(const std::filesystem::path& file);

private:
    struct Made {
        std::filesystem::path folder;
        std::set<std::string> read, drawn;  // relative to it
    };
    std::shared_ptr<const Made> made_above(const std::filesystem::path& folder);
    static std::shared_ptr<const Made> made_in(const std::filesystem::path& folder);
    std::map<std::filesystem::path, std::shared_ptr<const Made>> known_;  // nullptr: no output folder
};

}  // namespace tianbiao
