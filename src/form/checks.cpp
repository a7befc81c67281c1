#include "form/checks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "form/readings.h"

namespace tianbiao {

namespace {

// Sorted by name. A name without a function says what kind of value stands there, and needs no check beyond its type and its list.
constexpr std::array<std::pair<std::string_view, Check>, 19> checks{{
    {"amount", nullptr},
    {"area", check_unit},
    {"capacity", nullptr},
    {"capital", check_capital},
    {"count", nullptr},
    {"credit_code", check_credit_code},
    {"date", nullptr},
    {"dishonesty", check_denial},
    {"email", check_email},
    {"equipment_sets", nullptr},
    {"equipment_value", check_unit},
    {"id_number", check_id_number},
    {"industry", check_industry},
    {"occupation", nullptr},
    {"organization_kind", nullptr},
    {"person", nullptr},
    {"sha256", nullptr},
    {"telephone", check_telephone},
    {"year", check_year},
}};

}  // namespace

void check_by_name(const Written& written, Inquiry& inquiry) {
    const auto found = std::ranges::find(checks, std::string_view(written.field.check), [](const auto& check) { return check.first; });
    if (found != checks.end() && found->second) found->second(written, inquiry.check_options(written.field.check), inquiry);
}

std::vector<std::string_view> check_names() {
    std::vector<std::string_view> names;
    for (const auto& [name, check] : checks) names.push_back(name);
    return names;
}

// A capital in 万元 that is larger than any institution's was most likely written in yuan.
void check_capital(const Written& written, const Json* options, Inquiry& inquiry) {
    const auto amount = decimal(written.plain);
    if (!amount || !options) return;
    const auto most = decimal(text_of(*options, "most"));
    if (!most || *amount <= *most) return;
    inquiry.add({"capital_in_yuan", severity_of(*options, Severity::warning), written.pointer, text_of(*options, "clause"), {written.text}, {}, {}});
}

// A bare number in a cell that asks for a size or a worth: 680 what?
void check_unit(const Written& written, const Json* options, Inquiry& inquiry) {
    std::string text = written.plain;
    if (options) {
        for (const std::string& word : texts(options->find("approximations"))) {
            for (std::size_t at; !word.empty() && (at = text.find(word)) != std::string::npos;) text.erase(at, word.size());
        }
    }
    if (!is_decimal(text)) return;
    const Severity severity = options ? severity_of(*options, Severity::warning) : Severity::warning;
    inquiry.add({"unit_missing", severity, written.pointer, options ? text_of(*options, "clause") : "", {written.text}, {}, {}});
}

void check_year(const Written& written, const Json*, Inquiry& inquiry) {
    const auto whole = whole_number(&written.value);
    if (whole && *whole < 0) return;  // the type's check has told it
    const auto loose = whole ? std::nullopt : loose_date(written.text);
    const std::int64_t year = whole ? *whole : loose ? loose->year : 0;
    if (year > inquiry.application_year()) {
        inquiry.add({"year_after_application", Severity::error, written.pointer, "", {written.text, inquiry.application_date()}, {}, {}});
    } else if (!whole || year < 1900) {
        inquiry.add({"year_notation", Severity::warning, written.pointer, "", {written.text}, {}, {}});
    }
}

namespace {

bool holds_any(std::string_view text, const std::vector<std::string>& words) {
    return std::ranges::any_of(words, [&](const std::string& word) {
        for (std::size_t at = text.find(word); !word.empty() && at != std::string_view::npos; at = text.find(word, at + 1)) {
            // 0条 says no, 10条 does not.
            const bool digit = word.front() >= '0' && word.front() <= '9';
            if (!digit || at == 0 || text[at - 1] < '0' || text[at - 1] > '9') return true;
        }
        return false;
    });
}

}  // namespace

// A question that is usually denied (是否有失信行为): after the usual negations, clause by clause, does the text still say yes?
void check_denial(const Written& written, const Json* options, Inquiry& inquiry) {
    if (!options) return;
    const std::vector<std::string> neutral = texts(options->find("neutral"));
    const std::vector<std::string> denials = texts(options->find("denials"));
    const std::vector<std::string> claims = texts(options->find("claims"));
    const std::vector<std::string> whole_claims = texts(options->find("whole_claims"));
    const std::string text = plain(clipped(written.text, 1 << 16));
    for (std::string clause : split(text, texts(options->find("separators")))) {
        for (const std::string& word : neutral) {
            for (std::size_t at; !word.empty() && (at = clause.find(word)) != std::string::npos;) clause.erase(at, word.size());
        }
        if (holds_any(clause, denials)) continue;
        if (std::ranges::find(whole_claims, clause) == whole_claims.end() && !holds_any(clause, claims)) continue;
        inquiry.add({"dishonesty_stated", severity_of(*options, Severity::warning), written.pointer, text_of(*options, "clause"), {written.text}, {}, {}});
        return;
    }
}

}  // namespace tianbiao
