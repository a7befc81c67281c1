#include "write/xlsx_whole.h"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

[[noreturn]] void not_whole() { throw Error(Code::unwritable, {}, "工作簿没有写完整：请检查临时文件夹（TMPDIR、/dev/shm）的空间"); }

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;

Archive opened(int workbook) {
    const int own = ::fcntl(workbook, F_DUPFD_CLOEXEC, 0);
    if (own < 0) not_whole();
    int fault = 0;
    zip_t* archive = zip_fdopen(own, 0, &fault);
    if (archive) return {archive, zip_discard};
    ::close(own);
    not_whole();
}

// A part, in pieces: a table of ten thousand applications has a hundred megabytes. What it begins and ends with, and how often it says `word`.
struct Look {
    std::string begin, end;
    std::size_t count = 0;
};

constexpr std::size_t piece = 256 * 1024, edge = 1024;

Look look_at(zip_t* archive, zip_int64_t index, std::string_view word) {
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive, static_cast<zip_uint64_t>(index), 0), zip_fclose);
    if (!file) not_whole();
    Look look;
    std::string buffer(edge + piece, '\0');
    for (std::size_t kept = 0;;) {
        const zip_int64_t got = zip_fread(file.get(), buffer.data() + kept, piece);
        if (got < 0) not_whole();
        const std::string_view text(buffer.data(), kept + static_cast<std::size_t>(got));
        if (got == 0) {
            look.end = text;
            return look;
        }
        if (look.begin.empty()) look.begin = text.substr(0, edge);
        // A word that begins in what was kept and did not end there is found now, and no other twice.
        for (std::size_t at = text.find(word, kept - std::min(kept, word.size() - 1)); at != std::string_view::npos; at = text.find(word, at + 1)) ++look.count;
        kept = std::min(edge, text.size());
        std::copy(text.end() - static_cast<std::ptrdiff_t>(kept), text.end(), buffer.begin());
    }
}

// The element that begins first ends last.
bool ends_with_its_root(const Look& look) {
    const std::string_view begin = look.begin, end = trim(look.end);
    std::size_t at = begin.find('<');
    while (at != std::string_view::npos && begin.substr(at).starts_with("<?")) at = begin.find('<', at + 1);
    if (at == std::string_view::npos) return false;
    const std::string_view name = begin.substr(at + 1, begin.find_first_of(" />", at) - at - 1);
    return end.ends_with("</" + std::string(name) + ">") || (end.ends_with("/>") && begin.find('<', at + 1) == std::string_view::npos);
}

constexpr std::string_view cell = "<c r=\"", item = "<si>", strings = "xl/sharedStrings.xml";

// ECMA-376, 18.4.9: the table of strings says how many it has.
bool has_its_strings(const Look& look) { return look.begin.find(" uniqueCount=\"" + std::to_string(look.count) + "\"") != std::string::npos; }

}  // namespace

void expect_whole(int workbook, const std::vector<std::size_t>& cells) {
    const Archive archive = opened(workbook);
    std::map<std::string, std::size_t, std::less<>> found;  // cells, by the worksheet
    const zip_int64_t parts = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < parts; ++i) {
        const std::string name = zip_get_name(archive.get(), static_cast<zip_uint64_t>(i), 0);
        if (!name.ends_with(".xml") && !name.ends_with(".rels")) continue;
        const Look look = look_at(archive.get(), i, name == strings ? item : cell);
        if (!ends_with_its_root(look) || (name == strings && !has_its_strings(look))) not_whole();
        found[name] = look.count;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto sheet = found.find("xl/worksheets/sheet" + std::to_string(i + 1) + ".xml");
        if (sheet == found.end() || sheet->second != cells[i]) not_whole();
    }
}

}  // namespace tianbiao
