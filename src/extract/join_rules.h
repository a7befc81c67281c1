// Joins rules that were drawn in pieces into the lines a person sees, and sorts out what they belong to.
//
// Points, origin top left, y down. Producers draw a line cell by cell, twice over, as strokes or as thin fills; pieces that lie within
// `rule_gap` of one line, and whose ends are no further apart, are one. Lines that touch belong together: a small closed figure is a box
// (a check box, a character that no face has), anything larger a table's lattice; what touches nothing (an underline) is left out.
#pragma once
#include <vector>

#include "page/evidence.h"

namespace tianbiao {

inline constexpr Pt rule_gap{1.6};

struct LongRule {
    Pt at;         // y of a horizontal one, x of a vertical one
    Pt from, to;
};

struct Lattice {
    Rect box;
    std::vector<LongRule> across, down;  // each by `at`, then by `from`
};

struct Lattices {
    std::vector<Lattice> tables;  // from top to bottom, then from left to right
    std::vector<Rect> boxes;      // the same
    bool too_many = false;        // more lines than any form has: none of them is reported
};

Lattices join_rules(const std::vector<SeenRule>& rules);

}  // namespace tianbiao
