// Sums, parts and wholes, numbers of rows.
#include <algorithm>
#include <map>

#include "form/readings.h"
#include "form/rules.h"

namespace tianbiao {

namespace {

// Every value the patterns name, bound to one row where `indexes` says so; nullopt where one of them is no whole number. Entries that
// `where` leaves out are not asked; one that does not say whether it counts makes the whole unknown.
std::optional<std::vector<std::int64_t>> addends(const Json& p, const std::vector<std::size_t>& indexes, const Inquiry& inquiry) {
    std::vector<std::int64_t> numbers;
    const Json* where = p.find("where");
    for (const std::string& pattern : texts(p.find("of"))) {
        for (const Spot& spot : select(inquiry.record(), bound(pattern, indexes))) {
            if (where) {
                const Json* entry = find_at(inquiry.record().root, std::string_view(spot.pointer).substr(0, spot.pointer.rfind('/')));
                if (is_blank(entry)) continue;
                const Counts counts = counts_for(where, *entry, inquiry);
                if (counts == Counts::unclear) return std::nullopt;
                if (counts == Counts::no) continue;
            }
            const auto number = whole_number(spot.value);
            if (!number) return std::nullopt;
            numbers.push_back(*number);
        }
    }
    return numbers;
}

// Names of the addends, without repeating the row that they share with the total.
std::string names(const std::vector<std::string>& patterns, const Inquiry& inquiry) {
    std::string result;
    for (const std::string& pattern : patterns) {
        const Field* field = inquiry.form().field(pattern);
        if (!field) continue;
        const bool zh = inquiry.language() == Language::zh;
        result.append(result.empty() ? "" : zh ? "、" : ", ").append(zh ? field->name.zh : field->name.en);
    }
    return result;
}

}  // namespace

void rule_sum(const Json& p, Inquiry& inquiry) {
    for (const Spot& total : select(inquiry.record(), text_of(p, "total"))) {
        const auto stated = whole_number(total.value);
        const auto parts = stated ? addends(p, total.indexes, inquiry) : std::nullopt;
        if (!parts || (parts->empty() && !p.find("where"))) continue;
        std::int64_t sum = 0;
        for (const std::int64_t part : *parts) sum += part;
        if (sum == *stated) continue;
        Report report = report_of(p, "sum", total.pointer);
        report.values = {std::to_string(*stated), std::to_string(sum), std::to_string(*stated - sum)};
        report.words = {{"parts", names(texts(p.find("of")), inquiry)}};
        inquiry.add(std::move(report));
    }
}

void rule_between(const Json& p, Inquiry& inquiry) {
    const std::string pointer = text_of(p, "total");
    const auto stated = whole_number(value_at(inquiry.record(), pointer));
    const auto parts = addends(p, {}, inquiry);
    if (!stated || !parts || parts->empty()) return;
    std::int64_t sum = 0;
    for (const std::int64_t part : *parts) sum += part;
    const std::int64_t largest = *std::ranges::max_element(*parts);
    if (*stated >= largest && *stated <= sum) return;
    Report report = report_of(p, "between", pointer);
    report.values = {std::to_string(*stated), std::to_string(largest), std::to_string(sum)};
    report.words = {{"parts", names(texts(p.find("of")), inquiry)}};
    inquiry.add(std::move(report));
}

void rule_not_more(const Json& p, Inquiry& inquiry) {
    const std::string pattern = text_of(p, "whole");
    for (const Spot& part : select(inquiry.record(), text_of(p, "part"))) {
        const auto number = whole_number(part.value);
        const auto whole = whole_number(value_at(inquiry.record(), bound(pattern, part.indexes)));
        if (!number || !whole || *number <= *whole) continue;
        Report report = report_of(p, "part_exceeds_whole", part.pointer);
        report.values = {std::to_string(*number), std::to_string(*whole), std::to_string(*number - *whole)};
        report.words = {{"whole", names({pattern}, inquiry)}};
        inquiry.add(std::move(report));
    }
}

void rule_at_most_rows(const Json& p, Inquiry& inquiry) {
    const std::string pointer = text_of(p, "list");
    const Json* list = value_at(inquiry.record(), pointer);
    const Json* limit = p.find("most");
    const std::int64_t most = limit ? limit->integer().value_or(1) : 1;
    if (!list || !list->is_array()) return;
    const std::string key = text_of(p, "key");
    std::map<std::string, std::int64_t> rows;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const Json& entry = list->items[i];
        if (is_blank(&entry)) continue;
        const Json* member = key.empty() || !entry.is_object() ? nullptr : entry.find(key);
        if (!key.empty() && is_blank(member)) continue;
        const std::string value = key.empty() ? "" : plain(printed(member));
        if (++rows[value] != most + 1) continue;  // told once, where the first row too many stands
        Report report = report_of(p, "too_many_rows", pointer + "/" + std::to_string(i));
        if (!key.empty()) report.values.push_back(printed(member));
        report.words = {{"limit", std::to_string(most)}};
        inquiry.add(std::move(report));
    }
}

void rule_listed_at_most(const Json& p, Inquiry& inquiry) {
    const std::string pointer = text_of(p, "total");
    const auto stated = whole_number(value_at(inquiry.record(), pointer));
    const Json* list = value_at(inquiry.record(), text_of(p, "list"));
    if (!stated || !list || !list->is_array()) return;
    const std::int64_t listed = std::ranges::count_if(
        list->items, [&](const Json& entry) { return !is_blank(&entry) && counts_for(p.find("where"), entry, inquiry) == Counts::yes; });
    if (listed <= *stated) return;
    Report report = report_of(p, "listed_at_most", pointer);
    report.values = {std::to_string(*stated), std::to_string(listed)};
    report.words = {{"list", inquiry.field_name(text_of(p, "list"))}};
    inquiry.add(std::move(report));
}

}  // namespace tianbiao
