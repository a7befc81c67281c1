#include "extract/written.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "form/readings.h"

namespace tianbiao {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::string> take_digits(std::string_view text, std::size_t& at, std::size_t most) {
    std::string digits;
    while (at < text.size() && digits.size() < most && is_digit(text[at])) digits += text[at++];
    if (digits.empty() || (at < text.size() && is_digit(text[at]))) return std::nullopt;
    return digits.size() == 1 ? "0" + digits : digits;
}

// The form's sign (年) or one of those that people type.
bool take_sign(std::string_view text, std::size_t& at, const std::string& sign) {
    if (text.substr(at).starts_with(sign)) {
        at += sign.size();
        return true;
    }
    const bool usual = at < text.size() && (text[at] == '-' || text[at] == '/' || text[at] == '.');
    at += usual;
    return usual;
}

// 2008年6月12日, 2008年6月　　日, 2008-6-12, 2008: nullopt for anything else. White space does not count.
std::optional<std::string> date_of(const Form& form, const std::string& written) {
    const std::string text = without_white_space(written);
    std::size_t at = 0;
    const std::optional<std::string> year = take_digits(text, at, 4);
    if (!year || year->size() != 4) return std::nullopt;
    std::string date = *year;
    if (at == text.size()) return date;
    if (!take_sign(text, at, form.word("year"))) return std::nullopt;
    if (at == text.size()) return date;
    if (const auto month = take_digits(text, at, 2)) {
        date += "-" + *month;
        if (at == text.size()) return date;
    }
    if (!take_sign(text, at, form.word("month"))) return std::nullopt;
    if (at == text.size()) return date;
    if (const auto day = take_digits(text, at, 2)) {
        if (date.size() == 4) return std::nullopt;  // a day without its month
        date += "-" + *day;
        if (at == text.size()) return date;
    }
    const std::string& sign = form.word("day");
    return std::string_view(text).substr(at) == sign ? std::optional(date) : std::nullopt;
}

Understood count_of(const std::string& text) {
    const Json written = Json::make_text(text);
    const std::optional<std::int64_t> number = whole_number(&written);
    if (!number) return {written, Doubt::not_a_count};
    const std::string digits = plain(text);
    if (digits.size() > 1 && digits[0] == '0') return {written, Doubt::none};  // 007 is no number of JSON's
    return {Json::make_number(*number), Doubt::none};
}

// Excel keeps 15 digits of a number: what a code of 18 was cannot be told any more.
bool has_lost_digits(const std::string& lexeme) { return lexeme.find('E') != std::string::npos && lexeme.find("E-") == std::string::npos; }

constexpr std::array<std::string_view, 8> tick_signs{"☑", "☒", "√", "✓", "✔", "■", "✕", "✗"};

std::vector<std::string> answers_of(std::string_view text) { return split(text, {"、", "，", ",", "；", "/", " ", "\n", "\t", "　"}); }

}  // namespace

std::string written(const Form& form, const Json* value) {
    if (!value || value->is_null()) return "";
    if (value->is_boolean()) return form.word(value->boolean ? "yes" : "no");
    if (value->is_scalar()) return value->text;
    std::string joined;
    const auto add = [&](const Json& part) {
        const std::string text = written(form, &part);
        if (!text.empty()) joined += (joined.empty() ? "" : "、") + text;
    };
    for (const Json& item : value->items) add(item);
    for (const auto& [key, part] : value->members) add(part);
    return joined;
}

bool same_text(const std::string& a, const std::string& b) {
    return a == b || normal_form(Json::make_text(a)) == normal_form(Json::make_text(b));
}

