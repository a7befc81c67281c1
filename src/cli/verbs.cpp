#include "cli/verbs.h"

#include <algorithm>
#include <filesystem>

#include "app/preview.h"
#include "app/render.h"
#include "base/error.h"
#include "base/files.h"
#include "cli/report.h"

namespace tianbiao::cli {
namespace {

std::string format_of(const Options& options, const std::string& output) {
    if (!options.format.empty()) return options.format;
    if (output == "-") return "pdf";
    const std::size_t dot = output.rfind('.');
    std::string suffix = dot == std::string::npos ? "" : output.substr(dot + 1);
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (suffix == "pdf" || suffix == "png" || suffix == "xlsx" || suffix == "html") return suffix;
    throw Error(Code::usage, {output, ""}, "不认识这种输出格式：请用 .pdf、.xlsx、.html 或 .png，或以 --format 指明");
}

bool needs_pages(const Options& options) {
    return std::any_of(options.outputs.begin(), options.outputs.end(), [&](const std::string& output) {
        const std::string format = format_of(options, output);
        return format == "pdf" || format == "png";
    });
}

RenderOptions render_options(const Options& options) {
    RenderOptions out;
    out.language = options.language;
    out.draft = options.draft;
    out.mask = options.mask;
    out.paint = options.outputs.empty() || needs_pages(options);
    out.data = options.data;
    out.page_numbers = options.page_numbers;
    out.padding = options.duplex ? Padding::even : Padding::none;
    out.date = options.date;
    out.form = options.form;
    out.fillable = options.fillable;
    out.rows = options.rows;
    for (std::size_t i = 0; i < options.accept.size(); ++i) out.accepted.push_back({options.accept[i], options.reasons[i]});
    return out;
}

// x.png of several pages: x-1.png, x-2.png …
std::string numbered(const std::string& output, std::size_t page) {
    const std::filesystem::path path(output);
    return (path.parent_path() / (path.stem().string() + "-" + std::to_string(page) + path.extension().string())).string();
}

void check_call(const Options& options) {
    const bool standard = std::count(options.outputs.begin(), options.outputs.end(), "-") > 0;
    if (standard && options.json) throw Error(Code::usage, {}, "标准输出不能同时给文件和 --json：请另指定输出文件");
    if (std::count(options.outputs.begin(), options.outputs.end(), "-") > 1) throw Error(Code::usage, {}, "标准输出只能用一次");
    for (const std::string& output : options.outputs)
        if (format_of(options, output) == "png" && output == "-" && !options.page)
            throw Error(Code::usage, {}, "PNG 输出到标准输出时须以 --page 指明一页");
}

int deliver(Studio& studio, const Options& options, const Rendered& rendered) {
    std::vector<OutputFile> files;
    if (!rendered.refused) {
        std::string pdf;
        if (needs_pages(options)) pdf = studio.pdf_writer().write(rendered.pages, rendered.facts);
        for (const std::string& output : options.outputs) {
            const std::string format = format_of(options, output);
            if (format != "png") {
                files.push_back({output, format == "pdf" ? pdf : format == "xlsx" ? workbook_of(studio, rendered) : html_of(studio, rendered)});
                continue;
            }
            if (options.page && *options.page > static_cast<int>(rendered.pages.size()))
                throw Error(Code::usage, {output, ""},
                            "没有第" + std::to_string(*options.page) + "页：共" + std::to_string(rendered.pages.size()) + "页");
            const std::vector<std::string> pictures = render_png(pdf, options.dpi, options.page);
            for (std::size_t i = 0; i < pictures.size(); ++i)
                files.push_back({options.page ? output : numbered(output, i + 1), pictures[i]});
        }
        write_files(files);
    }
    if (options.json) {
        Json answer = Json::make_object();
        Json names = Json::make_array();
        for (const OutputFile& file : files) names.items.push_back(text_of_path(file.path));
        answer.member("outputs") = std::move(names);
        answer.member("pages") = Json::make_number(static_cast<std::int64_t>(rendered.plan.grid.sheets.size()));
        answer.member("findings") = to_json(options.mask ? rendered.masked_findings : rendered.findings);
        print(answer);
    }
    say(rendered.masked_findings, options.language);
    if (rendered.refused) {
        const Speech speech{options.language};
        std::fputs(speech("未输出：请先改正错误；可用 --draft 输出草稿，或以 --accept RULE --reason TEXT 认可。\n",
                          "nothing written: mend the errors first, or print a --draft, or --accept RULE --reason TEXT.\n")
                       .c_str(),
                   stderr);
    }
    return has_errors(rendered.findings) || !rendered.plan.missing.empty() ? 1 : 0;
}

}  // namespace

int render(Studio& studio, const Options& options) {
    check_call(options);
    return deliver(studio, options, render_application(studio, read_application(options.input), render_options(options)));
}

int blank(Studio& studio, const Options& options) {
    check_call(options);
    for (const std::string& output : options.outputs)
        if (options.fillable && format_of(options, output) != "pdf") throw Error(Code::usage, {output, ""}, "--fillable 只用于 PDF");
    return deliver(studio, options, render_blank(studio, options.input, render_options(options)));
}

int check(Studio& studio, const Options& options) {
    const Checked checked = check_application(studio, read_application(options.input), render_options(options));
    if (options.json) print(Json::make_object({{"form", Json::make_text(checked.form)}, {"findings", to_json(checked.findings)}}));
    say(checked.masked_findings, options.language);
    if (checked.findings.empty()) std::fputs(Speech{options.language}("未发现问题。\n", "no findings.\n").c_str(), stderr);
    return has_errors(checked.findings) ? 1 : 0;
}

int forms(Studio& studio, const Options& options) {
    if (!options.input.empty()) {
        const Form& form = studio.form(options.input);
        if (options.schema) print(json_schema(form));
        else print(write_json(form.source));
        return 0;
    }
    if (options.schema) throw Error(Code::usage, {}, "--schema 须指明一种表");
    Json list = Json::make_array();
    std::string text;
    for (const std::string& id : studio.form_ids()) {
        const Form& form = studio.form(id);
        list.items.push_back(Json::make_object(
            {{"id", Json::make_text(id)}, {"name", Json::make_text(form.name.zh)}, {"name_en", Json::make_text(form.name.en)}}));
        text += id + "  " + (options.language == Language::zh ? form.name.zh : form.name.en) + "\n";
    }
    if (options.json) print(list);
    else print(text);
    return 0;
}

int dump(Studio& studio, const Options& options) {
    const std::vector<std::string> ids = studio.form_ids();
    const bool blank_form = std::find(ids.begin(), ids.end(), options.input) != ids.end();
    RenderOptions render = render_options(options);
    render.draft = false;
    std::string text;
    if (options.stage == "record") {
        if (blank_form) throw Error(Code::usage, {options.input, ""}, "空白表没有数据：请给出申请");
        text = tianbiao::dump(read_application(options.input));
    } else {
        Rendered rendered;
        if (blank_form) {
            rendered = render_blank(studio, options.input, render);
        } else {
            const Checked checked = check_application(studio, read_application(options.input), render);
            if (checked.form.empty()) {
                say(checked.masked_findings, options.language);
                return 1;
            }
            Composer& composer = studio.composer(checked.form);
            ComposeOptions compose;
            compose.page_numbers = options.page_numbers;
            compose.padding = render.padding;
            rendered.plan = composer.plan(checked.record, compose);
            rendered.pages = composer.paint(rendered.plan);
        }
        text = options.stage == "grid" ? tianbiao::dump(rendered.plan.grid) : tianbiao::dump(rendered.pages);
    }
    if (options.json) print(Json::make_object({{"stage", Json::make_text(options.stage)}, {"dump", Json::make_text(text)}}));
    else print(text);
    return 0;
}

}  // namespace tianbiao::cli
