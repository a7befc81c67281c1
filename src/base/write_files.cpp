// Writes several files so that all appear or none.
#include "base/files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <set>

#include <fcntl.h>
#include <sys/stat.h>

#include "base/descriptor.h"
#include "base/error.h"
#include "base/system_text.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void unwritable(const std::string& path, int error_number) {
    throw Error(Code::unwritable, {path, ""}, "无法写入：" + system_text(error_number));
}

// A closed pipe and the limit on file size arrive as signals that end the process. Held back here, write() returns EPIPE or EFBIG.
class HeldSignals {
public:
    HeldSignals() {
        sigemptyset(&held_);
        for (const int number : numbers) sigaddset(&held_, number);
        sigset_t pending;
        sigpending(&pending);
        for (const int number : numbers)
            if (sigismember(&pending, number)) sigdelset(&held_, number);  // not ours to swallow
        pthread_sigmask(SIG_BLOCK, &held_, &before_);
    }
    ~HeldSignals() {
        constexpr timespec at_once{};
        while (sigtimedwait(&held_, nullptr, &at_once) > 0) {}
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;

private:
    static constexpr std::array numbers{SIGPIPE, SIGXFSZ};
    sigset_t held_, before_;
};

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) unwritable(path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

// Devices, pipes and the links to open files in /dev and /proc take the bytes themselves; nothing can be renamed onto them.
bool is_written_directly(const fs::path& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return false;
    if (!S_ISREG(facts.st_mode)) return !S_ISDIR(facts.st_mode);
    const std::string text = fs::absolute(path).lexically_normal().string();
    return ::lstat(path.c_str(), &facts) == 0 && S_ISLNK(facts.st_mode) && (text.starts_with("/dev/") || text.starts_with("/proc/"));
}

using Fill = std::function<void(const Sink&)>;

// Gathers small pieces: a call of the system costs more than they do.
void fill_file(int descriptor, const std::string& path, const Fill& fill) {
    constexpr std::size_t most_waiting = 256u << 10;
    std::string waiting;
    fill([&](std::string_view bytes) {
        if (waiting.size() + bytes.size() > most_waiting) {
            write_all(descriptor, waiting, path);
            waiting.clear();
        }
        if (bytes.size() > most_waiting) write_all(descriptor, bytes, path);
        else waiting += bytes;
    });
    write_all(descriptor, waiting, path);
}

void write_directly(const std::string& path, const Fill& fill) {
    if (path == "-") return fill_file(STDOUT_FILENO, path, fill);
    const Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (!device) unwritable(path, errno);
    fill_file(device.number(), path, fill);
}

Fill fill_of(const OutputFile& file) {
    return [&file](const Sink& sink) { sink(file.bytes); };
}

bool is_taken_directly(const std::string& path) { return path == "-" || is_written_directly(path); }

// One file on its way: bytes under a temporary name, then under its own.
class Pending {
public:
    Pending(const std::string& path, Readers readers, const Fill& fill) : path_(path), target_(followed(path)) {
        const Descriptor descriptor = make_temporary(readers == Readers::owner ? 0600 : 0666);
        try {
            fill_file(descriptor.number(), path_, fill);
            if (::fsync(descriptor.number()) != 0 && errno != EINVAL) unwritable(path_, errno);
        } catch (...) {
            ::unlink(temporary_.c_str());
            throw;
        }
        state_ = State::written;
    }
    Pending(Pending&& other) noexcept
        : path_(std::move(other.path_)), target_(std::move(other.target_)), temporary_(std::move(other.temporary_)),
          state_(std::exchange(other.state_, State::done)) {}
    Pending& operator=(Pending&&) = delete;

    // What is not done is undone: a file that stood there before comes back.
    ~Pending() {
        if (state_ == State::exchanged) exchange();
        if (state_ == State::written || state_ == State::exchanged) ::unlink(temporary_.c_str());
        if (state_ == State::appeared) ::unlink(target_.c_str());
    }

    // `alone`: no other file can fail after this one, so nothing needs to be kept.
    void appear(bool alone) {
        if (!alone && exchange()) {
            state_ = State::exchanged;
            return;
        }
        if (::rename(temporary_.c_str(), target_.c_str()) != 0) unwritable(path_, errno);
        state_ = State::appeared;
    }

    void finish() {
        if (state_ == State::exchanged) ::unlink(temporary_.c_str());  // the file that stood there before
        state_ = State::done;
    }

    fs::path folder() const { return target_.has_parent_path() ? target_.parent_path() : fs::path("."); }

private:
    enum class State { none, written, exchanged, appeared, done };

    // A link to a file stays a link: the file behind it is written.
    static fs::path followed(const std::string& path) {
        struct stat facts {};
        if (::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode)) unwritable(path, EISDIR);
        if (fs::path(path).filename().empty()) unwritable(path, path.empty() ? ENOENT : EISDIR);
        std::error_code failed;
        if (!fs::is_symlink(path, failed)) return path;
        fs::path target = fs::canonical(path, failed);
        return failed ? fs::path(path) : target;
    }

    Descriptor make_temporary(mode_t mode) {
        constexpr std::size_t longest_name = 255, room = 32;  // NAME_MAX; for what we add
        constexpr int most_tries = 64;                        // a dead process of the same id may have left its own
        std::string base = target_.filename().string();
        if (base.size() + room > longest_name && base.size() <= longest_name) base.resize(longest_name - room);
        base += ".tmp-" + std::to_string(::getpid());
        for (int attempt = 0; attempt < most_tries; ++attempt) {
            temporary_ = folder() / (attempt ? base + "-" + std::to_string(attempt) : base);
            Descriptor descriptor(::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
            if (descriptor) return descriptor;
            if (errno != EEXIST) break;
        }
        unwritable(path_, errno);
    }

    // Fails where no file stands at the target, and on file systems that cannot exchange.
    bool exchange() const {
        struct stat facts {};
        if (::lstat(target_.c_str(), &facts) != 0 || S_ISDIR(facts.st_mode)) return false;
        return ::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0;
    }

    std::string path_;
    fs::path target_, temporary_;
    State state_ = State::none;
};

void refuse_same_target(const std::vector<OutputFile>& files) {
    std::set<std::string> seen;
    for (const OutputFile& file : files) {
        if (file.path.find('\0') != std::string::npos) unwritable(file.path.c_str(), ENOENT);
        if (!seen.insert(fs::path(file.path).lexically_normal().string()).second)
            throw Error(Code::usage, {file.path, ""}, "同一个输出文件写了两次：请改用不同的文件名");
    }
}

// Makes the new names last (fsync(2)). The files are whole by now, so a folder that cannot be synced is no fault.
void sync_folders(const std::vector<Pending>& files) {
    std::set<fs::path> folders;
    for (const Pending& file : files) folders.insert(file.folder());
    for (const fs::path& folder : folders)
        if (const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); descriptor)
            ::fsync(descriptor.number());
}

}  // namespace

void write_files(const std::vector<OutputFile>& files) {
    refuse_same_target(files);
    const HeldSignals held;
    std::vector<const OutputFile*> direct;
    std::vector<Pending> pending;
    pending.reserve(files.size());
    for (const OutputFile& file : files) {
        if (is_taken_directly(file.path)) direct.push_back(&file);
        else pending.emplace_back(file.path, Readers::all, fill_of(file));
    }
    for (const OutputFile* file : direct) write_directly(file->path, fill_of(*file));
    for (Pending& file : pending) file.appear(pending.size() == 1);
    for (Pending& file : pending) file.finish();
    sync_folders(pending);
}

void write_file(const std::string& path, Readers readers, const Fill& fill) {
    if (path.find('\0') != std::string::npos) unwritable(path.c_str(), ENOENT);
    const HeldSignals held;
    if (is_taken_directly(path)) return write_directly(path, fill);
    std::vector<Pending> pending;
    pending.emplace_back(path, readers, fill);
    pending.front().appear(true);
    pending.front().finish();
    sync_folders(pending);
}

}  // namespace tianbiao
