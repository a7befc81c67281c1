#include "archive/catalogue_rows.h"

#include "archive/words.h"
#include "base/digest.h"

namespace tianbiao {
namespace {

std::string text_of(const Keys& keys) {
    std::string text;
    for (const auto& [kind, value] : keys) text += kind + "=" + std::to_string(value.size()) + ":" + value + "\n";
    return text;
}

}  // namespace

RowDigest& RowDigest::add(std::string_view column, std::string_view value) {
    if (!value.empty()) bytes_.append(column).append("=").append(std::to_string(value.size())).append(":").append(value).append("\n");
    return *this;
}

RowDigest& RowDigest::add(std::string_view column, std::int64_t value) {
    return value == 0 ? *this : add(column, std::string_view(std::to_string(value)));
}

std::string RowDigest::hex() const { return tianbiao::hex(sha256(bytes_)); }

std::string digest_of(const EntryRow& row) {
    const Entry& entry = row.entry;
    return RowDigest()
        .add("id", entry.id)
        .add("form", entry.form)
        .add("state", entry.state)
        .add("name", entry.name)
        .add("received", entry.received)
        .add("previous", entry.previous)
        .add("values", write_json(values_json(entry.values), JsonStyle::compact))
        .add("keys", text_of(entry.keys))
        .add("data", row.data)
        .add("findings", row.findings)
        .add("retention", entry.retention)
        .hex();
}

std::string digest_of(const Rendition& rendition, std::string_view data, std::string_view findings) {
    return RowDigest()
        .add("number", rendition.number)
        .add("entry", rendition.entry)
        .add("sha256", rendition.sha256)
        .add("place", std::int64_t{rendition.place})
        .add("name", rendition.name)
        .add("kind", rendition.kind)
        .add("received", rendition.received)
        .add("data", data)
        .add("findings", findings)
        .add("pages", std::int64_t{rendition.pages})
        .hex();
}

std::string digest_of_original(std::string_view sha256, std::int64_t bytes) {
    return RowDigest().add("sha256", sha256).add("bytes", bytes).hex();
}

std::string digest_of(const Event& event, std::string_view detail_digest, std::string_view before) {
    return RowDigest()
        .add("number", event.number)
        .add("entry", event.entry)
        .add("by", event.trace.by)
        .add("date", event.trace.date)
        .add("what", event.what)
        .add("detail", detail_digest)
        .add("before", before)
        .hex();
}

Json values_json(const RoleValues& values) {
    Json json = Json::make_object();
    for (const auto& [role, texts] : values) {
        Json list = Json::make_array();
        for (const std::string& text : texts) list.items.push_back(Json::make_text(text));
        json.members.emplace_back(role, std::move(list));
    }
    return json;
}

RoleValues values_of(const Json& json) {
    RoleValues values;
    for (const auto& [role, list] : json.members)
        for (const Json& text : list.items) values[role].push_back(text.text);
    return values;
}

std::string searched_text(const Entry& entry, const Json& data) { return entry.name + "\n" + written_text(data); }

}  // namespace tianbiao
