// Paths: built from segments, painted as rules, fills and strokes (ISO 32000-1, 8.5).
#pragma once
#include <cstddef>
#include <vector>

#include "read/pdf_state.h"

namespace tianbiao {

// Points are those of the page as it is shown.
class Path {
public:
    void move_to(Point p);
    void line_to(Point p);
    void curve_to(Point a, Point b, Point p);  // control points count for its bounds
    void close();
    void rectangle(const Matrix& ctm, double x, double y, double width, double height);
    void clear() { points_.clear(), parts_.clear(); }
    bool empty() const { return points_.empty(); }
    std::size_t size() const { return points_.size(); }
    Rect bounds() const;  // of all its points; empty where it has none

    // Adds to the painting what is not clipped away and not off the page.
    void fill(const GraphicsState& state, Painting& to) const;
    void stroke(const GraphicsState& state, Painting& to) const;

private:
    struct Part {
        std::size_t begin;
        bool closed = false, curved = false;
    };
    std::size_t end_of(std::size_t part) const { return part + 1 < parts_.size() ? parts_[part + 1].begin : points_.size(); }
    bool is_rectangle(std::size_t part) const;
    Rect bounds_of(std::size_t part) const;
    void stroke_part(std::size_t part, double width, const GraphicsState& state, Painting& to) const;

    std::vector<Point> points_;
    std::vector<Part> parts_;
};

}  // namespace tianbiao
