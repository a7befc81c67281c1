#include <algorithm>
#include <charconv>

#include "app/archive.h"
#include "archive/states.h"
#include "base/utf8.h"
#include "form/select.h"
#include "form/validate.h"
#include "model/record.h"

namespace tianbiao {
namespace {

const Form* form_of(Studio& studio, const std::string& id) {
    const std::vector<std::string> known = studio.form_ids();
    return std::ranges::find(known, id) == known.end() ? nullptr : &studio.form(id);
}

// Where no form says what is sensitive, everything is.
Json all_masked(const Json& json) {
    Json out = json;
    if (out.is_text() || out.is_number()) out = Json::make_text(masked(out.text));
    for (Json& item : out.items) item = all_masked(item);
    std::erase_if(out.members, [](const auto& member) { return masked_by_shape(member.first) != member.first; });
    for (auto& [key, value] : out.members) value = all_masked(value);
    return out;
}

Json masked_data(const Form* form, const Json& data) {
    if (!data.is_object()) return all_masked(data);
    return form ? masked(Record{data}, *form).root : all_masked(data);
}

// Of a correction: both values, masked as their field is.
Json masked_detail(const Form* form, Json detail) {
    const Json* pointer = detail.find("field");
    const Field* field = form && pointer ? form->field(pointer->text) : nullptr;
    for (const char* key : {"was", "value"})
        if (detail.find(key))
            detail.member(key) = !field || field->sensitive     ? all_masked(detail.member(key))
                                 : detail.member(key).is_text() ? Json::make_text(masked_as(*field, detail.member(key).text))
                                                                : detail.member(key);
    return detail;
}

void add_differences(const Form* form, const Rendition& rendition, Show show, Language language, WholeEntry& out) {
    if (!rendition.data.is_object() || !out.entry.data.is_object()) return;
    for (const Difference& each : differences({out.entry.data}, {rendition.data})) {
        const Field* field = form ? form->field(each.field) : nullptr;
        if (each.b.empty() && field && !field->printed) continue;  // such a file cannot show it
        const auto text = [&](const std::string& value) {
            return show == Show::all ? value : field ? masked_as(*field, value) : masked(value);
        };
        const std::string name = !field ? "" : language == Language::zh ? field->name.zh : field->name.en;
        out.differences.push_back({rendition.number, show == Show::all ? each.field : masked_by_shape(each.field), name, text(each.a), text(each.b)});
    }
}

}  // namespace

Entry entry_of(Store& store, const std::string& id) {
    std::int64_t number = 0;
    const auto read = std::from_chars(id.data(), id.data() + id.size(), number);
    std::optional<Entry> entry;
    if (read.ec == std::errc{} && read.ptr == id.data() + id.size()) entry = store.catalogue().entry(number);
    if (!entry) throw Error(Code::usage, {id, ""}, "没有这个条目：请用 archive find 查看编号");
    return std::move(*entry);
}

Entry shown(Entry entry) {
    for (auto& [role, texts] : entry.values)
        for (std::string& text : texts) text = role == "code" ? masked_as_code(text) : masked_by_shape(text);
    entry.name = masked_by_shape(entry.name);
    return entry;
}

WholeEntry whole_entry(Studio& studio, Store& store, const std::string& id, Show show, Language language) {
    WholeEntry out;
    out.entry = entry_of(store, id);
    out.renditions = store.catalogue().renditions(out.entry.id);
    out.events = store.catalogue().events(out.entry.id);
    const Form* form = form_of(studio, out.entry.form);
    for (const Rendition& rendition : out.renditions) add_differences(form, rendition, show, language, out);
    if (show == Show::all) return out;
    out.entry = shown(std::move(out.entry));
    out.entry.data = masked_data(form, out.entry.data);
    for (Rendition& rendition : out.renditions)
        rendition.data = masked_data(form, rendition.data), rendition.name = masked_by_shape(rendition.name);
    for (Event& event : out.events) event.detail = masked_detail(form, std::move(event.detail));
    return out;
}

Record record_of(Studio& studio, const Entry& entry, Show show) {
    if (!entry.data.is_object()) throw Error(Code::usage, {std::to_string(entry.id), ""}, "这个条目没有读出的数据：请取原件查看");
    return {show == Show::all ? entry.data : masked_data(form_of(studio, entry.form), entry.data)};
}

}  // namespace tianbiao
