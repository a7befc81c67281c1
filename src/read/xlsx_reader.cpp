#include "read/xlsx_reader.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/error.h"
#include "base/limits.h"
#include "read/unzip.h"
#include "read/xlsx_parts.h"
#include "read/xlsx_sheet.h"
#include "read/xml.h"

namespace tianbiao {
namespace {

constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";  // MS-CFB, 2.2: .xls, and an .xlsx behind a password

std::string utf16(std::string_view ascii) {
    std::string out;
    for (const char c : ascii) (out += c) += '\0';
    return out;
}

// What is no .xlsx, told by its beginning, so that its user learns what to do.
void refuse_other_files(std::string_view bytes) {
    if (bytes.starts_with(compound_file)) {
        // MS-OFFCRYPTO, 1.3.3: the stream of an encrypted package has this name in the compound file's directory.
        const bool encrypted = bytes.find(utf16("EncryptedPackage")) != std::string_view::npos;
        throw Error(Code::unsupported, {}, encrypted ? "工作簿已用密码加密：请在 Excel 或 WPS 中去掉打开密码后另存"
                                                     : "这是旧格式（.xls 等）的文件：请在 Excel 或 WPS 中另存为 .xlsx");
    }
    if (!bytes.starts_with("PK")) throw Error(Code::unreadable, {}, "不是 XLSX 工作簿（不是 ZIP 压缩包）");
}

struct ForeignPart {
    const char* name;
    const char* text;
};
constexpr ForeignPart foreign_parts[]{
    {"xl/vbaProject.bin", "工作簿含有宏（.xlsm），不予读取：请另存为不含宏的 .xlsx"},
    {"xl/workbook.bin", "这是二进制工作簿（.xlsb）：请另存为 .xlsx"},
    {"word/document.xml", "这是 Word 文档，不是工作簿"},
    {"ppt/presentation.xml", "这是演示文稿，不是工作簿"},
    {"content.xml", "这是 OpenDocument 文件（.ods 等）：请另存为 .xlsx"},
};

class Reader {
public:
    explicit Reader(std::string_view bytes) : archive_(bytes) {}

    Workbook run() {
        for (const ForeignPart& part : foreign_parts)
            if (archive_.has(part.name)) throw Error(Code::unsupported, {"", part.name}, part.text);
        const std::string part = main_part();
        const std::map<std::string, Relation> relations = relations_of(part);
        for (const auto& [id, relation] : relations) read_shared(relation);
        pugi::xml_document document;
        load_xml(document, needed(part), part);
        const pugi::xml_node root = document.document_element();
        if (local_name(root.name()) != "workbook") throw Error(Code::unreadable, {"", part}, "这不是工作簿");
        const std::string_view date1904 = attribute(child(root, "workbookPr"), "date1904");
        context_.date1904 = date1904 == "1" || date1904 == "true";
        for (const pugi::xml_node& sheet : child(root, "sheets"))
            if (local_name(sheet.name()) == "sheet") add_sheet(sheet, relations);
        for (const pugi::xml_node& name : child(root, "definedNames")) add_name(name);
        return std::move(workbook_);
    }

private:
    std::string needed(const std::string& part) {
        std::optional<std::string> bytes = archive_.entry(part);
        if (!bytes) throw Error(Code::unreadable, {"", part}, "不是完整的工作簿：缺少这一部分");
        return std::move(*bytes);
    }

    std::map<std::string, Relation> relations_of(const std::string& part) {
        const std::size_t slash = part.rfind('/');
        const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
        const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
        pugi::xml_document document;
        load_xml(document, needed(name), name);
        return read_relations(document.document_element(), folder);
    }

    // ECMA-376-2, 9.3: the package's own relations lead to its main part.
    std::string main_part() {
        if (!archive_.has("_rels/.rels")) throw Error(Code::unreadable, {}, "这是压缩包，但不是 XLSX 工作簿");
        for (const auto& [id, relation] : relations_of(""))
            if (relation.type == "officeDocument" && !relation.external) return relation.target;
        throw Error(Code::unreadable, {}, "这是压缩包，但不是 XLSX 工作簿");
    }

    void read_shared(const Relation& relation) {
        if (relation.type == "vbaProject" || relation.type == "xlMacrosheet" || relation.type == "xlIntlMacrosheet") throw Error(Code::unsupported, {"", relation.target}, foreign_parts[0].text);
        if (relation.type == "externalLink") workbook_.external_links = true;
        if (relation.external || (relation.type != "sharedStrings" && relation.type != "styles") || !archive_.has(relation.target)) return;
        pugi::xml_document document;
        load_xml(document, needed(relation.target), relation.target);
        const pugi::xml_node root = document.document_element();
        if (local_name(root.name()) != (relation.type == "styles" ? "styleSheet" : "sst")) throw Error(Code::unreadable, {"", relation.target}, "工作簿的这一部分不是它应是的内容");
        if (relation.type == "styles") {
            context_.dates = read_date_formats(root);
            return;
        }
        for (const pugi::xml_node& item : root)
            if (local_name(item.name()) == "si") context_.strings.push_back(string_item(item));
    }

