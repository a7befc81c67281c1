// Whole files in, whole files out.
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
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

// The same for one file whose bytes come piece by piece, so that it may be larger than memory. `fill` is given where to put them; what it throws
// leaves nothing behind. Readers::owner: mode 0600 from the first byte on.
enum class Readers { all, owner };
using Sink = std::function<void(std::string_view)>;
void write_file(const std::string& path, Readers readers, const std::function<void(const Sink&)>& fill);

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
