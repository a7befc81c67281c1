#include "archive/backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
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

constexpr std::size_t block = 512;
constexpr const char* catalogue_member = "catalogue.sqlite";
constexpr const char* sums_member = "SHA256SUMS";
constexpr std::string_view originals_member = "originals/sha256/";
constexpr std::size_t most_member = 0777777777777;  // eleven octal digits: 8 GiB
constexpr std::size_t most_sums = 1u << 30;

using Header = std::array<char, block>;

// Where each field stands in a ustar header.
struct Span {
    std::size_t at, size;
};
constexpr Span name_span{0, 100}, mode_span{100, 8}, uid_span{108, 8}, gid_span{116, 8}, size_span{124, 12}, time_span{136, 12},
    sum_span{148, 8}, type_span{156, 1}, magic_span{257, 8};

void put(Header& header, Span span, std::string_view text) {
    std::memcpy(header.data() + span.at, text.data(), std::min(span.size, text.size()));
}

void put_octal(Header& header, Span span, std::uint64_t value) {
    char text[24];
    std::snprintf(text, sizeof text, "%0*llo", static_cast<int>(span.size - 1), static_cast<unsigned long long>(value));
    put(header, span, text);
}

// The sum of all bytes, its own field taken as blanks.
unsigned sum_of(Header header) {
    std::memset(header.data() + sum_span.at, ' ', sum_span.size);
    unsigned sum = 0;
    for (const char c : header) sum += static_cast<unsigned char>(c);
    return sum;
}

Header header_of(const std::string& name, std::size_t size) {
    Header header{};
    put(header, name_span, name);
    put_octal(header, mode_span, 0600);
    put_octal(header, uid_span, 0);
    put_octal(header, gid_span, 0);
    put_octal(header, size_span, size);
    put_octal(header, time_span, 0);
    put(header, type_span, "0");
    put(header, magic_span, std::string_view("ustar\00000", 8));
    put_octal(header, {sum_span.at, 7}, sum_of(header));
    header[sum_span.at + 7] = ' ';
    return header;
}

class TarFile {
public:
    explicit TarFile(const fs::path& target)
        : target_(target), path_(target.string() + ".tmp-" + std::to_string(::getpid())),
          descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600)) {
        if (!descriptor_) fail();
    }
    ~TarFile() {
        if (!whole_) ::unlink(path_.c_str());
    }
    TarFile(const TarFile&) = delete;
    TarFile& operator=(const TarFile&) = delete;

    void add(const std::string& name, std::string_view bytes, const std::string& sha256) {
        add_unlisted(name, bytes);
        sums_ += sha256 + "  " + name + "\n";
    }

    void finish() {
        add_unlisted(sums_member, sums_);
        write(std::string(2 * block, '\0'));  // the end
        const fs::path folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
        if (::fsync(descriptor_.number()) != 0 || ::rename(path_.c_str(), target_.c_str()) != 0) fail();
        whole_ = true;
        const Descriptor above(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!above || ::fsync(above.number()) != 0) fail();
    }

    const std::string& path() const { return path_; }

private:
    [[noreturn]] void fail() const { throw Error(Code::unwritable, {target_.string(), ""}, "备份没有写成：" + system_text(errno)); }

    void add_unlisted(const std::string& name, std::string_view bytes) {
        if (bytes.size() > most_member) throw Error(Code::too_large, {target_.string(), name}, "单个文件超过 8 GiB，备份格式放不下");
        const Header header = header_of(name, bytes.size());
        write({header.data(), header.size()});
        write(bytes);
        write(std::string((block - bytes.size() % block) % block, '\0'));
    }

    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_.number(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail();
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    fs::path target_;
    std::string path_;
    Descriptor descriptor_;
    std::string sums_;
    bool whole_ = false;
};

// Gone when it goes, with what SQLite puts beside it.
struct TemporaryCatalogue {
    fs::path path;
    ~TemporaryCatalogue() {
        for (const char* suffix : {"", "-wal", "-shm", "-journal"}) ::unlink((path.string() + suffix).c_str());
    }
};

std::string member_name(const std::string& sha256) { return std::string(originals_member) + sha256.substr(0, 2) + "/" + sha256.substr(2); }

// "originals/sha256/ab/cdef…" -> the digest; "" for another name.
std::string digest_in(std::string_view name) {
    if (!name.starts_with(originals_member)) return "";
    const std::string_view rest = name.substr(originals_member.size());
    if (rest.size() != 65 || rest[2] != '/') return "";
    const std::string digest = std::string(rest.substr(0, 2)) + std::string(rest.substr(3));
    return digest.find_first_not_of("0123456789abcdef") == std::string::npos ? digest : "";
}

