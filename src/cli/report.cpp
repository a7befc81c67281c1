#include "cli/report.h"

#include <cstdio>

#include "base/files.h"

namespace tianbiao::cli {
namespace {

std::string severity_word(Severity severity, Language language) {
    if (language == Language::en) return std::string(name(severity));
    return severity == Severity::error ? "错误" : severity == Severity::warning ? "警告" : "提示";
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
        if (!finding.field.empty()) out += " " + finding.field;
        if (!finding.clause.empty()) out += zh ? " " + finding.clause : ", " + finding.clause;
        if (finding.line > 0) out += zh ? " 第" + std::to_string(finding.line) + "行" : ", line " + std::to_string(finding.line);
        if (!finding.reason.empty()) out += zh ? " 已认可：" + finding.reason : ", accepted: " + finding.reason;
        out += zh ? "］\n" : "]\n";
    }
    if (!findings.empty())
        out += zh ? "共" + std::to_string(errors) + "处错误、" + std::to_string(warnings) + "处警告。\n"
                  : std::to_string(errors) + " errors, " + std::to_string(warnings) + " warnings.\n";
    std::fwrite(out.data(), 1, out.size(), stderr);
}

void say(const Error& error, Language language) {
    const std::string out = (language == Language::zh ? "tianbiao：" : "tianbiao: ") + std::string(error.what()) + "\n";
    std::fwrite(out.data(), 1, out.size(), stderr);
}

Json to_json(const std::vector<Finding>& findings) {
    Json list = Json::make_array();
    for (const Finding& finding : findings) {
        Json item = Json::make_object({{"severity", Json::make_text(std::string(name(finding.severity)))},
                                       {"rule", Json::make_text(finding.rule)},
                                       {"field", Json::make_text(finding.field)},
                                       {"message", Json::make_text(finding.message)}});
        if (!finding.clause.empty()) item.member("clause") = Json::make_text(finding.clause);
        if (finding.line > 0) item.member("line") = Json::make_number(finding.line);
        Json values = Json::make_array();
        for (const std::string& value : finding.values) values.items.push_back(Json::make_text(value));
        if (!values.items.empty()) item.member("values") = std::move(values);
        if (!finding.reason.empty()) item.member("reason") = Json::make_text(finding.reason);
        list.items.push_back(std::move(item));
    }
    return list;
}

Json to_json(const Error& error) {
    Json body = Json::make_object({{"code", Json::make_text(std::string(name(error.code())))}, {"text", Json::make_text(error.text())}});
    if (!error.place().file.empty()) body.member("file") = Json::make_text(error.place().file);
    if (!error.place().detail.empty()) body.member("place") = Json::make_text(error.place().detail);
    return Json::make_object({{"error", std::move(body)}});
}

void print(const std::string& text) { write_files({{"-", text}}); }

void print(const Json& json) { print(write_json(json)); }

}  // namespace tianbiao::cli
