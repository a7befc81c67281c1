// Files by what is in them: FOLDER/sha256/ab/cdef…, written once and never changed.
//
// A file is whole, flushed and read-only (0400) before it stands under its name, folders are 0700, and what is read is checked against its
// name. Throws Error: unwritable (full, no permission: nothing half written under a name), unreadable (missing, damaged).
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tianbiao {

class Originals {
public:
    explicit Originals(std::filesystem::path folder);  // made by its first file

    // Its SHA-256, small hexadecimal digits. On return it survives a power cut. What stands there whole is not written again; what
    // was damaged is whole again.
    std::string keep(std::string_view bytes);

    std::string read(const std::string& sha256) const;
    bool is_whole(const std::string& sha256) const;  // every byte is read
    bool exists(const std::string& sha256) const;
    std::filesystem::path path(const std::string& sha256) const;

    void remove(const std::string& sha256);  // nothing where it is not there

    // Digests of all that stand there, sorted.
    void each(const std::function<void(const std::string& sha256)>& visit) const;

    // Takes away what a process that was killed had not finished. Only while nobody writes.
    void tidy();

private:
    std::filesystem::path incoming() const { return folder_ / "incoming"; }
    std::filesystem::path folder_;
};

// Held until it goes: many may share a folder, one may have it alone. By flock(2) on FOLDER/lock, so a process that dies lets go.
class FolderLock {
public:
    enum class Kind { shared, alone };
    FolderLock(const std::filesystem::path& folder, Kind kind);    // waits
    static std::unique_ptr<FolderLock> alone_now(const std::filesystem::path& folder);  // nullptr where others have it
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

// mkdir -m 0700 -p; a folder that is made is flushed into the one above it.
void make_private_folder(const std::filesystem::path& folder);

// What is carried out of the archive holds personal data: a file whole or not at all, its owner's alone (base/files.h). Throws Error unwritable.
void write_private(const std::string& path, const std::string& bytes);

}  // namespace tianbiao
