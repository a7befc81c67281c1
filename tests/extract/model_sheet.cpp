#include "extract/model_sheet.h"

#include <algorithm>
#include <stdexcept>

#include "base/digest.h"
#include "extract/printed_places.h"
#include "extract/written.h"

namespace tianbiao::test {
namespace {

std::string dotted(const std::string& pointer) {
    std::string out = pointer.substr(1);
    std::ranges::replace(out, '/', '.');
    return out;
}

class Maker {
public:
    Maker(const Form& form, const Record& record) : form_(form), record_(record), places_(printed_places(form)) {}

    Workbook run() {
        workbook_.sheets.resize(2);
        workbook_.sheets[0].name = "附件1";
        workbook_.sheets[1].name = "_data";
        workbook_.sheets[1].hidden = true;
        for (const HeadingDef& heading : form_.headings) put(row_++, 0, heading.text);
        group(form_.fields, "");
        data();
        return std::move(workbook_);
    }

private:
    void put(int row, int column, const std::string& text, int sheet = 0) {
        if (!text.empty()) workbook_.sheets[static_cast<std::size_t>(sheet)].cells.push_back({row, column, SheetValue::text, text, false});
    }
    void name(const std::string& name, int row, int column, int last_row) { workbook_.names.push_back({name, 0, row, column, last_row, column, false}); }

    // 2008-06-12 as 2008年6月12日.
    static std::string shown(const Field& field, const std::string& text) {
        if (field.type != FieldType::date || text.size() < 7 || text[4] != '-') return text;
        const std::string month = text.substr(5, 2), day = text.size() == 10 ? text.substr(8) : "";
        return text.substr(0, 4) + "年" + std::to_string(std::stoi(month)) + "月" + (day.empty() ? "" : std::to_string(std::stoi(day)) + "日");
    }

    void group(const std::vector<Field>& fields, const std::string& at) {
        for (const Field& field : fields) {
            const std::string pointer = at + "/" + field.key;
            if (!field.printed) continue;
            if (field.type == FieldType::group) group(field.fields, pointer);
            else if (field.type == FieldType::list) list(field, pointer);
            else scalar(field, pointer);
        }
    }

    void scalar(const Field& field, const std::string& pointer) {
        const Json* value = value_at(record_, pointer);
        put(row_, 0, "label of " + field.key);
        if (!places_.options.contains(field.path)) {
            put(row_, 1, shown(field, written(form_, value)));
            name("f_" + dotted(pointer), row_, 1, row_);
            ++row_;
            return;
        }
        const Ticks ticks = ticks_of(form_, field, value);
        const std::size_t options = options_of(form_, field).size();
        for (std::size_t i = 0; i < options; ++i) {
            put(row_, static_cast<int>(i) + 1, ticks.ticked.contains(i) ? "☑" : "□");
            name("f_" + dotted(pointer) + "." + std::to_string(i), row_, static_cast<int>(i) + 1, row_);
        }
        put(row_, 9, ticks.beside);
        if (!ticks.beside.empty()) name("f_" + dotted(pointer), row_, 9, row_);
        ++row_;
    }

    void list(const Field& field, const std::string& pointer) {
        const PrintedList& printed = places_.lists.at(field.path);
        const Json* value = value_at(record_, pointer);
        const std::size_t items = value && value->is_array() ? value->items.size() : 0, rows = items + 2;
        const int first = row_, last = row_ + static_cast<int>(rows) - 1;
        int column = 2;
        for (const Field& member : field.fields) {
            if (member.key != printed.key) name("l_" + dotted(pointer) + "." + member.key, first, column, last);
            for (std::size_t i = 0; i < items; ++i) {
                const Json& item = value->items[i];
                put(first + static_cast<int>(i), column, shown(member, written(form_, item.is_object() ? item.find(member.key) : nullptr)));
                name("f_" + dotted(pointer) + "." + std::to_string(i) + "." + member.key, first + static_cast<int>(i), column, first + static_cast<int>(i));
            }
            ++column;
        }
        if (!printed.key.empty()) put(last, 1, printed.key_values.front());  // a row of the key without an entry
        row_ = last + 1;
    }

    void data() {
        const std::string json = write_record(record_);
        const std::string rows[][2]{{"tianbiao-workbook", "1"}, {"form", form_.id}, {"sha256", hex(sha256(json))}};
        int row = 0;
        for (const auto& [key, value] : rows) put(row, 0, key, 1), put(row++, 1, value, 1);
        put(row, 0, "json", 1), put(row, 1, json, 1);
    }

    const Form& form_;
    const Record& record_;
    PrintedPlaces places_;
    Workbook workbook_;
    int row_ = 0;
};

}  // namespace

Workbook model_workbook(const Form& form, const Record& record) { return Maker(form, record).run(); }

SheetCell& cell_named(Workbook& workbook, const std::string& name) {
    const auto named = std::ranges::find(workbook.names, name, &SheetName::name);
    if (named == workbook.names.end()) throw std::runtime_error("no such name: " + name);
    std::vector<SheetCell>& cells = workbook.sheets[static_cast<std::size_t>(named->sheet)].cells;
    for (SheetCell& cell : cells)
        if (cell.row == named->row && cell.column == named->column) return cell;
    return cells.emplace_back(SheetCell{named->row, named->column, SheetValue::text, "", false});
}

}  // namespace tianbiao::test
