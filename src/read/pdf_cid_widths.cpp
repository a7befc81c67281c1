#include "read/pdf_cid_widths.h"

#include <algorithm>
#include <array>

namespace tianbiao {
namespace {

constexpr int most_cid = 65535;
constexpr float unset = -1e9F;

int cid_of(double number) { return static_cast<int>(std::clamp(number, 0.0, static_cast<double>(most_cid))); }

// 9.7.4.3: "c [v …]" names the values of c, c + 1 and so on, `each` of them a CID; "first last v" those of all from first to last.
template <std::size_t each, class Take>
void read_ranges(const ObjectStore& objects, const Object* array, double otherwise, Take take) {
    const std::size_t count = objects.size(array);
    for (std::size_t i = 0; i + 1 < count;) {
        const int first = cid_of(objects.number(objects.item(array, i), 0));
        const Object* next = objects.item(array, i + 1);
        if (objects.is_array(next)) {
            const std::vector<double> values = objects.numbers(next, each * (most_cid + 1));
            for (std::size_t k = 0; k + each <= values.size(); k += each) {
                const int cid = first + static_cast<int>(k / each);
                take(cid, cid, values.data() + k);
            }
            i += 2;
        } else {
            std::array<double, each> values{};
            for (std::size_t k = 0; k < each; ++k) values[k] = objects.number(objects.item(array, i + 2 + k), otherwise);
            take(first, cid_of(objects.number(next, 0)), values.data());
            i += 2 + each;
        }
    }
}

}  // namespace

CidWidths::CidWidths(const ObjectStore& objects, const Object* cid_font) {
    default_width_ = objects.number(objects.at(cid_font, "DW"), 1000);
    const std::vector<double> pair = objects.numbers(objects.at(cid_font, "DW2"), 2);
    if (pair.size() == 2) default_vertical_.origin_y = pair[0], default_vertical_.advance = pair[1];
    read_widths(objects, objects.at(cid_font, "W"));
    read_vertical(objects, objects.at(cid_font, "W2"));
}

void CidWidths::set(int cid, double width) {
    if (cid < 0 || cid > most_cid) return;
    const auto index = static_cast<std::size_t>(cid);
    if (index >= widths_.size()) widths_.resize(std::max(index + 1, std::min<std::size_t>(widths_.size() * 2, most_cid + 1)), unset);
    widths_[index] = static_cast<float>(width);
}

void CidWidths::read_widths(const ObjectStore& objects, const Object* array) {
    read_ranges<1>(objects, array, default_width_, [&](int first, int last, const double* width) {
        for (int cid = first; cid <= last; ++cid) set(cid, *width);
    });
}

void CidWidths::read_vertical(const ObjectStore& objects, const Object* array) {
    read_ranges<3>(objects, array, 0, [&](int first, int last, const double* v) { ranges_.push_back({first, last, {v[0], v[1], v[2]}}); });
}

double CidWidths::width(int cid) const {
    if (cid < 0 || static_cast<std::size_t>(cid) >= widths_.size() || widths_[static_cast<std::size_t>(cid)] == unset) return default_width_;
    return widths_[static_cast<std::size_t>(cid)];
}

VerticalMetrics CidWidths::vertical(int cid) const {
    for (const VerticalRange& range : ranges_)
        if (cid >= range.from && cid <= range.to) return range.metrics;
    VerticalMetrics metrics = default_vertical_;
    metrics.origin_x = width(cid) / 2;
    return metrics;
}

}  // namespace tianbiao
