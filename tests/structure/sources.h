// The project's own files as text: what the tests of the structure read.
#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace tianbiao {

struct Source {
    std::string path;  // from the root: "src/base/json.cpp"
    std::string text;

    // "base" of src/base/json.cpp
    std::string folder() const {
        const std::size_t from = path.find('/') + 1;
        return path.substr(from, path.find('/', from) - from);
    }
};

// All files below the folder with one of the endings, by path.
inline std::vector<Source> sources_below(const std::string& folder, std::initializer_list<std::string_view> endings) {
    const std::filesystem::path root(SOURCE_DIR);
    std::vector<Source> sources;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
        if (!entry.is_regular_file() || std::ranges::find(endings, entry.path().extension().string()) == endings.end()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        sources.push_back({entry.path().lexically_relative(root).generic_string(), std::string(std::istreambuf_iterator<char>(file), {})});
    }
    std::ranges::sort(sources, {}, &Source::path);
    return sources;
}

inline std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

// What stands between the quotes of each string literal, as written; comments, characters and #include lines are left out.
inline std::vector<std::string> literals_of(std::string_view text) {
    std::vector<std::string> literals;
    const auto quoted = [&](std::size_t at, char quote) {  // the place of the closing quote
        while (at < text.size() && text[at] != quote && text[at] != '\n') at += text[at] == '\\' ? 2 : 1;
        return std::min(at, text.size());
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("//") || rest.starts_with("#include")) {
            at = std::min(text.find('\n', at), text.size());
        } else if (rest.starts_with("/*")) {
            at = std::min(text.find("*/", at + 2), text.size());
        } else if (rest.starts_with("R\"")) {
            const std::size_t open = text.find('(', at);
            const std::string close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
            const std::size_t end = std::min(text.find(close, open), text.size());
            literals.emplace_back(text.substr(open + 1, end - open - 1));
            at = end + close.size() - 1;
        } else if (rest[0] == '"') {
            const std::size_t end = quoted(at + 1, '"');
            literals.emplace_back(text.substr(at + 1, end - at - 1));
            at = end;
        } else if (rest[0] == '\'' && (at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1])))) {  // not the mark in 1'000
            at = quoted(at + 1, '\'');
        }
    }
    return literals;
}

}  // namespace tianbiao
