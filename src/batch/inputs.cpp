#include "batch/inputs.h"

#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "app/batch_outputs.h"
#include "base/error.h"
#include "base/files.h"
#include "base/gb18030.h"
#include "base/limits.h"
#include "base/texts.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_step = 200;  // bytes of a name; a file system takes 255, and endings are added
constexpr std::size_t most_steps = 24;     // folders in each other: PATH_MAX

// Names of files are bytes: what is not UTF-8 was most likely written in GBK.
std::string readable(std::string_view name) {
    if (!first_bad_utf8(name)) return std::string(name);
    if (std::optional<std::string> chinese = utf8_text_of_gb18030(name)) return *std::move(chinese);
    std::string out;
    for (const char byte : name) out += static_cast<unsigned char>(byte) < 0x80 ? byte : '_';
    return out;
}

std::string harmless_step(std::string_view step) {
    std::string out;
    for (std::size_t at = 0; at < step.size();) {
        const char32_t code = next_code_point(step, at);
        append_utf8(out, code < 0x20 || code == 0x7F ? U'_' : code);
    }
    if (out.size() <= longest_step) return out;
    const std::string ending = fs::path(out).extension();
    const std::size_t room = ending.size() < 16 ? longest_step - ending.size() : longest_step;
    return std::string(clipped(out, room)) + (ending.size() < 16 ? ending : "");
}

bool is_hidden(const fs::path& path) {
    constexpr std::array noise{"thumbs.db", "desktop.ini", "__macosx"};
    const std::string name = lower(path.filename().string());
    return name.starts_with('.') || name.starts_with("~$") || std::ranges::find(noise, name) != noise.end();
}

bool is_same(const fs::path& a, const fs::path& b) {
    std::error_code none;
    return fs::equivalent(a, b, none);
}

class Gathering {
public:
    Gathering(fs::path leave_out, ReaderChild& reader) : leave_out_(std::move(leave_out)), reader_(reader) {}

    void add(const std::string& argument) {
        std::error_code none;
        for (const std::string& path : paths_of_pattern(argument)) {
            if (fs::is_directory(path, none)) add_folder(path);
            else add_file(path, fs::path(path).is_absolute() ? fs::path(path).filename().string() : path);
        }
    }

    std::vector<Input> inputs;

private:
    // Links to folders are not followed: they may lead in circles.
    void walk(const fs::path& folder, std::vector<fs::path>& files) {
        std::error_code fault;
        fs::directory_iterator entries(folder, fault);
        if (fault) files.push_back(folder);  // reading it will say why
        for (; !fault && entries != fs::directory_iterator(); entries.increment(fault)) {
            const fs::path& path = entries->path();
            std::error_code none;
            if (is_hidden(path)) continue;
            if (entries->is_directory(none) && !entries->is_symlink(none)) {
                if (!is_same(path, leave_out_)) walk(path, files);
            } else if (!entries->is_directory(none) && (entries->is_regular_file(none) || entries->is_symlink(none))) {
                const Output what = outputs_.what(path);
                if (what == Output::none || what == Output::drawn) files.push_back(path);
            }
        }
    }

    void add_folder(const fs::path& folder) {
        if (is_same(folder, leave_out_)) throw Error(Code::usage, {folder.string(), ""}, "输出文件夹不能就是所读的文件夹：请另指定输出文件夹");
        std::vector<fs::path> files;
        walk(folder, files);
        std::ranges::sort(files, {}, [](const fs::path& path) { return path.string(); });
        for (const fs::path& file : files) add_file(file, file.lexically_relative(folder));
    }

    void add_file(const fs::path& path, const std::string& name) {
        const std::string ending = lower(path.extension().string());
        Source source{fs::absolute(path).lexically_normal().string(), std::nullopt};
        if (ending == ".zip" && add_members(source, name)) return;
        inputs.push_back({harmless_name(readable(name)), std::move(source)});
    }

    // False: it cannot be listed, which whoever reads it will say; or it is a workbook under another name.
    bool add_members(const Source& archive, const std::string& name) {
        std::vector<ReaderChild::PackedFile> members;
        try {
            members = reader_.members(read_file(archive.path, limits::archive_bytes), name);
        } catch (const Error& error) {
            if (error.code() == Code::missing_program) throw;
            return false;
        }
        if (members.empty() || std::ranges::any_of(members, [](const auto& member) { return member.name == workbook_member; })) return false;
        for (std::size_t from = 0; from < members.size();) {
            std::size_t to = from, bytes = 0;
            while (to < members.size() && (to == from || bytes + members[to].size <= limits::archive_piece_bytes)) bytes += members[to++].size;
            for (std::size_t i = from; i < to; ++i)
                inputs.push_back({harmless_name(readable(name) + "/" + readable(members[i].name)), {archive.path, Source::Packed{i, from, to, members[i].size}}});
            from = to;
        }
        return true;
    }

