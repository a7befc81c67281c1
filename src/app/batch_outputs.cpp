#include "app/batch_outputs.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "archive/journal.h"
#include "base/error.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

constexpr std::array records{report_csv, report_xlsx, summary_xlsx};

}  // namespace

bool is_output_folder(const fs::path& folder) {
    std::error_code none;
    return fs::is_regular_file(folder / batch_journal, none);
}

bool is_leftover(const std::string& file_name) {
    constexpr std::string_view sign = ".tmp-";
    const std::size_t at = file_name.rfind(sign);
    return at != std::string::npos && at > 0 && file_name.find_first_not_of("0123456789-", at + sign.size()) == std::string::npos;
}

Output BatchOutputs::what(const fs::path& file) {
    const fs::path whole = fs::absolute(file).lexically_normal();
    const std::shared_ptr<const Made> made = made_above(whole.parent_path());
    if (!made) return Output::none;
    const std::string name = whole.lexically_relative(made->folder).string();
    if (made->read.contains(name)) return Output::read;
    if (made->drawn.contains(name)) return Output::drawn;
    const bool record = std::ranges::find(records, name) != records.end() || name.starts_with(batch_journal) || is_leftover(whole.filename());
    return record ? Output::record : Output::none;
}

std::shared_ptr<const BatchOutputs::Made> BatchOutputs::made_above(const fs::path& folder) {
    if (const auto known = known_.find(folder); known != known_.end()) return known->second;
    std::shared_ptr<const Made> made = made_in(folder);
    if (!made && folder.has_relative_path()) made = made_above(folder.parent_path());
    return known_[folder] = std::move(made);
}

std::shared_ptr<const BatchOutputs::Made> BatchOutputs::made_in(const fs::path& folder) {
    if (!is_output_folder(folder)) return nullptr;
    auto made = std::make_shared<Made>(Made{folder, {}, {}});
    try {
        open_journal(folder / batch_journal)->each([&](const JournalEntry& entry) {
            const Json* drawn = entry.result.find("outputs");
            if (!entry.job.task.find("output")) made->read.insert(entry.job.name + ".json");
            else if (drawn)
                for (const Json& name : drawn->items) made->drawn.insert(name.text);
        });
    } catch (const Error&) {}  // damaged, of a newer version, or another's
    return made;
}

}  // namespace tianbiao
