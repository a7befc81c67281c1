// Values that come from a list: occupations, kinds, GB/T 4754-2017.
#include <algorithm>

#include "base/utf8.h"
#include "form/checks.h"
#include "form/readings.h"

namespace tianbiao {

namespace {

// The form's rule of kind one_of for this field: severity, whether several are allowed, whether only the exact value counts.
const Json* list_options(const Form& form, std::string_view path) {
    for (const FormRule& rule : form.rules) {
        if (rule.kind == "one_of" && text_of(rule.parameters, "field") == path) return &rule.parameters;
    }
    return nullptr;
}

constexpr std::size_t longest_told = 12;  // a longer list is named, not told word by word

bool is_set(const Json* options, std::string_view key) {
    const Json* flag = options ? options->find(key) : nullptr;
    return flag && flag->is_boolean() && flag->boolean;
}

bool holds(std::string_view text, std::string_view part) { return !part.empty() && text.find(part) != std::string_view::npos; }

// Entries that a text may mean: an other or a near wording of theirs, a piece of their value, or their value within more words.
std::vector<const ValueEntry*> meant(const ValueList& list, const std::string& text) {
    std::vector<const ValueEntry*> sure, likely;
    for (const ValueEntry& entry : list.entries) {
        const std::string value = plain(entry.value);
        const auto is = [&](const std::string& word) { return plain(word) == text; };
        const auto within = [&](const std::string& word) { return word.size() >= 6 && holds(text, plain(word)); };
        if (std::ranges::any_of(entry.also, is) || std::ranges::any_of(entry.near, is)) sure.push_back(&entry);
        else if (holds(text, value) || (text.size() >= 6 && holds(value, text)) || std::ranges::any_of(entry.also, within) ||
                 std::ranges::any_of(entry.near, within)) likely.push_back(&entry);
    }
    return sure.empty() ? likely : sure;
}

}  // namespace

const ValueEntry* entry_named(const ValueList& list, std::string_view text, Wording wording) {
    const auto same = std::ranges::find(list.entries, text, [](const ValueEntry& entry) { return std::string_view(entry.value); });
    if (same != list.entries.end()) return &*same;
    const std::string wanted = plain(text);
    for (const ValueEntry& entry : list.entries) {
        if (plain(entry.value) == wanted) return &entry;
        if (wording == Wording::exact) continue;
        if (std::ranges::any_of(entry.also, [&](const std::string& word) { return plain(word) == wanted; })) return &entry;
    }
    return nullptr;
}

void check_listed(const Written& written, Inquiry& inquiry) {
    const ValueList* list = inquiry.form().values(written.field.values);
    if (!list || written.field.check == "industry") return;
    const Json* options = list_options(inquiry.form(), written.field.path);
    const Severity severity = options ? severity_of(*options, Severity::warning) : Severity::warning;
    const Wording wording = is_set(options, "exact") ? Wording::exact : Wording::also;
    const auto named = [&](const std::string& part) { return entry_named(*list, part, wording); };

    if (const ValueEntry* entry = named(written.text)) {
        if (entry->closed) inquiry.add({"not_open", Severity::error, written.pointer, entry->clause, {written.text}, {}, {}});
        return;
    }
    const std::vector<std::string> separators = options ? texts(options->find("separators")) : std::vector<std::string>{};
    const std::vector<std::string> parts = split(nfkc(clipped(written.text, longest_compared)), separators);
    const auto understood = [&](const std::string& part) { return entry_named(*list, part, Wording::also) != nullptr; };
    if (parts.size() > 1 && is_set(options, "several") && std::ranges::all_of(parts, named)) return;
    if (parts.size() > 1 && !is_set(options, "several") && std::ranges::count_if(parts, understood) > 1) {
        inquiry.add({"several_values", severity, written.pointer, options ? text_of(*options, "several_clause") : "", {written.text}, {}, {}});
        return;
    }
    const std::vector<const ValueEntry*> near = meant(*list, written.plain);  // of a text too long to be compared: none
    Report report{"not_listed", severity, written.pointer, "", {written.text}, {}, {}};
    if (near.size() == 1) {
        report.words.emplace_back("suggestion", near.front()->value);
        report.message = "not_listed_near";
    } else {
        report.words.emplace_back("list", inquiry.language() == Language::zh ? list->name.zh : list->name.en);
        std::string all;
        for (const ValueEntry& entry : list->entries) all.append(all.empty() ? "" : "、").append(entry.value);
        if (list->entries.size() <= longest_told) report.words.emplace_back("values", all);
        else report.message = "not_in_long_list";
    }
    inquiry.add(std::move(report));
}

namespace {

// A name of GB/T 4754-2017 as people write it: marks out, 与 and 及 for 和, with or without 业 at its end.
std::string industry_name(std::string_view text) {
    std::string name;
    const std::string written = plain(text);
    for (std::size_t at = 0; at < written.size();) {
        const char32_t code = next_code_point(written, at);
        if (code == U'与' || code == U'及') append_utf8(name, U'和');
        else if (is_han(code)) append_utf8(name, code);
    }
    if (name.ends_with("业") && name.size() > 6) name.resize(name.size() - 3);
    return name;
}

bool is_division(const ValueList& list, std::string_view section, std::string_view digits) {
    std::string_view current;  // divisions follow their section
    for (const ValueEntry& entry : list.entries) {
        if (entry.code.size() == 1) current = entry.code;
        else if (entry.code == digits.substr(0, 2)) return section.empty() || section == current;
    }
    return false;
}

enum class Codes { none, right, wrong };

// Codes in the text: a section's letter, two to four digits, or both.
Codes judge_codes(const ValueList& list, std::string_view text) {
    Codes result = Codes::none;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        while (at < text.size() && static_cast<unsigned char>(text[at]) < 128 && text[at] != '(' && text[at] != ')' && text[at] != ',' &&
               text[at] != '/' && text[at] != ':' && text[at] != ';' && text[at] != '-') ++at;
        if (at == start) {
            ++at;
            continue;
        }
        std::string_view code = text.substr(start, at - start);
        std::string_view section;
        if (code.front() >= 'A' && code.front() <= 'Z') {
            section = code.substr(0, 1);
            code.remove_prefix(1);
        }
        const bool digits = std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
        const bool lone_section = code.empty() && std::ranges::any_of(list.entries, [&](const ValueEntry& e) { return e.code == section; });
        const bool division = digits && code.size() >= 2 && code.size() <= 4 && is_division(list, section, code);
        if (!lone_section && !division) return Codes::wrong;
        result = Codes::right;
    }
    return result;
}

}  // namespace

