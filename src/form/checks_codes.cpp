// Codes with a check character, and the shapes of telephone numbers and e-mail addresses.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "form/checks.h"
#include "form/readings.h"

namespace tianbiao {

namespace {

// GB 32100-2015, 5.6: 31 characters, without I O S V Z.
constexpr std::string_view credit_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

std::string capitals(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

std::size_t letters_in(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
    return count;
}

// 1 department, 1 class, 6 region (digits), 9 body, 1 check. A letter that the code does not use is a wrong check character in the last
// place, and another shape in any other.
bool is_credit_shape(std::string_view text) {
    return text.size() == 18 && all_digits(text.substr(2, 6)) && (is_digit(text[17]) || (text[17] >= 'A' && text[17] <= 'Z')) &&
           std::ranges::all_of(text.substr(0, 17), [](char c) { return credit_alphabet.find(c) != std::string_view::npos; });
}

}  // namespace

bool has_credit_code_check(std::string_view text) {
    if (!is_credit_shape(text)) return false;
    std::size_t sum = 0, weight = 1;  // weight i is 3^(i-1) mod 31
    for (std::size_t i = 0; i < 17; ++i, weight = weight * 3 % 31) sum += credit_alphabet.find(text[i]) * weight;
    return credit_alphabet[(31 - sum % 31) % 31] == text[17];
}

bool has_id_number_check(std::string_view text) {
    if (text.size() != 18 || !all_digits(text.substr(0, 17))) return false;
    // GB 11643-1999, ISO 7064 MOD 11-2: weight i is 2^(18-i) mod 11.
    static constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += (text[i] - '0') * weights[i];
    return std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)] == text[17];
}

void check_credit_code(const Written& written, const Json*, Inquiry& inquiry) {
    const std::string code = capitals(written.plain);
    if (is_credit_shape(code)) {
        if (!has_credit_code_check(code)) inquiry.add({"credit_code_check", Severity::error, written.pointer, "GB 32100-2015", {written.text}, {}, {}});
        return;
    }
    const std::size_t letters = letters_in(code) - static_cast<std::size_t>(std::ranges::count(code, '-'));
    const std::string rule = letters == 9 ? "credit_code_nine" : "credit_code_shape";
    inquiry.add({rule, Severity::warning, written.pointer, "GB 32100-2015", {written.text}, {{"count", std::to_string(letters)}}, {}});
}

// Another document than the national ID is told by a member beside it; then only the presence of a number counts.
void check_id_number(const Written& written, const Json* options, Inquiry& inquiry) {
    if (options) {
        const std::string beside = written.pointer.substr(0, written.pointer.rfind('/') + 1) + text_of(*options, "type_member");
        const std::string type = plain(printed(value_at(inquiry.record(), beside)));
        const std::vector<std::string> own = texts(options->find("own_types"));
        if (!type.empty() && std::ranges::find(own, type) == own.end()) return;
    }
    const std::string id = capitals(written.plain);
    const bool shape = id.size() == 18 && all_digits(std::string_view(id).substr(0, 17)) && (is_digit(id[17]) || id[17] == 'X');
    if (!shape) {
        inquiry.add({"id_shape", Severity::warning, written.pointer, "GB 11643-1999", {written.text}, {}, {}});
        return;
    }
    const auto number = [&](std::size_t at, std::size_t size) { return std::stoi(id.substr(at, size)); };
    const int year = number(6, 4);
    if (year < 1850 || year > inquiry.application_year() || !is_real_day(year, number(10, 2), number(12, 2))) {
        inquiry.add({"id_birth_date", Severity::error, written.pointer, "GB 11643-1999", {written.text}, {}, {}});
    } else if (!has_id_number_check(id)) {
        inquiry.add({"id_check", Severity::error, written.pointer, "GB 11643-1999", {written.text}, {}, {}});
    }
}

namespace {

// Mobile (11 digits from 1), area code and number (from 0), local number, 400/800, another country's (+), each with an extension or not.
bool is_telephone(std::string text, const std::vector<std::string>& remarks) {
    for (const std::string& word : remarks) {
        for (std::size_t at; !word.empty() && (at = text.find(word)) != std::string::npos;) text.erase(at, word.size());
    }
    for (const std::string_view mark : {"转", "分机", "ext.", "ext", "x", "#", "*"}) {  // what follows is an extension
        const std::size_t at = text.find(mark);
        if (at == std::string::npos) continue;
        const std::string_view extension = std::string_view(text).substr(at + mark.size());
        if (extension.empty() || extension.size() > 6 || !all_digits(extension)) return false;
        text.resize(at);
        break;
    }
    const bool abroad = text.starts_with("+") && !text.starts_with("+86");
    if (text.starts_with("+86")) text.erase(0, 3);
    std::string digits;
    bool marks = false;
    for (const char c : text) {
        if (is_digit(c)) digits += c;
        else if (c == '-' || c == '(' || c == ')' || c == '.' || (c == '+' && abroad)) marks = true;
        else return false;
    }
    if (abroad) return digits.size() >= 7 && digits.size() <= 15;
    if (digits.starts_with("1") && digits.size() > 8) return digits.size() == 11;
    if (digits.starts_with("0")) return digits.size() >= 10 && digits.size() <= (marks ? 18u : 12u);
    if (digits.starts_with("400") || digits.starts_with("800")) return digits.size() == 10 || digits.size() == 7 || digits.size() == 8;
    return digits.size() == 7 || digits.size() == 8 || (marks && digits.size() > 8 && digits.size() <= 12);
}

bool is_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || text.find('@', at + 1) != std::string_view::npos) return false;
    const std::string_view host = text.substr(at + 1);
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || host.size() - dot < 3 || host.size() > 253 || host.find("..") != std::string_view::npos) return false;
    // RFC 5322 allows more; these are what mail systems hand out. Bytes over 127: RFC 6531.
    return std::ranges::all_of(text, [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) > 127 ||
               std::string_view("@.!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
    }) && text.find("，") == std::string_view::npos && text.find("。") == std::string_view::npos;
}

}  // namespace

void check_telephone(const Written& written, const Json* options, Inquiry& inquiry) {
    if (all_digits(written.plain) && is_telephone(written.plain, {})) return;
    const std::vector<std::string> separators = options ? texts(options->find("separators")) : std::vector<std::string>{};
    const std::vector<std::string> remarks = options ? texts(options->find("remarks")) : std::vector<std::string>{};
    for (const std::string& part : split(std::string(clipped(written.text, 1 << 12)), separators)) {
        if (inquiry.is_filler(part) || is_telephone(plain(part), remarks)) continue;
        inquiry.add({"telephone_shape", Severity::warning, written.pointer, "", {part}, {}, {}});
        return;
    }
}

void check_email(const Written& written, const Json* options, Inquiry& inquiry) {
    const std::vector<std::string> separators = options ? texts(options->find("separators")) : std::vector<std::string>{};
    for (const std::string& part : split(std::string(clipped(written.text, 1 << 12)), separators)) {
        if (inquiry.is_filler(part) || is_email(nfkc(part))) continue;
        inquiry.add({"email_shape", Severity::warning, written.pointer, "", {part}, {}, {}});
        return;
    }
}

}  // namespace tianbiao