Understood understood(const Form& form, const Field& field, const std::string& text, SheetValue kind) {
    if (normal_form(Json::make_text(text)).is_null()) return {};
    const Json as_written = Json::make_text(text);
    if (kind == SheetValue::number && has_lost_digits(text)) return {as_written, Doubt::lost_digits};
    if (kind == SheetValue::boolean && field.type == FieldType::yes_no) return {Json::make_boolean(text == "1"), Doubt::none};
    switch (field.type) {
        case FieldType::integer: return count_of(text);
        case FieldType::date:
            if (kind == SheetValue::number && text.find('.') != std::string::npos) return {as_written, Doubt::not_a_date};
            if (const auto date = date_of(form, text)) return {Json::make_text(*date), Doubt::none};
            return {as_written, Doubt::not_a_date};
        case FieldType::yes_no:
            for (const bool answer : {true, false})
                if (trim(text) == form.word(answer ? "yes" : "no")) return {Json::make_boolean(answer), Doubt::none};
            return {as_written, Doubt::none};
        case FieldType::choices: {
            Json list = Json::make_array();
            for (std::string& answer : answers_of(text)) list.items.push_back(Json::make_text(std::move(answer)));
            return {std::move(list), Doubt::none};
        }
        default: return {as_written, Doubt::none};
    }
}

std::vector<std::string> options_of(const Form& form, const Field& field) {
    if (field.type == FieldType::yes_no) return {form.word("yes"), form.word("no")};
    std::vector<std::string> options;
    if (const ValueList* list = form.values(field.values))
        for (const ValueEntry& entry : list->entries) options.push_back(entry.value);
    return options;
}

Ticks ticks_of(const Form& form, const Field& field, const Json* value) {
    Ticks ticks;
    if (!value || value->is_null()) return ticks;
    const std::vector<std::string> options = options_of(form, field);
    const auto place = [&](const std::string& text) { return std::ranges::find(options, text) - options.begin(); };
    const auto known = [&](const std::string& text) { return static_cast<std::size_t>(place(text)) < options.size(); };
    std::vector<std::string> said;
    if (value->is_array()) {
        for (const Json& item : value->items) said.push_back(written(form, &item));
    } else {
        const std::string text = written(form, value);
        said = answers_of(text);
        if (!std::ranges::all_of(said, known)) said = {text};
    }
    for (const std::string& text : said) {
        if (known(text)) ticks.ticked.insert(static_cast<std::size_t>(place(text)));
        else ticks.beside += (ticks.beside.empty() ? "" : "、") + text;
    }
    return ticks;
}

Json value_of(const Form& form, const Field& field, const Ticks& ticks) {
    const std::vector<std::string> options = options_of(form, field);
    const bool blank = normal_form(Json::make_text(ticks.beside)).is_null();
    std::vector<std::string> said;
    for (const std::size_t place : ticks.ticked)
        if (place < options.size()) said.push_back(options[place]);
    if (field.type == FieldType::yes_no && said.size() == 1 && blank) return Json::make_boolean(said[0] == form.word("yes"));
    if (!blank) said.push_back(ticks.beside);
    if (said.empty()) return {};
    if (field.type == FieldType::choices) {
        Json list = Json::make_array();
        for (std::string& text : said) list.items.push_back(Json::make_text(std::move(text)));
        return list;
    }
    std::string joined;
    for (const std::string& text : said) joined += (joined.empty() ? "" : "、") + text;
    return Json::make_text(joined);
}

bool shows_tick(const SheetCell& cell) {
    if (cell.kind == SheetValue::boolean) return cell.text == "1";
    return std::ranges::any_of(tick_signs, [&](std::string_view sign) { return cell.text.find(sign) != std::string::npos; });
}

std::string text_beside_tick(const SheetCell& cell, const std::string& option) {
    if (cell.kind != SheetValue::text) return "";
    std::string rest = cell.text;
    const auto take_out = [&](std::string_view what) {
        if (const std::size_t at = rest.find(what); at != std::string::npos) rest.erase(at, what.size());
    };
    take_out(option);
    for (const std::string_view sign : tick_signs) take_out(sign);
    for (const std::string_view sign : {"□", "☐"}) take_out(sign);
    return without_white_space(rest).empty() ? std::string() : std::string(trim(rest));
}

}  // namespace tianbiao
