#include "write/pdf_syntax.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr char hex_digits[] = "0123456789ABCDEF";
constexpr std::int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A pattern's 0 stands for a digit; every other character for itself.
bool matches(std::string_view text, std::string_view pattern) {
    return text.size() == pattern.size() &&
           std::equal(text.begin(), text.end(), pattern.begin(), [](char c, char p) { return p == '0' ? is_digit(c) : c == p; });
}

int number_at(std::string_view text, std::size_t at, std::size_t length) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + length, value);
    return value;
}

int days_of(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool is_date(std::string_view text) {
    if (!matches(text, "0000-00-00")) return false;
    const int year = number_at(text, 0, 4), month = number_at(text, 5, 2), day = number_at(text, 8, 2);
    return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days_of(year, month);
}

bool is_time(std::string_view text) {
    return matches(text, "00:00:00") && number_at(text, 0, 2) < 24 && number_at(text, 3, 2) < 60 && number_at(text, 6, 2) < 60;
}

bool is_zone(std::string_view text) {
    if (text == "Z") return true;
    if (!matches(text, "+00:00") && !matches(text, "-00:00")) return false;
    return number_at(text, 1, 2) < 24 && number_at(text, 4, 2) < 60;
}

bool is_regular(unsigned char c) { return c > 0x20 && c < 0x7F && std::string_view("()<>[]{}/%#").find(char(c)) == std::string_view::npos; }

}  // namespace

std::string reference(ObjectNumber object) { return std::to_string(object) + " 0 R"; }

std::int64_t scaled(double value, int decimals) {
    if (!std::isfinite(value)) throw Error(Code::internal, {"", "page"}, "坐标不是有限的数");
    return std::llround(std::clamp(value, -1e9, 1e9) * static_cast<double>(powers[decimals]));
}

void append_scaled(std::string& to, std::int64_t value, int decimals) {
    if (value < 0) to += '-', value = -value;
    const std::int64_t whole = value / powers[decimals];
    std::int64_t part = value % powers[decimals];
    if (whole != 0 || part == 0) {
        char digits[20];
        to.append(digits, std::to_chars(digits, digits + sizeof digits, whole).ptr);
    }
    if (part == 0) return;
    to += '.';
    for (int place = decimals - 1; part != 0; --place) {
        to += static_cast<char>('0' + part / powers[place]);
        part %= powers[place];
    }
}

void append_number(std::string& to, double value, int decimals) { append_scaled(to, scaled(value, decimals), decimals); }

void append_code(std::string& to, std::uint16_t code) {
    const char digits[4] = {hex_digits[code >> 12], hex_digits[code >> 8 & 15], hex_digits[code >> 4 & 15], hex_digits[code & 15]};
    to.append(digits, 4);
}

std::string hex_string(std::string_view bytes) {
    std::string result = "<";
    result.reserve(bytes.size() * 2 + 2);
    for (const unsigned char c : bytes) {
        result += hex_digits[c >> 4];
        result += hex_digits[c & 15];
    }
    return result += '>';
}

std::string text_string(std::string_view utf8) {
    const bool ascii = std::all_of(utf8.begin(), utf8.end(), [](unsigned char c) { return c >= 0x20 && c < 0x7F; });
    if (!ascii) return hex_string("\xFE\xFF" + to_utf16be(utf8));
    std::string result = "(";
    for (const char c : utf8) {
        if (c == '(' || c == ')' || c == '\\') result += '\\';
        result += c;
    }
    return result += ')';
}

std::string name_object(std::string_view text) {
    std::string result = "/";
    for (const unsigned char c : text) {
        if (is_regular(c)) {
            result += static_cast<char>(c);
        } else {
            result += '#';
            result += hex_digits[c >> 4];
            result += hex_digits[c & 15];
        }
    }
    return result;
}

Moment read_moment(std::string_view text) {
    const std::string_view date = text.substr(0, 10), rest = text.size() > 10 ? text.substr(10) : "T00:00:00Z";
    const std::string_view time = rest.substr(1, 8), zone = rest.size() > 9 ? rest.substr(9) : "";
    if (!is_date(date) || rest[0] != 'T' || !is_time(time) || !is_zone(zone)) {
        throw Error(Code::usage, {"", std::string(text)}, "日期应写作 2023-05-19 或 2023-05-19T08:00:00+08:00");
    }
    Moment moment{"D:", std::string(date) + std::string(rest)};
    for (const char c : std::string(date) + std::string(time)) {
        if (is_digit(c)) moment.pdf += c;
    }
    // 7.9.4: the offset's hours and minutes stand apart by apostrophes.
    moment.pdf += zone == "Z" ? "Z" : std::string(zone.substr(0, 3)) + "'" + std::string(zone.substr(4, 2)) + "'";
    return moment;
}

}  // namespace tianbiao
