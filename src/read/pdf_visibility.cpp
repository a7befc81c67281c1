#include <algorithm>
#include <array>
#include <cmath>

#include "read/pdf_matrix.h"
#include "read/pdf_painting.h"

namespace tianbiao {
namespace {

constexpr double band = 24;            // pt of height that share a list of covers
constexpr std::size_t most_bands = 2048;
constexpr float least_contrast = 0.04F;  // of a component: less is not told apart on paper

bool alike(const Colour& a, const Colour& b) {
    return a.known && b.known && std::abs(a.red - b.red) < least_contrast && std::abs(a.green - b.green) < least_contrast &&
           std::abs(a.blue - b.blue) < least_contrast;
}

// Covers by the bands of the page that they touch, in painting order.
class Covers {
public:
    explicit Covers(const Painting& painting) : covers_(painting.covers) {
        const double height = std::clamp(painting.page.height.v, 0.0, band * (most_bands - 1));
        bands_.resize(static_cast<std::size_t>(height / band) + 1);
        for (std::uint32_t i = 0; i < covers_.size(); ++i)
            for (std::size_t k = band_of(covers_[i].box.y0); k <= band_of(covers_[i].box.y1); ++k) bands_[k].push_back(i);
    }

    struct Sight {
        bool covered = false, same = false;
    };
    Sight at(Point point, const Coat& coat) const {
        Colour under{1, 1, 1, true};  // paper
        Sight sight;
        for (const std::uint32_t index : bands_[band_of(point.y)]) {
            const Cover& cover = covers_[index];
            if (!holds(cover.box, point)) continue;
            if (cover.coat.order < coat.order) under = cover.coat.colour;
            else if (cover.coat.order > coat.order) sight.covered = true;
        }
        sight.same = alike(under, coat.colour);
        return sight;
    }

private:
    std::size_t band_of(Pt y) const {
        const double at = std::clamp(y.v / band, 0.0, static_cast<double>(bands_.size() - 1));
        return static_cast<std::size_t>(at);
    }
    const std::vector<Cover>& covers_;
    std::vector<std::vector<std::uint32_t>> bands_;
};

// From a glyph's origin to the middle of its character, not of its box: over the baseline and inside the advance.
struct ToMiddle {
    double c, s, up, along;

    explicit ToMiddle(const SeenText& text) {
        constexpr double degree = 3.14159265358979323846 / 180, share_of_height = 0.35;
        c = std::cos(text.angle * degree), s = std::sin(text.angle * degree);
        up = text.size.v * share_of_height, along = text.vertical ? text.size.v / 2 : -1;
    }
    Point of(const SeenGlyph& glyph) const {
        const double half = along < 0 ? glyph.advance.v / 2 : along;
        return {glyph.at.x + Pt{half * c - up * s}, glyph.at.y - Pt{half * s + up * c}};
    }
};

void judge(const Covers& covers, SeenText& text, const Coat& coat) {
    const ToMiddle middle(text);
    for (SeenGlyph& glyph : text.glyphs) {
        const Covers::Sight sight = covers.at(middle.of(glyph), coat);
        if (sight.covered) glyph.unseen |= covered;
        if (sight.same) glyph.unseen |= same_colour;
    }
}

bool is_seen(const Covers& covers, const SeenRule& rule, const Coat& coat) {
    constexpr std::array shares{0.1, 0.5, 0.9};
    return std::any_of(shares.begin(), shares.end(), [&](double share) {
        const Covers::Sight sight = covers.at({rule.from.x + (rule.to.x - rule.from.x) * share, rule.from.y + (rule.to.y - rule.from.y) * share}, coat);
        return !sight.covered && !sight.same;
    });
}

}  // namespace

void judge_visibility(Painting& painting) {
    const Covers covers(painting);
    SeenPage& page = painting.page;
    for (std::size_t i = 0; i < page.texts.size(); ++i) judge(covers, page.texts[i], painting.texts[i]);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < page.rules.size(); ++i) {
        if (!is_seen(covers, page.rules[i], painting.rules[i])) continue;
        page.rules[kept] = page.rules[i];
        painting.rules[kept++] = painting.rules[i];
    }
    page.rules.resize(kept);
    painting.rules.resize(kept);
}

}  // namespace tianbiao
