#include "extract/hidden_data.h"

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/error.h"
#include "base/utf8.h"
#include "grid/workbook_names.h"

namespace tianbiao {
namespace {

namespace names = workbook_names;

constexpr int columns = 3;
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
    const auto sheet = std::ranges::find(workbook.sheets, names::data_sheet, &Sheet::name);
    if (sheet == workbook.sheets.end()) return data;
    std::string json, digest, said_version;
    for (const auto& [number, row] : rows_of(*sheet)) {
        if (row[0] == names::mark) data.found = true, said_version = row[1];
        else if (row[0] == names::form) data.form = row[1];
        else if (row[0] == names::digest) digest = row[1];
        else if (row[0] == names::json) json += row[1];
        else if (row[0] == names::piece && trim(row[2]).empty()) data.joints[row[1]] = row[2];  // no digest guards it: never words
    }
    if (!data.found) return {};
    data.damaged = said_version != names::version || hex(sha256(json)) != digest;
    if (data.damaged) return data;
    try {
        std::vector<Record> records = read_records(json, std::string(names::data_sheet));
        if (records.size() == 1) data.record = std::move(records.front());
    } catch (const Error&) {}  // said as damaged
    if (data.record && printed(value_at(*data.record, "/form")) != data.form) data.record.reset();
    data.damaged = !data.record;
    return data;
}

}  // namespace tianbiao
