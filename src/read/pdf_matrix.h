// Coordinate transformations as PDF writes them: [x' y'] = [x y 1] × [a b; c d; e f] (ISO 32000-1, 8.3.3).
#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

#include "base/units.h"

namespace tianbiao {

struct Matrix {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    Point apply(double x, double y) const { return {Pt{a * x + c * y + e}, Pt{b * x + d * y + f}}; }
    double x_scale() const { return std::hypot(a, b); }
    double y_scale() const { return std::hypot(c, d); }
    double scale() const { return std::sqrt(std::abs(a * d - b * c)); }
};

// First `m`, then `n`.
inline Matrix operator*(const Matrix& m, const Matrix& n) {
    return {m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c, m.c * n.b + m.d * n.d, m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

inline Matrix matrix_of(const std::vector<double>& numbers) {
    return numbers.size() == 6 ? Matrix{numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]} : Matrix{};
}

// Numbers that no page has come from hostile or broken files, and products of them may be none at all.
inline bool is_sane(double length) { return std::abs(length) < 1e6; }
inline bool is_sane(Point p) { return is_sane(p.x.v) && is_sane(p.y.v); }
inline bool is_sane(const Rect& r) { return is_sane(Point{r.x0, r.y0}) && is_sane(Point{r.x1, r.y1}); }

inline Rect common(const Rect& a, const Rect& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}
inline bool is_empty(const Rect& r) { return !(r.x0 <= r.x1 && r.y0 <= r.y1); }
inline bool holds(const Rect& r, Point p) { return p.x >= r.x0 && p.x <= r.x1 && p.y >= r.y0 && p.y <= r.y1; }

inline Rect around(Point a, Point b) { return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)}; }
inline void extend(Rect& r, Point p) { r = {std::min(r.x0, p.x), std::min(r.y0, p.y), std::max(r.x1, p.x), std::max(r.y1, p.y)}; }

// Bounds of a rectangle that was transformed.
inline Rect bounds(const Matrix& m, double x0, double y0, double x1, double y1) {
    Rect box = around(m.apply(x0, y0), m.apply(x1, y1));
    extend(box, m.apply(x0, y1));
    extend(box, m.apply(x1, y0));
    return box;
}

}  // namespace tianbiao
