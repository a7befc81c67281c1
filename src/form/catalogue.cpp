#include "form/catalogue.h"

#include "base/utf8.h"
#include "form/select.h"

namespace tianbiao {
namespace {

std::vector<std::string> values_of(const Json& value) {
    std::vector<std::string> out;
    if (value.is_array()) {
        for (const Json& item : value.items)
            if (item.is_scalar() && !is_blank(&item)) out.emplace_back(trim(printed(&item)));
    } else if (value.is_scalar()) {
        out.emplace_back(trim(printed(&value)));
    }
    return out;
}

}  // namespace

CatalogueValues catalogue_values(const Record& record, const Form& form) {
    CatalogueValues out;
    for (const CatalogueRole& role : form.catalogue) {
        for (const std::string& path : role.paths) {
            const Json* value = value_at(record, path);
            if (is_blank(value)) continue;
            std::vector<std::string> values = values_of(*value);
            if (values.empty()) continue;
            out[role.role] = std::move(values);
            break;
        }
    }
    return out;
}

}  // namespace tianbiao
