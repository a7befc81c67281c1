#include "read/pdf_cid_widths.h"

#include <algorithm>

namespace tianbiao {
namespace {

constexpr int most_cid = 65535;
constexpr float unset = -1e9F;

int cid_of(double number) { return static_cast<int>(std::clamp(number, 0.0, static_cast<double>(most_cid))); }

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

// "c [w …]" or "first last w".
void CidWidths::read_widths(const ObjectStore& objects, const Object* array) {
    const std::size_t count = objects.size(array);
    for (std::size_t i = 0; i + 1 < count;) {
        const int first = cid_of(objects.number(objects.item(array, i), 0));
        const Object* next = objects.item(array, i + 1);
        if (objects.is_array(next)) {
            const std::vector<double> widths = objects.numbers(next, most_cid + 1);
            for (std::size_t k = 0; k < widths.size(); ++k) set(first + static_cast<int>(k), widths[k]);
            i += 2;
        } else {
            const int last = cid_of(objects.number(next, 0));
            const double width = objects.number(objects.item(array, i + 2), default_width_);
            for (int cid = first; cid <= last; ++cid) set(cid, width);
            i += 3;
        }
    }
}

// "c [w1y vx vy …]" or "first last w1y vx vy".
void CidWidths::read_vertical(const ObjectStore& objects, const Object* array) {
    const std::size_t count = objects.size(array);
    for (std::size_t i = 0; i + 1 < count;) {
        const int first = cid_of(objects.number(objects.item(array, i), 0));
        const Object* next = objects.item(array, i + 1);
        if (objects.is_array(next)) {
            const std::vector<double> values = objects.numbers(next, 3 * (most_cid + 1));
            for (std::size_t k = 0; k + 2 < values.size(); k += 3) {
                const int cid = first + static_cast<int>(k / 3);
                ranges_.push_back({cid, cid, {values[k], values[k + 1], values[k + 2]}});
            }
            i += 2;
        } else {
            const auto number = [&](std::size_t at) { return objects.number(objects.item(array, i + at), 0); };
            ranges_.push_back({first, cid_of(number(1)), {number(2), number(3), number(4)}});
            i += 5;
        }
    }
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
