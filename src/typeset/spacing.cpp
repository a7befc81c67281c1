#include "typeset/spacing.h"

#include <algorithm>

namespace tianbiao {
namespace {

constexpr double least_space = 0.25, most_space = 0.5;  // em, of a word space: clreq 3.2.3
constexpr double most_gap = 1.0 / 3;                    // em, of the Han–Latin gap: clreq allows a half, good print stops at a third
constexpr int gap_rank = 4;
constexpr double gap_give = han_latin_gap / 2;

int rank_of(Kind kind) {
    switch (kind) {
        case Kind::space: return 0;
        case Kind::dot: return 1;
        case Kind::open:
        case Kind::close: return 2;
        case Kind::pause: return 3;
        case Kind::stop: return 5;
        default: return -1;
    }
}

}  // namespace

// On the plate the typed spaces at the end of a label count: what stands behind it begins there.
std::uint32_t visible_end(const ShapedText& shaped, std::uint32_t first, std::uint32_t last, bool ends_paragraph) {
    if (ends_paragraph && shaped.setting == Setting::plate) return last;
    while (last > first && hangs(shaped.clusters[last - 1])) --last;
    return last;
}

Give give_of(const Cluster& cluster, const Cut& fixed) {
    const Kind kind = kind_of(cluster);
    Give give;
    give.rank = rank_of(kind);
    if (kind == Kind::space) give.width = std::max(0.0, cluster.advance - least_space);
    else if (give.rank >= 0) give.front = cluster.trim_front - fixed.front, give.back = cluster.trim_back - fixed.back;
    return give;
}

double LineWhite::natural() const {
    double sum = 0;
    for (std::uint32_t i = first_; i < visible_; ++i) {
        const Cluster& c = s_.clusters[i];
        const Cut cut = fixed_cut(s_, c, i == first_, i + 1 == visible_);
        sum += c.advance - cut.front - cut.back;
        if (i > first_ && (c.kind & gap_before)) sum += han_latin_gap;
    }
    return sum;
}

Squeezable LineWhite::squeezable() const {
    Squeezable out;
    if (s_.setting == Setting::plate) return out;
    for (std::uint32_t i = first_; i < visible_; ++i) {
        const Cluster& c = s_.clusters[i];
        const Give give = give_of(c, fixed_cut(s_, c, i == first_, i + 1 == visible_));
        if (give.rank >= 0) out.room[give.rank] += give.total();
        if (i > first_ && (c.kind & gap_before)) out.room[gap_rank] += gap_give;
    }
    for (const double room : out.room) out.total += room;
    return out;
}

Spacing LineWhite::squeezed(double by) const {
    const Squeezable can = squeezable();
    Spacing out;
    for (int rank = 0; rank < squeeze_ranks && by > 0; ++rank) {
        if (can.room[rank] <= 0) continue;
        out.squeeze[rank] = std::min(1.0, by / can.room[rank]);
        by -= out.squeeze[rank] * can.room[rank];
    }
    return out;
}

// clreq 3.2.3: never inside …… and ——, nor inside a Latin word; beside marks only where nothing else takes it.
bool LineWhite::takes_even(std::uint32_t i, bool anywhere) const {
    const Cluster &a = s_.clusters[i - 1], &b = s_.clusters[i];
    const Kind ka = kind_of(a), kb = kind_of(b);
    if (kb == Kind::attached || kb == Kind::hidden || kb == Kind::space || kb == Kind::wide_space || one_sign(a.code, b.code)) return false;
    if (ka == Kind::space) return true;
    if (kb == Kind::close || kb == Kind::pause || kb == Kind::stop || ka == Kind::open) return anywhere;
    const auto latin = [](Kind kind) {
        return kind == Kind::letter || kind == Kind::other || kind == Kind::attached || kind == Kind::hidden;
    };
    return !(latin(ka) && latin(kb));
}

Spacing LineWhite::spread(double by) const {
    double spaces = 0, gaps = 0;
    int places = 0, places_anywhere = 0;
    for (std::uint32_t i = first_ + 1; i < visible_; ++i) {
        const Cluster& c = s_.clusters[i];
        if (kind_of(c) == Kind::space) spaces += std::max(0.0, most_space - c.advance);
        if (c.kind & gap_before) gaps += most_gap - han_latin_gap;
        places += takes_even(i, false);
        places_anywhere += takes_even(i, true);
    }
    Spacing out;
    if (spaces > 0) out.word_space = std::min(1.0, by / spaces);
    by -= out.word_space * spaces;
    if (gaps > 0 && by > 0) out.gap = std::min(1.0, by / gaps);
    by -= out.gap * gaps;
    if (by <= 1e-9) return out;
    out.anywhere = places == 0;
    if (out.anywhere) places = places_anywhere;
    out.even = places > 0 ? by / places : loosest * 2;
    return out;
}

double LineWhite::before(std::uint32_t i, const Spacing& spacing) const {
    if (i == first_) return 0;
    double white = 0;
    if (s_.clusters[i].kind & gap_before)
        white += han_latin_gap - gap_give * spacing.squeeze[gap_rank] + (most_gap - han_latin_gap) * spacing.gap;
    if (spacing.even > 0 && takes_even(i, spacing.anywhere)) white += spacing.even;
    return white;
}

Cut LineWhite::cut(std::uint32_t i, const Spacing& spacing) const {
    const Cluster& c = s_.clusters[i];
    Cut cut = fixed_cut(s_, c, i == first_, i + 1 == visible_);
    const Give give = give_of(c, cut);
    if (give.rank < 0) return cut;
    cut.front += give.front * spacing.squeeze[give.rank];
    cut.back += give.back * spacing.squeeze[give.rank];
    return cut;
}

double LineWhite::advance(std::uint32_t i, const Spacing& spacing) const {
    const Cluster& c = s_.clusters[i];
    if (kind_of(c) != Kind::space) return c.advance;
    const double give = std::max(0.0, c.advance - least_space), take = i > first_ ? std::max(0.0, most_space - c.advance) : 0;
    return c.advance - give * spacing.squeeze[0] + take * spacing.word_space;
}

}  // namespace tianbiao
