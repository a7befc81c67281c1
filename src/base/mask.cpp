#include "base/mask.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/utf8.h"

namespace tianbiao {
namespace {

struct Shown {
    std::size_t least, front, back;  // from so many characters on, so many stay at either end
};
constexpr std::array shown{Shown{11, 3, 4}, Shown{7, 2, 2}, Shown{4, 1, 1}, Shown{0, 0, 0}};

constexpr std::u32string_view separators = U"、/／；;，, ";
constexpr std::size_t longest_host_number = 6;  // digits that the host of an address may have and stay

// Full-width forms, dashes and blanks as ASCII has them.
char32_t folded(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    if (c == U'\u3000' || c == U'\u00A0') return U' ';
    if ((c >= 0x2010 && c <= 0x2015) || c == U'\u2212' || c == U'\uFE63') return U'-';
    return c;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::size_t digits_in(std::u32string_view text) { return static_cast<std::size_t>(std::ranges::count_if(text, is_digit)); }

void star(std::u32string& text, std::size_t from, std::size_t to, std::size_t front, std::size_t back) {
    for (std::size_t i = from + front; i + back < to; ++i) text[i] = U'*';
}

// Of an address the host may stay: it names no person, unless it is a number.
void mask_part(std::u32string& text, std::size_t from, std::size_t to) {
    const std::size_t at = std::min(text.find_first_of(U"@＠", from), to);
    std::u32string host;
    for (std::size_t i = at; i < to; ++i) host += folded(text[i]);
    if (at < to && digits_in(host) <= longest_host_number) return star(text, from, at, at - from > 1 ? 1 : 0, 0);
    for (const Shown& rule : shown)
        if (to - from >= rule.least) return star(text, from, to, rule.front, rule.back);
}

// A run of digits, with the X that an ID number may end with.
struct Group {
    std::size_t from, to;
};

bool is_word(char32_t c) { return is_digit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool is_address(char32_t c) { return is_word(c) || c == U'.' || c == U'_' || c == U'%' || c == U'+' || c == U'-'; }

// GB 11643-1999: the seventh to the fourteenth character are the day of birth, of which the month and the day may be mistyped.
bool is_id_number(std::u32string_view digits) { return digits.size() == 18 && (digits.substr(6, 2) == U"19" || digits.substr(6, 2) == U"20"); }

// As telephone and ID numbers begin, in whatever groups they are written.
bool begins_like_one(std::u32string_view digits) {
    const std::size_t size = digits.size();
    if (size == 11 && digits[0] == U'1') return true;
    if (size >= 10 && size <= 12 && digits[0] == U'0') return true;
    if (size == 10 && (digits.starts_with(U"400") || digits.starts_with(U"800"))) return true;
    return is_id_number(digits) || (size == 15 && digits[0] != U'0' && digits.substr(8, 2) >= U"01" && digits.substr(8, 2) <= U"12");
}

enum class Number { any, code };

class Masker {
public:
    Masker(std::string_view written, Number number) : text_(to_utf32(written)), number_(number) {
        plain_.reserve(text_.size());
        for (const char32_t c : text_) plain_ += folded(c);
    }

    std::string run() {
        mask_addresses();
        for (std::size_t at = 0; at < plain_.size();) {
            if (is_digit(plain_[at])) at = mask_chain(at);
            else ++at;
        }
        return to_utf8(text_);
    }

private:
    void mask_addresses() {
        for (std::size_t at = plain_.find(U'@'); at != std::u32string::npos; at = plain_.find(U'@', at + 1)) {
            std::size_t from = at, to = at + 1;
            while (from > 0 && plain_[from - 1] == U' ') --from;
            while (from > 0 && is_address(plain_[from - 1])) --from;
            while (to < plain_.size() && is_address(plain_[to])) ++to;
            mask_part(text_, from, to);
            for (std::size_t i = from; i < to; ++i)
                if (text_[i] == U'*') plain_[i] = U'*';
        }
    }

    // Groups with nothing but marks between them that telephone numbers are written with: two such marks at the most.
    std::vector<Group> chain_at(std::size_t at) const {
        constexpr std::u32string_view between = U" -().+";
        constexpr std::size_t most_groups = 12, most_between = 2;
        std::vector<Group> groups;
        while (groups.size() < most_groups && at < plain_.size() && is_digit(plain_[at])) {
            std::size_t to = at;
            while (to < plain_.size() && is_digit(plain_[to])) ++to;
            const bool x = to < plain_.size() && (plain_[to] == U'X' || plain_[to] == U'x') && (to + 1 == plain_.size() || !is_word(plain_[to + 1]));
            groups.push_back({at, to + (x ? 1u : 0u)});
            if (x) break;
            for (at = to; at < plain_.size() && at - to < most_between && between.find(plain_[at]) != std::u32string_view::npos;) ++at;
        }
        return groups;
    }

    // The longest part of the chain that is a number to mask, from its beginning; gives where to look on.
    std::size_t mask_chain(std::size_t at) {
        const std::vector<Group> groups = chain_at(at);
        for (std::size_t count = groups.size(); count > 0; --count) {
            const std::size_t to = groups[count - 1].to;
            if (!is_secret(at, to)) continue;
            for (const Shown& rule : shown) {
                if (to - at < rule.least) continue;
                star(text_, at, to, rule.front, rule.back);
                break;
            }
            return to;
        }
        return groups.front().to;
    }

    bool is_secret(std::size_t from, std::size_t to) const {
        constexpr std::size_t fewest_digits = 11;
        const std::u32string_view written = std::u32string_view(plain_).substr(from, to - from);
        std::u32string digits;
        for (const char32_t c : written)
            if (is_word(c)) digits += c;
        if (number_ == Number::code && digits.size() == 18 && digits.size() == written.size()) return is_id_number(digits);
        if (number_ == Number::code && (from > 0 && is_word(plain_[from - 1]))) return false;  // a part of the code
        if (written.find_first_of(U" ().+") == std::u32string_view::npos)
            return digits_in(digits) >= fewest_digits || begins_like_one(digits) || (digits.size() >= 7 && is_called(from));
        const bool decimal = std::ranges::count(written, U'.') == 1 && written.find_first_of(U" ()+-") == std::u32string_view::npos;
        const bool date = written.find_first_not_of(U"0123456789") < 3;  // no area code has two digits, a month has
        return !decimal && !date && begins_like_one(digits);
    }

    // 电话：87654321
    bool is_called(std::size_t from) const {
        while (from > 0 && (plain_[from - 1] == U' ' || plain_[from - 1] == U':')) --from;
        const std::u32string_view before = std::u32string_view(plain_).substr(0, from);
        for (const std::u32string_view word : {U"电话", U"座机", U"手机", U"传真", U"证号", U"号码", U"tel", U"Tel", U"TEL", U"phone"})
            if (before.ends_with(word)) return true;
        return false;
    }

    std::u32string text_, plain_;
    Number number_;
};

}  // namespace

std::string masked(std::string_view written) {
    std::u32string text = to_utf32(written);
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find_first_of(separators, from), text.size());
        if (to > from) mask_part(text, from, to);
        from = to + 1;
    }
    return to_utf8(text);
}

std::string masked_by_shape(std::string_view written) { return Masker(written, Number::any).run(); }
std::string masked_as_code(std::string_view written) { return Masker(written, Number::code).run(); }

}  // namespace tianbiao
