#include "read/pdf_path.h"

#include <cmath>

namespace tianbiao {
namespace {

constexpr double thin = 2;           // pt: a filled rectangle up to here is a rule
constexpr double level = 0.15;       // pt that a rule may be off its direction,
constexpr double level_share = 0.003;  // or as a share of its length
constexpr double nothing = 0.01;     // alpha

bool horizontal(Point a, Point b) {
    const double dx = std::abs((b.x - a.x).v), dy = std::abs((b.y - a.y).v);
    return dx >= dy && dy <= std::max(level, level_share * dx);
}
bool vertical(Point a, Point b) { return horizontal({a.y, a.x}, {b.y, b.x}); }

Rect visible(const Rect& box, const GraphicsState& state, const Painting& painting) {
    return common(common(box, state.clip), {0_pt, 0_pt, painting.page.width, painting.page.height});
}

// A rule in one of the two directions, cut to what is seen of it.
void add_rule(Point from, Point to, Pt width, const Colour& colour, const GraphicsState& state, Painting& painting) {
    const bool flat = horizontal(from, to);
    Rect box = around(from, to);
    if (flat) box.y0 = box.y1 = (from.y + to.y) / 2;
    else box.x0 = box.x1 = (from.x + to.x) / 2;
    if (!is_sane(box) || !is_sane(width.v)) return;
    Rect seen_box = visible(box, state, painting);
    if (is_empty(seen_box)) {  // its centre line may lie just outside, as that of a frame on the clip's edge does
        const Rect thick{box.x0 - width / 2, box.y0 - width / 2, box.x1 + width / 2, box.y1 + width / 2};
        seen_box = visible(thick, state, painting);
        if (is_empty(seen_box)) return;
        if (flat) seen_box.y0 = seen_box.y1 = box.y0;
        else seen_box.x0 = seen_box.x1 = box.x0;
    }
    painting.page.rules.push_back({{seen_box.x0, seen_box.y0}, {seen_box.x1, seen_box.y1}, width});
    painting.rules.push_back({++painting.order, colour});
}

void add_stroke(const Rect& box, bool filled, const GraphicsState& state, Painting& painting) {
    const Rect seen_box = visible(box, state, painting);
    if (!is_sane(box) || is_empty(seen_box)) return;
    ++painting.order;
    painting.page.strokes.push_back({seen_box, filled});
}

void add_fill(const Rect& box, const GraphicsState& state, Painting& painting) {
    const Rect seen_box = visible(box, state, painting);
    if (!is_sane(box) || is_empty(seen_box)) return;
    ++painting.order;
    painting.page.fills.push_back({seen_box, state.fill.colour.grey()});
    if (state.fill.alpha > 0.9) painting.covers.push_back({seen_box, {painting.order, state.fill.colour}});
}

void add_filled_rectangle(const Rect& box, const GraphicsState& state, Painting& painting) {
    if (std::min(box.width(), box.height()).v > thin) return add_fill(box, state, painting);
    const Pt x = (box.x0 + box.x1) / 2, y = (box.y0 + box.y1) / 2;
    if (box.width() >= box.height()) add_rule({box.x0, y}, {box.x1, y}, box.height(), state.fill.colour, state, painting);
    else add_rule({x, box.y0}, {x, box.y1}, box.width(), state.fill.colour, state, painting);
}

}  // namespace

void Path::move_to(Point p) {
    if (!parts_.empty() && parts_.back().begin + 1 == points_.size()) points_.pop_back(), parts_.pop_back();  // a lone point paints nothing
    parts_.push_back({points_.size()});
    points_.push_back(p);
}

void Path::line_to(Point p) {
    if (parts_.empty() || parts_.back().closed) move_to(points_.empty() ? p : points_[parts_.back().begin]);
    points_.push_back(p);
}

void Path::curve_to(Point a, Point b, Point p) {
    line_to(a);
    points_.push_back(b);
    points_.push_back(p);
    parts_.back().curved = true;
}

void Path::close() {
    if (!parts_.empty()) parts_.back().closed = true;
}

void Path::rectangle(const Matrix& ctm, double x, double y, double width, double height) {
    move_to(ctm.apply(x, y));
    points_.push_back(ctm.apply(x + width, y));
    points_.push_back(ctm.apply(x + width, y + height));
    points_.push_back(ctm.apply(x, y + height));
    parts_.back().closed = true;
}

Rect Path::bounds() const {
    if (points_.empty()) return {1_pt, 1_pt, 0_pt, 0_pt};
    Rect box{points_[0].x, points_[0].y, points_[0].x, points_[0].y};
    for (const Point& p : points_) extend(box, p);
    return box;
}

Rect Path::bounds_of(std::size_t part) const {
    const std::size_t begin = parts_[part].begin;
    Rect box{points_[begin].x, points_[begin].y, points_[begin].x, points_[begin].y};
    for (std::size_t i = begin; i < end_of(part); ++i) extend(box, points_[i]);
    return box;
}

bool Path::is_rectangle(std::size_t part) const {
    const std::size_t begin = parts_[part].begin;
    std::size_t count = end_of(part) - begin;
    if (parts_[part].curved) return false;
    if (count == 5 && horizontal(points_[begin], points_[begin + 4]) && vertical(points_[begin], points_[begin + 4])) --count;
    if (count == 2) return horizontal(points_[begin], points_[begin + 1]) || vertical(points_[begin], points_[begin + 1]);
    if (count != 4) return false;
    for (std::size_t i = 0; i < 4; ++i) {
        const Point a = points_[begin + i], b = points_[begin + (i + 1) % 4];
        if (!horizontal(a, b) && !vertical(a, b)) return false;
    }
    return true;
}

void Path::fill(const GraphicsState& state, Painting& to) const {
    if (state.fill.alpha < nothing) return;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
        if (end_of(part) - parts_[part].begin < 2) continue;
        if (is_rectangle(part)) add_filled_rectangle(bounds_of(part), state, to);
        else add_stroke(bounds_of(part), true, state, to);
    }
}

void Path::stroke(const GraphicsState& state, Painting& to) const {
    if (state.stroke.alpha < nothing) return;
    const double width = state.line_width * state.ctm.scale();
    for (std::size_t part = 0; part < parts_.size(); ++part) stroke_part(part, width, state, to);
}

void Path::stroke_part(std::size_t part, double width, const GraphicsState& state, Painting& to) const {
    const std::size_t begin = parts_[part].begin, end = end_of(part);
    if (end - begin < 2) return;
    bool straight = !parts_[part].curved;
    for (std::size_t i = begin; i + 1 < end && straight; ++i) straight = horizontal(points_[i], points_[i + 1]) || vertical(points_[i], points_[i + 1]);
    if (straight && parts_[part].closed) straight = horizontal(points_[end - 1], points_[begin]) || vertical(points_[end - 1], points_[begin]);
    if (!straight) {
        const Rect box = bounds_of(part);
        const Pt half{width / 2};
        add_stroke({box.x0 - half, box.y0 - half, box.x1 + half, box.y1 + half}, false, state, to);
        return;
    }
    for (std::size_t i = begin; i + 1 < end; ++i)
        if (points_[i] != points_[i + 1]) add_rule(points_[i], points_[i + 1], Pt{width}, state.stroke.colour, state, to);
    if (parts_[part].closed && end - begin > 2 && points_[end - 1] != points_[begin])
        add_rule(points_[end - 1], points_[begin], Pt{width}, state.stroke.colour, state, to);
}

}  // namespace tianbiao
