#include "judges/run_judge.h"

#include <unistd.h>

#include <fstream>
#include <stdexcept>

namespace tianbiao::judges {

TemporaryFile::TemporaryFile(const std::string& bytes) {
    std::string name = (std::filesystem::temp_directory_path() / "judged-XXXXXX.pdf").string();
    const int file = mkstemps(name.data(), 4);
    if (file < 0) throw std::runtime_error("no temporary file: " + name);
    close(file);
    path_ = name;
    std::ofstream(path_, std::ios::binary) << bytes;
}

TemporaryFile::~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

ChildResult run_judge(const std::vector<std::string>& arguments) {
    const auto result = run_child({arguments, "", std::chrono::seconds(300)});
    if (!result) throw std::runtime_error("judge is not installed: " + arguments.at(0));
    return *result;
}

bool is_installed(const std::string& program) {
    const auto result = run_child({{"which", program}, "", std::chrono::seconds(30)});
    return result && result->status == 0;
}

}  // namespace tianbiao::judges
