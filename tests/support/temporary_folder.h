// A folder of a test's own that goes with all that is in it.
#pragma once
#include <filesystem>
#include <string>

namespace tianbiao::test {

class TemporaryFolder {
public:
    TemporaryFolder();  // throws std::runtime_error where none can be made
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::filesystem::path path(const std::string& name = "") const { return folder_ / name; }

private:
    std::filesystem::path folder_;
};

}  // namespace tianbiao::test
