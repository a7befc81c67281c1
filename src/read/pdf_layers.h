// Optional content (ISO 32000-1, 8.11): which layers are off when the document is opened.
#pragma once
#include <set>

#include "read/pdf_objects.h"

namespace tianbiao {

class Layers {
public:
    explicit Layers(const ObjectStore& objects);
    bool is_off(const Object* group_or_membership) const;  // nullptr is on

private:
    const ObjectStore& objects_;
    std::set<const Object*> off_;
};

}  // namespace tianbiao
