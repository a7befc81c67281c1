// Packages put together by hand: a ZIP of the parts given, and a small workbook around one sheet's XML.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tianbiao::test {

using Parts = std::vector<std::pair<std::string, std::string>>;  // name and bytes

// Stored, not packed. Names are said to be UTF-8, or are bytes of whatever encoding the packer had.
enum class EntryNames { utf8, unsaid };
std::string zip_of(const Parts& parts, EntryNames names = EntryNames::utf8);

struct SmallBook {
    std::string cells = {};          // what stands in <sheetData>
    std::string after = {};          // what stands behind it: <mergeCells> …
    std::string strings = {};        // <si> items
    std::string styles = {};         // what stands in <styleSheet>
    std::string names = {};          // <definedName> items
    std::string properties = {};     // of <workbookPr/>: date1904="1"
    Parts more = {};
};
Parts parts_of(const SmallBook& book);
std::string bytes_of(const SmallBook& book);

}  // namespace tianbiao::test
