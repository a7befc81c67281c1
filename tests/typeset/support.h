// What the tests of typesetting share: the fonts of the manifest, and a line told as the places of its glyphs.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "typeset/face.h"
#include "typeset/text.h"

namespace tianbiao {

inline const Fonts& fonts() {
    static const Fonts all(std::string(SOURCE_DIR) + "/fonts/manifest.json", {});
    return all;
}

inline ShapedText print(std::string_view text, Matter matter = Matter::text) {
    return shape(fonts(), Role::value, text, Setting::print, Origin::value, matter);
}
inline ShapedText plate(std::string_view text, Role role = Role::label) {
    return shape(fonts(), role, text, Setting::plate, Origin::form);
}

// A measure of so many em at 10 pt.
inline Measure ems(double width, Align align = Align::left, double indent = 0) { return {10_pt, Pt{10 * width}, indent, align}; }

inline std::string text_of(const ShapedText& shaped, const Line& line) {
    if (line.first == line.last) return "";
    const Cluster& last = shaped.clusters[line.last - 1];
    const std::uint32_t begin = shaped.clusters[line.first].begin;
    return shaped.text.substr(begin, last.begin + last.length - begin);
}

inline std::vector<std::string> lines_of(std::string_view text, const Measure& measure, Matter matter = Matter::text) {
    const ShapedText shaped = print(text, matter);
    std::vector<std::string> out;
    for (const Line& line : break_lines(shaped, measure)) out.push_back(text_of(shaped, line));
    return out;
}

inline std::vector<Item> place(const ShapedText& shaped, const Line& line, const Measure& measure) {
    std::vector<Item> items;
    place_line(fonts(), shaped, line, measure, {}, 0, 0, items);
    return items;
}

// A cluster as it stands on the paper: where its glyph's origin is, and where its ink begins and ends; all in em of 10 pt.
struct Standing {
    std::string text;
    double origin = 0, ink_begin = 0, ink_end = 0;
    bool missing = false;
};
std::vector<Standing> stand(const ShapedText& shaped, const Line& line, const Measure& measure);
std::vector<Standing> stand(std::string_view text);  // on one line as wide as need be

}  // namespace tianbiao
