#include "base/files.h"

#include <cstdlib>
#include <system_error>

#include "base/error.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

bool holds_our_data(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "forms", ignored) && fs::is_regular_file(folder / "fonts" / "manifest.json", ignored);
}

// The program stands in build/ or bin/ somewhere below the data, so we look upwards from it.
fs::path above_the_program() {
    std::error_code failed;
    fs::path folder = fs::read_symlink("/proc/self/exe", failed).parent_path();
    while (!failed && !folder.empty()) {
        if (holds_our_data(folder)) return folder;
        if (folder == folder.parent_path()) break;
        folder = folder.parent_path();
    }
    return {};
}

}  // namespace

fs::path data_folder() {
    if (const char* home = std::getenv("TIANBIAO_HOME"); home && *home) {
        if (holds_our_data(home)) return home;
        throw Error(Code::unreadable, {home, ""}, "TIANBIAO_HOME 所指的文件夹里没有 forms/ 和 fonts/manifest.json：请改正或取消这个变量");
    }
    if (fs::path folder = above_the_program(); !folder.empty()) return folder;
#ifdef TIANBIAO_DATA_DIR
    if (holds_our_data(TIANBIAO_DATA_DIR)) return TIANBIAO_DATA_DIR;
#endif
    throw Error(Code::unreadable, {"", ""},
                "找不到表格定义（forms/）和字体清单（fonts/manifest.json）：请把 TIANBIAO_HOME 设为它们所在的文件夹");
}

}  // namespace tianbiao
