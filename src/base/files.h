// Whole files in, whole files out.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tianbiao {

// "-" is standard input. Throws Error: unreadable, too_large (more than `most` bytes; it is not read further).
std::string read_file(const std::string& path, std::size_t most);

// Files that appear together or not at all: each is written under a temporary name beside its target, flushed to disk, and renamed
// when all are whole. "-" is standard output. Throws Error unwritable; nothing half written stays behind.
struct OutputFile {
    std::string path;
    std::string bytes;
};
void write_files(const std::vector<OutputFile>& files);

// A read-only mapping of a file, for fonts. Movable; the bytes live as long as the object.
class MappedFile {
public:
    explicit MappedFile(const std::filesystem::path& path, std::size_t most);  // throws Error: unreadable, too_large
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();
    std::string_view bytes() const { return {data_, size_}; }

private:
    const char* data_ = nullptr;
    std::size_t size_ = 0;
};

// Folder of our data files (forms/, fonts/, templates/): TIANBIAO_HOME, else what stands beside the program, else where it was installed.
std::filesystem::path data_folder();

}  // namespace tianbiao
