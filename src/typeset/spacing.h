// The white of one line: what its edges and pairs of marks give up always, what may be squeezed out, and where white may be put in.
//
// All in em. A line is clusters [first, visible): typed spaces at its end hang behind it.
#pragma once
#include <array>
#include <cstdint>

#include "typeset/characters.h"

namespace tianbiao {

// clreq 3.2.3, the order in which white is given up: word spaces to a quarter em, interpuncts to half an em, brackets, comma, pause and
// semicolon, the Han–Latin gap to an eighth, full stop.
inline constexpr int squeeze_ranks = 6;
inline constexpr double han_latin_gap = 0.25;

struct Squeezable {
    std::array<double, squeeze_ranks> room{};
    double total = 0;
};

struct Spacing {
    std::array<double, squeeze_ranks> squeeze{};  // share of each rank's room, 0 … 1
    double word_space = 0, gap = 0;               // share of the way to half an em, 0 … 1
    double even = 0;                              // em at each place that takes it
    bool anywhere = false;                        // also beside marks, as nothing else takes it
};

// What a cluster gives up: at the line's edges and beside other marks always, and by squeezing.
struct Cut {
    double front = 0, back = 0;
};

class LineWhite {
public:
    LineWhite(const ShapedText& shaped, std::uint32_t first, std::uint32_t visible) : s_(shaped), first_(first), visible_(visible) {}

    double natural() const;
    Squeezable squeezable() const;
    bool takes_even(std::uint32_t i, bool anywhere) const;  // between clusters i-1 and i
    Spacing squeezed(double by) const;                      // by ≤ squeezable().total
    Spacing spread(double by) const;                        // even > loosest: leave the line ragged

    double before(std::uint32_t i, const Spacing& spacing) const;  // white put in before cluster i
    Cut cut(std::uint32_t i, const Spacing& spacing) const;
    double advance(std::uint32_t i, const Spacing& spacing) const;  // without cuts

    static constexpr double loosest = 0.6;

private:
    const ShapedText& s_;
    std::uint32_t first_, visible_;
};

// Of one cluster within a line; in the header, since every character of every try comes here.
// GB/T 15834-2011, 5.1.10: a full-width mark at the end of a line takes half an em. clreq 3.1.6: so may an opening one at its beginning.
inline Cut fixed_cut(const ShapedText& shaped, const Cluster& cluster, bool begins_line, bool ends_line) {
    if (shaped.setting == Setting::plate) return {};
    const Kind kind = kind_of(cluster);
    const bool mark_behind = kind == Kind::close || kind == Kind::pause || kind == Kind::stop;
    Cut cut;
    if ((cluster.kind & pair_front) || (begins_line && kind == Kind::open)) cut.front = cluster.trim_front;
    if ((cluster.kind & pair_back) || (ends_line && mark_behind)) cut.back = cluster.trim_back;
    return cut;
}
inline bool hangs(const Cluster& cluster) { return kind_of(cluster) == Kind::space || kind_of(cluster) == Kind::wide_space; }
std::uint32_t visible_end(const ShapedText& shaped, std::uint32_t first, std::uint32_t last, bool ends_paragraph);

// What squeezing may take of a cluster inside a line, with the gap before it; `rank` says in which order.
struct Give {
    int rank = -1;
    double front = 0, back = 0, width = 0;
    double total() const { return front + back + width; }
};
Give give_of(const Cluster& cluster, const Cut& fixed);

}  // namespace tianbiao
