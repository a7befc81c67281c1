#include <algorithm>

#include "typeset/spacing.h"
#include "typeset/text.h"

namespace tianbiao {
namespace {

// Collects clusters into runs, one for each stretch in one face.
class Placer {
public:
    Placer(const ShapedText& shaped, Pt size, Pt baseline, Item like, std::vector<Item>& items)
        : s_(shaped), size_(size), baseline_(baseline), like_(std::move(like)), items_(items) {}

    // Pen and cuts in em from the line's origin, which is at `origin`.
    void put(std::uint32_t i, Pt origin, double pen, Cut cut, double advance) {
        const Cluster& c = s_.clusters[i];
        if (c.missing) return put_missing(c, origin + pen * size_, advance);
        const Pt at = origin + (pen - cut.front) * size_;
        if (!open_ || s_.faces[i] != run_.face) begin(i, at);
        else end_advance(at);
        double x = 0;
        for (std::uint32_t g = 0; g < c.glyph_count; ++g) {
            const ShapedGlyph& glyph = s_.glyphs[c.first_glyph + g];
            PlacedGlyph& placed = run_.glyphs.emplace_back();
            placed.id = glyph.id;
            placed.x = static_cast<float>((at - run_.at.x).v + (x + glyph.x_offset) * size_.v);
            placed.begin = c.begin - text_begin_;
            placed.length = g == 0 ? static_cast<std::uint8_t>(c.length) : 0;
            placed.advance = static_cast<float>(glyph.advance * size_.v);
            last_origin_ = at + x * size_;
            x += glyph.advance;
        }
        text_end_ = c.begin + c.length;
        run_end_ = origin + (pen + advance - cut.back) * size_;
    }

    void finish() {
        if (!open_) return;
        end_advance(run_end_);
        run_.text.assign(s_.text, text_begin_, text_end_ - text_begin_);
        Item item = like_;
        item.what = std::move(run_);
        items_.push_back(std::move(item));
        open_ = false;
    }

private:
    void begin(std::uint32_t i, Pt at) {
        finish();
        run_ = TextRun{};
        run_.at = {at, baseline_};
        run_.size = size_;
        run_.face = s_.faces[i];
        run_.origin = s_.origin;
        run_.glyphs.reserve(64);
        text_begin_ = s_.clusters[i].begin;
        open_ = true;
    }

    void end_advance(Pt next) {
        if (!run_.glyphs.empty()) run_.glyphs.back().advance = static_cast<float>((next - last_origin_).v);
    }

    // As high as a Han character, a little narrower than the place it takes.
    void put_missing(const Cluster& c, Pt x, double advance) {
        finish();
        constexpr double inset = 0.08, above = 0.80, below = 0.06;
        MissingCharacter box;
        box.at = {x, baseline_};
        box.size = size_;
        box.text.assign(s_.text, c.begin, c.length);
        box.box = {x + inset * size_, baseline_ - above * size_, x + std::max(inset, advance - inset) * size_, baseline_ + below * size_};
        Item item = like_;
        item.what = std::move(box);
        items_.push_back(std::move(item));
    }

    const ShapedText& s_;
    Pt size_, baseline_;
    Item like_;
    std::vector<Item>& items_;
    bool open_ = false;
    TextRun run_;
    std::uint32_t text_begin_ = 0, text_end_ = 0;
    Pt last_origin_, run_end_;
};

Pt offset(const Measure& measure, const Line& line) {
    const Pt room = measure.width - line.indent - line.width;
    switch (measure.align) {
        case Align::centre: return line.indent + room / 2;
        case Align::right: return line.indent + room;
        default: return line.indent;
    }
}

}  // namespace

void place_line(const Fonts&, const ShapedText& shaped, const Line& line, const Measure& measure, Point at, std::int32_t cell,
                std::int32_t paragraph_base, std::vector<Item>& items) {
    const std::uint32_t visible = visible_end(shaped, line.first, line.last, line.last_of_paragraph);
    const LineWhite white(shaped, line.first, visible);
    const double em = measure.size.v > 0 ? line.width / measure.size : 0, natural = white.natural();
    Spacing spacing;
    if (em < natural) spacing = white.squeezed(natural - em);
    else if (em > natural) spacing = white.spread(em - natural);

    Item like;
    like.cell = cell;
    like.paragraph = paragraph_base + static_cast<std::int32_t>(line.paragraph);
    const Pt origin = at.x + offset(measure, line);
    Placer placer(shaped, measure.size, at.y, std::move(like), items);
    double pen = 0;
    for (std::uint32_t i = line.first; i < visible; ++i) {
        pen += white.before(i, spacing);
        const Cut cut = white.cut(i, spacing);
        const double advance = white.advance(i, spacing);
        placer.put(i, origin, pen, cut, advance - cut.front);
        pen += advance - cut.front - cut.back;
    }
    // Typed spaces at the end hang; they close up so far that they stay inside the measure.
    double hanging = 0;
    for (std::uint32_t i = visible; i < line.last; ++i) hanging += shaped.clusters[i].advance;
    const double room = measure.size.v > 0 ? (at.x + measure.width - origin) / measure.size - pen : 0;
    const double share = hanging > 0 ? std::clamp(room / hanging, 0.0, 1.0) : 0;
    for (std::uint32_t i = visible; i < line.last; ++i) {
        const double advance = shaped.clusters[i].advance * share;
        placer.put(i, origin, pen, {}, advance);
        pen += advance;
    }
    placer.finish();
}

}  // namespace tianbiao
