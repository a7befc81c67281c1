// What a batch wrote, and what not and why: report.csv and report.xlsx.
#include <algorithm>
#include <filesystem>

#include "app/batch_outputs.h"
#include "base/files.h"
#include "batch/render_batch.h"
#include "write/table_book.h"

namespace tianbiao {
namespace {

struct Column {
    const char *zh, *en;
    double width;
    bool numbers;
};
constexpr Column columns[]{{"序号", "number", 6, true},       {"输入", "input", 30, false},    {"工作表", "sheet", 8, true},     {"行", "row", 6, true},
                           {"状态", "state", 10, false},      {"表", "form", 16, false},       {"申报单位", "organization", 26, false},
                           {"统一社会信用代码", "code", 20, false}, {"职业", "occupation", 20, false}, {"错误", "errors", 6, true}, {"警告", "warnings", 6, true},
                           {"页数", "pages", 6, true},        {"输出", "outputs", 36, false},  {"问题", "findings", 46, false}};

constexpr std::size_t longest_findings = 4000;  // bytes of a cell; the rest is counted

std::string number(const Json* value) { return value ? value->text : ""; }

std::string role(const Json& result, std::string_view name) {
    const Json* roles = result.find("roles");
    return roles ? printed(roles->find(name)) : "";
}

std::string state_of(const JournalEntry& entry, const std::vector<Finding>& findings, Language language) {
    const bool zh = language == Language::zh;
    if (entry.result.find("error")) return zh ? "无法读取" : "unreadable";
    if (entry.state == JobState::failed) return zh ? "未输出" : "refused";
    if (has_errors(findings) || entry.result.find("missing")) return zh ? "须核对" : "look";
    return zh ? "完成" : "done";
}

std::string text_of(const JournalEntry& entry, const std::vector<Finding>& findings, Language language) {
    const bool zh = language == Language::zh;
    if (const Json* error = entry.result.find("error"))
        return printed(error->find("place")) + (error->find("place") ? zh ? "：" : ": " : "") + printed(error->find("text"));
    std::string all;
    std::size_t left_out = 0;
    for (const Finding& finding : findings) {
        if (finding.severity != Severity::error) continue;
        const std::string where = finding.rule + (finding.field.empty() ? "" : " " + finding.field);
        const std::string one = finding.message + (zh ? "［" + where + "］" : " [" + where + "]");
        if (all.size() + one.size() > longest_findings) ++left_out;
        else all += (all.empty() ? "" : "\n") + one;
    }
    return left_out ? all + "\n+" + std::to_string(left_out) : all;
}

std::vector<PlainCell> row_of(const JournalEntry& entry, Language language) {
    const Json& result = entry.result;
    const std::vector<Finding> findings = findings_of_json(result.find("findings"));
    const auto count = [&](Severity severity) { return std::to_string(std::ranges::count(findings, severity, &Finding::severity)); };
    std::string outputs;
    if (const Json* names = result.find("outputs"))
        for (const Json& name : names->items) outputs += (outputs.empty() ? "" : "\n") + name.text;
    return {{std::to_string(entry.job.number), true}, {entry.job.name},
            {number(entry.job.task.find("sheet")), true}, {number(entry.job.task.find("row")), true},
            {state_of(entry, findings, language)}, {printed(result.find("form"))},
            {role(result, "organization")}, {role(result, "code")}, {role(result, "occupation")},
            {count(Severity::error), true}, {count(Severity::warning), true}, {number(result.find("pages")), true},
            {outputs}, {text_of(entry, findings, language)}};
}

}  // namespace

void write_render_reports(Journal& journal, const BatchRenderOptions& options, std::string_view date) {
    const bool zh = options.render.language == Language::zh;
    TableBook book(date);
    std::vector<TableColumn> titles;
    std::vector<PlainCell> heading;
    for (const Column& column : columns) {
        titles.push_back({zh ? column.zh : column.en, column.width, column.numbers, true});
        heading.push_back({titles.back().title});
    }
    const int sheet = book.add_sheet(zh ? "报告" : "report", titles);
    std::string csv = std::string(csv_mark) + csv_line(heading);
    journal.each([&](const JournalEntry& entry) {
        const std::vector<PlainCell> row = row_of(entry, options.render.language);
        book.add_row(sheet, row);
        csv += csv_line(row);
    });
    const std::filesystem::path folder = options.folder;
    write_files({{(folder / report_csv).string(), csv}});
    write_file((folder / report_xlsx).string(), Readers::all, [&](const Sink& sink) { book.write(sink); });
}

}  // namespace tianbiao
