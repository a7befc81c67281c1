#include "read/xlsx_sheet.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "base/limits.h"
#include "read/xlsx_parts.h"
#include "read/xml.h"

namespace tianbiao {
namespace {

constexpr char formula_without_result[] = "=";  // as other programs save it: nothing was calculated yet

template <class Number>
bool parse_number(std::string_view text, Number& value) {
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    return end.ec == std::errc{} && end.ptr == text.data() + text.size();
}

class SheetReader {
public:
    SheetReader(const std::string& part, SheetContext& context, Sheet& sheet) : part_(part), context_(context), sheet_(sheet) {}

    void run(const pugi::xml_node& root) {
        if (local_name(root.name()) != "worksheet" || !child(root, "sheetData")) broken("这一部分不是工作表");
        for (const pugi::xml_node& row : child(root, "sheetData"))
            if (local_name(row.name()) == "row") read_row(row);
        for (const pugi::xml_node& merge : child(root, "mergeCells")) read_merge(merge);
        // 18.3.1.73: rows and cells rise.
        std::ranges::stable_sort(sheet_.cells, {}, [](const SheetCell& cell) { return std::pair(cell.row, cell.column); });
        std::ranges::sort(sheet_.hidden_rows);
    }

private:
    [[noreturn]] void broken(const std::string& what) const { throw Error(Code::unreadable, {"", part_}, what); }

    void read_row(const pugi::xml_node& row) {
        ++row_;
        if (const std::string_view number = attribute(row, "r"); !number.empty()) {
            if (!parse_number(number, row_) || row_ < 1) broken("行号不对");
            --row_;
        }
        if (row_ >= limits::sheet_rows) broken("行号不对");
        if (const std::string_view hidden = attribute(row, "hidden"); hidden == "1" || hidden == "true") sheet_.hidden_rows.push_back(row_);
        column_ = -1;
        for (const pugi::xml_node& cell : row)
            if (local_name(cell.name()) == "c") read_cell(cell);
    }

    void read_cell(const pugi::xml_node& node) {
        ++column_;
        SheetCell cell;
        cell.row = row_;
        if (const std::string_view address = attribute(node, "r"); !address.empty()) {
            CellAddress place;
            std::size_t at = 0;
            if (!take_address(address, at, place) || at != address.size()) broken("单元格地址不对");
            column_ = place.column;
            cell.row = place.row;
        }
        if (column_ >= limits::sheet_columns) broken("单元格地址不对");
        cell.column = column_;
        cell.formula = static_cast<bool>(child(node, "f"));
        const bool read = read_value(node, cell);
        if (cell.formula && cell.text.empty()) cell.kind = SheetValue::error, cell.text = formula_without_result;
        else if (!read || cell.text.empty()) return;
        context_.text += cell.text.size();
        if (++context_.cells > static_cast<std::size_t>(limits::workbook_cells))
            throw Error(Code::too_large, {"", part_}, "超过 " + std::to_string(limits::workbook_cells) + " 个单元格的上限");
        if (context_.text > limits::workbook_text)
            throw Error(Code::too_large, {"", part_}, "文字超过 " + std::to_string(limits::workbook_text >> 20) + " MiB 的上限");
        sheet_.cells.push_back(std::move(cell));
    }

    // 18.18.11, ST_CellType. False: nothing stands there.
    bool read_value(const pugi::xml_node& node, SheetCell& cell) {
        const std::string_view type = attribute(node, "t");
        if (type == "inlineStr") {
            cell.text = string_item(child(node, "is"));
            return true;
        }
        const pugi::xml_node value = child(node, "v");
        if (!value) return false;
        const std::string written = content(value);
        if (type == "s") return shared(written, cell);
        if (type == "str") cell.text = unescaped(written);
        else if (type == "b") cell.kind = SheetValue::boolean, cell.text = written == "1" || written == "true" ? "1" : "0";
        else if (type == "e") cell.kind = SheetValue::error, cell.text = written;
        else if (type == "d") date(written, cell);
        else if (!written.empty()) number(written, node, cell);
        return true;
    }

    // ISO 8601, with or without a time behind it.
    static void date(const std::string& written, SheetCell& cell) {
        constexpr std::string_view shape = "0000-00-00";
        bool fits = written.size() >= shape.size();
        for (std::size_t i = 0; fits && i < shape.size(); ++i) fits = shape[i] == '-' ? written[i] == '-' : written[i] >= '0' && written[i] <= '9';
        cell.kind = fits ? SheetValue::date : SheetValue::text;
        cell.text = fits ? written.substr(0, shape.size()) : written;
    }

    bool shared(const std::string& written, SheetCell& cell) {
        std::size_t index = 0;
        if (!parse_number(std::string_view(written), index) || index >= context_.strings.size()) broken("单元格引用了不存在的文字");
        cell.text = context_.strings[index];
        return true;
    }

    void number(const std::string& written, const pugi::xml_node& node, SheetCell& cell) {
        double value = 0;
        if (!parse_number(std::string_view(written), value)) broken("单元格中的数字不对");
        std::size_t format = 0;
        const bool dated = parse_number(attribute(node, "s"), format) && format < context_.dates.size() && context_.dates[format];
        cell.text = dated ? date_of_serial(value, context_.date1904) : "";
        cell.kind = cell.text.empty() ? SheetValue::number : SheetValue::date;
        if (cell.text.empty()) cell.text = shortest_number(value);
    }

    void read_merge(const pugi::xml_node& node) {
        const std::string_view range = attribute(node, "ref");
        CellAddress first, last;
        std::size_t at = 0;
        if (!take_address(range, at, first) || at >= range.size() || range[at++] != ':' || !take_address(range, at, last)) return;
        if (sheet_.merges.size() < static_cast<std::size_t>(limits::workbook_cells))
            sheet_.merges.push_back({first.row, first.column, last.row, last.column});
    }

    const std::string& part_;
    SheetContext& context_;
    Sheet& sheet_;
    int row_ = -1, column_ = -1;
};

}  // namespace

bool take_address(std::string_view text, std::size_t& at, CellAddress& place) {
    const auto skip_dollar = [&] { at += at < text.size() && text[at] == '$'; };
    skip_dollar();
    int column = 0;
    std::size_t from = at;
    for (; at < text.size() && at - from < 3 && std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZ").find(text[at]) != std::string_view::npos; ++at)
        column = column * 26 + (text[at] - 'A' + 1);
    if (at == from || column > limits::sheet_columns) return false;
    skip_dollar();
    int row = 0;
    from = at;
    for (; at < text.size() && at - from < 7 && text[at] >= '0' && text[at] <= '9'; ++at) row = row * 10 + (text[at] - '0');
    if (row < 1 || row > limits::sheet_rows) return false;
    place = {row - 1, column - 1};
    return true;
}

void read_sheet(std::string_view xml, const std::string& part, SheetContext& context, Sheet& sheet) {
    pugi::xml_document document;
    load_xml(document, xml, part);
    SheetReader(part, context, sheet).run(document.document_element());
}

}  // namespace tianbiao
