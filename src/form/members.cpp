#include "form/members.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>

namespace tianbiao {
namespace {

constexpr std::array kind_names{
    std::pair{Json::Kind::null, "null"}, std::pair{Json::Kind::boolean, "true 或 false"}, std::pair{Json::Kind::number, "数"},
    std::pair{Json::Kind::text, "文字"}, std::pair{Json::Kind::array, "列表 [ ]"},        std::pair{Json::Kind::object, "对象 { }"},
};

std::string kind_name(Json::Kind kind) { return kind_names[static_cast<std::size_t>(kind)].second; }

std::string named(std::string_view key) { return "「" + std::string(key) + "」"; }

// How many letters to change, add or take away (Levenshtein).
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] != b[j]);
            diagonal = std::exchange(row[j + 1], std::min({row[j + 1] + 1, row[j] + 1, changed}));
        }
    }
    return row.back();
}

std::optional<double> number_of(const Json& json) {
    double value = 0;
    const auto end = std::from_chars(json.text.data(), json.text.data() + json.text.size(), value);
    if (!json.is_number() || end.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace

std::string nearest_word(std::string_view word, std::span<const std::string_view> known) {
    if (word.size() > 40) return "";
    std::string_view nearest;
    std::size_t fewest = word.size() / 3 + 1;
    for (std::string_view candidate : known)
        if (const std::size_t count = edits(word, candidate); count <= fewest && (nearest.empty() || count < fewest)) {
            nearest = candidate;
            fewest = count;
        }
    return std::string(nearest);
}

bool is_plain_key(std::string_view key) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto plain = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !key.empty() && letter(key[0]) && std::ranges::all_of(key, plain);
}

void expect_filled(const Json& where, std::string_view text, Faults& faults) {
    const std::size_t open = text.find('{'), close = text.find('}', open);
    if (close == std::string_view::npos) return;
    faults.add(where, "没有给 " + std::string(text.substr(open, close + 1 - open)) + " 文字：请在 use 旁的 with 里写上");
}

Members::Members(const Json& object, std::span<const std::string_view> known, Faults& faults) : json_(object), faults_(faults) {
    if (!object.is_object()) {
        faults_.add(object, "这里要一个对象 { }，不能是" + kind_name(object.kind));
        return;
    }
    for (const auto& [key, value] : object.members) {
        if (std::ranges::find(known, key) != known.end()) continue;
        const std::string near = nearest_word(key, known);
        faults_.add(value, "不认识的词" + named(key) + (near.empty() ? "" : "：是否指" + named(near)));
    }
}

const Json& Members::at(std::string_view key) const {
    const Json* found = json_.find(key);
    return found ? *found : json_;
}

const Json* Members::member(std::string_view key, Json::Kind kind, Need need) const {
    const Json* found = json_.find(key);
    if (found && found->kind == kind) return found;
    if (found) faults_.add(*found, named(key) + "要是" + kind_name(kind) + "，不能是" + kind_name(found->kind));
    else if (need == Need::must && json_.is_object()) faults_.add(json_, "缺" + named(key));
    return nullptr;
}

std::string Members::text(std::string_view key, Need need, std::string_view otherwise) const {
    const Json* found = member(key, Json::Kind::text, need);
    if (found && need == Need::must && found->text.empty()) faults_.add(*found, named(key) + "不能空着");
    return found ? found->text : std::string(otherwise);
}

bool Members::flag(std::string_view key, bool otherwise) const {
    const Json* found = member(key, Json::Kind::boolean, Need::may);
    return found ? found->boolean : otherwise;
}

int Members::integer(std::string_view key, int least, int most, int otherwise) const {
    const Json* found = member(key, Json::Kind::number, Need::may);
    if (!found) return otherwise;
    const std::optional<std::int64_t> value = found->integer();
    if (value && *value >= least && *value <= most) return static_cast<int>(*value);
    faults_.add(*found, named(key) + "要是 " + std::to_string(least) + " 到 " + std::to_string(most) + " 的整数");
    return otherwise;
}

double Members::number(std::string_view key, double most, double otherwise) const {
    const Json* found = member(key, Json::Kind::number, Need::may);
    if (!found) return otherwise;
    const std::optional<double> value = number_of(*found);
    if (value && *value >= 0 && *value <= most) return *value;
    faults_.add(*found, named(key) + "要是 0 到 " + std::to_string(static_cast<int>(most)) + " 的数");
    return otherwise;
}

Mm Members::mm(std::string_view key, Need need, Mm otherwise) const {
    constexpr double most = 5000;  // no sheet of paper is longer
    if (need == Need::must && !has(key)) {
        member(key, Json::Kind::number, need);  // says that it is missing
        return otherwise;
    }
    return {number(key, most, otherwise.v)};
}

const std::vector<Json>& Members::list(std::string_view key, Need need) const {
    static const std::vector<Json> none;
    const Json* found = member(key, Json::Kind::array, need);
    if (found && need == Need::must && found->items.empty()) faults_.add(*found, named(key) + "不能空着");
    return found ? found->items : none;
}

std::vector<std::string> Members::texts(std::string_view key) const {
    std::vector<std::string> all;
    for (const Json& item : list(key)) {
        if (!item.is_text() || item.text.empty()) faults_.add(item, named(key) + "里只能是文字");
        all.push_back(item.text);
    }
    return all;
}

std::vector<double> Members::numbers(std::string_view key, double most) const {
    std::vector<double> all;
    for (const Json& item : list(key)) {
        const std::optional<double> value = number_of(item);
        if (!value || *value < 0 || *value > most)
            faults_.add(item, named(key) + "里只能是 0 到 " + std::to_string(static_cast<int>(most)) + " 的数");
        all.push_back(value.value_or(0));
    }
    return all;
}

}  // namespace tianbiao
