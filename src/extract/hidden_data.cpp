#include "extract/hidden_data.h"

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/error.h"

namespace tianbiao {
namespace {

constexpr std::string_view data_sheet = "_data", mark = "tianbiao-workbook", version = "1";
constexpr int columns = 4;
using Row = std::array<std::string, columns>;

// By row; a cell that is missing is "".
std::map<int, Row> rows_of(const Sheet& sheet) {
    std::map<int, Row> rows;
    for (const SheetCell& cell : sheet.cells)
        if (cell.column < columns) rows[cell.row][static_cast<std::size_t>(cell.column)] = cell.text;
    return rows;
}

}  // namespace

HiddenData hidden_data(const Workbook& workbook) {
    HiddenData data;
    const auto sheet = std::ranges::find(workbook.sheets, data_sheet, &Sheet::name);
    if (sheet == workbook.sheets.end()) return data;
    std::string json, digest, said_version;
    for (const auto& [number, row] : rows_of(*sheet)) {
        if (row[0] == mark) data.found = true, said_version = row[1];
        else if (row[0] == "form") data.form = row[1];
        else if (row[0] == "sha256") digest = row[1];
        else if (row[0] == "json") json += row[1];
        else if (row[0] == "piece") data.pieces[row[1]] = {row[2], row[3]};
    }
    if (!data.found) return {};
    data.damaged = said_version != version || hex(sha256(json)) != digest;
    if (data.damaged) return data;
    try {
        std::vector<Record> records = read_records(json, std::string(data_sheet));
        if (records.size() == 1) data.record = std::move(records.front());
    } catch (const Error&) {}  // said as damaged
    data.damaged = !data.record;
    return data;
}

}  // namespace tianbiao
