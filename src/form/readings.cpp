#include "form/readings.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.h"

namespace tianbiao {

namespace {

constexpr std::int64_t most_count = 1'000'000'000'000;  // sums of a million such stay within 64 bits

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Grouping marks out, where each stands between digits.
std::optional<std::string> ungrouped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != ',') result += text[i];
        else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) return std::nullopt;
    }
    return result;
}

std::optional<int> take_number(std::string_view text, std::size_t& at, std::size_t most_digits) {
    int value = 0;
    const std::size_t start = at;
    while (at < text.size() && at - start < most_digits && is_digit(text[at])) value = value * 10 + (text[at++] - '0');
    if (at == start) return std::nullopt;
    return value;
}

// Anything that stands between a year, a month and a day: one mark or one Han character.
void skip_mark(std::string_view text, std::size_t& at) {
    if (at >= text.size() || is_digit(text[at])) return;
    next_code_point(text, at);
}

}  // namespace

// Printing ASCII and the unified ideographs are their own compatibility forms; most values hold nothing else.
std::string plain(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        const bool own_form = (code > 0x20 && code < 0x7F) || (code >= 0x4E00 && code <= 0x9FFF);
        if (!own_form) return without_white_space(nfkc(text));
    }
    return std::string(text);
}

std::optional<std::int64_t> whole_number(const Json* value) {
    if (!value || (!value->is_number() && !value->is_text())) return std::nullopt;
    if (value->text.size() > 64) return std::nullopt;
    const auto digits = ungrouped(value->is_number() ? value->text : plain(value->text));
    if (!digits || digits->empty()) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(digits->data(), digits->data() + digits->size(), number);
    if (fault != std::errc{} || end != digits->data() + digits->size()) return std::nullopt;
    if (number > most_count || number < -most_count) return std::nullopt;
    return number;
}

std::optional<double> decimal(std::string_view text) {
    if (text.empty() || text.size() > 64) return std::nullopt;
    const auto digits = ungrouped(text);
    if (!digits || (!is_digit(digits->front()) && digits->front() != '-')) return std::nullopt;
    double number = 0;
    const auto [end, fault] = std::from_chars(digits->data(), digits->data() + digits->size(), number, std::chars_format::fixed);
    if (fault != std::errc{} || end != digits->data() + digits->size()) return std::nullopt;
    return number;
}

bool is_decimal(std::string_view text) { return decimal(text).has_value(); }

bool is_real_day(int year, int month, int day) {
    static constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1) return false;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

std::optional<LooseDate> plain_date(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i])) return std::nullopt;
    }
    LooseDate date;
    std::size_t at = 0;
    date.year = *take_number(text, at, 4);
    if (text.size() > 4) date.month = *take_number(text, ++at, 2);
    if (text.size() > 7) date.day = *take_number(text, ++at, 2);
    const bool real = is_real_day(date.year, text.size() > 4 ? date.month : 1, text.size() > 7 ? date.day : 1);
    return real && date.year > 0 ? std::optional(date) : std::nullopt;
}

std::optional<LooseDate> loose_date(std::string_view written) {
    const std::string text = plain(clipped(written, 64));
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t start = at;
        if (!is_digit(text[at])) {
            next_code_point(text, at);
            continue;
        }
        const int year = *take_number(text, at, 4);
        if (at - start != 4 || (at < text.size() && is_digit(text[at])) || year < 1800 || year > 2200) {
            while (at < text.size() && is_digit(text[at])) ++at;
            continue;
        }
        LooseDate date{year};
        skip_mark(text, at);
        if (const auto month = take_number(text, at, 2); month && *month >= 1 && *month <= 12) date.month = *month;
        if (date.month) skip_mark(text, at);
        if (const auto day = take_number(text, at, 2); day && is_real_day(year, date.month, *day)) date.day = *day;
        return date;
    }
    return std::nullopt;
}

int compare(const LooseDate& a, const LooseDate& b) {
    const auto order = [](int x, int y) { return x == y ? 0 : x < y ? -1 : 1; };
    if (a.year != b.year || !a.month || !b.month) return order(a.year, b.year);
    if (a.month != b.month || !a.day || !b.day) return order(a.month, b.month);
    return order(a.day, b.day);
}

std::vector<std::string> split(std::string_view text, const std::vector<std::string>& separators) {
    std::vector<std::string> parts;
    std::size_t start = 0;
    const auto keep = [&](std::size_t end) {
        const std::string_view part = trim(text.substr(start, end - start));
        if (!part.empty()) parts.emplace_back(part);
    };
    std::array<bool, 256> first{};  // bytes that a separator begins with
    for (const std::string& separator : separators) {
        if (!separator.empty()) first[static_cast<unsigned char>(separator.front())] = true;
    }
    for (std::size_t at = 0; at < text.size();) {
        if (!first[static_cast<unsigned char>(text[at])]) {
            ++at;
            continue;
        }
        const auto mark = std::ranges::find_if(separators, [&](const std::string& s) { return !s.empty() && text.substr(at).starts_with(s); });
        if (mark == separators.end()) {
            ++at;
            continue;
        }
        keep(at);
        at += mark->size();
        start = at;
    }
    keep(text.size());
    return parts;
}

std::vector<std::string> texts(const Json* list) {
    std::vector<std::string> result;
    if (!list || !list->is_array()) return result;
    for (const Json& item : list->items) {
        if (item.is_text()) result.push_back(item.text);
    }
    return result;
}

}  // namespace tianbiao
