#include "archive/versions.h"

#include <algorithm>

#include "archive/states.h"
#include "model/record.h"

namespace tianbiao {

std::vector<std::string> differing(const Json& entry, const Arrival& arrival) {
    std::vector<std::string> fields;
    for (const Difference& difference : differences({entry}, {arrival.data})) {
        const auto holds = [&](const std::string& unseen) { return difference.field == unseen || difference.field.starts_with(unseen + "/"); };
        if (!difference.b.empty() || std::ranges::none_of(arrival.unseen, holds)) fields.push_back(difference.field);
    }
    return fields;
}

Added joined_as(const Arrival& arrival, const Entry& entry, const std::vector<Rendition>& renditions) {
    if (arrival.joining == Joining::rendition) return Added::rendition;
    if (arrival.joining == Joining::version) return Added::version;
    const Json said = normal_form(arrival.data);
    const auto same = [&](const Rendition& rendition) { return normal_form(rendition.data) == said; };
    if (std::ranges::any_of(renditions, same)) return Added::rendition;
    const bool of_its_kind = std::ranges::any_of(renditions, [&](const Rendition& rendition) { return rendition.kind == arrival.kind; });
    return entry.state == state::returned || of_its_kind ? Added::version : Added::rendition;
}

}  // namespace tianbiao
