#include "batch/folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

#include "app/batch_outputs.h"
#include "base/error.h"
#include "base/system_text.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void unwritable(const fs::path& path) { throw Error(Code::unwritable, {path.string(), ""}, "无法写入：" + system_text(errno)); }

Descriptor opened(const fs::path& folder) { return Descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }

Descriptor locked(const fs::path& folder) {
    make_folders(folder);
    Descriptor descriptor = opened(folder);
    if (!descriptor) unwritable(folder);
    if (::flock(descriptor.number(), LOCK_EX | LOCK_NB) == 0) return descriptor;
    if (errno != EWOULDBLOCK) unwritable(folder);
    throw Error(Code::unwritable, {folder.string(), ""}, "另一个批处理正在使用这个输出文件夹：请等它结束，或另指定输出文件夹");
}

}  // namespace

void make_folders(const fs::path& folder) {
    struct stat facts {};
    if (folder.empty() || (::stat(folder.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode))) return;
    make_folders(folder.parent_path());
    if (::mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST) unwritable(folder);
    if (::stat(folder.c_str(), &facts) != 0) unwritable(folder);
    if (!S_ISDIR(facts.st_mode)) errno = ENOTDIR, unwritable(folder);
    const fs::path parent = folder.parent_path();
    if (const Descriptor descriptor = opened(parent.empty() ? "." : parent); descriptor) ::fsync(descriptor.number());
}

void remove_leftovers(const fs::path& folder) {
    std::error_code fault;
    std::vector<fs::path> leftovers;
    for (fs::recursive_directory_iterator entries(folder, fault), end; !fault && entries != end; entries.increment(fault)) {
        if (!is_leftover(entries->path().filename())) continue;
        std::error_code none;
        if (entries->is_regular_file(none)) leftovers.push_back(entries->path());
    }
    for (const fs::path& leftover : leftovers) fs::remove(leftover, fault);
}

OutputFolder::OutputFolder(fs::path folder) : path_(std::move(folder)), lock_(locked(path_)) {}

}  // namespace tianbiao
