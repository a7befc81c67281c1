#include "archive/states.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.h"

namespace tianbiao {
namespace {

// 通知 四(二) 推荐, 一(三)6 公示 and 目录; what a row of the way may become.
struct Step {
    std::string_view from, to;
};
constexpr Step steps[]{
    {"received", "needs_review"},
    {"received", "confirmed"},
    {"received", "returned"},
    {"needs_review", "confirmed"},
    {"needs_review", "returned"},
    {"confirmed", "needs_review"},
    {"confirmed", "returned"},
    {"confirmed", "recommended"},
    {"confirmed", "not_recommended"},
    {"returned", "received"},
    {"returned", "archived"},
    {"recommended", "confirmed"},
    {"recommended", "approved"},
    {"recommended", "not_recommended"},
    {"not_recommended", "confirmed"},
    {"not_recommended", "archived"},
    {"approved", "in_public_notice"},
    {"in_public_notice", "approved"},
    {"in_public_notice", "recommended"},
    {"in_public_notice", "listed"},
    {"listed", "expired"},
    {"listed", "archived"},
    {"expired", "archived"},
};

constexpr std::array retentions{Retention{"永久", 0}, Retention{"30年", 30}, Retention{"10年", 10}};

template <class List>
std::string names(const List& list, std::string_view State::*member) {
    std::string text;
    for (const auto& one : list) text += (text.empty() ? "" : "、") + std::string(one.*member);
    return text;
}

int year_of(std::string_view date) {
    int year = 0;
    std::from_chars(date.data(), date.data() + std::min<std::size_t>(4, date.size()), year);
    return year;
}

}  // namespace

const std::vector<State>& all_states() {
    static const std::vector<State> all{
        {"received", "已收件"},    {"needs_review", "待核对"},      {"confirmed", "已核对"}, {"returned", "已退回补正"},
        {"recommended", "已推荐"}, {"not_recommended", "不予推荐"}, {"approved", "已通过"},  {"in_public_notice", "公示中"},
        {"listed", "已入目录"},    {"expired", "已过期"},           {"archived", "已归档"},
    };
    return all;
}

const State& state_named(std::string_view name) {
    for (const State& state : all_states())
        if (state.name == name || state.zh == name) return state;
    static const State deleted{state::deleted, "已删除"};
    if (deleted.name == name || deleted.zh == name) return deleted;
    throw Error(Code::usage, {std::string(name), ""}, "没有这种状态：现有 " + names(all_states(), &State::name));
}

bool may_follow(std::string_view from, std::string_view to) {
    return std::ranges::any_of(steps, [&](const Step& step) { return step.from == from && step.to == to; });
}

std::vector<std::string_view> next_states(std::string_view from) {
    std::vector<std::string_view> next;
    for (const Step& step : steps)
        if (step.from == from) next.push_back(step.to);
    return next;
}

const Retention& retention_named(std::string_view name) {
    for (const Retention& retention : retentions)
        if (retention.name == name) return retention;
    throw Error(Code::usage, {std::string(name), ""}, "保管期限只有 永久、30年、10年");
}

bool is_kept(std::string_view retention, std::string_view received, std::string_view day) {
    if (retention.empty()) return false;
    const Retention& kept = retention_named(retention);
    return kept.years == 0 || year_of(day) <= year_of(received) + kept.years;
}

}  // namespace tianbiao
