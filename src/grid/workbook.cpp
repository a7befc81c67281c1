#include "grid/workbook.h"

#include <algorithm>

#include "base/error.h"
#include "base/limits.h"

namespace tianbiao {
namespace {

constexpr std::string_view kind_letters = "tndbe";  // in the order of SheetValue

Json number(int value) { return Json::make_number(static_cast<std::int64_t>(value)); }

Json numbers(std::initializer_list<int> values) {
    Json list = Json::make_array();
    for (const int value : values) list.items.push_back(number(value));
    return list;
}

[[noreturn]] void no_workbook() { throw Error(Code::unreadable, {}, "读取程序的回答不完整"); }

const Json& member(const Json& json, std::string_view key, Json::Kind kind) {
    const Json* found = json.find(key);
    if (!found || found->kind != kind) no_workbook();
    return *found;
}

int integer(const Json& json, int least, int most) {
    const std::optional<std::int64_t> value = json.integer();
    if (!value || *value < least || *value > most) no_workbook();
    return static_cast<int>(*value);
}

int row_of(const Json& json) { return integer(json, 0, limits::sheet_rows - 1); }
int column_of(const Json& json) { return integer(json, 0, limits::sheet_columns - 1); }

const std::string& text(const Json& json) {
    if (!json.is_text()) no_workbook();
    return json.text;
}

const Json& list(const Json& json, std::size_t size) {
    if (!json.is_array() || json.items.size() != size) no_workbook();
    return json;
}

Json to_json(const Sheet& sheet) {
    Json cells = Json::make_array(), rows = Json::make_array(), merges = Json::make_array();
    for (const SheetCell& cell : sheet.cells) {
        Json entry = numbers({cell.row, cell.column});
        std::string kind(1, kind_letters[static_cast<std::size_t>(cell.kind)]);
        entry.items.push_back(Json::make_text(cell.formula ? kind + "f" : kind));
        entry.items.push_back(Json::make_text(cell.text));
        cells.items.push_back(std::move(entry));
    }
    for (const int row : sheet.hidden_rows) rows.items.push_back(number(row));
    for (const SheetMerge& merge : sheet.merges)
        merges.items.push_back(numbers({merge.row, merge.column, merge.last_row, merge.last_column}));
    return Json::make_object({{"name", Json::make_text(sheet.name)},
                              {"hidden", Json::make_boolean(sheet.hidden)},
                              {"cells", std::move(cells)},
                              {"hidden_rows", std::move(rows)},
                              {"merges", std::move(merges)}});
}

SheetCell cell_of_json(const Json& json) {
    const Json& entry = list(json, 4);
    const std::string& kind = text(entry.items[2]);
    const std::size_t letter = kind.empty() ? std::string_view::npos : kind_letters.find(kind[0]);
    if (letter == std::string_view::npos) no_workbook();
    return {row_of(entry.items[0]), column_of(entry.items[1]), static_cast<SheetValue>(letter), text(entry.items[3]), kind.ends_with('f')};
}

Sheet sheet_of_json(const Json& json) {
    Sheet sheet;
    sheet.name = member(json, "name", Json::Kind::text).text;
    sheet.hidden = member(json, "hidden", Json::Kind::boolean).boolean;
    for (const Json& cell : member(json, "cells", Json::Kind::array).items) sheet.cells.push_back(cell_of_json(cell));
    for (const Json& row : member(json, "hidden_rows", Json::Kind::array).items) sheet.hidden_rows.push_back(row_of(row));
    for (const Json& merge : member(json, "merges", Json::Kind::array).items) {
        const std::vector<Json>& at = list(merge, 4).items;
        sheet.merges.push_back({row_of(at[0]), column_of(at[1]), row_of(at[2]), column_of(at[3])});
    }
    return sheet;
}

}  // namespace

std::string column_letters(int column) {
    std::string letters;
    for (int rest = column; rest >= 0; rest = rest / 26 - 1) letters.insert(letters.begin(), static_cast<char>('A' + rest % 26));
    return letters;
}

std::string cell_address(int row, int column) { return column_letters(column) + std::to_string(row + 1); }

Json to_json(const Workbook& workbook) {
    Json sheets = Json::make_array(), names = Json::make_array();
    for (const Sheet& sheet : workbook.sheets) sheets.items.push_back(to_json(sheet));
    for (const SheetName& name : workbook.names) {
        Json entry = Json::make_array({Json::make_text(name.name), number(name.scope)});
        if (!name.gone)
            for (const int value : {name.sheet, name.row, name.column, name.last_row, name.last_column}) entry.items.push_back(number(value));
        names.items.push_back(std::move(entry));
    }
    return Json::make_object({{"sheets", std::move(sheets)},
                              {"names", std::move(names)},
                              {"external_links", Json::make_boolean(workbook.external_links)}});
}

Workbook workbook_of_json(const Json& json) {
    Workbook workbook;
    for (const Json& sheet : member(json, "sheets", Json::Kind::array).items) workbook.sheets.push_back(sheet_of_json(sheet));
    for (const Json& entry : member(json, "names", Json::Kind::array).items) {
        if (!entry.is_array() || entry.items.size() < 2) no_workbook();
        const int last_sheet = static_cast<int>(workbook.sheets.size()) - 1;
        SheetName name;
        name.name = text(entry.items[0]);
        name.scope = integer(entry.items[1], -1, last_sheet);
        name.gone = entry.items.size() == 2;
        if (!name.gone) {
            const std::vector<Json>& at = list(entry, 7).items;
            name.sheet = integer(at[2], 0, last_sheet);
            name.row = row_of(at[3]), name.column = column_of(at[4]), name.last_row = row_of(at[5]), name.last_column = column_of(at[6]);
        }
        workbook.names.push_back(std::move(name));
    }
    workbook.external_links = member(json, "external_links", Json::Kind::boolean).boolean;
    return workbook;
}

std::string dump(const Workbook& workbook) {
    std::string out;
    for (const Sheet& sheet : workbook.sheets) {
        out += "sheet " + sheet.name + (sheet.hidden ? " hidden" : "") + "\n";
        for (const SheetCell& cell : sheet.cells) {
            out += "  " + cell_address(cell.row, cell.column) + " " + kind_letters[static_cast<std::size_t>(cell.kind)];
            out += (cell.formula ? "f " : " ") + write_json(Json::make_text(cell.text), JsonStyle::compact) + "\n";
        }
    }
    for (const SheetName& name : workbook.names)
        out += "name " + name.name + (name.gone ? " gone" : " " + std::to_string(name.sheet) + " " + cell_address(name.row, name.column) + ":" +
                                                                cell_address(name.last_row, name.last_column)) + "\n";
    return out;
}

}  // namespace tianbiao
