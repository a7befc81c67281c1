#include "app/office.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/child.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/system_text.h"
#include "base/texts.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

constexpr std::array kinds{".docx", ".doc", ".wps", ".odt"};
constexpr uid_t nobody = 65534;  // whom the jail makes of root

// No macro is run, none is offered to be run, and no link leads out of the document.
constexpr std::string_view settings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
)";

// The socket at which LibreOffice waits for a second one of its profile: in /tmp, named by the MD5 of the profile's URL in UTF-16LE. Its jail cannot
// remove it, and started again it would not go on where one stands.
void remove_socket(const fs::path& place) {
    std::string url = to_utf16be("file://" + (place / "settings").string());
    for (std::size_t i = 0; i + 1 < url.size(); i += 2) std::swap(url[i], url[i + 1]);
    const uid_t user = ::geteuid() == 0 ? nobody : ::geteuid();
    std::string name = "OSL_PIPE_" + std::to_string(user) + "_SingleOfficeIPC_";
    for (const std::uint8_t byte : md5(url)) {
        const std::string digits = hex({&byte, 1});
        name += digits[0] == '0' ? digits.substr(1) : digits;  // as it writes them: without a leading zero
    }
    for (const char* folder : {"/tmp/", "/var/tmp/"}) ::unlink((folder + name).c_str());
}

// Its own for one document, mode 0700.
class Workplace {
public:
    Workplace() {
        std::string pattern = fs::temp_directory_path() / "tianbiao-office-XXXXXX";
        if (!::mkdtemp(pattern.data())) throw Error(Code::unwritable, {pattern, ""}, "无法建立临时文件夹：" + system_text(errno));
        path_ = pattern;
    }
    ~Workplace() {
        remove_socket(path_);
        std::error_code none;
        fs::remove_all(path_, none);
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    fs::path path(const std::string& name = "") const { return name.empty() ? path_ : path_ / name; }

    void put(const std::string& name, std::string_view bytes) const {
        std::error_code none;
        fs::create_directories(path(name).parent_path(), none);
        write_files({{path(name).string(), std::string(bytes)}});
    }

    // To whom the jail works as, where we are root.
    void hand_over() const {
        if (::geteuid() != 0) return;
        if (::chown(path_.c_str(), nobody, nobody) != 0) throw Error(Code::unwritable, {path_.string(), ""}, system_text(errno));
        for (const auto& entry : fs::recursive_directory_iterator(path_))
            if (::lchown(entry.path().c_str(), nobody, nobody) != 0) throw Error(Code::unwritable, {path_.string(), ""}, system_text(errno));
    }

private:
    fs::path path_;
};

std::string beside_us() {
    std::error_code fault;
    return fs::read_symlink("/proc/self/exe", fault).parent_path() / "tianbiao-reader";
}

ChildResult converted(const Workplace& place, const std::string& document, const std::string& name, std::chrono::seconds patience) {
    ChildJob job{{beside_us(), "--office", place.path().string(), document}};
    job.patience = patience;
    job.most_output = 1u << 20;
    job.group = ProcessGroup::its_own;
    std::optional<ChildResult> result;
    try {
        result = run_child(job);
    } catch (const Error&) {
        throw Error(Code::unreadable, {name, ""}, "LibreOffice 转换超过 " + std::to_string(patience.count()) + " 秒，已停止：请另存为 PDF 后重试");
    }
    if (!result) throw Error(Code::missing_program, {name, ""}, "找不到读取程序：请重新安装");
    return *std::move(result);
}

// A new profile makes it end once and ask to be started again.
ChildResult converted_at_last(const Workplace& place, const std::string& document, const std::string& name, std::chrono::seconds patience) {
    constexpr int most_starts = 3;
    ChildResult result;
    for (int start = 0; start < most_starts; ++start) {
        result = converted(place, document, name, patience);
        remove_socket(place.path());
        std::error_code none;
        if (result.status == limits::office_missing || result.status == limits::office_not_jailed || fs::exists(place.path("document.pdf"), none)) break;
    }
    return result;
}

}  // namespace

std::string office_kind(const std::string& name, std::string_view bytes) {
    const std::string ending = lower(fs::path(name).extension().string());
    return std::ranges::find(kinds, ending) != kinds.end() && !bytes.starts_with("%PDF-") ? ending : "";
}

std::string pdf_of_office(const std::string& bytes, const std::string& kind, const std::string& name, std::chrono::seconds patience) {
    // Of an .wps file Word's reader serves, for that is what WPS writes.
    const std::string document = "document" + (kind == ".wps" ? ".doc" : kind);
    const Workplace place;
    place.put(document, bytes);
    place.put("settings/user/registrymodifications.xcu", settings);
    place.hand_over();
    const ChildResult result = converted_at_last(place, document, name, patience);
    if (result.status == limits::office_missing) throw Error(Code::missing_program, {name, ""}, "没有安装 LibreOffice，不能读取文字处理文件：请安装，或另存为 PDF 后重试");
    if (result.status == limits::office_not_jailed)
        throw Error(Code::missing_program, {name, ""}, "此系统不能隔离 LibreOffice（需要 seccomp 和 Landlock）：请另存为 PDF 后重试");
    struct stat facts {};
    const std::string made = place.path("document.pdf").string();
    if (::lstat(made.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) throw Error(Code::unreadable, {name, ""}, "LibreOffice 打不开这个文件：可能已损坏或加密，请另存为 PDF 后重试");
    return read_file(made, limits::pdf_bytes);
}

}  // namespace tianbiao
