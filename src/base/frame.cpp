#include "base/frame.h"

#include <charconv>

namespace tianbiao {
namespace {

constexpr std::string_view head = "tianbiao-answer 1 ";  // then the length and a line feed

}  // namespace

std::string framed(std::string_view bytes) { return std::string(head) + std::to_string(bytes.size()) + "\n" + std::string(bytes); }

std::optional<std::string_view> unframed(std::string_view answer) {
    if (!answer.starts_with(head)) return std::nullopt;
    const std::size_t line = answer.find('\n');
    if (line == std::string_view::npos) return std::nullopt;
    std::size_t length = 0;
    const auto end = std::from_chars(answer.data() + head.size(), answer.data() + line, length);
    if (end.ec != std::errc{} || end.ptr != answer.data() + line) return std::nullopt;
    const std::string_view bytes = answer.substr(line + 1);
    return bytes.size() == length ? std::optional(bytes) : std::nullopt;
}

}  // namespace tianbiao
