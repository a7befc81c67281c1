#include "extract/turn_pages.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tianbiao {
namespace {

// (x, y) of a page of this size, turned clockwise by a multiple of 90 degrees; the page turns with it.
Point turned(Point at, int clockwise, Pt width, Pt height) {
    switch (clockwise) {
        case 90: return {height - at.y, at.x};
        case 180: return {width - at.x, height - at.y};
        case 270: return {at.y, width - at.x};
        default: return at;
    }
}

Rect turned(const Rect& box, int clockwise, Pt width, Pt height) {
    const Point a = turned(Point{box.x0, box.y0}, clockwise, width, height), b = turned(Point{box.x1, box.y1}, clockwise, width, height);
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

int quarter_of(double angle) { return (static_cast<int>(std::lround(angle / 90)) % 4 + 4) % 4; }

int turn_of(const SeenPage& page) {
    std::array<std::size_t, 4> glyphs{};
    std::size_t all = 0;
    for (const SeenText& text : page.texts) {
        all += text.glyphs.size();
        if (!text.vertical && std::abs(std::remainder(text.angle, 90)) < 1) glyphs[static_cast<std::size_t>(quarter_of(text.angle))] += text.glyphs.size();
    }
    for (std::size_t quarter = 1; quarter < glyphs.size(); ++quarter)
        if (2 * glyphs[quarter] > all) return static_cast<int>(quarter) * 90;
    return 0;
}

void turn(SeenPage& page, int by) {
    const Pt width = page.width, height = page.height;
    for (SeenText& text : page.texts) {
        text.angle = std::remainder(text.angle - by, 360);
        for (SeenGlyph& glyph : text.glyphs) glyph.at = turned(glyph.at, by, width, height);
    }
    for (SeenRule& rule : page.rules) {
        const Rect line = turned(Rect{rule.from.x, rule.from.y, rule.to.x, rule.to.y}, by, width, height);
        rule.from = {line.x0, line.y0}, rule.to = {line.x1, line.y1};
    }
    for (SeenStroke& stroke : page.strokes) stroke.box = turned(stroke.box, by, width, height);
    for (SeenFill& fill : page.fills) fill.box = turned(fill.box, by, width, height);
    for (SeenImage& image : page.images) image.box = turned(image.box, by, width, height);
    if (by != 180) std::swap(page.width, page.height);
}

}  // namespace

std::vector<int> turns_of(const Evidence& evidence) {
    std::vector<int> turns;
    for (const SeenPage& page : evidence.pages) turns.push_back(turn_of(page));
    return turns;
}

void set_upright(Evidence& evidence, const std::vector<int>& turns) {
    for (SeenField& field : evidence.fields) {
        if (field.page < 0 || static_cast<std::size_t>(field.page) >= turns.size()) continue;
        const SeenPage& page = evidence.pages[static_cast<std::size_t>(field.page)];
        field.box = turned(field.box, turns[static_cast<std::size_t>(field.page)], page.width, page.height);
    }
    for (std::size_t p = 0; p < turns.size(); ++p)
        if (turns[p] != 0) turn(evidence.pages[p], turns[p]);
}

Rect as_shown(const Rect& box, int turn, Pt width, Pt height) { return turned(box, (360 - turn) % 360, width, height); }

}  // namespace tianbiao