class Restoring {
public:
    Restoring(const fs::path& file, const fs::path& folder)
        : file_(file), folder_(folder), tar_(file, SIZE_MAX), originals_(folder / "originals") {}

    Restored run() {
        std::string_view rest = tar_.bytes();
        bool ended = false;
        while (!ended) ended = take_member(rest);
        if (!sums_checked_) fail("备份不完整：缺少文件结尾");
        for (const auto& [name, digest] : seen_)
            if (name == catalogue_member) return appear();
        fail("备份里没有目录数据库");
    }

private:
    [[noreturn]] void fail(const std::string& text) const { throw Error(Code::unreadable, {file_.string(), ""}, text); }

    // True behind the last one.
    bool take_member(std::string_view& rest) {
        Header header{};
        if (rest.size() < block) fail("备份不完整：文件被截断");
        std::memcpy(header.data(), rest.data(), block);
        rest.remove_prefix(block);
        if (header[0] == '\0') return true;
        const std::uint64_t size = octal(header, size_span);
        if (std::string_view(header.data() + magic_span.at, 5) != "ustar" || octal(header, sum_span) != sum_of(header))
            fail("不是归档的备份，或已损坏");
        if (size > rest.size()) fail("备份不完整：文件被截断");
        const std::string name(header.data(), ::strnlen(header.data(), name_span.size));
        take(name, rest.substr(0, size));
        const std::size_t padded = (size + block - 1) / block * block;
        rest.remove_prefix(std::min(rest.size(), padded));
        return false;
    }

    std::uint64_t octal(const Header& header, Span span) const {
        std::uint64_t value = 0;
        for (std::size_t i = span.at; i < span.at + span.size; ++i) {
            const char c = header[i];
            if (c == '\0' || c == ' ') break;
            if (c < '0' || c > '7') fail("不是归档的备份，或已损坏");
            value = value * 8 + static_cast<std::uint64_t>(c - '0');
        }
        return value;
    }

    void take(const std::string& name, std::string_view bytes) {
        if (name == sums_member) return check_sums(bytes);
        const std::string digest = hex(sha256(bytes)), expected = digest_in(name);
        if (!seen_.emplace(name, digest).second) fail("备份里有重名的文件");
        if (name == catalogue_member) {
            catalogue_ = bytes;
        } else if (expected.empty() || expected != digest || bytes.size() > limits::archive_original) {
            fail(expected.empty() ? "备份里有不认识的文件" : "备份里的原件已损坏：" + expected);
        } else {
            originals_.keep(bytes);
            ++restored_.originals;
            restored_.bytes += static_cast<std::int64_t>(bytes.size());
        }
    }

    void check_sums(std::string_view bytes) {
        if (bytes.size() > most_sums) fail("不是归档的备份，或已损坏");
        std::map<std::string, std::string> listed;
        while (!bytes.empty()) {
            const std::string_view line = bytes.substr(0, bytes.find('\n'));
            bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
            if (line.size() < 67) fail("不是归档的备份，或已损坏");
            listed.emplace(line.substr(66), line.substr(0, 64));
        }
        if (listed != seen_) fail("备份与其中的摘要清单不符：已损坏");
        sums_checked_ = true;
    }

    Restored appear() {
        const fs::path target = folder_ / catalogue_member;
        write_files({{target.string(), std::string(catalogue_)}});
        if (::chmod(target.c_str(), 0600) != 0) throw Error(Code::unwritable, {target.string(), ""}, system_text(errno));
        return restored_;
    }

    fs::path file_, folder_;
    MappedFile tar_;
    Originals originals_;
    std::map<std::string, std::string> seen_;  // digest by name
    std::string_view catalogue_;
    Restored restored_;
    bool sums_checked_ = false;
};

}  // namespace

void write_backup(Catalogue& catalogue, const Originals& originals, const fs::path& target) {
    TarFile tar(target);
    const TemporaryCatalogue copy{tar.path() + ".sqlite"};
    catalogue.backup_to(copy.path);
    {
        const MappedFile whole(copy.path, most_member);
        tar.add(catalogue_member, whole.bytes(), hex(sha256(whole.bytes())));
    }
    // What the copy names and not what is named by now: others go on adding.
    open_catalogue(copy.path, CatalogueUse::change)->each_original([&](const std::string& sha256, std::int64_t) {
        tar.add(member_name(sha256), originals.read(sha256), sha256);
    });
    tar.finish();
}

Restored restore_backup(const fs::path& file, const fs::path& folder) {
    std::error_code none;
    for (const auto& there : fs::directory_iterator(folder, none))
        if (there.path().filename() != "originals")  // of a restoring that was cut off: it goes on
            throw Error(Code::usage, {folder.string(), ""}, "文件夹不是空的：请恢复到新的文件夹");
    make_private_folder(folder);
    return Restoring(file, folder).run();
}

}  // namespace tianbiao
