// Levels against rows, people against telephones.
#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "form/checks.h"
#include "form/readings.h"
#include "form/rules.h"

namespace tianbiao {

void rule_matching_levels(const Json& p, Inquiry& inquiry) {
    const std::string ticks = text_of(p, "levels"), pointer = text_of(p, "list"), key = text_of(p, "key");
    const Json* chosen = value_at(inquiry.record(), ticks);
    const Json* list = value_at(inquiry.record(), pointer);
    const ValueList* values = inquiry.form().values(text_of(p, "values"));
    if (!values || is_blank(chosen) || !chosen->is_array() || is_blank(list) || !list->is_array()) return;
    std::map<std::string, std::size_t> planned;  // by value, where its row stands
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const Json& entry = list->items[i];
        const Json* level = entry.is_object() ? entry.find(key) : nullptr;
        if (is_blank(level)) continue;
        const auto says = [&](const auto& member) { return member.first != key && !inquiry.says_nothing(&member.second); };
        if (std::ranges::none_of(entry.members, says)) continue;
        if (const ValueEntry* named = entry_named(*values, printed(level), Wording::also)) planned.emplace(named->value, i);
    }
    std::set<std::string> ticked;
    for (const Json& item : chosen->items) {
        if (const ValueEntry* named = entry_named(*values, printed(&item), Wording::also)) ticked.insert(named->value);
    }
    for (const ValueEntry& entry : values->entries) {  // in the form's order
        const bool tick = ticked.contains(entry.value);
        const auto row = planned.find(entry.value);
        if (tick == (row != planned.end())) continue;
        const std::string place = tick ? pointer : pointer + "/" + std::to_string(row->second);
        Report report = report_of(p, "", place);
        report.rule = tick ? "level_without_plan" : "plan_without_level";
        report.values = {entry.value};
        report.words = {{"level", entry.value}};
        inquiry.add(std::move(report));
    }
}

namespace {

struct Mention {
    std::string pointer, employer;
    std::set<std::string> numbers;
};

std::set<std::string> numbers_of(const Inquiry& inquiry, std::string_view text, const std::vector<std::string>& separators) {
    std::set<std::string> numbers;
    for (const std::string& part : split(std::string(clipped(text, 1 << 12)), separators)) {
        if (inquiry.is_filler(part)) continue;
        std::string digits;
        for (const char c : plain(part)) {
            if (c >= '0' && c <= '9') digits += c;
        }
        if (digits.starts_with("86") && digits.size() == 13) digits.erase(0, 2);
        if (!digits.empty()) numbers.insert(digits);
    }
    return numbers;
}

// Two rows with one name are one person where neither's employer says otherwise: a department belongs to its institution.
bool may_be_one(const Mention& a, const Mention& b) {
    return a.employer.empty() || b.employer.empty() || a.employer.starts_with(b.employer) || b.employer.starts_with(a.employer);
}

constexpr std::size_t most_of_one_name = 50;  // a list of one name over and over is told by its first rows

}  // namespace

void rule_one_person_two_telephones(const Json& p, Inquiry& inquiry) {
    const Json* people = p.find("people");
    if (!people || !people->is_array()) return;
    const std::vector<std::string> separators = texts(p.find("separators"));
    std::map<std::string, std::vector<Mention>> by_name;
    for (const Json& who : people->items) {
        const std::string phone = text_of(who, "phone"), employer = text_of(who, "employer");
        for (const Spot& spot : select(inquiry.record(), text_of(who, "name"))) {
            const std::string name = plain(printed(spot.value));
            if (name.empty() || name.size() > 256 || inquiry.is_filler(name)) continue;
            std::vector<Mention>& known = by_name[name];
            if (known.size() >= most_of_one_name) continue;
            Mention mention{bound(phone, spot.indexes), plain(printed(value_at(inquiry.record(), bound(employer, spot.indexes)))), {}};
            mention.numbers = numbers_of(inquiry, printed(value_at(inquiry.record(), mention.pointer)), separators);
            if (mention.numbers.empty()) continue;
            const auto differs = [&](const Mention& other) {
                const auto shared = [&](const std::string& number) { return other.numbers.contains(number); };
                return may_be_one(mention, other) && std::ranges::none_of(mention.numbers, shared);
            };
            const auto other = std::ranges::find_if(known, differs);
            if (other != known.end()) {
                Report report = report_of(p, "one_person_two_telephones", mention.pointer);
                report.values.assign(mention.numbers.begin(), mention.numbers.end());
                report.values.insert(report.values.end(), other->numbers.begin(), other->numbers.end());
                report.words = {{"other", inquiry.field_name(other->pointer)}};
                inquiry.add(std::move(report));
            }
            known.push_back(std::move(mention));
        }
    }
}

}  // namespace tianbiao
