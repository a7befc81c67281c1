#include "base/frame.h"

#include <array>
#include <charconv>

namespace tianbiao {
namespace {

constexpr std::string_view head = "tianbiao-answer 1 ";        // then the length and a line feed
constexpr std::string_view question = "tianbiao-question 2 ";  // then the lengths of the password and of the file, and a line feed

// Takes the head line with its numbers off; nullopt where there is none of the kind.
template <std::size_t count>
std::optional<std::array<std::size_t, count>> take_lengths(std::string_view& bytes, std::string_view head_line) {
    if (!bytes.starts_with(head_line)) return std::nullopt;
    const std::size_t line = bytes.find('\n');
    if (line == std::string_view::npos) return std::nullopt;
    std::array<std::size_t, count> lengths{};
    const char* at = bytes.data() + head_line.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0 && *at++ != ' ') return std::nullopt;
        const auto end = std::from_chars(at, bytes.data() + line, lengths[i]);
        if (end.ec != std::errc{}) return std::nullopt;
        at = end.ptr;
    }
    if (at != bytes.data() + line) return std::nullopt;
    bytes.remove_prefix(line + 1);
    return lengths;
}

}  // namespace

std::string frame_head(std::size_t length) { return std::string(head) + std::to_string(length) + "\n"; }

std::string framed(std::string_view bytes) { return frame_head(bytes.size()).append(bytes); }

std::optional<std::string_view> unframed(std::string_view answer) {
    const auto length = take_lengths<1>(answer, head);
    return length && answer.size() == length->front() ? std::optional(answer) : std::nullopt;
}

std::string asked(std::string_view password, std::string_view file) {
    std::string input = std::string(question) + std::to_string(password.size()) + " " + std::to_string(file.size()) + "\n";
    input.reserve(input.size() + password.size() + file.size());
    return input.append(password).append(file);
}

std::size_t asked_size(std::string_view begin) {
    std::string_view rest = begin;
    const auto lengths = take_lengths<2>(rest, question);
    return lengths ? begin.size() - rest.size() + (*lengths)[0] + (*lengths)[1] : 0;
}

Question question_of(std::string_view input) {
    std::string_view rest = input;
    const auto lengths = take_lengths<2>(rest, question);
    if (!lengths || rest.size() < (*lengths)[0] || rest.size() - (*lengths)[0] != (*lengths)[1]) return {"", input};
    return {rest.substr(0, (*lengths)[0]), rest.substr((*lengths)[0])};
}

}  // namespace tianbiao
