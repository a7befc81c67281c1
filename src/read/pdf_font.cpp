#include "read/pdf_font.h"

#include <algorithm>

namespace tianbiao {

// 9.6.4: a subset's tag is six capital letters and a plus sign.
std::string base_name(const ObjectStore& objects, const Object* dictionary) {
    std::string name = text_of_name(objects.name(objects.at(dictionary, "BaseFont")));
    const bool tagged = name.size() > 7 && name[6] == '+' && std::all_of(name.begin(), name.begin() + 6, [](char c) { return c >= 'A' && c <= 'Z'; });
    return tagged ? name.substr(7) : name;
}

std::unique_ptr<Font> open_font(const ObjectStore& objects, const Object* dictionary) {
    return objects.is_name(objects.at(dictionary, "Subtype"), "Type0") ? open_composite_font(objects, dictionary) : open_simple_font(objects, dictionary);
}

}  // namespace tianbiao
