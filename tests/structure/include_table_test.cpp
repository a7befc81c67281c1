// Who may include whom: design's table, and one folder for each library of others. Literal, not transitive.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "structure/sources.h"

namespace tianbiao {
namespace {

using Names = std::set<std::string>;

// base/ is open to all, and a folder to itself. app/ is the only place that wires the stages.
const std::map<std::string, Names> may_include{
    {"base", {}},
    {"model", {}},
    {"grid", {}},
    {"page", {}},
    {"form", {"model"}},
    {"typeset", {"page"}},
    {"compose", {"form", "model", "grid", "page", "typeset"}},
    {"write", {"grid", "page", "typeset"}},
    {"read", {"page", "grid"}},
    {"reader", {"read", "fill", "grid", "page"}},  // the program that opens foreign files
    {"fill", {"form", "page", "typeset", "read"}},
    {"extract", {"page", "grid", "form", "model"}},
    {"archive", {"model"}},
    {"app", {"model", "grid", "page", "form", "typeset", "compose", "write", "read", "fill", "extract", "archive"}},
    {"batch", {"model", "grid", "page", "form", "compose", "write", "extract", "archive", "app"}},  // many at once
    {"service", {"app", "batch"}},
    {"cli", {"app", "batch"}},
};

struct Library {
    std::string header;  // how its headers begin
    Names places;        // how the paths of the files that may include it begin, from src/
};

const std::vector<Library> libraries{
    {"hpdf", {"write/"}},
    {"xlsxwriter", {"write/"}},
    {"kainjow/", {"write/"}},
    {"podofo/", {"fill/"}},
    {"qpdf/", {"read/"}},
    {"hb", {"typeset/"}},
    {"unicode/", {"typeset/", "base/"}},
    {"nlohmann/", {"base/json"}},
    {"libdeflate.h", {"base/deflate"}},
    {"nettle/", {"base/digest"}},
    {"zip.h", {"read/", "write/zip_file", "write/xlsx_whole"}},  // foreign ones in the child alone; write/ makes archives and opens its own
    {"pugixml", {"read/"}},
    {"seccomp.h", {"reader/"}},
    {"sqlite3.h", {"archive/"}},
    {"CLI/", {"cli/"}},
    {"httplib.h", {"service/"}},
};

// POSIX and Linux; C++'s own headers have neither a dot nor a slash.
const Names system_headers{"dirent.h", "errno.h", "fcntl.h", "glob.h", "malloc.h", "poll.h", "pthread.h", "signal.h", "spawn.h", "unistd.h", "linux/", "sys/"};

bool begins_with_one_of(std::string_view text, const Names& beginnings) {
    return std::ranges::any_of(beginnings, [&](const std::string& beginning) { return text.starts_with(beginning); });
}

std::string fault_of_own(const Source& source, const std::string& header) {
    const std::string from = source.folder(), to = header.substr(0, header.find('/'));
    const auto row = may_include.find(from);
    if (row == may_include.end()) return "folder " + from + " has no row in the table";
    if (header.find('/') == std::string::npos) return "\"" + header + "\" is not written from src/";
    if (to == from || to == "base" || row->second.contains(to)) return "";
    return from + "/ may not include " + header;
}

std::string fault_of_library(const Source& source, const std::string& header) {
    const bool standard = header.find_first_of("./") == std::string::npos;
    if (standard || begins_with_one_of(header, system_headers)) return "";
    for (const Library& library : libraries)
        if (header.starts_with(library.header))
            return begins_with_one_of(source.path.substr(4), library.places) ? "" : "<" + header + "> is not for " + source.folder() + "/";
    return "<" + header + "> has no line in the table of libraries";
}

// "src/form/form.h: form/ may not include typeset/text.h", one for each fault.
std::vector<std::string> faults_of(const Source& source) {
    std::vector<std::string> faults;
    for (const std::string& line : lines_of(source.text)) {
        if (!line.starts_with("#include ")) continue;
        const std::size_t open = line.find_first_of("\"<"), close = line.find_first_of("\">", open + 1);
        if (open == std::string::npos || close == std::string::npos) continue;
        const std::string header = line.substr(open + 1, close - open - 1);
        const std::string fault = line[open] == '"' ? fault_of_own(source, header) : fault_of_library(source, header);
        if (!fault.empty()) faults.push_back(source.path + ": " + fault);
    }
    return faults;
}

TEST(IncludeTable, HoldsForEveryFile) {
    const std::vector<Source> sources = sources_below("src", {".h", ".cpp"});
    ASSERT_GT(sources.size(), 40u);
    for (const Source& source : sources)
        for (const std::string& fault : faults_of(source)) ADD_FAILURE() << fault;
}

TEST(IncludeTable, EveryFolderIsInTheTable) {
    for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/src"))
        EXPECT_TRUE(!entry.is_directory() || may_include.contains(entry.path().filename().string())) << entry.path();
}

TEST(IncludeTable, HasNoCircle) {
    // Folder after folder of which all it may include is already gone; a circle would stay.
    std::map<std::string, Names> rest = may_include;
    for (bool moved = true; moved;) {
        moved = std::erase_if(rest, [&](const auto& row) {
                    return std::ranges::none_of(row.second, [&](const std::string& name) { return rest.contains(name); });
                }) > 0;
    }
    EXPECT_TRUE(rest.empty()) << rest.begin()->first;
}

// [basic.def.odr]: two types of one name in two headers are one type to the linker, whoever includes which.
TEST(IncludeTable, NoTwoHeadersCallATypeAlike) {
    std::map<std::string, std::string> defined;
    for (const Source& source : sources_below("src", {".h"})) {
        for (const std::string& line : lines_of(source.text)) {
            if (!(line.starts_with("struct ") || line.starts_with("class ")) || line.find('{') == std::string::npos) continue;
            const std::size_t from = line.find(' ') + 1;
            const std::string name = line.substr(from, line.find_first_of(" :{", from) - from);
            const auto [place, is_new] = defined.emplace(name, source.path);
            EXPECT_TRUE(is_new) << name << " stands in " << place->second << " and in " << source.path;
        }
    }
    EXPECT_GT(defined.size(), 100u);
}

TEST(IncludeTable, FindsWhatItForbids) {
    struct Case {
        std::string path, line;
        bool allowed;
    };
    const Case cases[]{
        {"src/form/a.cpp", "#include \"typeset/text.h\"", false},  // form/ never sees fonts
        {"src/write/a.cpp", "#include \"form/form.h\"", false},
        {"src/base/a.cpp", "#include \"model/record.h\"", false},
        {"src/compose/a.cpp", "#include \"form/form.h\"", true},
        {"src/compose/a.cpp", "#include \"base/json.h\"", true},
        {"src/compose/a.cpp", "#include \"compose/fit.h\"", true},
        {"src/compose/a.cpp", "#include \"fit.h\"", false},
        {"src/other/a.cpp", "#include \"base/json.h\"", false},
        {"src/write/a.cpp", "#include <hpdf.h>", true},
        {"src/app/a.cpp", "#include <hpdf.h>", false},
        {"src/base/json.cpp", "#include <nlohmann/json.hpp>", true},
        {"src/base/files.cpp", "#include <nlohmann/json.hpp>", false},
        {"src/base/a.cpp", "#include <unknown/library.h>", false},
        {"src/base/a.cpp", "#include <sys/stat.h>", true},
        {"src/base/a.cpp", "#include <vector>", true},
    };
    for (const Case& c : cases) EXPECT_EQ(faults_of({c.path, c.line + "\n"}).empty(), c.allowed) << c.path << " " << c.line;
}

}  // namespace
}  // namespace tianbiao
