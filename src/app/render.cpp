#include "app/render.h"

#include <algorithm>

#include "app/sheet_facts.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "write/html_writer.h"
#include "write/xlsx_writer.h"

namespace tianbiao {
namespace {

constexpr std::string_view producer = "tianbiao " TIANBIAO_VERSION;

Finding unknown_form(const Studio& studio, const Json* given, Language language) {
    Finding finding;
    finding.severity = Severity::error;
    finding.rule = "unknown_form";
    finding.field = "/form";
    std::string known;
    for (const std::string& id : studio.form_ids()) known += (known.empty() ? "" : language == Language::zh ? "、" : ", ") + id;
    finding.message = language == Language::zh
                          ? "申请未注明所填的表，或没有这种表：请填写 form，可用：" + known + "。"
                          : "the application names no form, or one that is not known: set form to one of " + known + ".";
    if (given) finding.values.push_back(given->text), finding.line = given->line;
    return finding;
}

Finding missing_character(const MissingText& missing, Language language) {
    Finding finding;
    finding.severity = Severity::warning;
    finding.rule = "missing_character";
    finding.field = missing.field;
    const std::string code = code_point_name(missing.code);
    finding.message = language == Language::zh
                          ? "字体中没有字符 " + code + "，印为方框（复制仍为原字）：请安装含该字的字体，或打印后手写。"
                          : "no font has the character " + code +
                                "; it prints as a box and copies as itself: install a font that has it, or write it by hand.";
    std::string text;
    append_utf8(text, missing.code);
    finding.values.push_back(text);
    return finding;
}

void add_attachments(DocumentFacts& facts, const Record& record, const std::vector<Acceptance>& accepted) {
    facts.attachments.push_back({"application.json", "application/json", "Source", "申请数据", write_record(record)});
    if (accepted.empty()) return;
    Json list = Json::make_array();
    for (const Acceptance& acceptance : accepted)
        list.items.push_back(
            Json::make_object({{"rule", Json::make_text(acceptance.rule)}, {"reason", Json::make_text(acceptance.reason)}}));
    facts.attachments.push_back({"accepted.json", "application/json", "Supplement", "已认可的问题及理由", write_json(list)});
}

void make_pages(Studio& studio, const std::string& form_id, const Record* record, const RenderOptions& options, Rendered& out) {
    Composer& composer = studio.composer(form_id);
    ComposeOptions compose;
    compose.draft = options.draft;
    compose.page_numbers = options.page_numbers;
    compose.padding = options.padding;
    if (!record) compose.fields = options.fillable, compose.rows = options.rows;
    out.plan = record ? composer.plan(*record, compose) : composer.plan_blank(compose);
    if (options.paint) out.pages = composer.paint(out.plan);
    for (const MissingText& missing : out.plan.missing) {
        out.findings.push_back(missing_character(missing, options.language));
        out.masked_findings.push_back(out.findings.back());
    }
    const Form& form = composer.form();
    out.form = form_id;
    out.facts.title = form.name.zh;
    out.facts.date = options.date.empty() ? form.date : options.date;
    out.facts.producer = producer;
    const bool data = record && options.data;
    if (data) add_attachments(out.facts, *record, options.accepted);
    out.facts.conformance = options.conformance.value_or(data ? Conformance::pdf_a_3u : Conformance::pdf_a_2u);
    if (compose.fields) out.facts.conformance = Conformance::plain;
    if (out.facts.conformance == Conformance::pdf_a_1b) out.facts.attachments.clear();
}

}  // namespace

Record read_application(const std::string& path) {
    std::vector<Record> records = read_records(read_file(path, limits::json_bytes), path);
    if (records.size() != 1)
        throw Error(Code::usage, {path, ""}, "文件含 " + std::to_string(records.size()) + " 份申请，此命令一次只处理一份：请拆分文件");
    return std::move(records.front());
}

Checked check_application(Studio& studio, Record record, const RenderOptions& options) {
    Checked out;
    const Json* named = value_at(record, "/form");
    out.form = !options.form.empty() ? options.form : named && named->is_text() ? named->text : "";
    const std::vector<std::string> known = studio.form_ids();
    if (std::find(known.begin(), known.end(), out.form) == known.end() && !out.form.ends_with(".json")) {
        out.findings.push_back(unknown_form(studio, named, options.language));
        out.form.clear();
    } else {
        out.findings = validate(record, studio.form(out.form), options.language, options.accepted);
    }
    out.masked_findings = out.form.empty() ? masked(out.findings) : masked(out.findings, studio.form(out.form));
    out.record = std::move(record);
    return out;
}

Rendered render_application(Studio& studio, Record record, const RenderOptions& options) {
    Checked checked = check_application(studio, std::move(record), options);
    Rendered out;
    out.findings = std::move(checked.findings);
    out.masked_findings = std::move(checked.masked_findings);
    out.refused = checked.form.empty() || (has_errors(out.findings) && !options.draft);
    if (out.refused) return out;
    if (options.mask) checked.record = masked(checked.record, studio.form(checked.form));
    make_pages(studio, checked.form, &checked.record, options, out);
    out.record = std::move(checked.record);
    return out;
}

Rendered render_blank(Studio& studio, const std::string& form, const RenderOptions& options) {
    Rendered out;
    make_pages(studio, form, nullptr, options, out);
    return out;
}

std::string workbook_of(Studio& studio, const Rendered& rendered) {
    const Grid& grid = rendered.plan.grid;
    return write_xlsx(grid, sheet_facts(studio.form(rendered.form), rendered));
}

std::string html_of(Studio& studio, const Rendered& rendered) {
    const std::string page = read_file((studio.setup().data / "templates" / "form.html").string(), limits::template_bytes);
    return write_html(rendered.plan.grid, {rendered.facts.title, rendered.facts.language}, page);
}

}  // namespace tianbiao
