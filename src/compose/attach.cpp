#include "compose/attach.h"

#include <algorithm>
#include <cmath>

#include "compose/words.h"

namespace tianbiao {
namespace {

constexpr Mm below_title{5.5};  // the table's top on a first page to the first line's box here: the 附页's number stands between
constexpr int fewest_lines = 3;

}  // namespace

std::string item_head(const Form& form, const Rest& rest) { return with(form.word("item"), {{"name", rest.name}}); }

Mm sheet_number_baseline(const Form& form) { return form.table_top + Mm{2.2}; }

Attachments attach(const Form& form, Fitter& fitter, std::vector<Rest>& rests) {
    Attachments out;
    const Style& style = form.style("sheet_text");
    const double size = style.sizes.front();
    const Mm pitch = to_mm(Pt{size * style.pitch});
    const Mm top = form.table_top + below_title;
    const auto baseline_in = [&](Mm box) { return box + pitch / 2 + to_mm(Pt{baseline_drop * size}); };
    Mm at = form.area_height;
    for (std::size_t r = 0; r < rests.size(); ++r) {
        Rest& rest = rests[r];
        auto shaped = std::make_shared<ShapedText>(
            shape(fitter.fonts(), role_of(style), rest.text, style.print_rules ? Setting::print : Setting::plate, Origin::value));
        if (rest.continues && !shaped->paragraphs.empty()) shaped->paragraphs.front().own_indent = true;
        const Measure measure{Pt{size}, to_pt(form.area_width), style.indent, align_of(style.align)};
        const std::vector<Line> lines = break_lines(*shaped, measure);
        for (std::size_t next = 0; next < lines.size();) {
            const auto fits = [&] { return static_cast<int>(std::floor((form.area_height - at - pitch) / pitch + 1e-6)); };
            const int remaining = static_cast<int>(lines.size() - next);
            if (out.sheets == 0 || fits() < std::min(fewest_lines, remaining)) {
                ++out.sheets;
                at = top;
            }
            const int count = std::min(fits(), remaining);
            SheetText piece;
            piece.rest = static_cast<int>(r);
            piece.sheet = out.sheets;
            piece.head = baseline_in(at);
            piece.first = baseline_in(at + pitch);
            piece.pitch = Pt{size * style.pitch};
            piece.shaped = shaped;
            piece.lines.assign(lines.begin() + next, lines.begin() + next + count);
            piece.measure = measure;
            piece.continues = next == 0 ? rest.continues : !lines[next].first_of_paragraph;
            if (next == 0) rest.sheet = out.sheets;
            out.pieces.push_back(std::move(piece));
            next += count;
            at += pitch * (count + 1.5);
        }
    }
    return out;
}

}  // namespace tianbiao
