// tianbiao-reader: opens foreign files for tianbiao, which starts it and gives it one job after the other (base/fork_server.h). Each job is
// a process of its own in the jail: a question on its standard input (base/frame.h), one framed answer on its standard output: packed evidence
// of a PDF, {"workbook": …}, {"fields": …}, a decrypted PDF, {"members": …}, unpacked members or {"error": {"code", "place", "text"}}. Its exit
// status says only whether it answered.
// With --office FOLDER DOCUMENT it is the jail in which LibreOffice is started (reader/office_jail.h).
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include <unistd.h>

#include "base/error.h"
#include "base/fork_server.h"
#include "base/frame.h"
#include "base/limits.h"
#include "base/memory.h"
#include "fill/find_fields.h"
#include "page/evidence.h"
#include "read/packed_files.h"
#include "read/pdf_decrypt.h"
#include "read/pdf_reader.h"
#include "read/xlsx_reader.h"
#include "reader/jail.h"
#include "reader/last_words.h"
#include "reader/office_jail.h"
#include "reader/warm_up.h"

namespace tianbiao {
namespace {

constexpr std::size_t longest_head = 4096;  // of a question, with its password

// ISO 32000-1, annex H.3, note 13: the header may stand within the first 1,024 bytes.
bool is_pdf(std::string_view file) { return !file.starts_with("PK") && file.substr(0, 1024).find("%PDF-") != std::string_view::npos; }

// `most`: of the file, by what is asked about it.
std::string read_input(std::size_t most) {
    constexpr std::size_t piece = 64 * 1024;
    const std::size_t room = most + longest_head;
    std::string bytes(piece, '\0');
    for (std::size_t filled = 0;;) {
        if (filled == bytes.size()) bytes.resize(std::max(std::min(asked_size(bytes), room) + 1, filled + piece));
        const ssize_t count = read(0, bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw Error(Code::unreadable, {}, "收不到文件内容");
        filled += static_cast<std::size_t>(count);
        if (filled > room) throw Error(Code::too_large, {}, "文件超过 " + std::to_string(most >> 20) + " MiB 的上限");
        if (count > 0) continue;
        bytes.resize(filled);
        return bytes;
    }
}

bool write_output(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = write(1, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) return false;
        if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

Json failure(const Error& error) {
    Json body = Json::make_object({{"code", Json::make_text(std::string(name(error.code())))},
                                   {"place", Json::make_text(error.place().detail)},
                                   {"text", Json::make_text(error.text())}});
    return Json::make_object({{"error", std::move(body)}});
}

// "from to"
std::string unpacked_answer(const Question& question) {
    std::size_t from = 0, to = 0;
    const char* end = question.password.data() + question.password.size();
    const auto first = std::from_chars(question.password.data(), end, from);
    if (first.ptr == end || std::from_chars(first.ptr + 1, end, to).ec != std::errc{}) throw Error(Code::unreadable, {}, "没有说明要取哪些文件");
    return std::string(members_answer) + unpack_members(question.file, from, to);
}

std::string plain_answer_of(const Question& question) {
    const std::optional<DecryptedPdf> plain = decrypt(question.file, std::string(question.password));
    std::string answer = std::string(plain_answer) + (!plain || plain->may_be_filled ? "y\n" : "n\n");
    return plain ? answer.append(plain->bytes) : answer;
}

std::string answer_to(char word, const Question& question) {
    if (word == word_unpack) return unpacked_answer(question);
    if (word == word_plain) return plain_answer_of(question);
    if (word == word_members) return write_json(Json::make_object({{"members", to_json(list_members(question.file))}}), JsonStyle::compact);
    if (word == word_fields) return write_json(Json::make_object({{"fields", to_json(find_fields(std::string(question.file)))}}), JsonStyle::compact);
    if (is_pdf(question.file)) return packed(read_pdf(question.file, {std::string(question.password)}), evidence_answer);
    std::string whole = write_json(Json::make_object({{"workbook", to_json(read_xlsx(question.file))}}), JsonStyle::compact);
    if (whole.size() > limits::json_bytes) throw Error(Code::too_large, {}, "单元格中的文字过多");
    return whole;
}

std::string failed(const Error& error) { return write_json(failure(error), JsonStyle::compact); }

LastWords last_words() {
    return {framed(failed(Error(Code::unreadable, {}, "文件的内部结构使读取程序中途终止：文件可能已损坏，或嵌套过深"))),
            framed(failed(Error(Code::too_large, {}, "读取用时超过 " + std::to_string(limits::reader_cpu_seconds) + " 秒，已停止：内容过多")))};
}

// What `work` gives, or what it throws as an answer.
template <class Work>
std::string answered(Work work) {
    try {
        return work();
    } catch (const Error& error) {
        return failed(error);
    } catch (const std::bad_alloc&) {
        return failed(Error(Code::too_large, {}, "内容过多，超出读取程序的内存上限"));
    } catch (const std::exception&) {
        return failed(Error(Code::unreadable, {}, "读取时出错，文件可能已损坏"));
    }
}

// In the process of one job. `fault`: what warming up said, if it went wrong; then nothing is opened, and the jail may be missing.
int do_job(char word, const Jail* jail, const std::string& fault) {
    const std::string answer = answered([&] {
        if (jail) jail->enter();
        const std::string input = read_input(word == word_members || word == word_unpack ? limits::archive_bytes : limits::pdf_bytes);
        return fault.empty() ? answer_to(word, question_of(input)) : fault;
    });
    return write_output(frame_head(answer.size())) && write_output(answer) ? 0 : 1;
}

int run() {
    keep_memory();
    try {
        std::optional<Jail> jail;
        const std::string fault = answered([&] {
            warm_up();
            jail.emplace();
            return std::string();
        });
        keep_last_words(last_words());
        leave_memory_to_forks();
        serve_jobs([&](char word) { return do_job(word, jail ? &*jail : nullptr, fault); });
        return 0;
    } catch (const std::exception&) {
        return 1;
    }
}

}  // namespace
}  // namespace tianbiao

int main(int argc, char** argv) {
    if (argc == 4 && std::string_view(argv[1]) == "--office") return tianbiao::become_office(argv[2], argv[3]);
    return tianbiao::run();
}
