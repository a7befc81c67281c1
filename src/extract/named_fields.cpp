#include "extract/named_fields.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "extract/written.h"
#include "form/readings.h"

namespace tianbiao {
namespace {

constexpr double by_name = 0.95, by_both = 1;
constexpr std::string_view continued = "/continued/";

std::string pointer_of(const std::string& name) {
    std::string pointer = "/" + name;
    std::ranges::replace(pointer, '.', '/');
    return pointer;
}

std::optional<std::size_t> number_of(std::string_view text) {
    if (text.empty() || text.size() > 6 || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    return static_cast<std::size_t>(std::stoul(std::string(text)));
}

// "/a/b/3": "/a/b" and "3".
std::pair<std::string, std::string> cut_last(const std::string& pointer) {
    const std::size_t slash = pointer.rfind('/');
    return {pointer.substr(0, slash), pointer.substr(slash + 1)};
}

// What a box stands for among the options: by its name or its state, as the option, its number, or yes and no.
std::optional<std::size_t> option_named(const std::vector<std::string>& options, const std::string& name) {
    const auto found = std::ranges::find(options, name);
    if (found != options.end()) return static_cast<std::size_t>(found - options.begin());
    constexpr std::array<std::string_view, 2> answers{"yes", "no"};
    for (std::size_t i = 0; i < answers.size() && options.size() == answers.size(); ++i)
        if (name == answers[i]) return i;
    const std::optional<std::size_t> number = number_of(name);
    return number && *number < options.size() ? number : std::nullopt;
}

struct Said {
    const Field* def = nullptr;
    std::string text;
    bool options = false;
    Ticks ticks;
    int page = 0;
    Rect box;
    std::map<std::size_t, std::string> more;  // of 附页
    bool blank() const { return options ? ticks.ticked.empty() : trim(text).empty(); }
    std::string whole() const {
        std::string all = text;
        for (const auto& [piece, rest] : more) all += rest;
        return all;
    }
};

struct BoxName {
    std::string pointer;
    std::size_t option;
};

// A box is one for the value itself, its state saying which answer, or one for an option of the value above it.
std::optional<BoxName> box_name(const Form& form, const SeenField& field) {
    const std::string pointer = pointer_of(field.name);
    const auto [above, name] = cut_last(pointer);
    if (const Field* list = form.field(above))
        if (const auto option = option_named(options_of(form, *list), name)) return BoxName{above, *option};
    const Field* own = form.field(pointer);
    if (!own) return std::nullopt;
    return BoxName{pointer, option_named(options_of(form, *own), field.on_state).value_or(0)};
}

bool holds_text(const SeenField& field) { return field.kind == FieldKind::text || field.kind == FieldKind::choice; }
bool is_box(const SeenField& field) { return field.kind == FieldKind::check || field.kind == FieldKind::radio; }

class Namer {
public:
    Namer(const Evidence& evidence, PageRange pages, const Form& form, BoundFields& out) : form_(form), out_(out) {
        for (const SeenField& field : evidence.fields)
            if (field.page >= pages.first && field.page < pages.end && !field.hidden) add(field);
        for (auto& [pointer, pieces] : pieces_)
            if (const auto said = said_.find(pointer); said != said_.end()) said->second.more = std::move(pieces);
    }

    void run() {
        number_rows();
        for (const auto& [pointer, said] : said_)
            if (!said.blank()) settle(pointer, said);
    }

private:
    void add(const SeenField& field) {
        if (holds_text(field)) add_text(field);
        if (is_box(field)) add_box(field);
    }

    // A field that shows another text than it holds is judged by its place: what is seen counts.
    void add_text(const SeenField& field) {
        if (field.has_appearance && plain(field.value) != plain(field.shown)) return;
        const std::string pointer = pointer_of(field.name);
        if (pointer.starts_with(continued)) {
            const auto [base, piece] = cut_last(pointer.substr(continued.size() - 1));
            if (const auto number = number_of(piece)) pieces_[base][*number] = field.value;
            return;
        }
        const Field* def = form_.field(pointer);
        if (!def || said_.contains(pointer)) return;
        Said& said = said_[pointer];
        said.def = def, said.text = field.value, said.page = field.page, said.box = field.box;
    }

    void add_box(const SeenField& field) {
        const std::optional<BoxName> name = box_name(form_, field);
        if (!name) return;
        Said& said = said_[name->pointer];
        if (!said.def) said.def = form_.field(name->pointer), said.options = true, said.page = field.page, said.box = field.box;
        if (says_ticked(field)) said.ticks.ticked.insert(name->option);
    }

    // Rows of a list count from the first that is written, as on paper; where paper shows more of them its rows stay as they are.
    void number_rows() {
        std::map<std::string, Said> numbered;
        std::set<std::string> lists;
        for (const BlockDef& block : form_.blocks)
            for (const RowDef& row : block.rows)
                if (!row.repeat.empty() && lists.insert(row.repeat).second) number_rows(row, numbered);
        for (auto& [pointer, said] : said_)
            if (!row_of(pointer, lists)) numbered.emplace(pointer, std::move(said));
        said_ = std::move(numbered);
    }

    static bool row_of(const std::string& pointer, const std::set<std::string>& lists) {
        return std::ranges::any_of(lists, [&](const std::string& list) { return pointer.starts_with(list + "/"); });
    }

    void number_rows(const RowDef& row, std::map<std::string, Said>& to) {
        std::map<std::size_t, std::map<std::string, Said*>> rows;
        for (auto& [pointer, said] : said_) {
            if (!pointer.starts_with(row.repeat + "/") || said.blank()) continue;
            const auto [entry, member] = cut_last(pointer);
            if (const auto number = number_of(entry.substr(std::min(row.repeat.size() + 1, entry.size())))) rows[*number][member] = &said;
        }
        std::size_t& count = out_.counts[row.repeat];
        if (rows.empty() || count > rows.size()) return;
        if (count < rows.size()) std::erase_if(out_.readings, [&](const FieldReading& reading) { return reading.field.starts_with(row.repeat + "/"); });
        count = rows.size();
        std::size_t place = 0;
        for (auto& [number, members] : rows) {
            const std::string entry = row.repeat + "/" + std::to_string(place++) + "/";
            if (!row.key.empty() && number < row.key_values.size() && !members.contains(row.key)) {
                Said key = *members.begin()->second;
                key.def = form_.field(entry + row.key), key.options = false, key.text = row.key_values[number];
                if (key.def) to.emplace(entry + row.key, std::move(key));
            }
            for (auto& [member, said] : members) to.emplace(entry + member, std::move(*said));
        }
    }

    void settle(const std::string& pointer, const Said& said) {
        const auto reading = std::ranges::find(out_.readings, pointer, &FieldReading::field);
        if (reading == out_.readings.end()) {
            FieldReading& added = out_.readings.emplace_back();
            added.field = pointer, added.def = said.def;
            take(said, added);
            return;
        }
        if (said.options || reading->options) settle_boxes(said, *reading);
        else if (plain(reading->text) == plain(said.whole())) reading->text = said.whole(), reading->confidence = by_both, reading->named = true;
        else if (trim(reading->text).empty()) take(said, *reading);
        else reading->conflicts.push_back({said.whole(), reading->text});
    }

    // A drop-down may stand where paper has boxes.
    void settle_boxes(const Said& said, FieldReading& reading) {
        const std::vector<std::string> options = options_of(form_, *said.def);
        Ticks ticks = said.ticks;
        if (!said.options) {
            const std::optional<std::size_t> option = option_named(options, std::string(trim(said.text)));
            if (!option) return;
            ticks.ticked = {*option};
        }
        const bool silent = reading.options ? reading.ticks.ticked.empty() && trim(reading.ticks.beside).empty() : trim(reading.text).empty();
        if (reading.options && reading.ticks.ticked == ticks.ticked) {
            reading.confidence = by_both, reading.named = true;
        } else if (silent) {
            Said chosen = said;
            chosen.options = true, chosen.ticks = std::move(ticks);
            take(chosen, reading);
        } else {
            reading.conflicts.push_back({names_of(ticks, options), reading.text});
        }
    }

    static std::string names_of(const Ticks& ticks, const std::vector<std::string>& options) {
        std::string text;
        for (const std::size_t i : ticks.ticked)
            if (i < options.size()) text += (text.empty() ? "" : "、") + options[i];
        return text;
    }

    void take(const Said& said, FieldReading& to) const {
        to.options = said.options, to.ticks = said.ticks;
        to.text = said.options ? names_of(said.ticks, options_of(form_, *said.def)) : said.whole();
        to.page = said.page, to.box = said.box, to.confidence = by_name, to.named = true;
    }

    const Form& form_;
    BoundFields& out_;
    std::map<std::string, Said> said_;                               // by pointer
    std::map<std::string, std::map<std::size_t, std::string>> pieces_;  // of 附页, by the pointer that they continue
};

}  // namespace

void bind_named_fields(const Evidence& evidence, PageRange pages, const Form& form, BoundFields& fields) {
    if (!evidence.fields.empty()) Namer(evidence, pages, form, fields).run();
}

std::size_t count_named_fields(const Evidence& evidence, const Form& form) {
    return static_cast<std::size_t>(std::ranges::count_if(evidence.fields, [&](const SeenField& field) {
        return (holds_text(field) && form.field(pointer_of(field.name))) || (is_box(field) && box_name(form, field));
    }));
}

}  // namespace tianbiao
