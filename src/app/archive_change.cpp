#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "app/archive.h"
#include "app/letters.h"
#include "archive/states.h"
#include "base/utf8.h"
#include "form/form.h"
#include "model/record.h"

namespace tianbiao {
namespace {

void refuse_deleted(const Entry& entry) {
    if (entry.state == state::deleted) throw Error(Code::usage, {std::to_string(entry.id), ""}, "这个条目已删除，只留有经过记录");
}

std::string one_of(const RoleValues& values, const std::string& role) {
    const auto found = values.find(role);
    return found == values.end() ? "" : found->second.front();
}

Json yes_or_no(const std::string& value) {
    for (const char* yes : {"true", "是", "有"})
        if (value == yes) return Json::make_boolean(true);
    for (const char* no : {"false", "否", "无"})
        if (value == no) return Json::make_boolean(false);
    return Json::make_text(value);
}

Json choices_of(const std::string& value) {
    Json list = Json::make_array();
    std::string rest = value;
    for (const std::string separator : {"、", "，", ",", ";", "；"})
        for (std::size_t at = rest.find(separator); at != std::string::npos; at = rest.find(separator))
            rest.replace(at, separator.size(), "\n");
    for (std::size_t from = 0; from <= rest.size();) {
        const std::size_t end = std::min(rest.find('\n', from), rest.size());
        const std::string_view part = trim(std::string_view(rest).substr(from, end - from));
        if (!part.empty()) list.items.push_back(Json::make_text(std::string(part)));
        from = end + 1;
    }
    return list;
}

Json value_for(const Field& field, const std::string& value) {
    if (value.empty()) return {};
    std::int64_t number = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    switch (field.type) {
        case FieldType::integer:
            if (read.ec == std::errc{} && read.ptr == value.data() + value.size()) return Json::make_number(number);
            return Json::make_text(value);
        case FieldType::yes_no: return yes_or_no(value);
        case FieldType::choices: return choices_of(value);
        default: return Json::make_text(value);
    }
}

const Field& field_to_correct(Studio& studio, const Entry& entry, const std::string& pointer) {
    const std::vector<std::string> known = studio.form_ids();
    if (std::ranges::find(known, entry.form) == known.end())
        throw Error(Code::usage, {std::to_string(entry.id), ""},
                    "这个条目没有读出的数据，无从更正：请另存一份数据（JSON）后以 archive add 加入");
    const Field* field = pointer.find('*') == std::string::npos ? studio.form(entry.form).field(pointer) : nullptr;
    if (!field || field->type == FieldType::group || field->type == FieldType::list || pointer == "/form")
        throw Error(Code::usage, {pointer, ""}, "表里没有这个填写项：请写成 /organization/name 这样的路径（见 tianbiao forms）");
    return *field;
}

// A row that is not there yet may be the next one, no farther.
void refuse_far_row(const Record& record, const std::string& pointer) {
    for (std::size_t at = 1; at < pointer.size();) {
        const std::size_t end = std::min(pointer.find('/', at), pointer.size());
        std::size_t index = 0;
        const auto read = std::from_chars(pointer.data() + at, pointer.data() + end, index);
        if (read.ec == std::errc{} && read.ptr == pointer.data() + end) {
            const Json* list = find_at(record.root, pointer.substr(0, at - 1));
            if (index > (list ? list->items.size() : 0)) throw Error(Code::usage, {pointer, ""}, "列表没有这么多行");
        }
        at = end + 1;
    }
}

// 2023-06-01: 2023年6月1日.
std::string written_date(const std::string& date) {
    if (date.size() != 10) return date;
    const auto part = [&](std::size_t at) { return std::to_string(std::atoi(date.substr(at, 2).c_str())); };
    return date.substr(0, 4) + "年" + part(5) + "月" + part(8) + "日";
}

std::string text_in(const Json& json, const char* key) {
    const Json* value = json.find(key);
    return value && value->is_text() ? value->text : "";
}

}  // namespace

void check_state(const Entry& entry, const std::string& state) {
    refuse_deleted(entry);
    const State& to = state_named(state);
    if (may_follow(entry.state, to.name)) return;
    std::string may;
    for (const std::string_view next : next_states(entry.state)) may += (may.empty() ? "" : "、") + std::string(next);
    throw Error(
        Code::usage, {std::to_string(entry.id), ""},
        "状态不能由" + std::string(state_named(entry.state).zh) + "改为" + std::string(to.zh) + (may.empty() ? "" : "：可改为 " + may));
}

void set_state(Store& store, const Entry& entry, const std::string& state, const Trace& trace) {
    check_state(entry, state);
    Entry after = entry;
    after.state = state_named(state).name;
    store.catalogue().revise(entry, after, trace, "state",
                             Json::make_object({{"from", Json::make_text(entry.state)}, {"to", Json::make_text(after.state)}}));
}

void correct_value(Studio& studio, Store& store, const Entry& entry, const std::string& pointer, const std::string& value,
                   const Trace& trace, Language language) {
    refuse_deleted(entry);
    const Field& field = field_to_correct(studio, entry, pointer);
    if (first_bad_utf8(value)) throw Error(Code::usage, {pointer, ""}, "更正的值须为 UTF-8");
    Record record{entry.data};
    refuse_far_row(record, pointer);
    const Json* was = value_at(record, pointer);
    Json detail =
        Json::make_object({{"field", Json::make_text(pointer)}, {"was", was ? *was : Json{}}, {"value", value_for(field, value)}});
    set_value(record, pointer, value_for(field, value));
    const Filed as = filed(studio, record, entry.form, language);
    Entry after = entry;
    after.values = as.values;
    after.keys = as.keys;
    after.findings = as.findings;
    after.data = std::move(record.root);
    store.catalogue().revise(entry, after, trace, "corrected", detail);
}

void set_retention(Store& store, const Entry& entry, const std::string& period, const Trace& trace) {
    refuse_deleted(entry);
    Entry after = entry;
    after.retention = retention_named(period).name;
    store.catalogue().revise(entry, after, trace, "retained",
                             Json::make_object({{"from", Json::make_text(entry.retention)}, {"to", Json::make_text(after.retention)}}));
}

int delete_entry(Store& store, const Entry& entry, const std::string& reason, const Trace& trace) {
    refuse_deleted(entry);
    if (is_kept(entry.retention, entry.received, trace.date))
        throw Error(Code::usage, {std::to_string(entry.id), ""}, "保管期限（" + entry.retention + "）未满，不能删除");
    return store.remove(entry, trace, Json::make_object({{"reason", Json::make_text(reason)}}));
}

Json correction_notice(Studio& studio, const Entry& entry, const Notice& notice, const Trace& trace) {
    const std::vector<std::string> known = studio.form_ids();
    const Form* form = std::ranges::find(known, entry.form) == known.end() ? nullptr : &studio.form(entry.form);
    std::vector<Finding> findings;
    for (const Json& json : entry.findings.items) {
        Finding finding;
        for (const Severity severity : {Severity::error, Severity::warning, Severity::info})
            if (text_in(json, "severity") == name(severity)) finding.severity = severity;
        finding.rule = text_in(json, "rule");
        finding.field = text_in(json, "field");
        finding.message = text_in(json, "message");
        finding.clause = text_in(json, "clause");
        findings.push_back(std::move(finding));
    }
    return Json::make_object({{"form_name", Json::make_text(form ? form->name.zh : entry.form)},
                              {"organization", Json::make_text(one_of(entry.values, "organization"))},
                              {"occupation", Json::make_text(one_of(entry.values, "occupation"))},
                              {"receipt", Json::make_text(std::to_string(entry.id))},
                              {"findings", notice_findings(findings)},
                              {"deadline", Json::make_text(written_date(notice.deadline))},
                              {"office", Json::make_text(notice.office.empty() ? trace.by : notice.office)},
                              {"date", Json::make_text(written_date(trace.date))}});
}

}  // namespace tianbiao
