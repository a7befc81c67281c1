#include "app/reader_child.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/frame.h"
#include "base/limits.h"

namespace tianbiao {
namespace {

std::string beside_us() {
    std::error_code fault;
    return std::filesystem::read_symlink("/proc/self/exe", fault).parent_path() / "tianbiao-reader";
}

// What a file can be, as the child says it; any other code would be a fault of its own.
constexpr std::array codes{Code::unreadable, Code::unsupported, Code::too_large};

Error error_of(const Json& error, const std::string& file) {
    const auto text = [&](std::string_view key) {
        const Json* member = error.find(key);
        return member && member->is_text() ? member->text : std::string();
    };
    for (const Code code : codes)
        if (text("code") == name(code)) return Error(code, {file, text("place")}, text("text"));
    return Error(Code::internal, {file, text("place")}, text("text"));
}

std::string manner_of_death(int status) {
    if (status > 128) return "读取程序中途终止（信号 " + std::to_string(status - 128) + "）：文件可能已损坏，或内容过多";
    return "读取程序没有给出完整的回答（状态 " + std::to_string(status) + "）：文件可能已损坏";
}

// The answer as JSON. Throws what the child said, or that it said nothing whole.
Json json_of_answer(const std::string& output, int status, const std::string& file) {
    const std::optional<std::string_view> answer = unframed(output);
    if (status != 0 || !answer) throw Error(Code::unreadable, {file, ""}, manner_of_death(status));
    Json json;
    try {
        json = read_json(*answer, file);
    } catch (const Error&) {  // its place would be one in the answer, of which the file's owner knows nothing
        throw Error(Code::unreadable, {file, ""}, "读取程序的回答有误：文件可能已损坏");
    }
    if (const Json* error = json.find("error")) throw error_of(*error, file);
    return json;
}

// The member of this name of a whole answer.
Json answer_of(const std::string& output, int status, const std::string& file, std::string_view member) {
    Json json = json_of_answer(output, status, file);
    if (!json.find(member)) throw Error(Code::unreadable, {file, ""}, manner_of_death(status));
    return std::move(json.member(member));
}

}  // namespace

Workbook workbook_of_answer(const std::string& output, int status, const std::string& file) {
    return workbook_of_json(answer_of(output, status, file, "workbook"));
}

Evidence evidence_of_answer(const std::string& output, int status, const std::string& file) {
    const std::optional<std::string_view> answer = unframed(output);
    if (status == 0 && answer && answer->starts_with(evidence_answer)) return unpacked_evidence(answer->substr(evidence_answer.size()));
    json_of_answer(output, status, file);
    throw Error(Code::unreadable, {file, ""}, manner_of_death(status));
}

ReaderChild::ReaderChild() : ReaderChild(beside_us()) {}

ReaderChild::ReaderChild(std::string program) : program_(std::move(program)), server_({program_}) {}

void ReaderChild::start() {
    if (!server_.start()) throw Error(Code::missing_program, {program_, ""}, "找不到读取程序：请重新安装");
}

ChildResult ReaderChild::ask(char word, const std::string& bytes, const std::string& file, std::size_t most_output, const std::string& password) {
    start();
    try {
        return server_.run(word, asked(password, bytes), std::chrono::seconds(limits::reader_wall_seconds), most_output);
    } catch (const Error&) {
        throw Error(Code::unreadable, {file, ""}, "读取超过 " + std::to_string(limits::reader_wall_seconds) + " 秒或回答过长，已停止");
    }
}

Workbook ReaderChild::workbook(const std::string& bytes, const std::string& file) {
    const ChildResult result = ask(word_document, bytes, file, 2 * limits::json_bytes);
    return workbook_of_answer(result.output, result.status, file);
}

Evidence ReaderChild::evidence(const std::string& bytes, const std::string& file, const std::string& password) {
    const ChildResult result = ask(word_document, bytes, file, limits::evidence_bytes, password);
    return evidence_of_answer(result.output, result.status, file);
}

Fillable ReaderChild::fields(const std::string& bytes, const std::string& file) {
    const ChildResult result = ask(word_fields, bytes, file, 2 * limits::json_bytes);
    try {
        return fillable_of_json(answer_of(result.output, result.status, file, "fields"));
    } catch (const Error& error) {
        throw Error(error.code(), {file, error.place().detail}, error.text());
    }
}

std::optional<ReaderChild::PlainPdf> ReaderChild::decrypted(const std::string& bytes, const std::string& file, const std::string& password) {
    const ChildResult result = ask(word_plain, bytes, file, 2 * limits::fill_bytes, password);
    const std::optional<std::string_view> answer = unframed(result.output);
    if (result.status != 0 || !answer || !answer->starts_with(plain_answer) || answer->size() < plain_answer.size() + 2) {
        json_of_answer(result.output, result.status, file);
        throw Error(Code::unreadable, {file, ""}, manner_of_death(result.status));
    }
    const std::string_view rest = answer->substr(plain_answer.size());
    if (rest.size() == 2) return std::nullopt;
    return PlainPdf{std::string(rest.substr(2)), rest.front() == 'y'};
}

std::vector<ReaderChild::PackedFile> ReaderChild::members(const std::string& bytes, const std::string& file) {
    const ChildResult result = ask(word_members, bytes, file, 2 * limits::json_bytes);
    std::vector<PackedFile> members;
    for (const Json& each : answer_of(result.output, result.status, file, "members").items)
        if (each.items.size() == 2 && each.items[1].integer().value_or(-1) >= 0)
            members.push_back({each.items[0].text, static_cast<std::size_t>(*each.items[1].integer())});
    return members;
}

std::vector<ReaderChild::Unpacked> ReaderChild::unpack(const std::string& bytes, std::size_t from, std::size_t to, const std::string& file) {
    const ChildResult result = ask(word_unpack, bytes, file, 2 * (limits::archive_piece_bytes + limits::pdf_bytes), std::to_string(from) + " " + std::to_string(to));
    const std::optional<std::string_view> answer = unframed(result.output);
    if (result.status != 0 || !answer || !answer->starts_with(members_answer)) {
        json_of_answer(result.output, result.status, file);
        throw Error(Code::unreadable, {file, ""}, manner_of_death(result.status));
    }
    std::vector<Unpacked> out;
    for (std::string_view rest = answer->substr(members_answer.size()); !rest.empty();) {
        std::size_t size = 0;
        const std::size_t line = rest.find('\n');
        if (line == std::string_view::npos || line < 4 || std::from_chars(rest.data() + 3, rest.data() + line, size).ec != std::errc{} ||
            size > rest.size() - line - 1)
            throw Error(Code::unreadable, {file, ""}, "读取程序的回答有误：文件可能已损坏");
        const std::string_view piece = rest.substr(line + 1, size);
        if (rest.starts_with("ok ")) out.push_back({std::string(piece), std::nullopt});
        else out.push_back({"", error_of(read_json(piece, file), file)});
        rest.remove_prefix(line + 1 + size);
    }
    return out;
}

}  // namespace tianbiao
