// Lists by year.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "form/readings.h"
#include "form/rules.h"

namespace tianbiao {

namespace {

struct YearRow {
    std::size_t index = 0;
    int year = 0, until = 0;  // 2021–2022学年: both
    bool full = true;     // false: a part of a year, as 2023年1-5月
    std::string written;
};

bool is_set(const Json& p, std::string_view key) {
    const Json* flag = p.find(key);
    return flag && flag->is_boolean() && flag->boolean;
}

// The last year that a text names, where it is the one after `first`.
int last_year(const std::string& written, int first) {
    return plain(written).find(std::to_string(first + 1)) != std::string::npos ? first + 1 : first;
}

// Rows of a list with their years. With `carry`, a row without a year has the year of the row above.
std::vector<YearRow> year_rows(const Json& p, const Inquiry& inquiry) {
    std::vector<YearRow> rows;
    const Json* list = value_at(inquiry.record(), text_of(p, "list"));
    if (!list || !list->is_array()) return rows;
    const std::string member = text_of(p, "member");
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const Json& entry = list->items[i];
        if (is_blank(&entry) || !entry.is_object()) continue;
        const Json* value = entry.find(member);
        if (is_blank(value)) {
            if (!is_set(p, "carry") || rows.empty()) continue;
            rows.push_back(rows.back());
            rows.back().index = i;
            continue;
        }
        const std::string written = printed(value);
        const auto date = loose_date(written);
        if (!date || inquiry.is_filler(written)) continue;
        const bool part = date->month != 0 || plain(written).find("月") != std::string::npos;
        rows.push_back({i, date->year, last_year(std::string(clipped(written, 64)), date->year), !part, written});
    }
    return rows;
}

}  // namespace

void rule_years(const Json& p, Inquiry& inquiry) {
    const std::string pointer = text_of(p, "list");
    const std::vector<YearRow> rows = year_rows(p, inquiry);
    if (rows.empty()) return;
    std::map<int, int> years;  // first and last
    const std::string prefix = text_of(p, "prefix", "years");
    const auto report = [&](std::string_view what, const std::string& field, std::vector<std::string> values, Arguments words = {}) {
        Report told = report_of(p, "years", field);
        told.rule = prefix + "_" + std::string(what);
        told.values = std::move(values);
        told.words = std::move(words);
        inquiry.add(std::move(told));
    };
    for (const YearRow& row : rows) {
        const bool first = years.emplace(row.year, row.until).second;
        if (first || is_set(p, "several")) continue;
        report("repeated", pointer + "/" + std::to_string(row.index) + "/" + text_of(p, "member"), {row.written});
    }
    for (auto year = years.begin(); std::next(year) != years.end(); ++year) {
        const int next = std::next(year)->first;
        if (next > year->second + 1) report("gap", pointer, {std::to_string(year->second), std::to_string(next)});
    }
    const Json* wanted = p.find("rows");
    std::int64_t least = wanted ? wanted->integer().value_or(0) : 0;
    const auto founded = loose_date(printed(value_at(inquiry.record(), text_of(p, "founded"))));
    if (founded) least = std::min<std::int64_t>(least, inquiry.application_year() - founded->year);
    const auto count = static_cast<std::int64_t>(years.size());
    if (count < least) report("few", pointer, {std::to_string(count), std::to_string(least)}, {{"limit", std::to_string(least)}});
}

void rule_year_not_after_application(const Json& p, Inquiry& inquiry) {
    for (const Spot& spot : select(inquiry.record(), text_of(p, "field"))) {
        const std::string written = printed(spot.value);
        const auto date = loose_date(written);
        if (!date || date->year <= inquiry.application_year()) continue;
        Report report = report_of(p, "year_after_application", spot.pointer);
        report.values = {written, inquiry.application_date()};
        inquiry.add(std::move(report));
    }
}

// 二.3: 达到年培训、考核技术技能人员2000人次以上的规模. Full years before the application's; rows of one year belong together.
void rule_mean_at_least(const Json& p, Inquiry& inquiry) {
    const std::string pointer = text_of(p, "list");
    const Json* list = value_at(inquiry.record(), pointer);
    const Json* limit = p.find("least");
    const std::int64_t least = limit ? limit->integer().value_or(0) : 0;
    std::map<int, std::int64_t> by_year;
    for (const YearRow& row : year_rows(p, inquiry)) {
        if (!row.full || row.year >= inquiry.application_year()) continue;
        const auto number = whole_number(list->items[row.index].find(text_of(p, "of")));
        if (!number) return;
        by_year[row.year] += *number;
    }
    if (by_year.empty()) return;
    std::int64_t sum = 0;
    for (const auto& [year, number] : by_year) sum += number;
    const auto years = static_cast<std::int64_t>(by_year.size());
    if (sum >= least * years) return;
    Report report = report_of(p, "mean_at_least", pointer);
    report.values = {std::to_string(sum / years), std::to_string(least)};
    report.words = {{"limit", std::to_string(least)}};
    inquiry.add(std::move(report));
}

}  // namespace tianbiao
