// The parts of a workbook's package that its sheets lean on: relations, shared strings, number formats (ECMA-376-1, part 18).
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

namespace tianbiao {

struct Relation {
    std::string target;  // a part's name from the package's root: "xl/worksheets/sheet1.xml"; of another place as it is written
    std::string type;    // last segment of its type: worksheet, sharedStrings …
    bool external = false;
};

// By id. `folder` is that of the part whose relations they are: "xl/".
std::map<std::string, Relation> read_relations(const pugi::xml_node& root, const std::string& folder);

// 22.9.2.19, ST_Xstring: _xHHHH_ is the UTF-16 unit of this number, _x005F_ the sign _ itself. Half a surrogate pair and U+0000 stay as
// they are written.
std::string unescaped(std::string_view written);

// 18.4.8, an <si> or <is>: its text, or its rich runs joined; what tells the pronunciation (rPh) is not part of it.
std::string string_item(const pugi::xml_node& item);

// 18.8.30: for each cell format, whether it shows a number as a day.
std::vector<bool> read_date_formats(const pugi::xml_node& style_sheet);
bool is_date_format(std::string_view code);  // "yyyy\-mm\-dd"; times of day are not

// A cell's number as a day of the calendar: "2023-06-08"; "" where there is no such day. Serial 60 of the 1900 system is the 29 February
// 1900 that never was (18.17.4.1).
std::string date_of_serial(double serial, bool date1904);

// The shortest text that is the same number, without an exponent below 10^15.
std::string shortest_number(double value);

}  // namespace tianbiao
