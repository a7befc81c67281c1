#include "archive/originals.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "base/descriptor.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/system_text.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void unwritable(const fs::path& path, int error_number) {
    throw Error(Code::unwritable, {path.string(), ""}, "无法写入归档：" + system_text(error_number));
}

bool is_digest(std::string_view text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

void flush_folder(const fs::path& folder) {
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor || ::fsync(descriptor.number()) != 0) unwritable(folder, errno);
}

void write_all(int descriptor, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) unwritable(path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

// Under a name that is nobody else's; goes again unless it was renamed.
class Incoming {
public:
    Incoming(fs::path path, std::string_view bytes) : path_(std::move(path)) {
        ::unlink(path_.c_str());  // of a dead process with our number
        const Descriptor descriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0400));
        if (!descriptor) unwritable(path_, errno);
        try {
            write_all(descriptor.number(), bytes, path_);
            if (::fsync(descriptor.number()) != 0) unwritable(path_, errno);
        } catch (...) {
            ::unlink(path_.c_str());
            throw;
        }
    }
    ~Incoming() {
        if (!moved_) ::unlink(path_.c_str());
    }
    Incoming(const Incoming&) = delete;
    Incoming& operator=(const Incoming&) = delete;

    void move_to(const fs::path& target) {
        if (::rename(path_.c_str(), target.c_str()) != 0) unwritable(target, errno);
        moved_ = true;
    }

private:
    fs::path path_;
    bool moved_ = false;
};

}  // namespace

void make_private_folder(const fs::path& folder) {
    if (folder.empty() || ::mkdir(folder.c_str(), 0700) == 0) {
        if (!folder.empty()) flush_folder(folder.has_parent_path() ? folder.parent_path() : fs::path("."));
        return;
    }
    struct stat facts {};
    if (errno == EEXIST && ::stat(folder.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode)) return;
    if (errno != ENOENT || !folder.has_parent_path()) unwritable(folder, errno);
    make_private_folder(folder.parent_path());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) unwritable(folder, errno);
    flush_folder(folder.parent_path());
}

void write_private(const std::string& path, const std::string& bytes) {
    write_file(path, Readers::owner, [&](const Sink& sink) { sink(bytes); });
}

Originals::Originals(fs::path folder) : folder_(std::move(folder)) {}

fs::path Originals::path(const std::string& sha256) const {
    if (!is_digest(sha256)) throw Error(Code::internal, {folder_.string(), ""}, "不是 SHA-256 摘要");
    return folder_ / "sha256" / sha256.substr(0, 2) / sha256.substr(2);
}

std::string Originals::keep(std::string_view bytes) {
    const std::string digest = hex(sha256(bytes));
    const fs::path target = path(digest);
    if (is_whole(digest)) {
        flush_folder(target.parent_path());  // its writer may have been killed before it did
        return digest;
    }
    make_private_folder(incoming());
    make_private_folder(target.parent_path());
    Incoming file(incoming() / (digest + "." + std::to_string(::getpid())), bytes);
    file.move_to(target);
    flush_folder(target.parent_path());
    return digest;
}

std::string Originals::read(const std::string& sha256) const {
    std::string bytes = read_file(path(sha256).string(), limits::archive_original);
    if (hex(tianbiao::sha256(bytes)) != sha256)
        throw Error(Code::unreadable, {path(sha256).string(), ""}, "归档的原件已损坏：请用备份恢复");
    return bytes;
}

bool Originals::exists(const std::string& sha256) const {
    std::error_code none;
    return fs::is_regular_file(path(sha256), none);
}

bool Originals::is_whole(const std::string& sha256) const {
    if (!exists(sha256)) return false;
    try {
        read(sha256);
        return true;
    } catch (const Error&) {
        return false;
    }
}

void Originals::remove(const std::string& sha256) {
    if (::unlink(path(sha256).c_str()) != 0) {
        if (errno == ENOENT) return;
        unwritable(path(sha256), errno);
    }
    flush_folder(path(sha256).parent_path());
}

void Originals::each(const std::function<void(const std::string&)>& visit) const {
    std::error_code none;
    std::vector<std::string> found;
    for (const auto& shard : fs::directory_iterator(folder_ / "sha256", none)) {
        std::error_code unreadable;
        for (const auto& file : fs::directory_iterator(shard.path(), unreadable)) {
            const std::string name = shard.path().filename().string() + file.path().filename().string();
            if (is_digest(name)) found.push_back(name);
        }
    }
    std::ranges::sort(found);
    for (const std::string& sha256 : found) visit(sha256);
}

void Originals::tidy() {
    std::error_code none;
    for (const auto& file : fs::directory_iterator(incoming(), none)) ::unlink(file.path().c_str());
}

namespace {

int opened_lock(const fs::path& folder) {
    const fs::path file = folder / "lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) unwritable(file, errno);
    return descriptor;
}

}  // namespace

FolderLock::FolderLock(const fs::path& folder, Kind kind) : descriptor_(opened_lock(folder)) {
    while (::flock(descriptor_, kind == Kind::shared ? LOCK_SH : LOCK_EX) != 0) {
        if (errno == EINTR) continue;
        const int error_number = errno;
        ::close(descriptor_);
        unwritable(folder / "lock", error_number);
    }
}

std::unique_ptr<FolderLock> FolderLock::alone_now(const fs::path& folder) {
    std::unique_ptr<FolderLock> lock(new FolderLock(opened_lock(folder)));
    if (::flock(lock->descriptor_, LOCK_EX | LOCK_NB) != 0) lock.reset();
    return lock;
}

FolderLock::~FolderLock() { ::close(descriptor_); }

}  // namespace tianbiao
