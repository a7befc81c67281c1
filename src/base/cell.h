// Words about a cell that a form, a grid and a reader share.
#pragma once
#include <cstdint>
#include <string>

namespace tianbiao {

enum class CellKind : std::uint8_t {
    label,    // what is asked
    head,     // a section's head over the full width
    value,    // what is answered
    options,  // check boxes
    lines,    // several texts at places of their own (承诺, 推荐理由)
    filler,   // no question, no answer
};

enum class HorizontalAlign : std::uint8_t { left, centre, right, justify };
enum class VerticalAlign : std::uint8_t { top, middle, bottom };

}  // namespace tianbiao
