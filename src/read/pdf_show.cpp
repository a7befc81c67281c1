#include "read/pdf_show.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr double least_size = 1;   // pt: smaller is read by nobody
constexpr double nothing = 0.01;   // alpha
constexpr std::size_t longest_cluster = 255;

bool paints_stroke_alone(int mode) { return mode % 4 == 1; }
bool paints_nothing(int mode) { return mode % 4 == 3; }

// 0 for an upright line, exactly; within (-180, 180].
double degrees(double x, double y) {
    const double angle = std::atan2(-y, x) * 180 / std::numbers::pi;
    if (angle <= -180 + 1e-3) return 180;
    return std::abs(angle) < 1e-3 ? 0 : angle;
}

}  // namespace

void TextPen::open(const GraphicsState& state, std::uint8_t unseen, const Painting& painting) {
    const TextState& text = state.text;
    state_ = &state;
    shown_by_ = text_ * state.ctm;
    pen_x_ = pen_y_ = 0;
    const double length = shown_by_.x_scale(), turned = text.size < 0 ? -1 : 1;
    along_x_ = length > 0 ? shown_by_.a / length * turned : 1;
    along_y_ = length > 0 ? shown_by_.b / length * turned : 0;
    em_ = std::abs(text.size) * shown_by_.y_scale();
    sheet_ = {0_pt, 0_pt, painting.page.width, painting.page.height};
    run_ = {};
    run_.size = Pt{is_sane(em_) ? em_ : 0};
    run_.angle = degrees(along_x_, along_y_);
    if (!std::isfinite(run_.angle)) run_.angle = 0;
    run_.vertical = text.font->vertical();
    run_.font = text.font->name();
    const double alpha = paints_stroke_alone(text.mode) ? state.stroke.alpha : state.fill.alpha;
    unseen_ = unseen;
    if (paints_nothing(text.mode)) unseen_ |= render_mode;
    if (alpha < nothing) unseen_ |= transparent;
    if (!(em_ >= least_size)) unseen_ |= tiny;
    if (!is_sane(em_)) unseen_ |= off_page;
}

void TextPen::show(std::string_view bytes) {
    run_.glyphs.reserve(run_.glyphs.size() + (bytes.size() + 1) / 2);  // of two bytes each, as most are
    run_.text.reserve(run_.text.size() + bytes.size() / 2 * 3);
    for (std::size_t at = 0; at < bytes.size();) place(state_->text.font->next(bytes, at));
}

void TextPen::adjust(double thousandths) {
    const TextState& text = state_->text;
    const double move = -thousandths / 1000 * text.size;
    if (run_.vertical) pen_y_ += move;
    else pen_x_ += move * text.stretch;
}

std::uint8_t TextPen::unseen_at(const Point& at, double advance) const {
    const double up = 0.35 * em_;
    const auto holds_ink = [&](const Rect& box) {  // of a mark that stands in one half of its advance, at the edge, too
        return std::ranges::any_of(std::array{0.3, 0.7}, [&](double part) {
            const double along = part * advance;
            return holds(box, {at.x + Pt{along_x_ * along + along_y_ * up}, at.y + Pt{along_y_ * along - along_x_ * up}});
        });
    };
    std::uint8_t unseen = unseen_;
    if (!holds_ink(sheet_)) unseen |= off_page;
    else if (!holds_ink(state_->clip)) unseen |= clipped_away;
    return unseen;
}

void TextPen::place(const ShownCode& shown) {
    const TextState& text = state_->text;
    const double extra = text.spacing + (shown.space ? text.word_spacing : 0);
    Point at = shown_by_.apply(pen_x_ - shown.origin_x * text.size * text.stretch, pen_y_ - shown.origin_y * text.size + text.rise);
    double advance = 0;
    if (run_.vertical) {
        advance = std::abs(shown.width) * em_;
        pen_y_ += shown.width * text.size + extra;
    } else {
        advance = std::abs(shown.width * text.size * text.stretch) * shown_by_.x_scale();
        pen_x_ += (shown.width * text.size + extra) * text.stretch;
    }
    SeenGlyph glyph;
    glyph.unseen = unseen_at(at, run_.vertical ? em_ : advance);
    if (!is_sane(at) || !is_sane(advance)) at = {}, advance = 0, glyph.unseen |= off_page;
    glyph.at = at;
    glyph.advance = Pt{advance};
    glyph.begin = static_cast<std::uint32_t>(run_.text.size());
    if (shown.text.empty()) ++run_.unknown;
    const std::string_view said = clipped(shown.text, longest_cluster);
    glyph.length = static_cast<std::uint8_t>(said.size());
    run_.text += said;
    run_.glyphs.push_back(glyph);
}

void TextPen::close(Painting& to) {
    text_ = Matrix{1, 0, 0, 1, pen_x_, pen_y_} * text_;
    if (run_.glyphs.empty()) return;
    const Paint& paint = paints_stroke_alone(state_->text.mode) ? state_->stroke : state_->fill;
    to.page.texts.push_back(std::move(run_));
    to.texts.push_back({++to.order, paint.colour});
}

}  // namespace tianbiao
