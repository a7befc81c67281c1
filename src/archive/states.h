// The ways of an application through an office, and how long it is kept.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tianbiao {

struct State {
    std::string_view name;  // for programs: needs_review
    std::string_view zh;    // for people: 待核对
};

namespace state {
inline constexpr std::string_view received = "received", needs_review = "needs_review", confirmed = "confirmed", returned = "returned",
                                  deleted = "deleted";
}

// In the order of the way; `deleted` is none of them: what is left of an entry then is its trace.
const std::vector<State>& all_states();

// By either name. Error usage where there is none (the text lists those there are).
const State& state_named(std::string_view name);

bool may_follow(std::string_view from, std::string_view to);
std::vector<std::string_view> next_states(std::string_view from);

// 保管期限 (DA/T 22-2015, 5.4: 永久, 定期30年, 定期10年). Error usage for another one.
struct Retention {
    std::string_view name;
    int years = 0;  // 0: for ever
};
const Retention& retention_named(std::string_view name);

// Kept still on that day (YYYY-MM-DD)? Counted from the first of January after the year of `received`.
bool is_kept(std::string_view retention, std::string_view received, std::string_view day);

}  // namespace tianbiao
