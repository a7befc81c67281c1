#include "write/zip_file.h"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "base/descriptor.h"
#include "base/error.h"

namespace tianbiao {
namespace {

[[noreturn]] void unwritable(const std::string& path, const std::string& why) { throw Error(Code::unwritable, {path, ""}, "压缩包无法写出：" + why); }

// MS-DOS date, which begins in 1980 (APPNOTE, 4.4.6).
zip_uint16_t dos_date(std::string_view date) {
    int year = 1980, month = 1, day = 1;
    std::sscanf(std::string(date).c_str(), "%4d-%2d-%2d", &year, &month, &day);
    return static_cast<zip_uint16_t>((year < 1980 ? 0 : year - 1980) << 9 | month << 5 | day);
}

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;

void add(zip_t* archive, const ZipEntry& entry, zip_uint16_t date, const std::string& path) {
    std::error_code fault;
    if (!std::filesystem::is_regular_file(entry.file, fault)) throw Error(Code::unreadable, {entry.file, ""}, "文件已不在，无法放入压缩包");
    zip_source_t* source = zip_source_file(archive, entry.file.c_str(), 0, -1);
    if (!source) unwritable(path, zip_strerror(archive));
    const zip_int64_t index = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        unwritable(path, zip_strerror(archive));
    }
    const auto at = static_cast<zip_uint64_t>(index);
    if (zip_set_file_compression(archive, at, ZIP_CM_STORE, 0) != 0 || zip_file_set_dostime(archive, at, 0, date, 0) != 0)
        unwritable(path, zip_strerror(archive));
}

void flush(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file || ::fsync(file.number()) != 0) unwritable(path, std::strerror(errno));
}

void pack(const std::string& part, const std::vector<ZipEntry>& entries, std::string_view date, const std::string& path) {
    int fault = 0;
    Archive archive(zip_open(part.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &fault), &zip_discard);
    if (!archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, fault);
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        unwritable(path, why);
    }
    for (const ZipEntry& entry : entries) add(archive.get(), entry, dos_date(date), path);
    if (zip_close(archive.get()) != 0) unwritable(path, zip_strerror(archive.get()));
    archive.release();
}

}  // namespace

void write_zip(const std::string& path, const std::vector<ZipEntry>& entries, std::string_view date) {
    const std::string part = path + ".part";
    std::error_code fault;
    std::filesystem::remove(part, fault);
    try {
        pack(part, entries, date, path);
        if (!entries.empty()) flush(part);  // libzip makes no file of nothing
        else std::filesystem::remove(path, fault);
        if (!entries.empty() && std::rename(part.c_str(), path.c_str()) != 0) unwritable(path, std::strerror(errno));
        const std::filesystem::path folder = std::filesystem::path(path).parent_path();
        flush(folder.empty() ? "." : folder.string());
    } catch (...) {
        std::filesystem::remove(part, fault);
        throw;
    }
}

}  // namespace tianbiao
