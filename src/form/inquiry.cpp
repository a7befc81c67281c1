#include "form/inquiry.h"

#include <algorithm>
#include <array>

#include "form/readings.h"

namespace tianbiao {

namespace {

constexpr std::array severities{std::pair{Severity::error, std::string_view("error")}, std::pair{Severity::warning, std::string_view("warning")},
                                std::pair{Severity::info, std::string_view("info")}};

std::string filled(std::string_view text, const Arguments& words) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
        if (end == std::string_view::npos) {
            result += text[at++];
            continue;
        }
        const std::string_view key = text.substr(at + 1, end - at - 1);
        const auto word = std::ranges::find(words, key, [](const auto& pair) { return std::string_view(pair.first); });
        result += word != words.end() ? word->second : std::string(text.substr(at, end - at + 1));
        at = end + 1;
    }
    return result;
}

// What a form says that brings no messages of its own.
constexpr std::string_view bare_zh = "{name}：请核对（规则 {rule}）。";
constexpr std::string_view bare_en = "{name}: please check (rule {rule}).";

}  // namespace

std::string text_of(const Json& parameters, std::string_view key, std::string_view otherwise) {
    const Json* value = parameters.find(key);
    return value && value->is_scalar() && !value->is_null() ? value->text : std::string(otherwise);
}

Severity severity_of(const Json& parameters, Severity otherwise) {
    const std::string word = text_of(parameters, "severity");
    const auto found = std::ranges::find(severities, std::string_view(word), [](const auto& pair) { return pair.second; });
    return found != severities.end() ? found->first : otherwise;
}

Inquiry::Inquiry(const Record& record, const Form& form, Language language) : record_(record), form_(form), language_(language) {
    application_date_ = form.date;
    for (const FormRule& rule : form.rules) {
        const Json& p = rule.parameters;
        if (rule.kind == "check") checks_.emplace(text_of(p, "check"), &p);
        if (rule.kind == "messages") messages_ = p.find("texts");
        if (rule.kind == "application_date") {
            const std::string written = printed(value_at(record, text_of(p, "field")));
            if (loose_date(written)) application_date_ = written;
        }
        if (rule.kind != "fillers") continue;
        for (const std::string& word : texts(p.find("words"))) fillers_.insert(plain(word));
        for (const std::string& word : texts(p.find("nothing"))) nothing_.insert(plain(word));
    }
    if (const auto date = loose_date(application_date_)) application_year_ = date->year;
}

namespace {

constexpr std::size_t longest_filler = 64;  // bytes

}  // namespace

bool Inquiry::is_filler(std::string_view text) const {
    if (text.size() > longest_filler) return false;
    const std::string word = plain(text);
    return fillers_.contains(word) || nothing_.contains(word);
}

bool is_filler(const Form& form, std::string_view text) {
    if (text.size() > longest_filler) return false;
    const std::string word = plain(text);
    const auto says = [&](const Json& parameters, std::string_view list) {
        return std::ranges::any_of(texts(parameters.find(list)), [&](const std::string& each) { return plain(each) == word; });
    };
    return std::ranges::any_of(form.rules, [&](const FormRule& rule) {
        return rule.kind == "fillers" && (says(rule.parameters, "words") || says(rule.parameters, "nothing"));
    });
}

bool Inquiry::says_nothing(const Json* value) const {
    if (is_blank(value)) return true;
    if (value->is_boolean()) return !value->boolean;
    if (value->is_array()) return std::ranges::all_of(value->items, [this](const Json& item) { return says_nothing(&item); });
    if (value->is_object()) return std::ranges::all_of(value->members, [this](const auto& member) { return says_nothing(&member.second); });
    if (whole_number(value) == 0) return true;
    if (value->text.size() > 64) return false;
    std::string word = plain(value->text);
    for (const std::string_view stop : {"。", "."}) {
        if (word.ends_with(stop)) word.resize(word.size() - stop.size());
    }
    return nothing_.contains(word);
}

const Json* Inquiry::check_options(std::string_view check) const {
    const auto found = checks_.find(check);
    return found != checks_.end() ? found->second : nullptr;
}

const Json* Inquiry::message(std::string_view rule) const { return messages_ ? messages_->find(rule) : nullptr; }

std::string Inquiry::wording(std::string_view rule, const Arguments& words) const {
    const std::string_view key = language_ == Language::zh ? "zh" : "en";
    const Json* texts = message(rule);
    const Json* text = texts ? texts->find(key) : nullptr;
    return filled(text ? std::string_view(text->text) : language_ == Language::zh ? bare_zh : bare_en, words);
}

std::string Inquiry::field_name(std::string_view pointer) const {
    std::string name, last, path;
    const std::string joint = messages_ && message("joint") ? wording("joint", {}) : "·";
    for (std::size_t at = 0; at < pointer.size();) {
        const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
        const std::string_view key = pointer.substr(at + 1, end - at - 1);
        path.append("/").append(key);
        at = end;
        const bool number = !key.empty() && std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
        if (number) {
            const Field* list = form_.field(path.substr(0, path.rfind('/')));
            if (list && list->type == FieldType::choices) continue;  // boxes, not rows
            std::size_t row = 0;
            for (const char c : key.substr(0, 9)) row = row * 10 + static_cast<std::size_t>(c - '0');
            name += message("row") ? wording("row", {{"n", std::to_string(row + 1)}}) : " " + std::to_string(row + 1);
            continue;
        }
        const Field* field = form_.field(path);
        if (!field) break;
        const std::string& own = language_ == Language::zh ? field->name.zh : field->name.en;
        if (own == last) continue;  // a group and its list may go by one name
        if (!name.empty()) name += joint;
        name += own;
        last = own;
    }
    return name.empty() ? wording("whole", {}) : name;
}

void Inquiry::add(Report report) {
    if (++told_[report.rule] > most_of_one_rule) return;
    Finding finding;
    finding.severity = report.severity;
    finding.field = std::move(report.field);
    finding.clause = std::move(report.clause);
    const std::string& wanted = report.message.empty() ? report.rule : report.message;
    if (finding.clause.empty()) {
        const Field* field = form_.field(finding.field);
        const Json* texts = message(wanted);
        const Json* any = message("any");
        finding.clause = texts ? text_of(*texts, "clause") : "";
        if (finding.clause.empty() && field) finding.clause = field->clause;
        if (finding.clause.empty() && any) finding.clause = text_of(*any, "clause");
    }
    report.words.emplace_back("name", field_name(finding.field));
    report.words.emplace_back("rule", report.rule);
    finding.message = wording(wanted, report.words);
    finding.rule = std::move(report.rule);
    finding.values = std::move(report.values);
    if (const Json* value = find_at(record_.root, finding.field)) finding.line = value->line;
    findings_.push_back(std::move(finding));
}

std::vector<Finding> Inquiry::finish() {
    for (const auto& [rule, times] : told_) {
        if (times <= most_of_one_rule) continue;
        const auto first = std::ranges::find(findings_, rule, &Finding::rule);
        Finding rest = *first;
        rest.field.clear();
        rest.values = {std::to_string(times - most_of_one_rule)};
        rest.message = wording("more_of_this", {{"rule", rule}, {"count", std::to_string(times - most_of_one_rule)}});
        findings_.push_back(std::move(rest));
    }
    return std::move(findings_);
}

}  // namespace tianbiao
