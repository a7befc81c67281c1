#include "app/findings_json.h"

#include <string>

#include "base/mask.h"
#include "base/numbers.h"

namespace tianbiao {
namespace {

Json text(std::string_view value) { return Json::make_text(std::string(value)); }

void add_details(Json& json, const Finding& finding) {
    if (finding.line > 0) json.member("line") = Json::make_number(finding.line);
    add_place(json, finding.page, finding.box);
    Json values = Json::make_array();
    for (const std::string& value : finding.values) values.items.push_back(text(value));
    if (!values.items.empty()) json.member("values") = std::move(values);
    if (!finding.reason.empty()) json.member("reason") = text(finding.reason);
}

}  // namespace

Json to_json(const std::vector<Finding>& findings, FindingShape shape) {
    Json list = Json::make_array();
    for (const Finding& finding : findings) {
        Json item = Json::make_object({{"severity", text(name(finding.severity))},
                                       {"rule", text(finding.rule)},
                                       {"field", text(shape == FindingShape::kept ? masked_by_shape(finding.field) : finding.field)},
                                       {"message", text(finding.message)}});
        if (!finding.clause.empty()) item.member("clause") = text(finding.clause);
        if (shape == FindingShape::whole) add_details(item, finding);
        list.items.push_back(std::move(item));
    }
    return list;
}

void add_place(Json& json, int page, const Rect& box) {
    if (page < 1) return;
    json.member("page") = Json::make_number(std::int64_t{page});
    if (box.x1 <= box.x0) return;
    Json list = Json::make_array();
    for (const Pt side : {box.x0, box.y0, box.x1, box.y1}) list.items.push_back(Json::make_number(short_number(side.v, 2)));
    json.member("box") = std::move(list);
}

}  // namespace tianbiao
