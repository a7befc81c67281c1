#include "read/packed_files.h"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include <zip.h>

#include "base/error.h"
#include "base/gb18030.h"
#include "base/limits.h"
#include "base/texts.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

std::string mebibytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

bool has_han(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (is_han(next_code_point(text, at))) return true;
    return false;
}

bool is_zip_name(const std::string& name) { return lower(name).ends_with(".zip"); }

// Of one level.
class Zip {
public:
    explicit Zip(std::string_view bytes) {
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        if (source) zip_ = zip_open_from_source(source, ZIP_RDONLY, &error);
        zip_error_fini(&error);
        if (zip_) return;
        if (source) zip_source_free(source);
        throw Error(Code::unreadable, {}, "压缩包已损坏，或不是 ZIP：请解压后重试");
    }
    ~Zip() {
        if (zip_) zip_discard(zip_);
    }
    Zip(const Zip&) = delete;
    Zip& operator=(const Zip&) = delete;

    std::size_t size() const { return static_cast<std::size_t>(std::max<zip_int64_t>(zip_get_num_entries(zip_, 0), 0)); }

    std::string name(std::size_t index) const {
        const char* raw = zip_get_name(zip_, index, ZIP_FL_ENC_RAW);
        const std::string bytes = raw ? raw : "";
        // Strictly asked, libzip gives the bytes as they are where they are ASCII or are said to be UTF-8, else what they would be in CP 437.
        const char* strict = zip_get_name(zip_, index, ZIP_FL_ENC_STRICT);
        const std::string said = strict ? strict : "";
        const bool sound = !first_bad_utf8(bytes);
        if (sound && (said == bytes || has_han(bytes))) return bytes;
        if (std::optional<std::string> chinese = utf8_text_of_gb18030(bytes)) return *std::move(chinese);
        return first_bad_utf8(said) ? "file " + std::to_string(index + 1) : said;
    }

    std::size_t declared(std::size_t index) const {
        const zip_stat_t facts = facts_of(index);
        return facts.valid & ZIP_STAT_SIZE ? facts.size : 0;
    }

    // What the archive says of its sizes is not believed.
    std::string bytes(std::size_t index, std::size_t most) const {
        const zip_stat_t facts = facts_of(index);
        if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) && facts.encryption_method != ZIP_EM_NONE)
            throw Error(Code::unreadable, {}, "压缩包已加密：请去掉密码后重试");
        const std::size_t packed = facts.valid & ZIP_STAT_COMP_SIZE ? facts.comp_size : 0;
        if (facts.valid & ZIP_STAT_SIZE) check(facts.size, packed, most);
        const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(zip_, index, 0), &zip_fclose);
        if (!file) damaged();
        std::string out;
        if (facts.valid & ZIP_STAT_SIZE) out.reserve(facts.size);
        std::array<char, 65536> buffer;
        for (zip_int64_t count = 0; (count = zip_fread(file.get(), buffer.data(), buffer.size())) != 0;) {
            if (count < 0) damaged();
            out.append(buffer.data(), static_cast<std::size_t>(count));
            check(out.size(), packed, most);
        }
        return out;
    }

private:
    [[noreturn]] static void damaged() { throw Error(Code::unreadable, {}, "压缩包中的这个文件已损坏：请重新打包"); }

    static void check(std::size_t unpacked, std::size_t packed, std::size_t most) {
        if (unpacked > most) throw Error(Code::too_large, {}, "解压后超过 " + mebibytes(most) + " 的上限");
        if (unpacked > limits::zip_ratio_from && unpacked / limits::zip_ratio > packed)
            throw Error(Code::too_large, {}, "压缩比超过 " + std::to_string(limits::zip_ratio) + " 倍的上限，疑为压缩炸弹");
    }

    zip_stat_t facts_of(std::size_t index) const {
        zip_stat_t facts;
        if (zip_stat_index(zip_, index, 0, &facts) != 0) damaged();
        return facts;
    }

    zip_t* zip_ = nullptr;
};

