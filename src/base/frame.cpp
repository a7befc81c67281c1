#include "base/frame.h"

#include <charconv>

namespace tianbiao {
namespace {

constexpr std::string_view head = "tianbiao-answer 1 ";    // then the length and a line feed
constexpr std::string_view question = "tianbiao-question 1 ";  // then the password's length and a line feed

// Takes the head line with its number off; nullopt where there is none of the kind.
std::optional<std::size_t> take_length(std::string_view& bytes, std::string_view head_line) {
    if (!bytes.starts_with(head_line)) return std::nullopt;
    const std::size_t line = bytes.find('\n');
    if (line == std::string_view::npos) return std::nullopt;
    std::size_t length = 0;
    const auto end = std::from_chars(bytes.data() + head_line.size(), bytes.data() + line, length);
    if (end.ec != std::errc{} || end.ptr != bytes.data() + line) return std::nullopt;
    bytes.remove_prefix(line + 1);
    return length;
}

}  // namespace

std::string framed(std::string_view bytes) { return std::string(head) + std::to_string(bytes.size()) + "\n" + std::string(bytes); }

std::optional<std::string_view> unframed(std::string_view answer) {
    const std::optional<std::size_t> length = take_length(answer, head);
    return length && answer.size() == *length ? std::optional(answer) : std::nullopt;
}

std::string asked(std::string_view password, std::string_view file) {
    std::string input = std::string(question) + std::to_string(password.size()) + "\n";
    input.reserve(input.size() + password.size() + file.size());
    return input.append(password).append(file);
}

Question question_of(std::string_view input) {
    std::string_view rest = input;
    const std::optional<std::size_t> length = take_length(rest, question);
    if (!length || *length > rest.size()) return {"", input};
    return {rest.substr(0, *length), rest.substr(*length)};
}

}  // namespace tianbiao
