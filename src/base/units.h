// Lengths with their unit in the type: forms are written in millimetres, pages in points.
//
// One point is 1/72 inch (ISO 32000-1, 8.3.2.3). The conversion happens once, in compose/.
#pragma once
#include <compare>

namespace tianbiao {

template <class Unit>
struct Length {
    double v = 0;

    auto operator<=>(const Length&) const = default;
    constexpr Length operator-() const { return {-v}; }
    constexpr Length& operator+=(Length b) { v += b.v; return *this; }
    constexpr Length& operator-=(Length b) { v -= b.v; return *this; }
    friend constexpr Length operator+(Length a, Length b) { return {a.v + b.v}; }
    friend constexpr Length operator-(Length a, Length b) { return {a.v - b.v}; }
    friend constexpr Length operator*(Length a, double k) { return {a.v * k}; }
    friend constexpr Length operator*(double k, Length a) { return {a.v * k}; }
    friend constexpr Length operator/(Length a, double k) { return {a.v / k}; }
    friend constexpr double operator/(Length a, Length b) { return a.v / b.v; }
};

using Pt = Length<struct PointUnit>;
using Mm = Length<struct MillimetreUnit>;

constexpr Pt operator""_pt(long double v) { return {static_cast<double>(v)}; }
constexpr Pt operator""_pt(unsigned long long v) { return {static_cast<double>(v)}; }
constexpr Mm operator""_mm(long double v) { return {static_cast<double>(v)}; }
constexpr Mm operator""_mm(unsigned long long v) { return {static_cast<double>(v)}; }

constexpr Pt to_pt(Mm mm) { return {mm.v * 72.0 / 25.4}; }
constexpr Mm to_mm(Pt pt) { return {pt.v * 25.4 / 72.0}; }
static_assert(to_pt(25.4_mm) == 72.0_pt);

// Points, origin top left of the page, y down (the ladder's frame; PDF's own frame begins in write/).
struct Point {
    Pt x, y;
    bool operator==(const Point&) const = default;
};

struct Rect {
    Pt x0, y0, x1, y1;
    bool operator==(const Rect&) const = default;
    constexpr Pt width() const { return x1 - x0; }
    constexpr Pt height() const { return y1 - y0; }
};

}  // namespace tianbiao
