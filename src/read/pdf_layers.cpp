#include "read/pdf_layers.h"

#include <algorithm>

#include "base/limits.h"

namespace tianbiao {

// Table 101: the default configuration's BaseState, and what ON and OFF say besides.
Layers::Layers(const ObjectStore& objects) : objects_(objects) {
    const Object* properties = objects.at(objects.catalog(), "OCProperties");
    if (!properties) return;
    const Object* configuration = objects.at(properties, "D");
    const auto each = [&](const Object* array, auto work) {
        const std::size_t count = std::min<std::size_t>(objects.size(array), limits::pdf_annotations);
        for (std::size_t i = 0; i < count; ++i) work(objects.item(array, i));
    };
    if (objects.is_name(objects.at(configuration, "BaseState"), "OFF")) each(objects.at(properties, "OCGs"), [&](const Object* g) { off_.insert(g); });
    each(objects.at(configuration, "ON"), [&](const Object* g) { off_.erase(g); });
    each(objects.at(configuration, "OFF"), [&](const Object* g) { off_.insert(g); });
}

// Table 99: a membership dictionary shows its content by the policy P over its groups; a visibility expression is not evaluated.
bool Layers::is_off(const Object* group) const {
    if (!group || off_.empty()) return false;
    if (!objects_.is_name(objects_.at(group, "Type"), "OCMD")) return off_.contains(group);
    const Object* groups = objects_.at(group, "OCGs");
    if (!groups) return false;
    if (!objects_.is_array(groups)) return off_.contains(groups);
    std::size_t on = 0, off = 0;
    const std::size_t count = std::min<std::size_t>(objects_.size(groups), 1000);
    for (std::size_t i = 0; i < count; ++i) {
        const Object* member = objects_.item(groups, i);
        if (!member) continue;
        if (off_.contains(member)) ++off;
        else ++on;
    }
    const std::string policy = objects_.name(objects_.at(group, "P"));
    if (policy == "AllOn") return off > 0;
    if (policy == "AnyOff") return off == 0;
    if (policy == "AllOff") return on > 0;
    return on == 0 && off > 0;  // AnyOn, the default
}

}  // namespace tianbiao
