#include "app/field_look.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tianbiao {
namespace {

constexpr std::array last_sizes{8.0, 7.0, 6.0, 5.0, 4.0};
constexpr double tight = 1.25;  // line to line, where a text has no room otherwise
constexpr double drop = 0.38;   // a line's middle to its baseline, ems

}  // namespace

FieldText::FieldText(const Fonts& fonts, const FillField& field, const FillWidget& widget, std::string text, LookStyle style)
    : fonts_(fonts), style_(std::move(style)), many_lines_(field.multi_line) {
    const bool turned = widget.rotation == 90 || widget.rotation == 270;
    width_ = Pt{std::max(1.0, turned ? widget.y1 - widget.y0 : widget.x1 - widget.x0)};
    height_ = Pt{std::max(1.0, turned ? widget.x1 - widget.x0 : widget.y1 - widget.y0)};
    shaped_ = shape(fonts, style_.role, text, Setting::print, Origin::value, style_.matter);
}

double FieldText::own_size(double size) const {
    const auto own = std::ranges::find_if(style_.sizes, [&](double each) { return each <= size + 1e-6; });
    return own == style_.sizes.end() ? style_.sizes.back() : *own;
}

FieldText::Try FieldText::set(double size, double pitch) const {
    Try out;
    out.measure = {Pt{size}, std::max(Pt{1}, width_ - 2 * style_.side), many_lines_ ? style_.indent : 0, style_.align};
    out.pitch = Pt{size * pitch};
    out.lines = break_lines(shaped_, out.measure);
    out.room = std::max(1, static_cast<int>((height_.v - style_.top.v + 0.2 * size) / out.pitch.v));  // a low place still shows one line
    // One line is not broken, but by a line feed that was typed; where it is too wide it does not fit.
    if (!many_lines_ && shaped_.paragraphs.size() == 1) out.room = 1;
    return out;
}

bool FieldText::fits(double size, Breaks breaks) {
    const Try tried = set(own_size(size), style_.pitch);
    return tried.fits() && (breaks == Breaks::any || style_.matter == Matter::text || tried.lines.size() <= 1);
}

FieldText::Try FieldText::best_at(double size, Rests rests) const {
    Try best;
    for (const double each : style_.sizes) {
        if (each > own_size(size) + 1e-6) continue;
        best = set(each, style_.pitch);
        if (best.fits()) return best;
    }
    if (rests == Rests::may) return best;
    best = set(style_.sizes.back(), std::min(style_.pitch, tight));
    for (const double each : last_sizes) {
        if (best.fits()) break;
        best = set(each, std::min(style_.pitch, tight));
    }
    return best;
}

std::size_t FieldText::end_of(const Line& line) const {
    return line.last < shaped_.clusters.size() ? shaped_.clusters[line.last].begin : shaped_.text.size();
}

void FieldText::cut(Try& best, std::size_t& kept) {
    const std::string text = shaped_.text;
    const std::size_t end = end_of(best.lines[static_cast<std::size_t>(best.room) - 1]), sentence = last_sentence_end(text, end);
    kept = sentence > end / 3 ? sentence : end;
    shaped_ = shape(fonts_, style_.role, std::string_view(text).substr(0, kept), Setting::print, Origin::value, style_.matter);
    best = set(best.measure.size.v, best.pitch.v / best.measure.size.v);
}

FieldLook FieldText::look(double size, Rests rests) {
    FieldLook out;
    out.page.width = width_, out.page.height = height_;
    out.kept = shaped_.text.size();
    if (shaped_.text.empty()) return out;
    Try best = best_at(size, rests);
    if (!best.fits() && rests == Rests::may) cut(best, out.kept);
    else if (!best.fits()) out.kept = end_of(best.lines[static_cast<std::size_t>(best.room) - 1]);
    // What has no room is not drawn over its neighbours.
    if (best.lines.size() > static_cast<std::size_t>(best.room)) best.lines.resize(static_cast<std::size_t>(best.room));
    else if (style_.align == Align::centre) best.lines = balanced_lines(shaped_, best.measure, std::move(best.lines));
    const Pt used = best.pitch * static_cast<double>(best.lines.size()), first = best.pitch / 2 + drop * best.measure.size;
    Point at{style_.side, style_.top + first};
    if (style_.middle) at.y = (height_ - used) / 2 + first;
    if (style_.baseline) at.y = *style_.baseline - best.pitch * ((static_cast<double>(best.lines.size()) - 1) / 2);
    out.page.paragraphs.resize(shaped_.paragraphs.size());
    for (const Line& one : best.lines) {
        place_line(fonts_, shaped_, one, best.measure, at, -1, 0, out.page.items);
        at.y += best.pitch;
    }
    return out;
}

}  // namespace tianbiao
