// What people write for a number or a date, understood for checking alone: nothing here changes a value.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace tianbiao {

inline constexpr std::size_t longest_compared = 4096;  // bytes; no code, name or list word comes near it

// A text for comparing: NFKC, all white space out, so that 「１２ 人」 and 「12人」 are one.
std::string plain(std::string_view text);

// Digits and grouping marks alone (1200, 1,200, １２００, -3), up to a million millions; nullopt for anything else.
std::optional<std::int64_t> whole_number(const Json* value);

// Digits, grouping marks and one point: 1200.50, 1,000. The text is plain().
bool is_decimal(std::string_view text);
std::optional<double> decimal(std::string_view text);

struct LooseDate {
    int year = 0, month = 0, day = 0;  // 0: not said
};

// YYYY, YYYY-MM or YYYY-MM-DD, and a day that exists.
std::optional<LooseDate> plain_date(std::string_view text);

// The first year in a text and what follows it: 2008年6月12日, 2021–2022学年, 2008.6.
std::optional<LooseDate> loose_date(std::string_view text);

bool is_real_day(int year, int month, int day);

// -1, 0, 1 as far as both say; parts that one of them leaves open count as equal.
int compare(const LooseDate& a, const LooseDate& b);

// Cuts at any of the separators (each a text of its own); parts are trimmed, empty ones left out.
std::vector<std::string> split(std::string_view text, const std::vector<std::string>& separators);

// Texts of a parameter that is a list: ["无", "／"].
std::vector<std::string> texts(const Json* list);

}  // namespace tianbiao
