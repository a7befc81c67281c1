#include "support/page_evidence.h"

#include <algorithm>

#include "base/utf8.h"

namespace tianbiao::test {
namespace {

class Seer {
public:
    Seer(const Page& page, Sequences sequences) : page_(page), sequences_(sequences) {}

    SeenPage run() {
        out_.width = page_.width, out_.height = page_.height;
        for (const Rule& rule : page_.rules) out_.rules.push_back({rule.from, rule.to, rule.width});
        for (const Frame& frame : page_.frames) rectangle(frame.box, frame.width);
        std::int32_t current = -1, next = 0;
        for (const Item& item : page_.items) {
            if (item.paragraph != current && item.paragraph >= 0) {
                for (; next < item.paragraph; ++next)
                    if (!has_items(next)) begin(next);
                begin(item.paragraph);
            }
            current = item.paragraph;
            std::visit([&](const auto& what) { add(what); }, item.what);
            if (current >= 0 && !out_.sequences.empty()) out_.sequences.back().end = static_cast<std::uint32_t>(out_.texts.size());
        }
        for (; next < static_cast<std::int32_t>(page_.paragraphs.size()); ++next)
            if (!has_items(next)) begin(next);
        if (sequences_ == Sequences::left_out) out_.sequences.clear();
        return std::move(out_);
    }

private:
    bool has_items(std::int32_t paragraph) const { return std::ranges::find(page_.items, paragraph, &Item::paragraph) != page_.items.end(); }

    void begin(std::int32_t paragraph) {
        const auto here = static_cast<std::uint32_t>(out_.texts.size());
        out_.sequences.push_back({"P", page_.paragraphs[static_cast<std::size_t>(paragraph)].continues, here, here});
    }

    void rectangle(const Rect& box, Pt width) {
        const Point a{box.x0, box.y0}, b{box.x1, box.y0}, c{box.x1, box.y1}, d{box.x0, box.y1};
        for (const auto& [from, to] : {std::pair{a, b}, {b, c}, {c, d}, {d, a}}) out_.rules.push_back({from, to, width});
    }

    void add(const TextRun& run) {
        SeenText text;
        text.size = run.size, text.angle = run.angle, text.text = run.text;
        for (const PlacedGlyph& glyph : run.glyphs)
            text.glyphs.push_back({{run.at.x + Pt{glyph.x}, run.at.y}, Pt{glyph.advance}, glyph.begin, glyph.length, 0});
        out_.texts.push_back(std::move(text));
    }

    void add(const Mark& mark) {
        rectangle(mark.box, mark.weight);
        const Rect& box = mark.box;
        const Pt side = box.width();
        if (mark.ticked) out_.strokes.push_back({{box.x0 + 0.18 * side, box.y0 + 0.17 * side, box.x0 + 0.84 * side, box.y0 + 0.79 * side}, false});
        unseen(mark.ticked ? "☑" : "□", {box.x0, (box.y0 + box.y1) / 2 + 0.38 * side}, side, side);
    }

    void add(const MissingCharacter& missing) {
        rectangle(missing.box, Pt{0.5});
        unseen(missing.text, missing.at, missing.box.x1 - missing.at.x, missing.size);
    }

    void unseen(const std::string& said, Point at, Pt width, Pt size) {
        SeenText text;
        text.size = size, text.text = said;
        text.glyphs.push_back({at, width, 0, static_cast<std::uint8_t>(said.size()), render_mode});
        out_.texts.push_back(std::move(text));
    }

    const Page& page_;
    Sequences sequences_;
    SeenPage out_;
};

}  // namespace

Evidence evidence_of(const Pages& pages, Sequences sequences) {
    Evidence evidence;
    for (const Page& page : pages) evidence.pages.push_back(Seer(page, sequences).run());
    evidence.pages_said = static_cast<int>(pages.size());
    evidence.producer = sequences == Sequences::said ? "tianbiao" : "another program";
    return evidence;
}

}  // namespace tianbiao::test
