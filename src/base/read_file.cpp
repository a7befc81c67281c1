#include "base/files.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

#include "base/descriptor.h"
#include "base/error.h"
#include "base/system_text.h"

namespace tianbiao {
namespace {

[[noreturn]] void unreadable(const std::string& path, int error_number) {
    throw Error(Code::unreadable, {path, ""}, "无法读取：" + system_text(error_number));
}

[[noreturn]] void too_large(const std::string& path, std::size_t most) {
    const std::string size = most >= (1u << 20) ? std::to_string(most >> 20) + " MiB" : std::to_string(most) + " 字节";
    throw Error(Code::too_large, {path, ""}, "文件超过 " + size + "：请换用较小的文件");
}

// Up to `most` bytes and one more, which tells that there are too many.
std::string read_all(int descriptor, const std::string& path, std::size_t expected, std::size_t most) {
    constexpr std::size_t least_room = 64u << 10;
    std::string bytes;
    for (std::size_t room = std::max(expected + 1, least_room);; room = bytes.size()) {
        const std::size_t before = bytes.size();
        bytes.resize(before + std::min(room, most + 1 - before));
        std::size_t filled = before;
        while (filled < bytes.size()) {
            const ssize_t got = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) unreadable(path, errno);
            if (got == 0) {
                bytes.resize(filled);
                return bytes;
            }
            filled += static_cast<std::size_t>(got);
        }
        if (filled > most) too_large(path, most);
    }
}

}  // namespace

std::string read_file(const std::string& path, std::size_t most) {
    if (path == "-") return read_all(STDIN_FILENO, path, 0, most);
    if (path.find('\0') != std::string::npos) unreadable(path.c_str(), ENOENT);
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (!file) unreadable(path, errno);
    struct stat facts {};
    if (::fstat(file.number(), &facts) != 0) unreadable(path, errno);
    if (S_ISDIR(facts.st_mode)) unreadable(path, EISDIR);
    const std::size_t expected = S_ISREG(facts.st_mode) ? static_cast<std::size_t>(facts.st_size) : 0;
    if (expected > most) too_large(path, most);
    return read_all(file.number(), path, expected, most);
}

}  // namespace tianbiao
