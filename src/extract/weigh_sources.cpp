#include "extract/weigh_sources.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "extract/form_walk.h"
#include "extract/messages.h"
#include "extract/printed_places.h"
#include "form/inquiry.h"
#include "form/readings.h"
#include "form/select.h"

namespace tianbiao {
namespace {

constexpr double agreed = 1;

class Weigher : FormWalk {
public:
    Weigher(const ReadRows& document, const Form& form, const BoundFields& fields, const Record* embedded, Language language)
        : FormWalk(form), doc_(document), fields_(fields), embedded_(embedded), language_(language), places_(printed_places(form)) {
        for (const FieldReading& reading : fields.readings) readings_.emplace(reading.field, &reading);
    }

    Extraction run() {
        out_.record = read_record(embedded_);
        return std::move(out_);
    }

private:
    void add(std::string_view rule, const std::string& field, const FieldReading* reading, std::vector<std::string> values = {}) {
        Finding finding = reading_finding(rule, language_, field, std::move(values));
        if (reading) finding.page = reading->page + 1, finding.box = reading->box;
        out_.findings.push_back(std::move(finding));
    }

    const FieldReading* reading_at(const std::string& pointer) const {
        const auto found = readings_.find(pointer);
        return found == readings_.end() ? nullptr : found->second;
    }

    Json read_value(const Field& each, const std::string& paper, const std::string& field, const Json* before) override {
        return settle(each, reading_at(paper), field, before);
    }

    Json settle(const Field& each, const FieldReading* reading, const std::string& field, const Json* before) {
        if (!reading) {
            if (!is_blank(before)) add("not_on_paper", field, nullptr, {written(form_, before)});
            return {};
        }
        const Understood now = reading->options ? Understood{value_of(form_, each, reading->ticks), Doubt::none} : understood(form_, each, reading->text);
        const bool same = before && agrees(each, *reading, now.value, *before);
        remember(*reading, field, same);
        look_for_tricks(*reading, field);
        if (same) return *before;
        if (before && !is_blank(before)) add("sources_differ", field, reading, {written(form_, before), reading->text});
        else if (embedded_ && !now.value.is_null()) add("sources_differ", field, reading, {"", reading->text});
        if (now.doubt == Doubt::not_a_count && !is_filler(form_, reading->text)) add("not_a_count", field, reading, {reading->text});
        return now.value;
    }

    bool agrees(const Field& each, const FieldReading& reading, const Json& now, const Json& before) const {
        if (reading.options) {
            const Ticks were = ticks_of(form_, each, &before);
            return were.ticked == reading.ticks.ticked && plain(were.beside) == plain(reading.ticks.beside);
        }
        return plain(written(form_, &before)) == plain(reading.text) || normal_form(now) == normal_form(before);
    }

    void remember(const FieldReading& reading, const std::string& field, bool same) {
        if (trim(reading.text).empty()) return;
        const bool of_form_field = reading.named || (reading.cell >= 0 && doc_.cell(reading.cell).fields > 0);
        FieldSource source{field, same ? "embedded" : of_form_field ? "acroform" : "text", same ? agreed : reading.confidence, reading.text, "", ""};
        source.page = reading.page + 1, source.box = reading.box;
        out_.fields.push_back(std::move(source));
    }

    // Of a cell once: several fields may share one.
    void look_for_tricks(const FieldReading& reading, const std::string& field) {
        for (const FieldConflict& conflict : reading.conflicts) add("field_differs", field, &reading, {conflict.value, conflict.shown});
        if (reading.cell < 0 || !looked_at_.insert(reading.cell).second) return;
        const ReadCell& cell = doc_.cell(reading.cell);
        for (const HiddenText& hidden : cell.hidden) add("hidden_text", field, &reading, {hidden.text});
        for (const FieldConflict& conflict : cell.conflicts) add("field_differs", field, &reading, {conflict.value, conflict.shown});
        if (cell.illegible) add("text_illegible", field, &reading);
        if (cell.overlaid) add("text_over_text", field, &reading, {reading.text});
        if (cell.box_differs) add("box_differs", field, &reading, {reading.text});
    }

    // Entries of the data in the order in which they are printed, without those of which nothing is.
    std::vector<std::size_t> printed_order(const Json* before, const PrintedList& list) const {
        std::vector<std::size_t> order;
        if (!before || !before->is_array()) return order;
        const auto key_of = [&](std::size_t i) { return before->items[i].is_object() ? printed(before->items[i].find(list.key)) : std::string(); };
        const auto rank = [&](std::size_t i) {
            return list.key.empty() ? 0 : std::ranges::find(list.key_values, key_of(i)) - list.key_values.begin();
        };
        for (std::size_t i = 0; i < before->items.size(); ++i) {
            Json rest = before->items[i];
            if (!list.key.empty() && static_cast<std::size_t>(rank(i)) < list.key_values.size())
                std::erase_if(rest.members, [&](const auto& member) { return member.first == list.key; });
            if (!is_blank(&rest)) order.push_back(i);
        }
        std::ranges::stable_sort(order, {}, rank);
        return order;
    }

    Json read_list(const Field& each, const std::string& paper, const std::string& field, const Json* before) override {
        const auto list = places_.lists.find(each.path);
        const auto counted = fields_.counts.find(paper);
        const std::size_t rows = counted == fields_.counts.end() ? 0 : counted->second;
        if (list == places_.lists.end()) return embedded(field, before);
        const std::vector<std::size_t> order = printed_order(before, list->second);
        const bool same_rows = embedded_ && order.size() == rows;
        if (embedded_ && !same_rows && (rows > 0 || !order.empty()))
            add("rows_differ", field, nullptr, {std::to_string(order.size()), std::to_string(rows)});
        if (same_rows && before && !before->is_array()) return *before;
        Json out = same_rows && before ? *before : Json::make_array();
        for (std::size_t row = 0; row < rows; ++row) {
            const std::size_t entry = same_rows ? order[row] : row;
            const Json* item = same_rows ? &before->items[entry] : nullptr;
            Json now = read_entry(each, paper + "/" + std::to_string(row), field + "/" + std::to_string(entry), item, embedded_ && same_rows);
            if (same_rows) out.items[entry] = std::move(now);
            else out.items.push_back(std::move(now));
        }
        return out.items.empty() && !before ? Json() : out;
    }

    // Rows that the data does not have are taken as they stand: their difference was said once, of the list.
    Json read_entry(const Field& list, const std::string& paper, const std::string& field, const Json* before, bool weighed) {
        const Record* kept = embedded_;
        if (!weighed) embedded_ = nullptr;
        Json entry = before && before->is_object() ? *before : Json();
        const bool misplaced = before && !before->is_object();
        for (const Field& member : list.fields) {
            const Json* value = before && before->is_object() ? before->find(member.key) : nullptr;
            if (misplaced && &member == &list.fields.front()) value = before;
            Json now = settle(member, reading_at(paper + "/" + member.key), field + "/" + member.key, value);
            if (!now.is_null() || value) entry.member(member.key) = std::move(now);
        }
        embedded_ = kept;
        arrange(entry, list.fields);
        return entry;
    }

    const ReadRows& doc_;
    const BoundFields& fields_;
    const Record* embedded_;
    Language language_;
    PrintedPlaces places_;
    std::map<std::string, const FieldReading*> readings_;
    std::set<int> looked_at_;
};

}  // namespace

Extraction weigh_sources(const ReadRows& document, const Form& form, const BoundFields& fields, const Record* embedded, Language language) {
    return Weigher(document, form, fields, embedded, language).run();
}

}  // namespace tianbiao
