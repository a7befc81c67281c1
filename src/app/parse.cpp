#include "app/parse.h"

#include <algorithm>

#include "app/office.h"
#include "app/parse_pdf.h"
#include "app/render.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "form/validate.h"

namespace tianbiao {
namespace {

enum class FileKind { workbook, pdf, json, packed, unknown };

struct Beginning {
    std::string_view bytes;
    FileKind kind;
};
constexpr Beginning beginnings[]{
    {"PK", FileKind::workbook},                // ZIP: APPNOTE 4.3.7
    {"\xD0\xCF\x11\xE0", FileKind::workbook},  // a compound file, refused with its reason by the reader
    {"%PDF-", FileKind::pdf},
    {"Rar!\x1A\x07", FileKind::packed},
    {"7z\xBC\xAF\x27\x1C", FileKind::packed},
};

FileKind kind_of(std::string_view bytes) {
    for (const Beginning& beginning : beginnings)
        if (bytes.starts_with(beginning.bytes)) return beginning.kind;
    return begins_like_json(bytes) ? FileKind::json : FileKind::unknown;
}

std::string form_of(Studio& studio, const Workbook& workbook, const std::string& file, const ParseOptions& options) {
    const std::vector<std::string> known = studio.form_ids();
    const std::string said = form_named_in(workbook);
    if (!options.form.empty() && !said.empty() && said != options.form && std::ranges::find(known, said) != known.end())
        throw Error(Code::unsupported, {file, ""}, "工作簿所填的是另一种表，与 --form 不符：请去掉 --form");
    if (!options.form.empty()) return options.form;
    if (std::ranges::find(known, said) != known.end()) return said;
    if (!said.empty() && said.ends_with(".json")) throw Error(Code::unsupported, {file, ""}, "工作簿所用的表不在已知的表中：请以 --form 指明");
    for (const std::string& id : known)
        if (shows_form(workbook, studio.form(id))) return id;
    throw Error(Code::unsupported, {file, ""}, "不是本程序生成的推荐表工作簿，无法识别各栏：请用 tianbiao 的 render 或 blank 生成的工作簿填写");
}

}  // namespace

bool begins_like_json(std::string_view bytes) {
    const std::size_t first = bytes.find_first_not_of(" \t\r\n", bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    return first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
}

void take(Extraction extraction, const Form& form, const ParseOptions& options, Parsed& out) {
    out.record = std::move(extraction.record);
    out.fields = std::move(extraction.fields);
    out.masked_findings = masked(extraction.findings, form);
    out.findings = options.mask ? out.masked_findings : std::move(extraction.findings);
    if (!options.mask) return;
    out.record = masked(out.record, form);
    for (FieldSource& source : out.fields)
        if (const Field* field = form.field(source.field)) source.text = masked_as(*field, source.text);
}

namespace {

Parsed parse_workbook(Studio& studio, const std::string& bytes, const std::string& file, const ParseOptions& options) {
    const Workbook workbook = studio.reader().workbook(bytes, file);
    Parsed out;
    out.form = form_of(studio, workbook, file, options);
    if (!names_fields(workbook))
        throw Error(Code::unsupported, {file, ""}, "工作簿中没有各栏的名称（可能是复制粘贴的表）：请在 tianbiao 生成的工作簿中填写");
    const Form& form = studio.form(out.form);
    take(extract_record(workbook, form, options.language), form, options, out);
    out.sha256 = options.sha256.empty() ? hex(sha256(bytes)) : options.sha256;
    out.origin = "xlsx";
    return out;
}

// By way of a PDF that LibreOffice makes of it.
std::vector<Parsed> parse_office(Studio& studio, const std::string& bytes, const std::string& kind, const std::string& file, ParseOptions options) {
    if (options.sha256.empty()) options.sha256 = hex(sha256(bytes));
    std::vector<Parsed> all = parse_bytes(studio, pdf_of_office(bytes, kind, file), file, options);
    for (Parsed& parsed : all) parsed.origin = kind.substr(1);
    return all;
}

// Any one of them, for diff.
Record record_of(Studio& studio, const std::string& path, Language language) {
    const std::string bytes = read_file(path, limits::pdf_bytes);
    std::vector<Record> records;
    if (kind_of(bytes) == FileKind::json) {
        records = read_records(bytes, path);
    } else {
        for (Parsed& parsed : parse_bytes(studio, bytes, path, {language, false, ""})) records.push_back(std::move(parsed.record));
    }
    if (records.size() != 1)
        throw Error(Code::usage, {path, ""}, "文件含 " + std::to_string(records.size()) + " 份申请，此命令一次只处理一份：请拆分文件");
    return std::move(records.front());
}

const Form* form_of(Studio& studio, const Record& record) {
    const std::string id = printed(value_at(record, "/form"));
    const std::vector<std::string> known = studio.form_ids();
    return std::ranges::find(known, id) == known.end() ? nullptr : &studio.form(id);
}

}  // namespace

std::vector<Parsed> parse_bytes(Studio& studio, const std::string& bytes, const std::string& file, const ParseOptions& options) {
    if (const std::string kind = office_kind(file, bytes); !kind.empty()) return parse_office(studio, bytes, kind, file, options);
    std::vector<Parsed> all;
    switch (kind_of(bytes)) {
        case FileKind::workbook: all.push_back(parse_workbook(studio, bytes, file, options)); return all;
        case FileKind::pdf: return parse_pdf(studio, bytes, file, options);
        case FileKind::json: throw Error(Code::unsupported, {file, ""}, "这是 JSON，不必读取：可直接用于 render 和 check");
        case FileKind::packed: throw Error(Code::unsupported, {file, ""}, "RAR 和 7z 压缩包不能读取：请解压后重试，或改用 ZIP");
        case FileKind::unknown: break;
    }
    throw Error(Code::unreadable, {file, ""}, bytes.empty() ? "文件是空的" : "不是 PDF，也不是 XLSX 工作簿");
}

std::vector<Parsed> parse_file(Studio& studio, const std::string& path, const ParseOptions& options) {
    return parse_bytes(studio, read_file(path, limits::pdf_bytes), path, options);
}

std::vector<FieldDifference> diff_files(Studio& studio, const std::string& a, const std::string& b, Language language) {
    if (a == "-" && b == "-") throw Error(Code::usage, {}, "标准输入只能用一次");
    const Record first = record_of(studio, a, language), second = record_of(studio, b, language);
    const Form* form = form_of(studio, first);
    if (!form) form = form_of(studio, second);
    std::vector<FieldDifference> out;
    for (Difference& difference : differences(first, second)) {
        FieldDifference each;
        const Field* field = form ? form->field(difference.field) : nullptr;
        if (field) each.name = language == Language::zh ? field->name.zh : field->name.en;
        each.shown_a = field ? masked_as(*field, difference.a) : masked(difference.a);
        each.shown_b = field ? masked_as(*field, difference.b) : masked(difference.b);
        each.difference = std::move(difference);
        out.push_back(std::move(each));
    }
    return out;
}

}  // namespace tianbiao
