#include "extract/printed_places.h"

#include "base/utf8.h"

namespace tianbiao {
namespace {

void add_label(PrintedList& list, const Form& form, const std::string& text) {
    const std::string label = without_white_space(text);
    if (label.empty()) return;
    list.labels.insert(label);
    list.labels.insert(label + form.word("continued"));  // set again behind a break
}

void add_list(PrintedPlaces& places, const Form& form, const BlockDef& block, std::size_t row_number) {
    const RowDef& row = block.rows[row_number];
    PrintedList& list = places.lists[row.repeat];
    list.key = row.key;
    list.key_values = row.key_values;
    add_label(list, form, row.more);
    for (const std::string& value : row.key_values) add_label(list, form, value);
    for (const CellDef& cell : block.cells) {
        const bool own = cell.row == static_cast<int>(row_number) && cell.path.starts_with("./");
        if (own && list.first_member.empty()) list.first_member = cell.path.substr(2);
        if (!own) add_label(list, form, cell.text);
    }
}

}  // namespace

PrintedPlaces printed_places(const Form& form) {
    PrintedPlaces places;
    for (const BlockDef& block : form.blocks) {
        for (std::size_t row = 0; row < block.rows.size(); ++row)
            if (!block.rows[row].repeat.empty()) add_list(places, form, block, row);
        for (const CellDef& cell : block.cells) {
            if (cell.kind == CellKind::options) places.options.insert(cell.path);
            if (!cell.prompt.empty()) places.prompts[cell.path] = without_white_space(cell.prompt);
            for (const LineDef& line : cell.lines)
                if (!line.prompt.empty()) places.prompts[line.path] = without_white_space(line.prompt);
        }
    }
    return places;
}

}  // namespace tianbiao
