// A file past 600 lines or a function past 60 hides a second idea; what is not done is no comment but an issue.
#include <gtest/gtest.h>

#include "structure/sources.h"

namespace tianbiao {
namespace {

constexpr std::size_t longest_file = 600;
constexpr std::size_t longest_function = 60;

std::vector<Source> all_sources() {
    std::vector<Source> all = sources_below("src", {".h", ".cpp"});
    for (Source& source : sources_below("tests", {".h", ".cpp"})) all.push_back(std::move(source));
    return all;
}

// First lines of the functions at column 0 that are too long: from the line that ends in "{" to "}" at column 0.
std::vector<std::string> long_functions(const std::string& text) {
    constexpr std::string_view no_functions[]{"namespace", "struct", "class", "enum", "union", "extern"};
    std::vector<std::string> found;
    const std::vector<std::string> lines = lines_of(text);
    std::size_t begin = 0;
    std::string head;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string& line = lines[i];
        if (line.starts_with('}')) {
            if (!head.empty() && i - begin + 1 > longest_function) found.push_back(head);
            head.clear();
        } else if (!line.empty() && std::isalpha(static_cast<unsigned char>(line[0])) && line.find('(') != std::string::npos) {
            const bool function = std::ranges::none_of(no_functions, [&](std::string_view word) { return line.starts_with(word); }) &&
                                  line.find(" = ") > line.find('(');
            if (function && !line.ends_with('}') && !line.ends_with(';')) head = line, begin = i;
        }
    }
    return found;
}

TEST(Size, NoFileIsTooLong) {
    for (const Source& source : all_sources()) EXPECT_LE(lines_of(source.text).size(), longest_file) << source.path;
}

TEST(Size, NoFunctionIsTooLong) {
    for (const Source& source : sources_below("src", {".h", ".cpp"}))
        for (const std::string& head : long_functions(source.text)) ADD_FAILURE() << source.path << ": " << head;
}

TEST(Size, FindsALongFunction) {
    const auto with_lines = [](std::size_t n) {
        std::string text = "int work(int a) {\n";
        for (std::size_t i = 2; i < n; ++i) text += "    ++a;\n";
        return text + "}\n";
    };
    EXPECT_TRUE(long_functions(with_lines(longest_function)).empty());
    EXPECT_EQ(long_functions(with_lines(longest_function + 1)), std::vector<std::string>{"int work(int a) {"});
}

TEST(Size, NothingIsLeftForLater) {
    const std::string marks[]{std::string("TO") + "DO", std::string("FIX") + "ME"};
    for (const Source& source : all_sources())
        for (const std::string& mark : marks) EXPECT_EQ(source.text.find(mark), std::string::npos) << source.path << " has a " << mark;
}

}  // namespace
}  // namespace tianbiao
