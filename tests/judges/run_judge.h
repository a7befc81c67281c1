// Starts a judge on files that live as long as it needs them.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/child.h"

namespace tianbiao::judges {

class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& bytes);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

// Throws std::runtime_error naming a program that is not installed.
ChildResult run_judge(const std::vector<std::string>& arguments);

bool is_installed(const std::string& program);  // on the PATH

}  // namespace tianbiao::judges
