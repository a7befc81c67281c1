// What was read, as the contract's second shape.
#include "app/parse.h"
#include "base/numbers.h"

namespace tianbiao {
namespace {

Json box_json(const Rect& box) {
    Json list = Json::make_array();
    for (const Pt side : {box.x0, box.y0, box.x1, box.y1}) list.items.push_back(Json::make_number(short_number(side.v, 2)));
    return list;
}

void add_place(Json& json, int page, const Rect& box) {
    if (page < 1) return;
    json.member("page") = Json::make_number(std::int64_t{page});
    if (box.x1 > box.x0) json.member("box") = box_json(box);
}

Json source_json(const FieldSource& source) {
    Json json = Json::make_object({{"source", Json::make_text(source.source)},
                                   {"confidence", Json::make_number(short_number(source.confidence, 3))},
                                   {"text", Json::make_text(source.text)}});
    if (!source.sheet.empty()) json.member("sheet") = Json::make_text(source.sheet);
    if (!source.cell.empty()) json.member("cell") = Json::make_text(source.cell);
    add_place(json, source.page, source.box);
    return json;
}

Json finding_json(const Finding& finding) {
    Json json = Json::make_object({{"severity", Json::make_text(std::string(name(finding.severity)))},
                                   {"rule", Json::make_text(finding.rule)},
                                   {"field", Json::make_text(finding.field)},
                                   {"message", Json::make_text(finding.message)}});
    if (!finding.clause.empty()) json.member("clause") = Json::make_text(finding.clause);
    add_place(json, finding.page, finding.box);
    Json values = Json::make_array();
    for (const std::string& value : finding.values) values.items.push_back(Json::make_text(value));
    if (!values.items.empty()) json.member("values") = std::move(values);
    return json;
}

}  // namespace

Json full_json(const Parsed& parsed) {
    std::vector<std::pair<std::string, Json>> fields;
    for (const FieldSource& source : parsed.fields) fields.emplace_back(source.field, source_json(source));
    Json findings = Json::make_array();
    for (const Finding& finding : parsed.findings) findings.items.push_back(finding_json(finding));
    Json document = Json::make_object({{"form", Json::make_text(parsed.form)},
                                       {"sha256", Json::make_text(parsed.sha256)},
                                       {"origin", Json::make_text(parsed.origin)},
                                       {"marks", Json::make_array()}});
    if (parsed.pages > 0) document.member("pages") = Json::make_number(std::int64_t{parsed.pages});
    return Json::make_object({{"application", parsed.record.root},
                              {"fields", Json::make_object(std::move(fields))},
                              {"findings", std::move(findings)},
                              {"document", std::move(document)}});
}

Json answer_json(const std::vector<Parsed>& all, Answer answer) {
    Json list = Json::make_array();
    for (const Parsed& parsed : all) list.items.push_back(answer == Answer::full ? full_json(parsed) : parsed.record.root);
    return list.items.size() == 1 ? std::move(list.items.front()) : list;
}

}  // namespace tianbiao
