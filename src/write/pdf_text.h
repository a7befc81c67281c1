// Text operators: glyphs put where the Page has them, in few bytes (ISO 32000-1, 9.3 and 9.4).
#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "page/page.h"
#include "write/pdf_fonts.h"

namespace tianbiao {

// Writes into a content stream and knows the text state that it left there, so that nothing is said twice.
//
// Positions are rounded to 0.01 pt and each adjustment is computed from where the pen really is, so that errors never add up: every glyph
// stands within 0.02 pt of its place.
class TextPainter {
public:
    // `prefix`: of the fonts' names in the resources.
    TextPainter(std::string& to, Pt page_height, char prefix) : to_(to), height_(page_height.v), prefix_(prefix) {}

    void run(const TextRun& run, std::span<const Shown> shown);
    // Glyphs of the carrier, invisible (9.3.6, mode 3), from a point on their baseline.
    void unseen(std::span<const Shown> shown, Point from, Pt width, Pt size);
    void close();  // ends the text object, if one is open: before paths and at the end of a sequence

private:
    struct Spot {
        std::int64_t x = 0, y = 0;  // 0.01 pt
        bool operator==(const Spot&) const = default;
    };

    void open();
    void move_to(Point at);
    void turn_to(Point at, double angle);
    void set_font(std::size_t font, Pt size);
    void set_spacing(const TextRun& run, std::span<const Shown> shown);
    void set_grey(double grey);
    void set_unseen(bool unseen);
    void set_stretch(std::int64_t percent);
    void show_glyphs(const TextRun& run, std::span<const Shown> shown, double start);
    void begin_span(const TextRun& run, std::size_t glyph);
    void show_one(const Shown& shown, double adjustment);
    void flush();

    std::string& to_;
    double height_;
    char prefix_;
    bool open_ = false, unseen_ = false;
    Spot line_;
    int font_ = -1;
    std::int64_t size_ = -1, spacing_ = 0, grey_ = 0, stretch_ = 100;  // 0.01 pt, 0.001 pt, 0.001, percent
    std::string array_;     // what stands between [ and ]
    bool in_string_ = false, adjusted_ = false;
};

}  // namespace tianbiao
