#include <algorithm>

#include "typeset/spacing.h"
#include "typeset/text.h"

namespace tianbiao {
namespace {

constexpr double slack = 1e-4;  // em; what rounding of sizes and advances may cost

// One line, filled from `first` as far as it goes.
class Filler {
public:
    Filler(const ShapedText& shaped, std::uint32_t first, std::uint32_t end, double width, Align align)
        : s_(shaped), first_(first), end_(end), width_(width + slack), align_(align) {}

    // Where the line ends: the end of the paragraph or a cluster that begins the next line.
    std::uint32_t fill() {
        for (std::uint32_t k = first_; k < end_; ++k) {
            take(k);
            const std::uint32_t next = k + 1;
            const double outer = outside(), width = visible_ - edge_ + outer, least = outer > 0 ? width : width - give_;
            if (least > width_ + 0.5 && !hangs(s_.clusters[k])) break;
            const bool may_break = next == end_ || s_.clusters[next].break_before;
            if (width <= width_) {
                any_ = next;
                if (may_break) best_ = next, best_width_ = width;
            } else if (may_break && least <= width_) {
                squeezed_ = next, squeezed_width_ = width;
            }
        }
        if (squeezed_ > best_ && worth_squeezing()) return squeezed_;
        if (best_ == end_) return best_;
        if (best_ > first_) return loose() ? soft_before_overflow(best_) : best_;
        return last_resort();
    }

private:
    // What the empty halves of marks at the line's ends would take beyond the measure. Only a justified text may do that: its cell leaves
    // room for it.
    double outside() const {
        switch (align_) {
            case Align::justify: return 0;
            case Align::centre: return 2 * std::max(front_, edge_);
            default: return align_ == Align::left ? edge_ : front_;
        }
    }

    void take(std::uint32_t k) {
        const Cluster& c = s_.clusters[k];
        const Cut inside = fixed_cut(s_, c, k == first_, false);
        if (k == first_) front_ = inside.front;
        sum_ += c.advance - inside.front - inside.back;
        const Give give = s_.setting == Setting::plate ? Give{} : give_of(c, inside);
        sum_give_ += give.total();
        if (k > first_ && (c.kind & gap_before)) sum_ += han_latin_gap, sum_give_ += han_latin_gap / 2;
        if (hangs(c) && !(s_.setting == Setting::plate && k + 1 == end_)) return;
        const Cut at_edge = fixed_cut(s_, c, k == first_, true);
        edge_ = at_edge.back - inside.back;
        visible_ = sum_;
        give_ = sum_give_ - edge_;
    }

    // clreq 3.2.3: a line is squeezed to keep what may not begin the next one, or what ends the paragraph; not where it is full as it is.
    // The smaller change wins: white taken out against white left over.
    bool worth_squeezing() const { return best_ == 0 || squeezed_ == end_ || squeezed_width_ - width_ < width_ - best_width_; }

    // Justified, and so little in it that its gaps would jar: better to break the long word that follows, at one of its marks.
    bool loose() const { return align_ == Align::justify && best_width_ < 0.7 * width_; }

    std::uint32_t soft_before_overflow(std::uint32_t other) const {
        for (std::uint32_t b = any_; b > other; --b)
            if (b < end_ && (s_.clusters[b].kind & soft_before)) return b;
        return other;
    }

    // A word longer than the line: after one of its marks, else where 避头尾 allows it, else anywhere; a line takes one cluster at least.
    std::uint32_t last_resort() const {
        std::uint32_t b = soft_before_overflow(first_);
        if (b > first_) return b;
        for (b = any_; b > first_; --b)
            if (b < end_ && may_split(b)) return b;
        for (b = any_; b > first_; --b)
            if (b < end_ && kind_of(s_.clusters[b]) != Kind::attached) return b;
        b = std::max(any_, first_ + 1);
        while (b < end_ && (kind_of(s_.clusters[b]) == Kind::attached || hangs(s_.clusters[b]))) ++b;
        return b;
    }

