#include "batch/compare.h"

#include <algorithm>

#include "base/digest.h"
#include "base/mask.h"
#include "base/utf8.h"
#include "batch/report.h"

namespace tianbiao {
namespace {

std::string text_at(const Json& json, std::string_view key) {
    const Json* member = json.find(key);
    return member && member->is_text() ? member->text : std::string();
}

std::string joined(const Json* list) {
    std::string out;
    if (list)
        for (const Json& item : list->items) out += (out.empty() ? "" : "、") + item.text;
    return out;
}

// As they are compared: full-width or half-width, with inner spaces or without.
std::string folded(std::string_view text) { return without_white_space(nfkc(text)); }

std::string key_of(std::initializer_list<std::string_view> parts) {
    std::string key;
    for (const std::string_view part : parts) (key += part) += '\n';
    return key;
}

// By its code and by its name: one of them may be typed wrong.
std::vector<std::string> keys_of(const ApplicationFacts& facts) {
    std::vector<std::string> keys;
    if (facts.occupation.empty()) return keys;
    if (!facts.code.empty()) keys.push_back(key_of({"code", facts.form, folded(facts.code), folded(facts.occupation)}));
    if (!facts.organization.empty()) keys.push_back(key_of({"name", facts.form, folded(facts.organization), folded(facts.occupation)}));
    return keys;
}

}  // namespace

ApplicationFacts facts_of_json(const Json& json) {
    ApplicationFacts facts;
    facts.form = text_at(json, "form");
    const Json* values = json.find("values");
    const auto value = [&](std::string_view role) { return joined(values ? values->find(role) : nullptr); };
    facts.organization = value(role_organization), facts.code = value(role_code);
    facts.occupation = value(role_occupation), facts.region = value(role_region);
    if (const Json* findings = json.find("findings"); findings && findings->items.size() == 3) {
        const auto count = [&](std::size_t i) { return findings->items[i].integer().value_or(0); };
        facts.errors = count(0), facts.warnings = count(1), facts.infos = count(2);
    }
    if (const Json* confidence = json.find("confidence")) facts.confidence = confidence->text;
    if (const Json* shared = json.find("shared")) facts.shared = *shared;
    return facts;
}

void Comparison::add(const std::string& file, const std::string& digest, const ApplicationFacts& facts) {
    if (!digest.empty()) by_digest_.try_emplace(digest, file);
    for (const std::string& key : keys_of(facts)) by_application_.try_emplace(key, file);
    if (!facts.code.empty() && !facts.shared.is_null()) {
        const std::string shared = hex(sha256(write_json(facts.shared, JsonStyle::compact)));
        if (shared_.try_emplace(facts.code, shared).first->second != shared) contradicted_.insert(facts.code);
    }
    Count& count = counts_[{facts.form, facts.region, facts.occupation}];
    ++count.applications;
    if (const std::string who = folded(facts.code.empty() ? facts.organization : facts.code); !who.empty()) count.organizations.insert(who);
}

Comparison::Duplicate Comparison::duplicate_of(const std::string& file, const std::string& digest, const ApplicationFacts& facts) const {
    if (const auto same = by_digest_.find(digest); same != by_digest_.end() && same->second != file) return {same->second, true};
    for (const std::string& key : keys_of(facts))
        if (const auto same = by_application_.find(key); same != by_application_.end() && same->second != file) return {same->second, false};
    return {};
}

std::vector<Finding> over_quota(const Comparison& comparison, const Form& form, Language language) {
    const bool zh = language == Language::zh;
    std::vector<Finding> out;
    for (const Quota& quota : form.quotas) {
        const auto counts = [&](std::string_view role) { return std::ranges::find(quota.per, role) != quota.per.end(); };
        std::map<Comparison::Group, std::set<std::string>> groups;
        for (const auto& [group, count] : comparison.counts()) {
            if (group.form != form.id) continue;
            const Comparison::Group wide{group.form, counts(role_region) ? group.region : "", counts(role_occupation) ? group.occupation : ""};
            groups[wide].insert(count.organizations.begin(), count.organizations.end());
        }
        for (const auto& [group, organizations] : groups) {
            if (organizations.size() <= static_cast<std::size_t>(quota.most)) continue;
            const bool unsaid = counts(role_region) && group.region.empty();
            const std::string most = std::to_string(quota.most);
            Finding finding{Severity::warning, "quota", "", "", quota.clause};
            finding.message = zh ? "同一职业的申报单位超过 " + most + " 家的遴选数量" + (unsaid ? "（申请未写地区，若在同一地区）" : "") + "，请择优推荐。"
                                 : "more than " + most + " organisations apply for one occupation" + (unsaid ? " (no region is given; if it is one)" : "") + ".";
            for (const std::string& value : {group.occupation, group.region})
                if (!value.empty()) finding.values.push_back(masked_by_shape(value));
            finding.values.push_back(std::to_string(organizations.size()));
            out.push_back(std::move(finding));
        }
    }
    return out;
}

}  // namespace tianbiao
