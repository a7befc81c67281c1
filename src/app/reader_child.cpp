#include "app/reader_child.h"

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/child.h"
#include "base/error.h"
#include "base/frame.h"
#include "base/limits.h"

namespace tianbiao {
namespace {

constexpr const char* program = "tianbiao-reader";

std::filesystem::path beside_us() {
    std::error_code fault;
    const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", fault);
    if (fault) throw Error(Code::missing_program, {program, ""}, "找不到读取程序");
    return own.parent_path() / program;
}

// What a file can be, as the child says it; any other code would be a fault of its own.
constexpr std::array codes{Code::unreadable, Code::unsupported, Code::too_large};

[[noreturn]] void fail(const Json& error, const std::string& file) {
    const auto text = [&](std::string_view key) {
        const Json* member = error.find(key);
        return member && member->is_text() ? member->text : std::string();
    };
    for (const Code code : codes)
        if (text("code") == name(code)) throw Error(code, {file, text("place")}, text("text"));
    throw Error(Code::internal, {file, text("place")}, text("text"));
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
    if (const Json* error = json.find("error")) fail(*error, file);
    return json;
}

// The member of this name of a whole answer.
Json answer_of(const std::string& output, int status, const std::string& file, std::string_view member) {
    Json json = json_of_answer(output, status, file);
    if (!json.find(member)) throw Error(Code::unreadable, {file, ""}, manner_of_death(status));
    return std::move(json.member(member));
}

// Starts the child on the input and gives what it said; its end is for the caller to judge.
ChildResult ask(std::string input, const std::string& file, std::size_t most_output, const std::vector<std::string>& words = {}) {
    const std::filesystem::path path = beside_us();
    if (!std::filesystem::exists(path)) throw Error(Code::missing_program, {path.string(), ""}, "找不到读取程序：请重新安装");
    ChildJob job;
    job.arguments = {path.string()};
    job.arguments.insert(job.arguments.end(), words.begin(), words.end());
    job.input = std::move(input);
    job.patience = std::chrono::seconds(limits::reader_wall_seconds);
    job.most_output = most_output;
    std::optional<ChildResult> result;
    try {
        result = run_child(job);
    } catch (const Error&) {
        throw Error(Code::unreadable, {file, ""}, "读取超过 " + std::to_string(limits::reader_wall_seconds) + " 秒或回答过长，已停止");
    }
    if (!result) throw Error(Code::missing_program, {path.string(), ""}, "无法启动读取程序");
    return std::move(*result);
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

Workbook read_workbook(const std::string& bytes, const std::string& file) {
    const ChildResult result = ask(bytes, file, 2 * limits::json_bytes);
    return workbook_of_answer(result.output, result.status, file);
}

Evidence read_evidence(const std::string& bytes, const std::string& file, const std::string& password) {
    const ChildResult result = ask(asked(password, bytes), file, limits::evidence_bytes);
    return evidence_of_answer(result.output, result.status, file);
}

Fillable read_fillable(const std::string& bytes, const std::string& file) {
    const ChildResult result = ask(bytes, file, 2 * limits::json_bytes, {"fields"});
    try {
        return fillable_of_json(answer_of(result.output, result.status, file, "fields"));
    } catch (const Error& error) {
        throw Error(error.code(), {file, error.place().detail}, error.text());
    }
}

}  // namespace tianbiao
