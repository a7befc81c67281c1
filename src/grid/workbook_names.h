// The words by which a workbook of ours is read back: written in write/, understood in extract/.
//
// f_organization.name   the cell of a field: its JSON Pointer with . for /
// f_plan.text..2        the second of several cells of one text
// f_levels.0            a check box: by its place among the options
// l_teachers.name       the column of a list's member, from its first row to its last
#pragma once
#include <string_view>

namespace tianbiao::workbook_names {

inline constexpr std::string_view field = "f_", column = "l_", part = "..";

// The hidden sheet of the application: rows of a key in column A and what it says behind it. `json` comes in chunks, in order.
// A `piece` names a cell and says what of the text's white space stands between it and the cell before.
inline constexpr std::string_view data_sheet = "_data", lists_sheet = "_lists";
inline constexpr std::string_view mark = "tianbiao-workbook", version = "1", form = "form", digest = "sha256", json = "json", piece = "piece";

}  // namespace tianbiao::workbook_names
