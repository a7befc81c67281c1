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
std::string zip_of_packed(const std::string& name, const std::string& bytes);  // one file, deflated

// Archives that lie, of one that zip_of made: its directory gives the file of that number (from 0) this size; names its one file so many times.
void claim_size(std::string& zip, std::size_t number, std::size_t size);
std::string named_again(const std::string& zip, std::size_t times);

// As it is to stand in a file where so many bytes come before the directory.
std::string with_hole(const std::string& zip, std::size_t hole);

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
