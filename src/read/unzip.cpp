#include "read/unzip.h"

#include <algorithm>
#include <array>
#include <set>

#include <zip.h>

#include "base/error.h"
#include "base/limits.h"

namespace tianbiao {
namespace {

std::string mebibytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

[[noreturn]] void damaged(const std::string& name) { throw Error(Code::unreadable, {"", name}, "压缩包已损坏：请在 Excel 或 WPS 中打开后另存"); }

// What an entry may become when it is unpacked, said once so that a bomb is told before and while it goes off.
void check_size(const std::string& name, std::size_t unpacked, std::size_t packed, std::size_t total) {
    if (unpacked > limits::zip_entry_bytes)
        throw Error(Code::too_large, {"", name}, "解压后超过 " + mebibytes(limits::zip_entry_bytes) + "（单个部分的上限）");
    if (total + unpacked > limits::zip_total_bytes)
        throw Error(Code::too_large, {"", name}, "解压后共超过 " + mebibytes(limits::zip_total_bytes) + "（全部部分的上限）");
    if (unpacked > limits::zip_ratio_from && unpacked / limits::zip_ratio > packed)
        throw Error(Code::too_large, {"", name}, "压缩比超过 " + std::to_string(limits::zip_ratio) + " 倍的上限，疑为压缩炸弹");
}

}  // namespace

struct Archive::Handle {
    zip_t* zip = nullptr;
    ~Handle() {
        if (zip) zip_discard(zip);
    }
    zip_int64_t find(const std::string& name) const { return zip_name_locate(zip, name.c_str(), ZIP_FL_NOCASE | ZIP_FL_ENC_GUESS); }
};

Archive::Archive(std::string_view bytes) : handle_(std::make_unique<Handle>()) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source) handle_->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_error_fini(&error);
    if (!handle_->zip) {
        if (source) zip_source_free(source);
        damaged("");
    }
    if (zip_get_num_entries(handle_->zip, 0) > limits::zip_entries)
        throw Error(Code::too_large, {}, "压缩包超过 " + std::to_string(limits::zip_entries) + " 个部分的上限");
    // ECMA-376-2, 6.2.2.3: part names differ by more than case. Two of one name are read differently by different programs.
    std::set<std::string> seen;
    for (std::string name : names()) {
        for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if (!seen.insert(std::move(name)).second) damaged("");
    }
}

Archive::~Archive() = default;

std::vector<std::string> Archive::names() const {
    std::vector<std::string> names;
    for (zip_int64_t i = 0; i < zip_get_num_entries(handle_->zip, 0); ++i) {
        const char* name = zip_get_name(handle_->zip, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
        if (name) names.emplace_back(name);
    }
    return names;
}

bool Archive::has(const std::string& name) const { return handle_->find(name) >= 0; }

std::optional<std::string> Archive::entry(const std::string& name) {
    const zip_int64_t index = handle_->find(name);
    if (index < 0) return std::nullopt;
    zip_stat_t facts;
    if (zip_stat_index(handle_->zip, static_cast<zip_uint64_t>(index), 0, &facts) != 0) damaged(name);
    if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) && facts.encryption_method != ZIP_EM_NONE)
        throw Error(Code::unreadable, {"", name}, "压缩包已加密：请去掉密码后另存");
    const std::size_t packed = facts.valid & ZIP_STAT_COMP_SIZE ? facts.comp_size : 0;
    if (facts.valid & ZIP_STAT_SIZE) check_size(name, facts.size, packed, total_);
    std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(handle_->zip, static_cast<zip_uint64_t>(index), 0), &zip_fclose);
    if (!file) damaged(name);
    std::string bytes;
    std::array<char, 65536> buffer;
    for (zip_int64_t count = 0; (count = zip_fread(file.get(), buffer.data(), buffer.size())) != 0;) {
        if (count < 0) damaged(name);
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
        check_size(name, bytes.size(), packed, total_);
    }
    total_ += bytes.size();
    return bytes;
}

}  // namespace tianbiao
