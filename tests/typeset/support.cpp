#include "support.h"

#include <hb.h>

namespace tianbiao {

std::vector<Standing> stand(const ShapedText& shaped, const Line& line, const Measure& measure) {
    std::vector<Standing> out;
    const double size = measure.size.v;
    for (const Item& item : place(shaped, line, measure)) {
        if (const auto* box = std::get_if<MissingCharacter>(&item.what)) {
            out.push_back({box->text, box->at.x.v / size, box->box.x0.v / size, box->box.x1.v / size, true});
            continue;
        }
        const TextRun& run = std::get<TextRun>(item.what);
        const Face& face = fonts().open(run.face);
        for (const PlacedGlyph& glyph : run.glyphs) {
            if (glyph.length == 0) continue;
            hb_glyph_extents_t ink{};
            hb_font_get_glyph_extents(face.font(), glyph.id, &ink);
            const double em = face.facts().units_per_em, origin = (run.at.x.v + glyph.x) / size;
            out.push_back({run.text.substr(glyph.begin, glyph.length), origin, origin + ink.x_bearing / em,
                           origin + (ink.x_bearing + ink.width) / em, false});
        }
    }
    return out;
}

std::vector<Standing> stand(std::string_view text) {
    const ShapedText shaped = print(text);
    const Measure measure = ems(1000);
    return stand(shaped, break_lines(shaped, measure).front(), measure);
}

}  // namespace tianbiao
