// Text-showing operators to evidence: glyph by glyph, placed as the standard places them (ISO 32000-1, 9.4.4).
#pragma once
#include <string_view>

#include "read/pdf_state.h"

namespace tianbiao {

// Of one text object: the matrices that Td, Tm and the shown glyphs move.
class TextPen {
public:
    void begin() { line_ = text_ = {}; }
    void set(const Matrix& m) { line_ = text_ = m; }
    void next_line(double x, double y) {
        line_ = Matrix{1, 0, 0, 1, x, y} * line_;
        text_ = line_;
    }

    // One operator: open(), any number of show() and adjust(), close(), which adds its text to the painting where it has glyphs.
    void open(const GraphicsState& state, std::uint8_t unseen, const Painting& painting);
    void show(std::string_view bytes);
    void adjust(double thousandths);
    void close(Painting& to);
    std::size_t glyphs() const { return run_.glyphs.size(); }

private:
    void place(const ShownCode& shown);
    std::uint8_t unseen_at(const Point& at, double advance) const;

    Matrix line_, text_;
    const GraphicsState* state_ = nullptr;
    Matrix shown_by_;            // text space to the page
    double pen_x_ = 0, pen_y_ = 0;  // in text space, from text_'s origin
    double along_x_ = 0, along_y_ = 0, em_ = 0;  // direction of the baseline on the page; size on the page
    Rect sheet_;
    std::uint8_t unseen_ = 0;
    SeenText run_;
};

}  // namespace tianbiao
