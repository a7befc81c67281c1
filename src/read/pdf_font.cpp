#include "read/pdf_font.h"

#include <algorithm>
#include <array>

namespace tianbiao {

// 9.6.4: a subset's tag is six capital letters and a plus sign.
std::string base_name(const ObjectStore& objects, const Object* dictionary) {
    std::string name = text_of_name(objects.name(objects.at(dictionary, "BaseFont")));
    const bool tagged = name.size() > 7 && name[6] == '+' && std::all_of(name.begin(), name.begin() + 6, [](char c) { return c >= 'A' && c <= 'Z'; });
    return tagged ? name.substr(7) : name;
}

std::unique_ptr<Font> open_font(const ObjectStore& objects, const Object* dictionary) {
    constexpr std::array<std::string_view, 4> simple{"Type1", "TrueType", "MMType1", "Type3"};
    const std::string kind = objects.name(objects.at(dictionary, "Subtype"));
    if (kind == "Type0") return open_composite_font(objects, dictionary);
    if (std::find(simple.begin(), simple.end(), kind) == simple.end()) objects.add_damage();  // no font of the standard's: what it shows is guessed
    return open_simple_font(objects, dictionary);
}

}  // namespace tianbiao
