#include "base/files.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/descriptor.h"
#include "base/error.h"
#include "base/system_text.h"

namespace tianbiao {
namespace {

[[noreturn]] void unreadable(const std::filesystem::path& path, int error_number) {
    throw Error(Code::unreadable, {path.string(), ""}, "无法读取：" + system_text(error_number));
}

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& path, std::size_t most) {
    // Not blocking: a pipe in a font's place must not hang us; it is refused below.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (!file) unreadable(path, errno);
    struct stat facts {};
    if (::fstat(file.number(), &facts) != 0) unreadable(path, errno);
    if (S_ISDIR(facts.st_mode)) unreadable(path, EISDIR);
    if (!S_ISREG(facts.st_mode)) throw Error(Code::unreadable, {path.string(), ""}, "无法读取：不是普通文件");
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (size > most) throw Error(Code::too_large, {path.string(), ""}, "文件超过 " + std::to_string(most >> 20) + " MiB：请换用较小的文件");
    if (size == 0) return;
    void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
    if (bytes == MAP_FAILED) unreadable(path, errno);
    data_ = static_cast<const char*>(bytes);
    size_ = size;
}

MappedFile::MappedFile(MappedFile&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile() {
    if (data_) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace tianbiao
