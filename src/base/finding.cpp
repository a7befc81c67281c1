#include "base/finding.h"

#include <algorithm>

namespace tianbiao {

std::string_view name(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::info: return "info";
    }
    return "error";
}

bool has_errors(const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings, [](const Finding& finding) { return finding.severity == Severity::error; });
}

}  // namespace tianbiao
