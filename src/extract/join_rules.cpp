#include "extract/join_rules.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/limits.h"

namespace tianbiao {
namespace {

constexpr Pt reach{2.0};       // that two lines may stand apart and still touch: half of a wide frame
constexpr Pt largest_box{24};  // side of a check box; the least cell of a table is larger in one way at least

bool by_place(const LongRule& a, const LongRule& b) { return a.at != b.at ? a.at < b.at : a.from < b.from; }

// Pieces of one line share its place: the mean of theirs, by their lengths.
void snap(std::vector<LongRule>& rules) {
    std::ranges::sort(rules, by_place);
    for (std::size_t first = 0; first < rules.size();) {
        std::size_t end = first;
        double weight = 0, sum = 0;
        for (; end < rules.size() && rules[end].at - rules[first].at <= rule_gap; ++end) {
            const double length = std::max((rules[end].to - rules[end].from).v, 0.01);
            weight += length;
            sum += length * rules[end].at.v;
        }
        for (std::size_t i = first; i < end; ++i) rules[i].at = Pt{sum / weight};
        first = end;
    }
}

std::vector<LongRule> joined(std::vector<LongRule> pieces) {
    snap(pieces);
    std::ranges::sort(pieces, by_place);
    std::vector<LongRule> out;
    for (const LongRule& piece : pieces) {
        if (!out.empty() && out.back().at == piece.at && piece.from <= out.back().to + rule_gap)
            out.back().to = std::max(out.back().to, piece.to);
        else
            out.push_back(piece);
    }
    return out;
}

class Sets {
public:
    explicit Sets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
    std::size_t find(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void unite(std::size_t a, std::size_t b) { parent_[std::max(find(a), find(b))] = std::min(find(a), find(b)); }

private:
    std::vector<std::size_t> parent_;
};

Rect box_of(const Lattice& lattice) {
    Rect box{Pt{1e9}, Pt{1e9}, Pt{-1e9}, Pt{-1e9}};
    const auto take = [&](Pt x, Pt y) {
        box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x), std::max(box.y1, y)};
    };
    for (const LongRule& rule : lattice.across) take(rule.from, rule.at), take(rule.to, rule.at);
    for (const LongRule& rule : lattice.down) take(rule.at, rule.from), take(rule.at, rule.to);
    return box;
}

bool higher(const Rect& a, const Rect& b) { return a.y0 != b.y0 ? a.y0 < b.y0 : a.x0 < b.x0; }

}  // namespace

Lattices join_rules(const std::vector<SeenRule>& rules) {
    Lattices out;
    std::vector<LongRule> across, down;
    for (const SeenRule& rule : rules) {
        const Pt dx{std::abs((rule.to.x - rule.from.x).v)}, dy{std::abs((rule.to.y - rule.from.y).v)};
        if (dx >= dy) across.push_back({(rule.from.y + rule.to.y) / 2, std::min(rule.from.x, rule.to.x), std::max(rule.from.x, rule.to.x)});
        else down.push_back({(rule.from.x + rule.to.x) / 2, std::min(rule.from.y, rule.to.y), std::max(rule.from.y, rule.to.y)});
    }
    across = joined(std::move(across));
    down = joined(std::move(down));
    if (across.size() > limits::page_lines || down.size() > limits::page_lines) {
        out.too_many = true;
        return out;
    }
    Sets sets(across.size() + down.size());
    for (std::size_t h = 0; h < across.size(); ++h) {
        const LongRule& line = across[h];
        auto v = std::ranges::lower_bound(down, line.from - reach, {}, &LongRule::at);
        for (; v != down.end() && v->at <= line.to + reach; ++v)
            if (v->from - reach <= line.at && line.at <= v->to + reach) sets.unite(h, across.size() + static_cast<std::size_t>(v - down.begin()));
    }
    std::vector<Lattice> lattices(across.size() + down.size());
    for (std::size_t h = 0; h < across.size(); ++h) lattices[sets.find(h)].across.push_back(across[h]);
    for (std::size_t v = 0; v < down.size(); ++v) lattices[sets.find(across.size() + v)].down.push_back(down[v]);
    for (Lattice& lattice : lattices) {
        if (lattice.across.size() < 2 || lattice.down.empty()) continue;
        lattice.box = box_of(lattice);
        if (lattice.box.width() > largest_box || lattice.box.height() > largest_box) out.tables.push_back(std::move(lattice));
        else if (lattice.down.size() > 1) out.boxes.push_back(lattice.box);
    }
    std::ranges::stable_sort(out.tables, higher, &Lattice::box);
    std::ranges::stable_sort(out.boxes, higher);
    return out;
}

}  // namespace tianbiao
