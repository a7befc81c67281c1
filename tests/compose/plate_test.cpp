// The blank forms lie on their plates: every rule, frame, box and line of text.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "../form/plate.h"
#include "base/utf8.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

constexpr double rules_within = 0.1, text_within = 1.0;  // mm

struct Stroke {
    double x0, y0, x1, y1, weight;
};

double mm(Pt v) { return to_mm(v).v; }

std::vector<Stroke> drawn(const Page& page) {
    std::vector<Stroke> out;
    for (const Rule& rule : page.rules) out.push_back({mm(rule.from.x), mm(rule.from.y), mm(rule.to.x), mm(rule.to.y), rule.width.v});
    for (const Frame& frame : page.frames) {
        const Rect& b = frame.box;
        for (const Rect& side : {Rect{b.x0, b.y0, b.x1, b.y0}, Rect{b.x0, b.y1, b.x1, b.y1}, Rect{b.x0, b.y0, b.x0, b.y1}, Rect{b.x1, b.y0, b.x1, b.y1}})
            out.push_back({mm(side.x0), mm(side.y0), mm(side.x1), mm(side.y1), frame.width.v});
    }
    return out;
}

bool covers(const std::vector<Stroke>& by, const Stroke& s) {
    return std::any_of(by.begin(), by.end(), [&](const Stroke& b) {
        const bool across = std::abs(s.y0 - s.y1) < 1e-9;
        const double off = across ? std::abs(b.y0 - s.y0) + std::abs(b.y1 - s.y1) : std::abs(b.x0 - s.x0) + std::abs(b.x1 - s.x1);
        if (off > rules_within || std::abs(b.weight - s.weight) > 0.01) return false;
        return across ? b.x0 <= s.x0 + 0.05 && b.x1 >= s.x1 - 0.05 : b.y0 <= s.y0 + 0.05 && b.y1 >= s.y1 - 0.05;
    });
}

std::vector<Stroke> wanted(const PlatePage& page) {
    std::vector<Stroke> out;
    for (const PlateRule& r : page.rules) out.push_back({r.at.x0, r.at.y0, r.at.x1, r.at.y1, r.weight});
    for (const PlateRule& f : page.frames)
        for (const PlateBox& s : {PlateBox{f.at.x0, f.at.y0, f.at.x1, f.at.y0}, PlateBox{f.at.x0, f.at.y1, f.at.x1, f.at.y1},
                                  PlateBox{f.at.x0, f.at.y0, f.at.x0, f.at.y1}, PlateBox{f.at.x1, f.at.y0, f.at.x1, f.at.y1}})
            out.push_back({s.x0, s.y0, s.x1, s.y1, f.weight});
    return out;
}

// A long drawn rule is the plate's pieces joined: it must lie on some of them all along.
bool lies_on(const std::vector<Stroke>& plate, const Stroke& s) {
    const bool across = std::abs(s.y0 - s.y1) < 1e-9;
    double at = across ? s.x0 : s.y0;
    const double end = across ? s.x1 : s.y1;
    for (bool moved = true; moved && at < end - 0.3;) {
        moved = false;
        for (const Stroke& p : plate) {
            const double off = across ? std::abs(p.y0 - s.y0) + std::abs(p.y1 - s.y1) : std::abs(p.x0 - s.x0) + std::abs(p.x1 - s.x1);
            const double from = across ? p.x0 : p.y0, to = across ? p.x1 : p.y1;
            if (off > rules_within || from > at + 0.3 || to <= at + 1e-9) continue;
            at = to;
            moved = true;
        }
    }
    return at >= end - 0.3;
}

class Plate : public testing::TestWithParam<std::string> {
protected:
    const std::vector<PlatePage> plate = read_plate(GetParam());
    const Pages pages = render_blank(studio(), GetParam(), {}).pages;
};

TEST_P(Plate, BlankFormHasSixPages) {
    EXPECT_EQ(pages.size(), 6u);
    EXPECT_EQ(plate.size(), 6u);
}

TEST_P(Plate, EveryRuleAndFrameLiesOnThePlateAndNothingElseIsDrawn) {
    for (std::size_t p = 0; p < plate.size(); ++p) {
        const std::vector<Stroke> ours = drawn(pages.at(p)), theirs = wanted(plate[p]);
        for (const Stroke& s : theirs) EXPECT_TRUE(covers(ours, s)) << "page " << p + 1 << ": no rule " << s.x0 << " " << s.y0 << " " << s.x1 << " " << s.y1;
        for (const Stroke& s : ours) EXPECT_TRUE(lies_on(theirs, s)) << "page " << p + 1 << ": not on the plate: " << s.x0 << " " << s.y0 << " " << s.x1 << " " << s.y1;
    }
}

TEST_P(Plate, EveryCheckBoxStandsAtItsPlaceAndIsEmpty) {
    for (std::size_t p = 0; p < plate.size(); ++p) {
        std::vector<const Mark*> marks;
        for (const Item& item : pages.at(p).items)
            if (const Mark* mark = std::get_if<Mark>(&item.what)) marks.push_back(mark);
        ASSERT_EQ(marks.size(), plate[p].ticks.size()) << "page " << p + 1;
        for (const PlateBox& box : plate[p].ticks)
            EXPECT_TRUE(std::any_of(marks.begin(), marks.end(), [&](const Mark* mark) {
                return !mark->ticked && std::abs(mm(mark->box.x0) - box.x0) < 0.1 && std::abs(mm(mark->box.y0) - box.y0) < 0.1 &&
                       std::abs(mm(mark->box.x1) - box.x1) < 0.1 && std::abs(mm(mark->box.y1) - box.y1) < 0.1;
            })) << "page " << p + 1 << ": no box at " << box.x0 << " " << box.y0;
    }
}

TEST_P(Plate, EveryLineOfTextStandsOnItsPlateAtItsSize) {
    for (std::size_t p = 0; p < plate.size(); ++p) {
        for (const PlateLine& line : plate[p].lines) {
            const std::string text = without_white_space(line.text);
            if (text.empty()) continue;
            const bool found = std::any_of(pages.at(p).items.begin(), pages.at(p).items.end(), [&](const Item& item) {
                const TextRun* run = std::get_if<TextRun>(&item.what);
                if (!run || run->glyphs.empty() || without_white_space(run->text) != text) return false;
                const double x = mm(run->at.x), end = x + mm(Pt{run->glyphs.back().x + run->glyphs.back().advance});
                return std::abs(x - line.x) < text_within && std::abs(end - line.x - line.width) < text_within &&
                       std::abs(mm(run->at.y) - line.baseline) < text_within && std::abs(run->size.v - line.size) < 0.01;
            });
            EXPECT_TRUE(found) << "page " << p + 1 << ": " << line.text << " at " << line.x << " " << line.baseline;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Forms, Plate, testing::ValuesIn(forms()), [](const auto& form) { return form.param.substr(0, form.param.find('-')); });

}  // namespace
}  // namespace tianbiao::test
