// What was read, as the contract's second shape.
#include "app/findings_json.h"
#include "app/parse.h"
#include "base/numbers.h"

namespace tianbiao {
namespace {

Json source_json(const FieldSource& source) {
    Json json = Json::make_object({{"source", Json::make_text(source.source)},
                                   {"confidence", Json::make_number(short_number(source.confidence, 3))},
                                   {"text", Json::make_text(source.text)}});
    if (!source.sheet.empty()) json.member("sheet") = Json::make_text(source.sheet);
    if (!source.cell.empty()) json.member("cell") = Json::make_text(source.cell);
    add_place(json, source.page, source.box);
    return json;
}

}  // namespace

Json full_json(const Parsed& parsed) {
    std::vector<std::pair<std::string, Json>> fields;
    for (const FieldSource& source : parsed.fields) fields.emplace_back(source.field, source_json(source));
    Json document = Json::make_object({{"form", Json::make_text(parsed.form)},
                                       {"sha256", Json::make_text(parsed.sha256)},
                                       {"origin", Json::make_text(parsed.origin)},
                                       {"marks", Json::make_array()}});
    if (parsed.pages > 0) document.member("pages") = Json::make_number(std::int64_t{parsed.pages});
    return Json::make_object({{"application", parsed.record.root},
                              {"fields", Json::make_object(std::move(fields))},
                              {"findings", to_json(parsed.findings)},
                              {"document", std::move(document)}});
}

Json answer_json(const std::vector<Parsed>& all, Answer answer) {
    Json list = Json::make_array();
    for (const Parsed& parsed : all) list.items.push_back(answer == Answer::full ? full_json(parsed) : parsed.record.root);
    return list.items.size() == 1 ? std::move(list.items.front()) : list;
}

}  // namespace tianbiao
