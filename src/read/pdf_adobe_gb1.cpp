#include "read/pdf_adobe_gb1.h"

#include <algorithm>
#include <array>

#include "base/gb18030.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr int row_length = 94;  // GB 2312: codes A1 to FE of each row

// Characters of GB 2312 in the order of their codes, from one code on.
struct Stretch {
    int cid, count;
    unsigned char row, first;
};
constexpr std::array stretches{
    Stretch{96, 94, 0xA1, 0xA1},  Stretch{190, 50, 0xA2, 0xB1}, Stretch{240, 10, 0xA2, 0xE5}, Stretch{250, 12, 0xA2, 0xF1},
    Stretch{262, 94, 0xA3, 0xA1}, Stretch{356, 83, 0xA4, 0xA1}, Stretch{439, 86, 0xA5, 0xA1}, Stretch{525, 24, 0xA6, 0xA1},
    Stretch{549, 24, 0xA6, 0xC1}, Stretch{602, 33, 0xA7, 0xA1}, Stretch{635, 33, 0xA7, 0xD1}, Stretch{668, 32, 0xA8, 0xA1},
    Stretch{700, 37, 0xA8, 0xC5}, Stretch{738, 76, 0xA9, 0xA4}, Stretch{940, 3755, 0xB0, 0xA1}, Stretch{4695, 3008, 0xD8, 0xA1},
};

// Latin: as wide as its letters, and half as wide as a Chinese character.
constexpr int proportional = 1, half_width = 814, half_width_blank = 7716;

}  // namespace

std::string text_of_gb1_cid(int cid) {
    if (cid >= proportional && cid < proportional + 95) return std::string(1, static_cast<char>(0x20 + cid - proportional));
    if (cid >= half_width && cid < half_width + 94) return std::string(1, static_cast<char>(0x21 + cid - half_width));
    if (cid == half_width_blank) return " ";
    const auto holds = [&](const Stretch& stretch) { return cid >= stretch.cid && cid < stretch.cid + stretch.count; };
    const auto stretch = std::ranges::find_if(stretches, holds);
    if (stretch == stretches.end()) return {};
    const int place = stretch->first - 0xA1 + cid - stretch->cid;
    const std::string bytes{static_cast<char>(stretch->row + place / row_length), static_cast<char>(0xA1 + place % row_length)};
    return utf8_of_gb18030(bytes);
}

}  // namespace tianbiao