void check_industry(const Written& written, const Json* options, Inquiry& inquiry) {
    const ValueList* list = inquiry.form().values(written.field.values);
    if (!list) return;
    const Codes codes = judge_codes(*list, written.plain);
    if (codes == Codes::right) return;
    const auto listed = [&](const std::string& part) {
        const std::string name = industry_name(part);
        return !name.empty() && std::ranges::any_of(list->entries, [&](const ValueEntry& entry) {
            return industry_name(entry.value) == name || std::ranges::any_of(entry.also, [&](const auto& word) { return industry_name(word) == name; });
        });
    };
    const std::vector<std::string> parts = split(nfkc(clipped(written.text, longest_compared)), options ? texts(options->find("separators")) : std::vector<std::string>{});
    if (codes == Codes::none && (listed(written.plain) || (!parts.empty() && std::ranges::all_of(parts, listed)))) return;
    Report report{"industry_unknown", options ? severity_of(*options, Severity::warning) : Severity::warning, written.pointer, "", {written.text}, {}, {}};
    const std::vector<const ValueEntry*> near = meant(*list, written.plain);
    if (near.size() == 1 && codes == Codes::none) {
        report.words.emplace_back("suggestion", near.front()->value + "（" + near.front()->code + "）");
        report.message = "industry_near";
    }
    inquiry.add(std::move(report));
}

}  // namespace tianbiao
