#include "form/validate.h"

#include <algorithm>
#include <array>

#include "base/characters.h"
#include "base/utf8.h"
#include "form/checks.h"
#include "form/inquiry.h"
#include "form/readings.h"
#include "form/rules.h"
#include "form/shape.h"

namespace tianbiao {

namespace {

struct FaultWord {
    CharacterFault fault;
    std::string_view rule;
    Severity severity;
};
constexpr std::array fault_words{
    FaultWord{CharacterFault::control, "control_character", Severity::error},
    FaultWord{CharacterFault::bidi, "bidi_character", Severity::error},
    FaultWord{CharacterFault::noncharacter, "noncharacter", Severity::error},
    FaultWord{CharacterFault::private_use, "private_use_character", Severity::warning},
    FaultWord{CharacterFault::invisible, "invisible_character", Severity::warning},
};

// One finding a kind and text, with the first code point of its kind named.
void check_characters(const std::string& text, const std::string& pointer, Inquiry& inquiry) {
    std::array<char32_t, fault_words.size()> first{};
    std::array<int, fault_words.size()> times{};
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        const CharacterFault fault = character_fault(code);
        if (fault == CharacterFault::none) continue;
        const auto word = static_cast<std::size_t>(std::ranges::find(fault_words, fault, &FaultWord::fault) - fault_words.begin());
        if (times[word]++ == 0) first[word] = code;
    }
    for (std::size_t i = 0; i < fault_words.size(); ++i) {
        if (times[i] == 0) continue;
        const std::string code = code_point_name(first[i]);
        inquiry.add({std::string(fault_words[i].rule), fault_words[i].severity, pointer, "", {code},
                     {{"code", code}, {"count", std::to_string(times[i])}}, {}});
    }
}

void warn(std::string_view rule, const Written& written, Inquiry& inquiry) {
    inquiry.add({std::string(rule), Severity::warning, written.pointer, "", {written.text}, {}, {}});
}

void check_integer(const Written& written, Inquiry& inquiry) {
    const auto number = whole_number(&written.value);
    if (number && *number < 0) inquiry.add({"negative_count", Severity::error, written.pointer, "", {written.text}, {}, {}});
    else if (!number && written.field.check != "year") warn("not_a_count", written, inquiry);  // a year's notation has a check of its own
}

void check_decimal(const Written& written, Inquiry& inquiry) {
    const auto number = decimal(written.plain);
    const bool with_unit = written.field.check == "capital" &&
                           std::ranges::any_of(written.plain, [](char c) { return c >= '0' && c <= '9'; });  // 500万美元 says what it is
    if (number && *number < 0) warn("negative_amount", written, inquiry);
    else if (!number && !with_unit) warn("not_an_amount", written, inquiry);
}

void check_date(const Written& written, Inquiry& inquiry) {
    if (!plain_date(written.text)) warn("not_a_date", written, inquiry);
}

void check_yes_no(const Written& written, Inquiry& inquiry) {
    if (!written.value.is_boolean()) warn("not_yes_no", written, inquiry);
}

void check_text(const Written& written, Inquiry& inquiry) {
    if (written.value.is_boolean()) return warn("not_text", written, inquiry);
    if (written.field.limit <= 0) return;
    const int count = count_characters(written.text);
    if (count <= written.field.limit) return;
    const std::string counted = std::to_string(count), limit = std::to_string(written.field.limit), over = std::to_string(count - written.field.limit);
    inquiry.add({"text_too_long", Severity::warning, written.pointer, "", {counted, limit},
                 {{"count", counted}, {"limit", limit}, {"over", over}}, {}});
}

using TypeCheck = void (*)(const Written&, Inquiry&);
struct TypeWord {
    FieldType type;
    TypeCheck check;
};
constexpr std::array type_checks{
    TypeWord{FieldType::text, check_text},      TypeWord{FieldType::prose, check_text}, TypeWord{FieldType::choice, check_text},
    TypeWord{FieldType::choices, check_text},   TypeWord{FieldType::integer, check_integer}, TypeWord{FieldType::decimal, check_decimal},
    TypeWord{FieldType::date, check_date},      TypeWord{FieldType::yes_no, check_yes_no},
};

void check_scalar(const Field& field, const Json& value, const std::string& pointer, Inquiry& inquiry) {
    const std::string text = printed(&value);
    if (value.is_text()) check_characters(text, pointer, inquiry);
    if (inquiry.is_filler(text)) return;
    const bool comparable = field.type != FieldType::prose && text.size() <= longest_compared;
    const Written written{field, pointer, value, text, comparable ? plain(text) : std::string()};
    const auto type = std::ranges::find(type_checks, field.type, &TypeWord::type);
    if (type != type_checks.end()) type->check(written, inquiry);
    if (!field.values.empty() && !value.is_boolean()) check_listed(written, inquiry);
    check_by_name(written, inquiry);
}

void check_fields(const std::vector<Field>& fields, const Json& group, const std::string& pointer, bool expected, Inquiry& inquiry);

void check_field(const Field& field, const Json* value, const std::string& pointer, bool expected, Inquiry& inquiry) {
    const bool asked = expected && field.expected;
    if (is_blank(value)) {
        if (asked) inquiry.add({"missing", Severity::warning, pointer, "", {}, {}, {}});
        return;
    }
    if (value->is_object()) return check_fields(field.fields, *value, pointer, asked, inquiry);
    if (!value->is_array()) return check_scalar(field, *value, pointer, inquiry);
    for (std::size_t i = 0; i < value->items.size(); ++i) {
        const Json& item = value->items[i];
        if (is_blank(&item)) continue;  // a row left free
        const std::string place = pointer + "/" + std::to_string(i);
        if (item.is_object()) check_fields(field.fields, item, place, asked, inquiry);
        else check_scalar(field, item, place, inquiry);
    }
}

void check_fields(const std::vector<Field>& fields, const Json& group, const std::string& pointer, bool expected, Inquiry& inquiry) {
    for (const Field& field : fields) check_field(field, group.find(field.key), pointer + "/" + field.key, expected, inquiry);
}

void accept(std::vector<Finding>& findings, const std::vector<Acceptance>& accepted) {
    for (Finding& finding : findings) {
        if (finding.severity != Severity::error) continue;
        const auto taken = std::ranges::find(accepted, finding.rule, &Acceptance::rule);
        if (taken == accepted.end()) continue;
        finding.severity = Severity::warning;
        finding.reason = taken->reason;
    }
}

}  // namespace

std::vector<Finding> validate(const Record& record, const Form& form, Language language, const std::vector<Acceptance>& accepted) {
    Inquiry inquiry(record, form, language);
    check_shape(inquiry);
    check_fields(form.fields, record.root, "", true, inquiry);
    for (const FormRule& rule : form.rules) apply_rule(rule, inquiry);
    std::vector<Finding> findings = inquiry.finish();
    accept(findings, accepted);
    return findings;
}

}  // namespace tianbiao
