#include "app/field_look.h"

#include <algorithm>
#include <array>

namespace tianbiao {
namespace {

constexpr std::array sizes{12.0, 10.5, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0};
constexpr double smallest_read = 9;   // of the form's rule: nothing is set under it where there is another way
constexpr double pitch = 1.35;        // line to line, ems
constexpr double drop = 0.38;         // a line's middle to its baseline, ems
constexpr Pt high{60};                // a place of a table's row: its few lines stand in its middle
constexpr Pt side{2};                 // kept free at both sides, as viewers do

struct Try {
    Pt size;
    Measure measure;
    std::vector<Line> lines;
    int room = 0;                     // lines that the place holds
    bool fits() const { return static_cast<int>(lines.size()) <= room; }
};

Align align_of(const FillField& field, bool many_lines) {
    if (field.quadding == 1) return Align::centre;
    if (field.quadding == 2) return Align::right;
    return many_lines ? Align::justify : Align::left;
}

Try set(const ShapedText& shaped, const FillField& field, const Page& page, double size) {
    Try out;
    out.size = Pt{size};
    const Pt width = page.width - 2 * side;
    out.measure = {out.size, width, 0, align_of(field, field.multi_line)};
    // One line is not broken, but by a line feed that was typed; where it is too wide it does not fit.
    out.lines = break_lines(shaped, out.measure);
    out.room = std::max(1, static_cast<int>((page.height.v + 0.2 * size) / (size * pitch)));  // a low place still shows one line
    if (!field.multi_line && out.lines.size() == 1) out.room = 1;
    return out;
}

std::size_t end_of(const ShapedText& shaped, const Line& line) {
    return line.last < shaped.clusters.size() ? shaped.clusters[line.last].begin : shaped.text.size();
}

}  // namespace

FieldLook field_look(const Fonts& fonts, const FillField& field, const FillWidget& widget, const std::string& text, Matter matter, Rests rests) {
    FieldLook out;
    const bool turned = widget.rotation == 90 || widget.rotation == 270;
    out.page.width = Pt{std::max(1.0, turned ? widget.y1 - widget.y0 : widget.x1 - widget.x0)};
    out.page.height = Pt{std::max(1.0, turned ? widget.x1 - widget.x0 : widget.y1 - widget.y0)};
    out.kept = text.size();
    if (text.empty()) return out;
    ShapedText shaped = shape(fonts, field.multi_line ? Role::body : Role::value, text, Setting::print, Origin::value, matter);
    Try best;
    for (const double size : sizes) {
        if (rests == Rests::may && size < smallest_read) break;
        best = set(shaped, field, out.page, size);
        if (best.fits()) break;
    }
    if (!best.fits() && rests == Rests::may) {
        const std::size_t end = end_of(shaped, best.lines[static_cast<std::size_t>(best.room) - 1]);
        const std::size_t sentence = last_sentence_end(text, end);
        out.kept = sentence > end / 3 ? sentence : end;
        shaped = shape(fonts, Role::body, std::string_view(text).substr(0, out.kept), Setting::print, Origin::value, matter);
        best = set(shaped, field, out.page, best.size.v);
    } else if (!best.fits()) {
        out.kept = end_of(shaped, best.lines[static_cast<std::size_t>(best.room) - 1]);
    }
    const Pt line = pitch * best.size, used = line * static_cast<double>(best.lines.size());
    Point at{side, line / 2 + drop * best.size};
    if (!field.multi_line || out.page.height < high) at.y = (out.page.height - used) / 2 + line / 2 + drop * best.size;
    for (const Line& one : best.lines) {
        place_line(fonts, shaped, one, best.measure, at, -1, 0, out.page.items);
        at.y += line;
    }
    return out;
}

}  // namespace tianbiao
