#include "write/pdf_boxes.h"

#include <array>
#include <string_view>

#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr int exact = 3;  // decimals: 0.0004 mm

// The tick as a person draws it, in shares of the box from its top left: a short stroke down to the valley, a long one up to the corner,
// round at its ends like a pen's. Its weight is 0.4 mm in a box of 3.5 mm: a scanner at 150 dpi still sees two pixels of it.
struct Share {
    double x, y;
};
constexpr std::array tick{Share{0.18, 0.50}, Share{0.40, 0.79}, Share{0.84, 0.17}};
constexpr double tick_weight = 0.12;

}  // namespace

void append_tick(std::string& to, double x, double y, Pt width, Pt height) {
    to += "q 1 J 1 j ";
    append_number(to, tick_weight * width.v, exact);
    to += " w ";
    std::string_view operation = "m ";
    for (const Share& share : tick) {
        append_number(to, x + width.v * share.x, exact);
        to += ' ';
        append_number(to, y - height.v * share.y, exact);
        to += ' ';
        to += operation;
        operation = "l ";
    }
    to += "S Q\n";
}

}  // namespace tianbiao
