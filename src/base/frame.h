// What passes between tianbiao and its reader, a fork server (base/fork_server.h). One answer over a pipe: a head line with the length, then
// the bytes; what is cut short or followed by more is no answer. A question is a file's bytes behind a head line of its own and the password.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tianbiao {

std::string framed(std::string_view bytes);
std::string frame_head(std::size_t length);  // framed, but for the bytes themselves

// The bytes between; a view into `answer`. nullopt: not whole, not ours, or something stands behind it.
std::optional<std::string_view> unframed(std::string_view answer);

// A job's word: what is asked about the file.
inline constexpr char word_document = 'd';  // what stands in it
inline constexpr char word_fields = 'f';    // the fields of a PDF form, for who fills them
inline constexpr char word_plain = 'p';     // an encrypted PDF without its encryption, and whether it may be filled
inline constexpr char word_members = 'm';   // the files that a ZIP holds
inline constexpr char word_unpack = 'u';    // some of them; in the place of the password: "from to", numbers in that list

struct Question {
    std::string_view password, file;  // views into what was asked
};
std::string asked(std::string_view password, std::string_view file);
Question question_of(std::string_view input);  // input without a head is a file without a password
std::size_t asked_size(std::string_view begin);  // of the whole input, by its head; 0 where it has none

// Begins an answer's bytes that are packed evidence (page/evidence.h); any other answer is a JSON object.
inline constexpr std::string_view evidence_answer = "evidence\n";
inline constexpr std::string_view plain_answer = "plain ";  // y or n (may be filled), a line feed, the file; none: not encrypted
inline constexpr std::string_view members_answer = "members\n";  // unpacked files (read/packed_files.h)

}  // namespace tianbiao
