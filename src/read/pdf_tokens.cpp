#include "read/pdf_tokens.h"

#include <algorithm>
#include <array>

namespace tianbiao {
namespace {

constexpr double most_number = 1e9;

enum Class : std::uint8_t { regular, white, delimiter };

// Tables 1 and 2.
constexpr std::array<Class, 256> classes = [] {
    std::array<Class, 256> all{};
    for (const char c : {'\0', '\t', '\n', '\f', '\r', ' '}) all[static_cast<unsigned char>(c)] = white;
    for (const char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'}) all[static_cast<unsigned char>(c)] = delimiter;
    return all;
}();

Class class_of(char c) { return classes[static_cast<unsigned char>(c)]; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_octal(char c) { return c >= '0' && c <= '7'; }

constexpr std::array<signed char, 256> hex_values = [] {
    std::array<signed char, 256> all{};
    for (std::size_t c = 0; c < all.size(); ++c) all[c] = static_cast<signed char>(c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1);
    return all;
}();

int hex_value(char c) { return hex_values[static_cast<unsigned char>(c)]; }

struct Escape {
    char written, meant;
};
constexpr std::array escapes{Escape{'n', '\n'}, Escape{'r', '\r'}, Escape{'t', '\t'}, Escape{'b', '\b'}, Escape{'f', '\f'}};

// 7.3.4.2, table 3: what stands behind a backslash at `at`, appended; gives the place behind it.
std::size_t append_escape(std::string_view bytes, std::size_t at, std::string& to) {
    const char c = bytes[at];
    for (const Escape& escape : escapes)
        if (escape.written == c) return to += escape.meant, at + 1;
    if (is_octal(c)) {
        int value = 0;
        const std::size_t end = std::min(at + 3, bytes.size());
        for (; at < end && is_octal(bytes[at]); ++at) value = value * 8 + (bytes[at] - '0');
        to += static_cast<char>(value & 255);
        return at;
    }
    if (c == '\r') return at + (at + 1 < bytes.size() && bytes[at + 1] == '\n' ? 2 : 1);  // a line that goes on
    if (c == '\n') return at + 1;
    to += c;
    return at + 1;
}

}  // namespace

double lenient_number(std::string_view text) {
    double value = 0, place = 0.1;
    bool negative = false, fraction = false;
    for (const char c : text) {
        if (c == '-') negative = true;
        else if (c == '.' && fraction) break;
        else if (c == '.') fraction = true;
        else if (!is_digit(c)) continue;
        else if (fraction) value += place * (c - '0'), place /= 10;
        else if (value < most_number) value = value * 10 + (c - '0');
    }
    value = std::min(value, most_number);
    return negative ? -value : value;
}

std::string& Tokenizer::room() {
    if (used_ == decoded_.size()) decoded_.emplace_back();
    std::string& text = decoded_[used_++];
    text.clear();
    return text;
}

void Tokenizer::skip_white() {
    for (; at_ < bytes_.size(); ++at_) {
        if (bytes_[at_] == '%') {
            at_ = std::min(bytes_.find_first_of("\r\n", at_), bytes_.size());
            if (at_ == bytes_.size()) return;
        } else if (class_of(bytes_[at_]) != white) {
            return;
        }
    }
}

// The common shapes at once; anything odd by lenient_number.
Token Tokenizer::number() {
    const std::size_t begin = at_;
    std::int64_t value = 0;
    int digits = 0, decimals = -1;
    const bool negative = bytes_[at_] == '-';
    if (negative || bytes_[at_] == '+') ++at_;
    for (; at_ < bytes_.size() && class_of(bytes_[at_]) == regular; ++at_) {
        const char c = bytes_[at_];
        if (is_digit(c) && digits < 15) value = value * 10 + (c - '0'), ++digits, decimals += decimals >= 0;
        else if (c == '.' && decimals < 0) decimals = 0;
        else break;
    }
    constexpr std::array powers{1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    Token token{TokenKind::number, 0, {}};
    if (digits > 0 && (at_ == bytes_.size() || class_of(bytes_[at_]) != regular)) {
        token.number = static_cast<double>(value) / powers[static_cast<std::size_t>(std::max(decimals, 0))];
        token.number = std::min(token.number, most_number);
        if (negative) token.number = -token.number;
        return token;
    }
    bool odd = false;
    for (; at_ < bytes_.size() && class_of(bytes_[at_]) == regular; ++at_) odd = odd || (!is_digit(bytes_[at_]) && bytes_[at_] != '.' && bytes_[at_] != '-');
    const std::string_view text = bytes_.substr(begin, at_ - begin);
    if (odd) return {TokenKind::word, 0, text};
    token.number = lenient_number(text);
    return token;
}

Token Tokenizer::literal() {
    const std::size_t begin = ++at_;
    const std::size_t plain = std::min(bytes_.find_first_of("()\\\r", at_), bytes_.size());
    if (plain < bytes_.size() && bytes_[plain] == ')') {
        at_ = plain + 1;
        return {TokenKind::string, 0, bytes_.substr(begin, plain - begin)};
    }
    std::string& text = room();
    for (int depth = 1; at_ < bytes_.size();) {
        const char c = bytes_[at_++];
        if (c == '\\') {
            if (at_ < bytes_.size()) at_ = append_escape(bytes_, at_, text);
            continue;
        }
        if (c == '(') ++depth;
        if (c == ')' && --depth == 0) break;
        if (c == '\r') {  // an end of line counts as a line feed however it is written
            if (at_ < bytes_.size() && bytes_[at_] == '\n') ++at_;
            text += '\n';
        } else {
            text += c;
        }
    }
    return {TokenKind::string, 0, text};
}

Token Tokenizer::hexadecimal() {
    std::string& text = room();
    int high = -1;
    for (++at_; at_ < bytes_.size() && bytes_[at_] != '>'; ++at_) {
        const int digit = hex_value(bytes_[at_]);
        if (digit < 0) continue;
        if (high < 0) high = digit;
        else text += static_cast<char>(high << 4 | digit), high = -1;
    }
    if (high >= 0) text += static_cast<char>(high << 4);  // 7.3.4.3: a missing last digit is 0
    if (at_ < bytes_.size()) ++at_;
    return {TokenKind::string, 0, text};
}

Token Tokenizer::name() {
    const std::size_t begin = ++at_;
    bool coded = false;
    for (; at_ < bytes_.size() && class_of(bytes_[at_]) == regular; ++at_) coded = coded || bytes_[at_] == '#';
    const std::string_view raw = bytes_.substr(begin, at_ - begin);
    if (!coded) return {TokenKind::name, 0, raw};
    std::string& text = room();
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const bool code = raw[i] == '#' && i + 2 < raw.size() && hex_value(raw[i + 1]) >= 0 && hex_value(raw[i + 2]) >= 0;
        text += code ? static_cast<char>(hex_value(raw[i + 1]) << 4 | hex_value(raw[i + 2])) : raw[i];
        if (code) i += 2;
    }
    return {TokenKind::name, 0, text};
}

Token Tokenizer::next() {
    for (;;) {
        skip_white();
        if (at_ >= bytes_.size()) return {};
        const char c = bytes_[at_], follows = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
        if (is_digit(c) || c == '-' || c == '.' || c == '+') return number();
        switch (c) {
            case '(': return literal();
            case '/': return name();
            case '[': ++at_; return {TokenKind::array_begin, 0, {}};
            case ']': ++at_; return {TokenKind::array_end, 0, {}};
            case '<':
                if (follows != '<') return hexadecimal();
                at_ += 2;
                return {TokenKind::dictionary_begin, 0, {}};
            case '>':
                at_ += follows == '>' ? 2 : 1;
                if (follows == '>') return {TokenKind::dictionary_end, 0, {}};
                continue;
            case ')': case '{': case '}': ++at_; continue;
            default: break;
        }
        const std::size_t begin = at_;
        while (at_ < bytes_.size() && class_of(bytes_[at_]) == regular) ++at_;
        return {TokenKind::word, 0, bytes_.substr(begin, at_ - begin)};
    }
}

}  // namespace tianbiao
