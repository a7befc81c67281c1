// A page as it was painted: what is seen on it, and in which order and colour, so that what lies under something else is told.
#pragma once
#include <cstdint>
#include <vector>

#include "page/evidence.h"

namespace tianbiao {

struct Colour {
    float red = 0, green = 0, blue = 0;
    bool known = true;  // a pattern's is not
    double grey() const { return 0.299 * static_cast<double>(red) + 0.587 * static_cast<double>(green) + 0.114 * static_cast<double>(blue); }
};

struct Coat {            // of an item: when it was painted and with what
    std::uint32_t order = 0;
    Colour colour;
};

struct Cover {           // an opaque rectangle: a fill, or an image without a mask
    Rect box;
    Coat coat;
};

struct Painting {
    SeenPage page;
    std::vector<Coat> texts, rules;  // of page.texts and page.rules, one for one
    std::vector<Cover> covers;
    std::uint32_t order = 0;         // of the last thing painted
};

// Sets same_colour and covered on the glyphs, and drops rules that nobody sees for the same reasons.
void judge_visibility(Painting& painting);

}  // namespace tianbiao
