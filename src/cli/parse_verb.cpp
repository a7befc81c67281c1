// parse and diff.
#include <cstdio>
#include <filesystem>

#include "app/parse.h"
#include "base/error.h"
#include "base/files.h"
#include "base/mask.h"
#include "base/utf8.h"
#include "cli/report.h"
#include "cli/verbs.h"

namespace tianbiao::cli {
namespace {

std::string field_line(const FieldDifference& each, const Speech& speech) {
    const std::string none = speech("（空）", "(blank)");
    const auto shown = [&](const std::string& text) { return text.empty() ? none : text; };
    return masked_by_shape(each.difference.field) + (each.name.empty() ? "" : speech("（", " (") + each.name + speech("）", ")")) + speech("：", ": ") +
           shown(each.shown_a) + " → " + shown(each.shown_b) + "\n";
}

// A line feed or a control character of a value must not make a line of its own or move a terminal's cursor.
std::string one_line(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t code = next_code_point(text, at);
        if (code == '\n' && at < text.size()) out += "⏎";
        else if ((code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0)) out += "<" + code_point_name(code) + ">";
        else out += text.substr(from, at - from);
    }
    return out;
}

bool is_same_file(const std::string& a, const std::string& b) {
    std::error_code none;
    return std::filesystem::equivalent(a, b, none);
}

}  // namespace

std::string password_of(const Options& options) {
    constexpr std::size_t longest = 4096;
    if (options.password_file.empty()) return "";
    const std::string text = read_file(options.password_file, longest);
    return text.substr(0, text.find_first_of("\r\n"));
}

int parse(Studio& studio, const Options& options) {
    if (options.outputs.size() > 1) throw Error(Code::usage, {}, "parse 只有一个输出文件");
    const std::string output = options.outputs.empty() ? "-" : options.outputs.front();
    const bool answer_only = options.json && options.outputs.empty();
    if (options.json && !answer_only && output == "-") throw Error(Code::usage, {}, "标准输出不能同时给文件和 --json：请另指定输出文件");
    if (output != "-" && is_same_file(output, options.input)) throw Error(Code::usage, {output, ""}, "输出会覆盖所读的文件：请另指定输出文件");
    ParseOptions parse;
    parse.language = options.language;
    parse.mask = options.mask;
    parse.form = options.form;
    parse.password = password_of(options);
    const std::vector<Parsed> all = parse_file(studio, options.input, parse);

    bool errors = false;
    Json findings = Json::make_array();
    for (const Parsed& parsed : all) {
        errors = errors || has_errors(parsed.findings);
        for (Json& finding : to_json(parsed.findings).items) findings.items.push_back(std::move(finding));
    }
    if (answer_only) print(answer_json(all, Answer::full));
    else write_files({{output, write_json(answer_json(all, options.full ? Answer::full : Answer::applications))}});
    if (options.json && !answer_only)
        print(Json::make_object({{"outputs", Json::make_array({text_of_path(output)})}, {"findings", std::move(findings)}}));
    for (const Parsed& parsed : all) say(parsed.masked_findings, options.language);
    return errors ? 1 : 0;
}

int diff(Studio& studio, const Options& options) {
    const Speech speech{options.language};
    const std::vector<FieldDifference> all = diff_files(studio, options.input, options.other, options.language);
    if (options.json) {
        Json list = Json::make_array();
        for (const FieldDifference& each : all)
            list.items.push_back(Json::make_object({{"field", Json::make_text(each.difference.field)},
                                                    {"a", Json::make_text(each.difference.a)},
                                                    {"b", Json::make_text(each.difference.b)}}));
        print(Json::make_object({{"differences", std::move(list)}}));
        return all.empty() ? 0 : 1;
    }
    std::string text;
    for (const FieldDifference& each : all) text += one_line(field_line(each, speech));
    if (!text.empty()) print(text);
    const std::string count = std::to_string(all.size());
    std::fputs(all.empty() ? speech("没有不同。\n", "no differences.\n").c_str()
                           : speech(("共 " + count + " 处不同。\n").c_str(), (count + " differences.\n").c_str()).c_str(),
               stderr);
    return all.empty() ? 0 : 1;
}

}  // namespace tianbiao::cli
