// Findings as JSON: what answers, documents and archives say of them.
#pragma once
#include <vector>

#include "base/finding.h"
#include "base/json.h"

namespace tianbiao {

// Whole: the contract's shape, with whatever is known. Kept: without values and places, which stand in the application and its originals already; the
// archive holds digests of it, so it never changes.
enum class FindingShape { whole, kept };
Json to_json(const std::vector<Finding>& findings, FindingShape shape = FindingShape::whole);

// Members "page" and "box"; none where there is no place.
void add_place(Json& json, int page, const Rect& box);

}  // namespace tianbiao
