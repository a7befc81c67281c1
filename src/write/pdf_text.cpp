#include "write/pdf_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "base/error.h"
#include "base/utf8.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr double tolerance = 0.008;       // pt that a glyph may stand off before the pen is moved
constexpr std::size_t spacing_from = 4;   // glyphs from which character spacing pays
constexpr double finest_step = 0.016;     // pt that one unit of an adjustment may be

// The step of an adjustment in thousandths of an em, so small that its rounding stays under `tolerance`.
double adjustment_step(double size) {
    double step = 1;
    while (size / 1000 * step > finest_step && step > 0.002) step /= 10;
    return step;
}

}  // namespace

void TextPainter::open() {
    if (open_) return;
    to_ += "BT\n";
    open_ = true;
    line_ = {};
}

void TextPainter::close() {
    if (!open_) return;
    to_ += "ET\n";
    open_ = false;
}

void TextPainter::move_to(Point at) {
    const Spot spot{scaled(at.x.v, 2), scaled(height_ - at.y.v, 2)};
    open();
    if (spot == line_) return;
    append_scaled(to_, spot.x - line_.x, 2);
    to_ += ' ';
    append_scaled(to_, spot.y - line_.y, 2);
    to_ += " Td\n";
    line_ = spot;
}

// A turned line has a text object of its own: its matrix would turn every later Td.
void TextPainter::turn_to(Point at, double angle) {
    const double radians = angle * std::numbers::pi / 180, c = std::cos(radians), s = std::sin(radians);
    close();
    open();
    for (const double value : {c, s, -s, c}) append_number(to_, value, 5), to_ += ' ';
    append_number(to_, at.x.v, 2);
    to_ += ' ';
    append_number(to_, height_ - at.y.v, 2);
    to_ += " Tm\n";
}

void TextPainter::set_font(std::size_t font, Pt size) {
    const std::int64_t points = scaled(size.v, 2);
    if (static_cast<int>(font) == font_ && points == size_) return;
    to_ += '/';
    to_ += prefix_;
    to_ += std::to_string(font) + " ";
    append_scaled(to_, points, 2);
    to_ += " Tf\n";
    font_ = static_cast<int>(font);
    size_ = points;
}

// 9.3.3: what justification added to most glyphs is said once, as character spacing; the others get an adjustment.
void TextPainter::set_spacing(const TextRun& run, std::span<const Shown> shown) {
    std::array<std::pair<std::int64_t, int>, 4> counts{};
    std::int64_t best = 0;
    int most = 0;
    // Further glyphs make the two lists differ in length: such a run, rare as it is, has adjustments only.
    const bool may = shown.size() >= spacing_from && shown.size() == run.glyphs.size();
    for (std::size_t i = 0; may && i + 1 < shown.size(); ++i) {
        const double extra = static_cast<double>(run.glyphs[i + 1].x) - run.glyphs[i].x - shown[i].width * run.size.v / 1000;
        const std::int64_t rounded = scaled(extra, 3);
        auto count = std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return c.second == 0 || std::abs(c.first - rounded) <= 1; });
        if (count == counts.end()) continue;
        if (count->second++ == 0) count->first = rounded;
        if (count->second > most) most = count->second, best = count->first;
    }
    if (std::abs(best) <= 2 || static_cast<std::size_t>(most) * 2 < shown.size()) best = 0;
    if (best == spacing_) return;
    append_scaled(to_, best, 3);
    to_ += " Tc\n";
    spacing_ = best;
}

void TextPainter::set_grey(double grey) {
    const std::int64_t level = scaled(std::clamp(grey, 0.0, 1.0), 3);
    if (level == grey_) return;
    append_scaled(to_, level, 3);
    to_ += " g\n";
    grey_ = level;
}

void TextPainter::set_unseen(bool unseen) {
    if (unseen != unseen_) to_ += unseen ? "3 Tr\n" : "0 Tr\n";
    unseen_ = unseen;
}

void TextPainter::set_stretch(std::int64_t percent) {
    if (percent == stretch_) return;
    append_scaled(to_, percent, 0);
    to_ += " Tz\n";
    stretch_ = percent;
}

void TextPainter::flush() {
    if (array_.empty()) return;
    if (in_string_) array_ += '>';
    if (adjusted_) {
        to_ += '[', to_ += array_, to_ += "]TJ\n";
    } else {
        to_ += array_, to_ += "Tj\n";
    }
    array_.clear();
    in_string_ = adjusted_ = false;
}

// `adjustment`: how far the pen goes back before the glyph, in the units that the array counts in.
void TextPainter::show_one(const Shown& shown, double adjustment) {
    if (adjustment != 0) {
        if (in_string_) array_ += '>';
        append_number(array_, adjustment, 3);
        in_string_ = false;
        adjusted_ = true;
    }
    if (!in_string_) array_ += '<';
    in_string_ = true;
    append_code(array_, shown.code);
}

// 14.9.4: what a cluster says, where its glyphs cannot share its characters.
void TextPainter::begin_span(const TextRun& run, std::size_t glyph) {
    const std::string cluster = run.text.substr(run.glyphs[glyph].begin, run.glyphs[glyph].length);
    to_ += "/Span<</ActualText" + hex_string("\xFE\xFF" + to_utf16be(cluster)) + ">>BDC\n";
}

// `start`: how far the rounded origin of the line stands right of the true one.
void TextPainter::show_glyphs(const TextRun& run, std::span<const Shown> shown, double start) {
    const double size = static_cast<double>(size_) / 100, em = size / 1000, spacing = static_cast<double>(spacing_) / 1000;
    const double step = adjustment_step(size);
    double pen = start;
    std::size_t glyph = 0, span_end = 0;
    for (const Shown& one : shown) {
        if (one.font != font_ || one.surplus_span != 0 || one.further != unseen_) flush();
        set_unseen(one.further);
        set_font(one.font, run.size);
        if (one.surplus_span != 0) {
            begin_span(run, glyph);
            span_end = glyph + one.surplus_span;
        }
        const double off = one.further ? 0 : pen - run.glyphs[glyph].x;
        const double adjustment = std::abs(off) > tolerance ? std::round(off / (em * step)) * step : 0;
        show_one(one, adjustment);
        pen += (one.width - adjustment) * em + spacing;
        if (!one.further && ++glyph == span_end) {
            flush();
            to_ += "EMC\n";
        }
    }
    flush();
}

void TextPainter::run(const TextRun& run, std::span<const Shown> shown) {
    if (shown.empty()) return;
    if (!(run.size.v >= 0.01)) throw Error(Code::internal, {"", "page"}, "文字没有字号");
    if (run.angle != 0) {
        turn_to(run.at, run.angle);
    } else {
        move_to(run.at);
    }
    set_grey(run.grey);
    set_stretch(100);
    set_font(shown.front().font, run.size);
    set_spacing(run, shown);
    show_glyphs(run, shown, run.angle != 0 ? 0 : static_cast<double>(line_.x) / 100 - run.at.x.v);
    if (run.angle != 0) close();
}

void TextPainter::unseen(std::span<const Shown> shown, Point from, Pt width, Pt size) {
    if (!(size.v >= 0.01)) throw Error(Code::internal, {"", "page"}, "标记没有大小");
    move_to(from);
    set_unseen(true);
    if (spacing_ != 0) to_ += "0 Tc\n", spacing_ = 0;
    set_stretch(std::clamp<std::int64_t>(std::llround(100 * width.v / size.v), 1, 1000));
    set_font(shown.front().font, size);
    for (const Shown& one : shown) show_one(one, 0);
    flush();
}

}  // namespace tianbiao