    fs::path leave_out_;
    ReaderChild& reader_;
    BatchOutputs outputs_;
};

}  // namespace

std::vector<std::string> paths_in_list(std::string_view list) {
    const char end_of_path = list.find('\0') == std::string_view::npos ? '\n' : '\0';
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find(end_of_path, at), list.size());
        std::string_view line = list.substr(at, end - at);
        if (end_of_path == '\n' && line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) lines.emplace_back(line);
        at = end + 1;
    }
    return lines;
}

std::vector<std::string> paths_of_pattern(const std::string& argument) {
    std::error_code none;
    if (argument.find_first_of("*?[") == std::string::npos || fs::exists(argument, none)) return {argument};
    glob_t found{};
    const int fault = ::glob(argument.c_str(), GLOB_NOSORT, nullptr, &found);
    std::vector<std::string> paths(found.gl_pathv, found.gl_pathv + (fault == 0 ? found.gl_pathc : 0));
    ::globfree(&found);
    std::ranges::sort(paths);
    if (paths.empty()) paths.push_back(argument);
    return paths;
}

std::string harmless_name(std::string_view path) {
    std::vector<std::string> steps;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find_first_of("/\\", at), path.size());
        const std::string_view step = path.substr(at, end - at);
        if (!step.empty() && step != "." && step != "..") steps.push_back(harmless_step(step));
        at = end + 1;
    }
    if (steps.size() > most_steps) steps.erase(steps.begin(), steps.end() - most_steps);
    std::string out;
    for (const std::string& step : steps) out += (out.empty() ? "" : "/") + step;
    return out.empty() ? "file" : out;
}

bool Names::is_free(const std::string& name) const {
    const std::string file = name + suffix_;
    if (files_.contains(file) || folders_.contains(file)) return false;
    for (std::size_t at = file.find('/'); at != std::string::npos; at = file.find('/', at + 1))
        if (files_.contains(file.substr(0, at))) return false;
    return true;
}

void Names::take(const std::string& name) {
    const std::string file = name + suffix_;
    for (std::size_t at = file.find('/'); at != std::string::npos; at = file.find('/', at + 1)) folders_.insert(file.substr(0, at));
    files_.insert(file);
}

namespace {

// "a.pdf" and 2 make "a-2.pdf".
std::string numbered(const std::string& name, int number) {
    const std::size_t folder = name.rfind('/') == std::string::npos ? 0 : name.rfind('/') + 1;
    const std::size_t dot = name.rfind('.');
    const std::size_t stem = dot == std::string::npos || dot <= folder ? name.size() : dot;
    return name.substr(0, stem) + "-" + std::to_string(number) + name.substr(stem);
}

}  // namespace

std::string Names::unique(const std::string& wanted) {
    // A folder that a file of ours already stands for is called otherwise, with all that is in it.
    std::string base = wanted;
    for (std::size_t at = base.find('/'); at != std::string::npos; at = base.find('/', at + 1)) {
        const std::string folder = base.substr(0, at), rest = base.substr(at);
        std::string other = folder;
        for (int number = 2; files_.contains(other); ++number) other = folder + "-" + std::to_string(number);
        base = other + rest;
        at = other.size();
    }
    std::string name = base;
    int& number = next_.try_emplace(base, 2).first->second;
    for (; !is_free(name); ++number) name = numbered(base, number);
    take(name);
    return name;
}

std::vector<Input> gather_inputs(const std::vector<std::string>& arguments, std::string_view list, const fs::path& leave_out, ReaderChild& reader) {
    Gathering all(leave_out, reader);
    for (const std::string& argument : arguments) {
        if (argument != "-") all.add(argument);
        else
            for (const std::string& line : paths_in_list(list)) all.add(line);
    }
    std::set<std::string> seen;
    std::erase_if(all.inputs, [&](const Input& input) { return !seen.insert(input.source.identity()).second; });
    return std::move(all.inputs);
}

}  // namespace tianbiao
