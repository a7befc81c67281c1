#include "read/pdf_colours.h"

#include <algorithm>
#include <array>

namespace tianbiao {
namespace {

struct NamedSpace {
    std::string_view name;
    Space space;
};
constexpr std::array named_spaces{
    NamedSpace{"DeviceGray", Space::grey},  NamedSpace{"CalGray", Space::grey},   NamedSpace{"G", Space::grey},
    NamedSpace{"DeviceRGB", Space::rgb},    NamedSpace{"CalRGB", Space::rgb},     NamedSpace{"RGB", Space::rgb},
    NamedSpace{"DeviceCMYK", Space::cmyk},  NamedSpace{"CMYK", Space::cmyk},      NamedSpace{"Lab", Space::lab},
    NamedSpace{"Separation", Space::tint},  NamedSpace{"DeviceN", Space::tint},   NamedSpace{"Pattern", Space::pattern},
    NamedSpace{"Indexed", Space::pattern},  NamedSpace{"I", Space::pattern},
};

float within(double value) { return static_cast<float>(std::clamp(value, 0.0, 1.0)); }
Colour grey(double level) { return {within(level), within(level), within(level), true}; }

}  // namespace

Space space_named(std::string_view name) {
    for (const NamedSpace& one : named_spaces)
        if (one.name == name) return one.space;
    return Space::grey;
}

Space space_of(const ObjectStore& objects, const Object* resource) {
    if (!objects.is_array(resource)) return space_named(objects.name(resource));
    const std::string family = objects.name(objects.item(resource, 0));
    if (family != "ICCBased") return space_named(family);
    const double components = objects.number(objects.at(objects.item(resource, 1), "N"), 1);
    return components == 3 ? Space::rgb : components == 4 ? Space::cmyk : Space::grey;
}

Colour colour_of(Space space, std::span<const double> components) {
    const auto at = [&](std::size_t i) { return i < components.size() ? components[i] : 0.0; };
    switch (space) {
        case Space::grey: return grey(at(0));
        case Space::rgb: return {within(at(0)), within(at(1)), within(at(2)), true};
        case Space::cmyk: return {within((1 - at(0)) * (1 - at(3))), within((1 - at(1)) * (1 - at(3))), within((1 - at(2)) * (1 - at(3))), true};
        case Space::tint: return grey(components.empty() ? 0.0 : 1 - *std::max_element(components.begin(), components.end()));  // as if of black ink
        case Space::lab: return grey(at(0) / 100);
        case Space::pattern: break;
    }
    return {0, 0, 0, false};
}

}  // namespace tianbiao
