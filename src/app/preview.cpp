#include "app/preview.h"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>

#include "base/child.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/system_text.h"

namespace tianbiao {
namespace {

constexpr std::chrono::seconds patience{600};      // 500 pages at 300 dpi take some two minutes
constexpr std::size_t most_picture = 1u << 30;     // a page of noise at 1200 dpi
constexpr int png_signature_size = 8;

// A folder of our own that goes with all that is in it.
class TemporaryFolder {
public:
    TemporaryFolder() {
        const char* base = std::getenv("TMPDIR");
        std::string name = (std::filesystem::path(base && *base ? base : "/tmp") / "tianbiao-XXXXXX").string();
        if (!mkdtemp(name.data())) throw Error(Code::unwritable, {name, ""}, "无法建立临时目录：" + system_text(errno));
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct Job {
    std::string pdf, prefix, dpi;
    std::string page;  // "" for all
};

using Arguments = std::vector<std::string>;

Arguments for_pdftoppm(const Job& job) {
    Arguments arguments{"pdftoppm", "-q", "-png", "-r", job.dpi};
    if (!job.page.empty()) arguments.insert(arguments.end(), {"-f", job.page, "-l", job.page});
    arguments.insert(arguments.end(), {job.pdf, job.prefix});
    return arguments;
}

Arguments for_mutool(const Job& job) {
    Arguments arguments{"mutool", "draw", "-q", "-r", job.dpi, "-o", job.prefix + "-%d.png", job.pdf};
    if (!job.page.empty()) arguments.push_back(job.page);
    return arguments;
}

constexpr Arguments (*renderers[])(const Job&) = {for_pdftoppm, for_mutool};

// Both name their files <prefix>-<page>.png; pdftoppm pads the number with zeros. mutool draws the last page for one behind it.
std::vector<std::string> pictures_in(const std::filesystem::path& folder, std::optional<int> only) {
    std::map<int, std::string> by_page;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".png") continue;
        const std::string stem = entry.path().stem().string();
        int page = 0;
        std::from_chars(stem.data() + stem.find('-') + 1, stem.data() + stem.size(), page);
        if (!only || *only == page) by_page[page] = read_file(entry.path().string(), most_picture);
    }
    std::vector<std::string> pictures;
    for (auto& [page, bytes] : by_page) {
        if (bytes.size() <= png_signature_size) return {};
        pictures.push_back(std::move(bytes));
    }
    return pictures;
}

void save(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) throw Error(Code::unwritable, {path.string(), ""}, "无法写入临时文件：" + system_text(errno));
}

}  // namespace

std::vector<std::string> render_png(const std::string& pdf, int dpi, std::optional<int> page) {
    if (dpi < limits::dpi_least || dpi > limits::dpi_most) {
        throw Error(Code::usage, {"", "--dpi"}, "分辨率应在 " + std::to_string(limits::dpi_least) + " 到 " + std::to_string(limits::dpi_most) + " 之间");
    }
    if (page && *page < 1) throw Error(Code::usage, {"", "--page"}, "页码从 1 开始");
    const TemporaryFolder folder;
    const Job job{(folder.path() / "in.pdf").string(), (folder.path() / "page").string(), std::to_string(dpi), page ? std::to_string(*page) : ""};
    save(job.pdf, pdf);
    bool installed = false, failed = false;
    for (const auto& arguments : renderers) {
        const auto result = run_child({arguments(job), "", patience});
        if (!result) continue;
        installed = true;
        failed = failed || result->status != 0;
        std::vector<std::string> pictures = pictures_in(folder.path(), page);
        if (!pictures.empty() && result->status == 0) return pictures;
    }
    if (!installed) throw Error(Code::missing_program, {"pdftoppm", ""}, "没有可用的 PDF 渲染程序：请安装 poppler-utils（apt-get install poppler-utils）或 mupdf-tools");
    if (page) throw Error(Code::usage, {"", "--page " + job.page}, "文件没有这一页");
    throw Error(Code::missing_program, {"pdftoppm", ""}, failed ? "渲染程序未能画出页面" : "渲染程序没有给出页面");
}

}  // namespace tianbiao
