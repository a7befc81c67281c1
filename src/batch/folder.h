// The output folder of a batch: made, its own for as long as it works there, and folders in it that last.
#pragma once
#include <filesystem>

#include "base/descriptor.h"

namespace tianbiao {

// Makes the folder and all above it that are missing, each flushed to disk. Throws Error unwritable.
void make_folders(const std::filesystem::path& folder);

// Removes what a run that was killed left there half written: files under the temporary names of write_files.
void remove_leftovers(const std::filesystem::path& folder);

// Makes it and locks it (flock(2)) while the object lives, so that two runs do not work at one batch: Error unwritable where another does.
// The lock goes with the process, however it ends.
class OutputFolder {
public:
    explicit OutputFolder(std::filesystem::path folder);
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    Descriptor lock_;
};

}  // namespace tianbiao