    // Every <sheet> keeps its place in the list, which localSheetId counts by; one that is no worksheet has no cells.
    void add_sheet(const pugi::xml_node& node, const std::map<std::string, Relation>& relations) {
        if (workbook_.sheets.size() == static_cast<std::size_t>(limits::workbook_sheets))
            throw Error(Code::too_large, {}, "超过 " + std::to_string(limits::workbook_sheets) + " 个工作表的上限");
        Sheet& sheet = workbook_.sheets.emplace_back();
        sheet.name = attribute(node, "name");
        const std::string_view state = attribute(node, "state");
        sheet.hidden = state == "hidden" || state == "veryHidden";
        for (const pugi::xml_attribute& each : node.attributes()) {
            if (local_name(each.name()) != "id" || std::string_view(each.name()) == "id") continue;  // r:id
            const auto relation = relations.find(each.value());
            if (relation == relations.end() || relation->second.external || relation->second.type != "worksheet") continue;
            read_sheet(needed(relation->second.target), relation->second.target, context_, sheet);
            return;
        }
    }

    // 18.2.5, localSheetId: by place in the list of sheets.
    int scope_of(const pugi::xml_node& node) const {
        const std::string_view local = attribute(node, "localSheetId");
        std::size_t index = 0;
        const auto end = std::from_chars(local.data(), local.data() + local.size(), index);
        return local.empty() || end.ec != std::errc{} || index >= workbook_.sheets.size() ? -1 : static_cast<int>(index);
    }

    // 18.2.5. Sheet1!$C$9, '附件1'!$C$9:$C$12, and LibreOffice's $Sheet1.$C$9 of old; other formulas name no cell.
    void add_name(const pugi::xml_node& node) {
        SheetName name;
        name.name = attribute(node, "name");
        const std::string formula = content(node);
        name.gone = formula.find("#REF!") != std::string::npos;
        name.scope = scope_of(node);
        if (!name.gone && !find_range(formula, name)) return;
        if (workbook_.names.size() == static_cast<std::size_t>(limits::workbook_names))
            throw Error(Code::too_large, {}, "超过 " + std::to_string(limits::workbook_names) + " 个名称的上限");
        workbook_.names.push_back(std::move(name));
    }

    bool find_range(std::string_view formula, SheetName& name) const {
        std::size_t at = formula.starts_with('$') ? 1 : 0;
        std::string sheet;
        if (at < formula.size() && formula[at] == '\'') {
            for (++at; at < formula.size(); ++at) {
                if (formula[at] == '\'' && (at + 1 >= formula.size() || formula[at + 1] != '\'')) break;
                at += formula[at] == '\'';  // two of them are one of the name's own
                sheet += formula[at];
            }
            ++at;
        } else {
            const std::size_t end = formula.find_first_of("!.", at);
            if (end == std::string_view::npos) return false;
            sheet = formula.substr(at, end - at);
            at = end;
        }
        const auto found = std::ranges::find(workbook_.sheets, sheet, &Sheet::name);
        if (found == workbook_.sheets.end() || at >= formula.size() || (formula[at] != '!' && formula[at] != '.')) return false;
        name.sheet = static_cast<int>(found - workbook_.sheets.begin());
        CellAddress first, last;
        if (!take_address(formula, ++at, first)) return false;
        last = first;
        if (at < formula.size() && formula[at] == ':' && !take_address(formula, ++at, last)) return false;
        if (at != formula.size()) return false;
        name.row = first.row, name.column = first.column, name.last_row = last.row, name.last_column = last.column;
        return name.last_row >= name.row && name.last_column >= name.column;
    }

    Archive archive_;
    SheetContext context_;
    Workbook workbook_;
};

// A part's name comes from the file, and what stands there a log may not hold: only names as producers give them are said.
std::string known_place(const std::string& place) {
    constexpr std::size_t longest = 80, most_digits = 6;
    std::size_t digits = 0, most = 0;
    for (const char c : place) {
        const bool digit = c >= '0' && c <= '9', letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!digit && !letter && std::string_view("/._[]").find(c) == std::string_view::npos) return "";
        digits = digit ? digits + 1 : 0;
        most = std::max(most, digits);
    }
    return place.size() > longest || most > most_digits ? "" : place;
}

}  // namespace

Workbook read_xlsx(std::string_view bytes) {
    if (bytes.size() > limits::workbook_bytes)
        throw Error(Code::too_large, {}, "文件超过 " + std::to_string(limits::workbook_bytes >> 20) + " MiB 的上限");
    refuse_other_files(bytes);
    try {
        return Reader(bytes).run();
    } catch (const Error& error) {
        throw Error(error.code(), {error.place().file, known_place(error.place().detail)}, error.text());
    }
}

}  // namespace tianbiao