    bool may_split(std::uint32_t b) const {
        const Cluster &a = s_.clusters[b - 1], &c = s_.clusters[b];
        return !edges(a.code).not_last && !edges(c.code).not_first && !one_sign(a.code, c.code) && kind_of(c) != Kind::attached &&
               !hangs(c);
    }

    const ShapedText& s_;
    std::uint32_t first_, end_;
    double width_;
    Align align_;
    double sum_ = 0, sum_give_ = 0;                // of all clusters taken
    double visible_ = 0, give_ = 0, edge_ = 0;     // up to the last one that does not hang; what a line's end takes off it
    double front_ = 0;                             // what a line's beginning takes off its first mark
    std::uint32_t best_ = 0, squeezed_ = 0, any_ = 0;
    double best_width_ = 0, squeezed_width_ = 0;
};

// Width of the line as it will stand, and what was taken or added for it.
void settle(const ShapedText& shaped, const Measure& measure, double width, Line& line) {
    const std::uint32_t visible = visible_end(shaped, line.first, line.last, line.last_of_paragraph);
    const LineWhite white(shaped, line.first, visible);
    double em = white.natural();
    if (em > width + slack) {
        const double can = white.squeezable().total;
        const double by = std::min(em - width, can);
        if (by > 0) line.squeeze = static_cast<float>(by / can), em -= by;
    } else if (measure.align == Align::justify && !line.last_of_paragraph && visible > line.first) {
        const Spacing spacing = white.spread(width - em);
        if (spacing.even <= LineWhite::loosest) line.spread = static_cast<float>(spacing.even), em = width;
    }
    line.width = em * measure.size;
}

}  // namespace

std::vector<Line> break_lines(const ShapedText& shaped, const Measure& measure) {
    std::vector<Line> lines;
    const double whole = measure.size.v > 0 ? measure.width / measure.size : 0;
    for (std::uint32_t p = 0; p < shaped.paragraphs.size(); ++p) {
        const ShapedParagraph& paragraph = shaped.paragraphs[p];
        const std::uint32_t end = paragraph.first_cluster + paragraph.cluster_count;
        std::uint32_t first = paragraph.first_cluster;
        do {
            Line line;
            line.paragraph = p;
            line.first = first;
            line.first_of_paragraph = first == paragraph.first_cluster;
            const double indent = line.first_of_paragraph && !paragraph.own_indent ? measure.indent : 0;
            line.indent = indent * measure.size;
            line.last = first < end ? Filler(shaped, first, end, whole - indent, measure.align).fill() : end;
            line.last_of_paragraph = line.last == end;
            settle(shaped, measure, whole - indent, line);
            lines.push_back(line);
            first = line.last;
        } while (first < end);
    }
    return lines;
}

Pt natural_width(const ShapedText& shaped, Pt size) {
    double widest = 0;
    for (const ShapedParagraph& p : shaped.paragraphs) {
        const std::uint32_t end = p.first_cluster + p.cluster_count;
        widest = std::max(widest, LineWhite(shaped, p.first_cluster, visible_end(shaped, p.first_cluster, end, true)).natural());
    }
    return widest * size;
}

std::vector<Line> balanced_lines(const ShapedText& shaped, const Measure& measure, std::vector<Line> lines) {
    const std::size_t count = lines.size();
    if (count < 2 || count > 4) return lines;
    Measure narrow = measure;
    Pt least = measure.width / static_cast<double>(count), most = measure.width;
    for (int step = 0; step < 6; ++step) {
        narrow.width = (least + most) / 2;
        std::vector<Line> tried = break_lines(shaped, narrow);
        if (tried.size() > count) {
            least = narrow.width;
            continue;
        }
        most = narrow.width;
        lines = std::move(tried);
    }
    return lines;
}

}  // namespace tianbiao
