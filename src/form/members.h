// The members of one object of a form definition, asked for by name and kind.
//
// What is missing, unknown or of another kind is a fault at its place, and the answer is the default, so that reading goes on and finds
// the other faults too.
#pragma once
#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/units.h"
#include "form/definition.h"

namespace tianbiao {

enum class Need { may, must };

template <class Value>
using WordTable = std::span<const std::pair<std::string_view, Value>>;

class Members {
public:
    // `known` are all words that the object may have; another one is a fault that names the nearest of them.
    Members(const Json& object, std::span<const std::string_view> known, Faults& faults);

    const Json& json() const { return json_; }
    bool has(std::string_view key) const { return json_.find(key) != nullptr; }
    const Json& at(std::string_view key) const;  // the member, else the object itself: a place for a fault
    void fault(std::string_view key, std::string text) const { faults_.add(at(key), std::move(text)); }

    std::string text(std::string_view key, Need need = Need::may, std::string_view otherwise = "") const;
    bool flag(std::string_view key, bool otherwise = false) const;
    int integer(std::string_view key, int least, int most, int otherwise) const;
    double number(std::string_view key, double most, double otherwise) const;  // 0 and above
    Mm mm(std::string_view key, Need need = Need::may, Mm otherwise = {}) const;
    const std::vector<Json>& list(std::string_view key, Need need = Need::may) const;
    std::vector<std::string> texts(std::string_view key) const;
    std::vector<double> numbers(std::string_view key, double most) const;

    // The value that a word of the table stands for.
    template <class Value>
    Value word(std::string_view key, WordTable<Value> table, Value otherwise) const {
        const Json* member = json_.find(key);
        if (!member) return otherwise;
        std::string choices;
        for (const auto& [name, value] : table) {
            if (member->is_text() && member->text == name) return value;
            choices += (choices.empty() ? "" : "、") + std::string(name);
        }
        faults_.add(*member, "「" + std::string(key) + "」只能是 " + choices);
        return otherwise;
    }

private:
    const Json* member(std::string_view key, Json::Kind kind, Need need) const;  // nullptr, and a fault where that is one

    const Json& json_;
    Faults& faults_;
};

// The fault where `text` still holds a {word} that no `with` gave.
void expect_filled(const Json& where, std::string_view text, Faults& faults);

bool is_plain_key(std::string_view key);  // a-z, 0-9 and _, beginning with a letter: what stands in a path unescaped
std::string nearest_word(std::string_view word, std::span<const std::string_view> known);  // "" where none is near

}  // namespace tianbiao
