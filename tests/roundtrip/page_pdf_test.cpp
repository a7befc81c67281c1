// What is painted is what is read: read(write(page)) == page, within 0.05 mm, for every sample.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "page/evidence.h"
#include "read/pdf_reader.h"
#include "support/workshop.h"
#include "write/pdf_carrier.h"
#include "write/pdf_writer.h"

namespace tianbiao {
namespace {

constexpr Pt near_enough = to_pt(0.05_mm);

bool near(Pt a, Pt b) { return std::abs((a - b).v) <= near_enough.v; }
bool near(Point a, Point b) { return near(a.x, b.x) && near(a.y, b.y); }

struct Piece {  // of a text: a glyph that was seen, with what it says
    const SeenText* run;
    const SeenGlyph* glyph;
    std::string_view text;
};

std::vector<Piece> pieces_of(const SeenPage& page) {
    std::vector<Piece> pieces;
    for (const SeenText& run : page.texts)
        for (const SeenGlyph& glyph : run.glyphs)
            if (glyph.length > 0) pieces.push_back({&run, &glyph, std::string_view(run.text).substr(glyph.begin, glyph.length)});
    return pieces;
}

// Takes the pieces of one text off the page's; the first of them.
class Reading {
public:
    explicit Reading(const SeenPage& page) : pieces_(pieces_of(page)) {}
    const Piece* take(std::string_view text) {
        const std::size_t first = at_;
        std::string taken;
        while (at_ < pieces_.size() && taken.size() < text.size()) taken += pieces_[at_++].text;
        EXPECT_EQ(taken, text);
        return taken == text && first < pieces_.size() ? &pieces_[first] : nullptr;
    }
    bool at_end() const { return at_ == pieces_.size(); }

private:
    std::vector<Piece> pieces_;
    std::size_t at_ = 0;
};

bool compare(Reading& reading, const TextRun& run) {
    const double radians = run.angle * std::numbers::pi / 180;
    for (const PlacedGlyph& glyph : run.glyphs) {
        if (glyph.length == 0) continue;
        const Piece* seen_piece = reading.take(std::string_view(run.text).substr(glyph.begin, glyph.length));
        if (!seen_piece) return false;
        const Pt along{glyph.x};
        EXPECT_TRUE(near(seen_piece->glyph->at, {run.at.x + along * std::cos(radians), run.at.y - along * std::sin(radians)})) << run.text;
        EXPECT_TRUE(near(seen_piece->run->size, run.size)) << run.text;
        EXPECT_NEAR(seen_piece->run->angle, run.angle, 0.01) << run.text;
        EXPECT_EQ(seen_piece->glyph->unseen, seen) << run.text;
    }
    return true;
}

bool compare_unseen(Reading& reading, std::string_view text, const Rect& box) {
    const Piece* piece = reading.take(text);
    if (!piece) return false;
    EXPECT_EQ(piece->glyph->unseen, render_mode) << text;
    EXPECT_GE(piece->glyph->at.x, box.x0 - near_enough - 1_pt) << text;
    EXPECT_LE(piece->glyph->at.x, box.x1) << text;
    return true;
}

void compare_texts(const Page& page, const SeenPage& seen_page) {
    Reading reading(seen_page);
    bool goes_on = true;
    const auto turned = [](const Item& item) { return std::holds_alternative<TextRun>(item.what) && std::get<TextRun>(item.what).angle != 0; };
    for (const Item& item : page.items) {
        if (!goes_on) return;
        if (turned(item) && &item != &page.items.front() && !turned(*(&item - 1))) ADD_FAILURE() << "the draft's mark is not first";
        if (const auto* run = std::get_if<TextRun>(&item.what)) goes_on = compare(reading, *run);
        if (const auto* mark = std::get_if<Mark>(&item.what)) goes_on = compare_unseen(reading, said_by(*mark), mark->box);
        if (const auto* missing = std::get_if<MissingCharacter>(&item.what)) goes_on = compare_unseen(reading, missing->text, missing->box);
    }
    EXPECT_TRUE(!goes_on || reading.at_end());
}

void add_box(const Rect& box, Pt width, std::vector<SeenRule>& to) {
    to.push_back({{box.x0, box.y0}, {box.x1, box.y0}, width});
    to.push_back({{box.x0, box.y1}, {box.x1, box.y1}, width});
    to.push_back({{box.x0, box.y0}, {box.x0, box.y1}, width});
    to.push_back({{box.x1, box.y0}, {box.x1, box.y1}, width});
}

void compare_lines(const Page& page, const SeenPage& seen_page) {
    std::vector<SeenRule> expected;
    std::size_t ticks = 0;
    for (const Rule& rule : page.rules) expected.push_back({rule.from, rule.to, rule.width});
    for (const Frame& frame : page.frames) add_box(frame.box, frame.width, expected);
    for (const Item& item : page.items) {
        if (const auto* mark = std::get_if<Mark>(&item.what)) add_box(mark->box, mark->weight, expected), ticks += mark->ticked;
        if (const auto* missing = std::get_if<MissingCharacter>(&item.what)) add_box(missing->box, 0.5_pt, expected);
    }
    EXPECT_EQ(seen_page.rules.size(), expected.size());
    EXPECT_EQ(seen_page.strokes.size(), ticks);
    std::vector<SeenRule> left = seen_page.rules;
    for (const SeenRule& rule : expected) {
        const auto found = std::find_if(left.begin(), left.end(), [&](const SeenRule& other) {
            return std::abs((other.width - rule.width).v) < 0.005 && ((near(other.from, rule.from) && near(other.to, rule.to)) || (near(other.from, rule.to) && near(other.to, rule.from)));
        });
        if (found == left.end()) ADD_FAILURE() << "no rule at " << rule.from.x.v << " " << rule.from.y.v << " to " << rule.to.x.v << " " << rule.to.y.v;
        else left.erase(found);
    }
}

// What the page itself wears, its number and heads set again, is no paragraph of the document.
std::size_t paragraphs_of(const Page& page) {
    std::set<std::size_t> furniture;
    for (std::size_t i = 0; i < page.paragraphs.size(); ++i)
        if (page.paragraphs[i].part == ParagraphPart::furniture) furniture.insert(i);
    for (const Item& item : page.items)
        if (item.cell >= 0 && item.paragraph >= 0 && page.cells[static_cast<std::size_t>(item.cell)].place.part == CellPart::again)
            furniture.insert(static_cast<std::size_t>(item.paragraph));
    return page.paragraphs.size() - furniture.size();
}

class PageRoundTrip : public testing::TestWithParam<std::string> {};

TEST_P(PageRoundTrip, EverythingComesBackFromThePdf) {
    Rendered out = test::rendered(test::sample(GetParam()));
    const Evidence evidence = read_pdf(test::studio().pdf_writer().write(out.pages, out.facts));
    ASSERT_EQ(evidence.pages.size(), out.pages.size());
    EXPECT_EQ(evidence.pages_said, static_cast<int>(out.pages.size()));
    EXPECT_FALSE(evidence.repaired);
    EXPECT_EQ(evidence.files.size(), out.facts.attachments.size());
    for (std::size_t i = 0; i < out.pages.size(); ++i) {
        SCOPED_TRACE("page " + std::to_string(i + 1));
        EXPECT_TRUE(near(evidence.pages[i].width, out.pages[i].width) && near(evidence.pages[i].height, out.pages[i].height));
        EXPECT_EQ(evidence.pages[i].trouble, "");
        compare_texts(out.pages[i], evidence.pages[i]);
        compare_lines(out.pages[i], evidence.pages[i]);
        const auto typed = std::count_if(evidence.pages[i].sequences.begin(), evidence.pages[i].sequences.end(), [](const SeenSequence& s) { return s.tag == "P"; });
        EXPECT_GE(static_cast<std::size_t>(typed), paragraphs_of(out.pages[i]));
    }
}

INSTANTIATE_TEST_SUITE_P(Samples, PageRoundTrip, testing::ValuesIn(test::sample_names()), [](const auto& info) {
    std::string name = info.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

}  // namespace
}  // namespace tianbiao
