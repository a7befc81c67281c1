#include "cli/report.h"

#include <cstdio>

#include "base/characters.h"
#include "base/files.h"
#include "base/utf8.h"

namespace tianbiao::cli {
namespace {

std::string severity_word(Severity severity, Language language) {
    if (language == Language::en) return std::string(name(severity));
    return severity == Severity::error ? "错误" : severity == Severity::warning ? "警告" : "提示";
}

constexpr std::size_t most_values = 8, most_characters = 40;  // of a line for people; --json has all

// One line that cannot move a terminal's cursor or turn the order of what follows: such characters stand as their code points.
std::string harmless(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t code = next_code_point(text, at);
        const CharacterFault fault = character_fault(code);
        if (is_white_space(code)) out += code < 0x80 || code == 0x85 ? " " : text.substr(from, at - from);
        else if (fault == CharacterFault::control || fault == CharacterFault::bidi) out += "<" + code_point_name(code) + ">";
        else out += text.substr(from, at - from);
    }
    return out;
}

// Names of files are bytes.
std::string harmless_bytes(const std::string& text) {
    if (!first_bad_utf8(text)) return harmless(text);
    std::string out;
    for (const char byte : text) out += byte >= ' ' && byte <= '~' ? byte : '?';
    return out;
}

std::string shortened(const std::string& value) {
    std::string out;
    std::size_t count = 0;
    for (std::string_view grapheme : graphemes(value)) {
        if (++count > most_characters) return out + "…";
        out += harmless(grapheme);
    }
    return out;
}

struct Fault {
    Code code;
    std::string_view en;
};
constexpr Fault faults[]{
    {Code::usage, "wrong usage"},
    {Code::unreadable, "cannot be read"},
    {Code::unwritable, "cannot be written"},
    {Code::bad_json, "is not valid JSON"},
    {Code::bad_utf8, "is not valid UTF-8"},
    {Code::too_large, "passes a limit"},
    {Code::bad_form, "is no sound form definition"},
    {Code::missing_font, "a font is missing"},
    {Code::missing_program, "a program is missing or failed"},
    {Code::unsupported, "is of a kind that is not known"},
    {Code::internal, "a fault of the program's own"},
};

// Details are Chinese; in English the kind of trouble stands before them.
std::string in_english(const Error& error) {
    for (const Fault& fault : faults)
        if (fault.code == error.code()) return std::string(fault.en) + " (" + error.text() + ")";
    return error.text();
}

}  // namespace

void say(const std::vector<Finding>& findings, Language language) {
    const bool zh = language == Language::zh;
    std::string out;
    int errors = 0, warnings = 0;
    for (const Finding& finding : findings) {
        errors += finding.severity == Severity::error;
        warnings += finding.severity == Severity::warning;
        out += severity_word(finding.severity, language) + (zh ? "：" : ": ") + finding.message;
        out += zh ? "［" + finding.rule : " [" + finding.rule;
        if (!finding.field.empty()) out += " " + harmless(finding.field);
        if (!finding.clause.empty()) out += zh ? " " + finding.clause : ", " + finding.clause;
        if (finding.line > 0) out += zh ? " 第" + std::to_string(finding.line) + "行" : ", line " + std::to_string(finding.line);
        if (!finding.reason.empty()) out += zh ? " 已认可：" + finding.reason : ", accepted: " + finding.reason;
        out += zh ? "］" : "]";
        for (std::size_t i = 0; i < finding.values.size(); ++i) {
            if (i == most_values) out += zh ? "、……" : ", …";
            if (i >= most_values) break;
            out += (i == 0 ? " " : zh ? "、" : ", ") + shortened(finding.values[i]);
        }
        out += "\n";
    }
    if (!findings.empty())
        out += zh ? "共" + std::to_string(errors) + "处错误、" + std::to_string(warnings) + "处警告。\n"
                  : std::to_string(errors) + " errors, " + std::to_string(warnings) + " warnings.\n";
    std::fwrite(out.data(), 1, out.size(), stderr);
}

void say(const Error& error, Language language) {
    std::string out = language == Language::zh ? "tianbiao：" : "tianbiao: ";
    for (const std::string* part : {&error.place().file, &error.place().detail})
        if (!part->empty()) out += harmless_bytes(*part) + ": ";
    out += harmless_bytes(language == Language::zh ? error.text() : in_english(error)) + "\n";
    std::fwrite(out.data(), 1, out.size(), stderr);
}

Json text_of_path(const std::string& path) { return Json::make_text(first_bad_utf8(path) ? harmless_bytes(path) : path); }

Json to_json(const Error& error) {
    Json body = Json::make_object({{"code", Json::make_text(std::string(name(error.code())))}, {"text", text_of_path(error.text())}});
    if (!error.place().file.empty()) body.member("file") = text_of_path(error.place().file);
    if (!error.place().detail.empty()) body.member("place") = text_of_path(error.place().detail);
    return Json::make_object({{"error", std::move(body)}});
}

void print(const std::string& text) { write_files({{"-", text}}); }

void print(const Json& json) { print(write_json(json)); }

}  // namespace tianbiao::cli