// What systems put beside files: no submission of anybody's.
bool is_noise(const std::string& name) {
    constexpr std::string_view folders[]{"__macosx"}, files[]{"thumbs.db", "desktop.ini"};
    const std::string small = lower(name);
    for (std::size_t at = 0; at <= small.size();) {
        const std::size_t end = std::min(small.find_first_of("/\\", at), small.size());
        const std::string_view step = std::string_view(small).substr(at, end - at);
        const bool last = end == small.size();
        if ((step.starts_with('.') && step != "." && step != "..") || std::ranges::find(folders, step) != std::end(folders)) return true;
        if (last && (step.empty() || step.starts_with("~$") || std::ranges::find(files, step) != std::end(files))) return true;
        at = end + 1;
    }
    return false;
}

// Calls `visit` with each member: its name, the archive that holds it and its number there.
using Visit = std::function<void(const std::string& name, const Zip& zip, std::size_t index)>;

void walk(const Zip& zip, const std::string& prefix, const Visit& visit) {
    for (std::size_t i = 0; i < zip.size(); ++i) {
        const std::string name = zip.name(i);
        if (is_noise(name)) continue;
        if (prefix.empty() && is_zip_name(name)) {
            std::string bytes;
            std::unique_ptr<Zip> inner;
            try {
                bytes = zip.bytes(i, limits::pdf_bytes);
                inner = std::make_unique<Zip>(bytes);
            } catch (const Error&) {  // its reason is found again by who unpacks it
            }
            if (inner) {
                walk(*inner, name + "/", visit);
                continue;
            }
        }
        visit(prefix + name, zip, i);
    }
}

std::string piece(std::string_view word, const std::string& bytes) { return std::string(word) + " " + std::to_string(bytes.size()) + "\n" + bytes; }

std::string unpacked(const Zip& zip, std::size_t index) {
    try {
        return piece("ok", zip.bytes(index, limits::pdf_bytes));
    } catch (const Error& error) {
        return piece("no", write_json(Json::make_object({{"code", Json::make_text(std::string(name(error.code())))},
                                                         {"text", Json::make_text(error.text())}}), JsonStyle::compact));
    }
}

}  // namespace

std::vector<Member> list_members(std::string_view bytes) {
    const Zip zip(bytes);
    std::vector<Member> members;
    std::size_t total = 0, seen = zip.size();
    const auto most = static_cast<std::size_t>(limits::archive_members);
    const auto too_many = [] { throw Error(Code::too_large, {}, "压缩包超过 " + std::to_string(limits::archive_members) + " 个文件的上限：请分成几个"); };
    if (seen > most) too_many();
    walk(zip, "", [&](const std::string& name, const Zip& holder, std::size_t index) {
        const std::size_t size = holder.declared(index);
        total += std::min(size, limits::archive_total_bytes + 1);
        if (total > limits::archive_total_bytes)
            throw Error(Code::too_large, {}, "压缩包解压后超过 " + mebibytes(limits::archive_total_bytes) + " 的上限：请分成几个");
        if (members.size() == most) too_many();
        members.push_back({name, size});
    });
    return members;
}

std::string unpack_members(std::string_view bytes, std::size_t from, std::size_t to) {
    const Zip zip(bytes);
    std::string out;
    std::size_t number = 0;
    walk(zip, "", [&](const std::string&, const Zip& holder, std::size_t index) {
        if (number >= from && number < to) out += unpacked(holder, index);
        ++number;
        // Of a piece more is not asked for; sizes that lie would otherwise fill the memory.
        if (out.size() > limits::archive_piece_bytes + limits::pdf_bytes + 4096) throw Error(Code::too_large, {}, "压缩包所记的大小不实，疑为压缩炸弹");
    });
    return out;
}

Json to_json(const std::vector<Member>& members) {
    Json list = Json::make_array();
    for (const Member& member : members)
        list.items.push_back(Json::make_array({Json::make_text(member.name), Json::make_number(static_cast<std::int64_t>(member.size))}));
    return list;
}

}  // namespace tianbiao
