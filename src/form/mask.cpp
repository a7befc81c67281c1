#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "form/validate.h"

namespace tianbiao {

namespace {

struct Shown {
    std::size_t least, front, back;  // from so many characters on, so many stay at either end
};
constexpr std::array shown{Shown{11, 3, 4}, Shown{7, 2, 2}, Shown{4, 1, 1}, Shown{0, 0, 0}};

constexpr std::u32string_view separators = U"、/／；;，, ";

void mask_part(std::u32string& text, std::size_t from, std::size_t to) {
    const auto found = std::find(text.begin() + static_cast<std::ptrdiff_t>(from), text.begin() + static_cast<std::ptrdiff_t>(to), U'@');
    const auto at = static_cast<std::size_t>(found - text.begin());
    const std::size_t end = at < to ? at : to;  // of an e-mail the host may stay: it names no person
    const std::size_t size = end - from;
    std::size_t front = at < to ? 1 : 0, back = 0;
    if (at >= to) {
        for (const Shown& rule : shown) {
            if (size < rule.least) continue;
            front = rule.front;
            back = rule.back;
            break;
        }
    }
    for (std::size_t i = from + front; i + back < end; ++i) text[i] = U'*';
}

}  // namespace

std::string masked(std::string_view written) {
    std::u32string text = to_utf32(written);
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find_first_of(separators, from), text.size());
        if (to > from) mask_part(text, from, to);
        from = to + 1;
    }
    return to_utf8(text);
}

// A telephone number or an ID in a place that is not theirs: eleven digits and more, or what has an @.
std::string masked_by_shape(std::string_view written) {
    constexpr std::size_t fewest_digits = 11;
    constexpr std::string_view code = "0123456789Xx-", address = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-@";
    const std::string_view kind = written.find('@') == std::string_view::npos ? code : address;
    std::string out;
    for (std::size_t from = 0; from < written.size();) {
        const std::size_t to = std::min(written.find_first_not_of(kind, from), written.size());
        const std::string_view word = written.substr(from, to - from);
        const auto digits = static_cast<std::size_t>(std::ranges::count_if(word, [](char c) { return c >= '0' && c <= '9'; }));
        const bool secret = word.find('@') != std::string_view::npos || (word.find_first_not_of(code) == std::string_view::npos && digits >= fewest_digits);
        out += secret ? masked(word) : std::string(word);
        if (to < written.size()) out += written[to];
        from = to + 1;
    }
    return out;
}

namespace {

void mask_all(Json& value) {
    if (value.is_text() || value.is_number()) value = Json::make_text(masked(value.text));
    for (Json& item : value.items) mask_all(item);
    for (auto& [key, member] : value.members) mask_all(member);
}

bool holds_sensitive(const Field& field) {
    return field.sensitive || std::ranges::any_of(field.fields, holds_sensitive);
}

void mask_fields(Json& value, const std::vector<Field>& fields);

// What stands in the wrong shape, a name and a telephone in place of a group, may hold what the group's members would.
void mask_field(Json& value, const Field& field) {
    if (field.sensitive || (value.is_scalar() && holds_sensitive(field))) return mask_all(value);
    if (!value.is_array()) return mask_fields(value, field.fields);
    for (Json& item : value.items) {
        if (item.is_object()) mask_fields(item, field.fields);
        else if (holds_sensitive(field)) mask_all(item);
    }
}

// A key that the form does not know may be a sensitive one mistyped: it does not go along.
void mask_fields(Json& value, const std::vector<Field>& fields) {
    std::erase_if(value.members, [&](const auto& member) { return std::ranges::find(fields, member.first, &Field::key) == fields.end(); });
    for (auto& [key, member] : value.members) mask_field(member, *std::ranges::find(fields, key, &Field::key));
}

}  // namespace

Record masked(const Record& record, const Form& form) {
    Record copy = record;
    mask_fields(copy.root, form.fields);
    return copy;
}

std::vector<Finding> masked(std::vector<Finding> findings, const Form& form) {
    for (Finding& finding : findings) {
        const Field* field = form.field(finding.field);
        const bool all = field ? holds_sensitive(*field) : !finding.field.empty();
        for (std::string& value : finding.values) value = all ? masked(value) : masked_by_shape(value);
    }
    return findings;
}

}  // namespace tianbiao
