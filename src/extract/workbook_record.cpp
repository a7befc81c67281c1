#include "extract/workbook_record.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "extract/field_cells.h"
#include "extract/form_walk.h"
#include "extract/hidden_data.h"
#include "extract/list_rows.h"
#include "extract/messages.h"
#include "extract/printed_places.h"
#include "extract/written.h"
#include "form/inquiry.h"
#include "form/readings.h"
#include "form/select.h"

namespace tianbiao {
namespace {

// What the cells of one field say.
struct Seen {
    bool there = false;  // the field has a cell
    std::string text;
    SheetValue kind = SheetValue::text;
    bool formula = false;
    SheetRow row{-1, 0};
    int column = 0;
};

class Extractor : FormWalk {
public:
    Extractor(const Workbook& workbook, const Form& form, Language language)
        : FormWalk(form), language_(language), cells_(workbook), hidden_(hidden_data(workbook)), places_(printed_places(form)) {}

    Extraction run() {
        if (cells_.workbook().external_links) add("external_links");
        if (!hidden_.record) add("data_missing");
        if (cells_.has_copies()) add("copies_unread");
        out_.record = read_record(hidden_.record ? &*hidden_.record : nullptr);
        return std::move(out_);
    }

private:
    void add(std::string_view rule, const std::string& field = "", std::vector<std::string> values = {}) {
        out_.findings.push_back(reading_finding(rule, language_, field, std::move(values)));
    }

    Json read_value(const Field& each, const std::string& named, const std::string& field, const Json* before) override {
        if (places_.options.contains(each.path)) return read_options(each, named, field, before);
        return settle(each, see(named), field, before, cells_.was_deleted(named));
    }

    Seen see_cell(const SheetCell* cell, SheetRow row) const {
        Seen seen;
        seen.there = true;
        seen.row = row;
        if (!cell) return seen;
        seen.text = cell->text, seen.kind = cell->kind, seen.formula = cell->formula, seen.column = cell->column;
        return seen;
    }

    // All pieces of a field's text, joined as they were cut.
    Seen see(const std::string& pointer) const {
        Seen seen;
        for (const SheetName* name : cells_.pieces(pointer)) {
            const SheetCell* cell = cells_.cell(name->sheet, name->row, name->column);
            const Seen part = see_cell(cell, {name->sheet, name->row});
            if (!seen.there) {
                seen = part, seen.column = name->column;
                continue;
            }
            const auto joint = hidden_.joints.find(name->name);
            if (joint != hidden_.joints.end() && !part.text.empty()) seen.text += joint->second;
            seen.text += part.text;
        }
        return seen;
    }

    void remember(const Seen& seen, const std::string& field) {
        if (trim(seen.text).empty()) return;
        const std::string& sheet = cells_.workbook().sheets[static_cast<std::size_t>(seen.row.first)].name;
        out_.fields.push_back({field, "cell", 1, seen.text, sheet, cell_address(seen.row.second, seen.column)});
        if (seen.formula) add("formula", field);
        if (cells_.is_hidden(seen.row) || cells_.is_hidden_sheet(seen.row)) add("hidden_row", field);
    }

    bool is_prompt(const std::string& path, const Seen& seen) const {
        const auto prompt = places_.prompts.find(path);
        return prompt != places_.prompts.end() && without_white_space(seen.text) == prompt->second;
    }

    // The cell says what the value says: to the character, as a number, or as a day.
    bool agrees(const Field& each, const Seen& seen, const Json* before) const {
        const std::string text = written(form_, before);
        if (same_text(text, seen.text)) return true;
        if (seen.kind == SheetValue::number) {
            const std::optional<double> a = decimal(plain(text)), b = decimal(seen.text);
            if (a && b && *a == *b) return true;
        }
        return normal_form(understood(form_, each, seen.text, seen.kind).value) == normal_form(before ? *before : Json());
    }

    // Weighs the cell against the value before. No cell: the value before stays.
    Json settle(const Field& each, Seen seen, const std::string& field, const Json* before, bool deleted) {
        const Json kept = before ? *before : Json();
        if (!seen.there) {
            if (deleted && !is_blank(before)) add("cell_deleted", field);
            return before ? embedded(field, before) : Json();
        }
        if (seen.kind == SheetValue::error) {
            add("cell_error", field, {seen.text});
            return kept;
        }
        if (is_prompt(each.path, seen)) seen.text.clear();
        remember(seen, field);
        if (agrees(each, seen, before)) return kept;
        const Understood now = understood(form_, each, seen.text, seen.kind);
        if (!is_blank(before)) add("cell_differs", field, {written(form_, before), seen.text});
        if (now.doubt == Doubt::not_a_count && !is_filler(form_, seen.text)) add("not_a_count", field, {seen.text});
        if (now.doubt == Doubt::not_a_date) add("not_a_date", field, {seen.text});
        if (now.doubt == Doubt::lost_digits) add("lost_digits", field, {seen.text});
        return now.value;
    }

    Json read_options(const Field& each, const std::string& named, const std::string& field, const Json* before) {
        const Json kept = before ? *before : Json();
        const std::vector<std::string> options = options_of(form_, each);
        Ticks ticks;
        Seen first;
        std::string said;
        const Ticks were = ticks_of(form_, each, before);
        bool formula = false, lost = false, error = false;
        for (std::size_t i = 0; i < options.size(); ++i) {
            const SheetName* name = cells_.option(named, i);
            const SheetCell* cell = name ? cells_.cell(name->sheet, name->row, name->column) : nullptr;
            if (name && !first.there) first = see_cell(cell, {name->sheet, name->row}), first.column = name->column;
            const bool unknown = !name || (cell && cell->kind == SheetValue::error);
            (name ? error : lost) |= unknown;
            formula |= cell && cell->formula;
            if (!(unknown ? were.ticked.contains(i) : cell && shows_tick(*cell))) continue;
            ticks.ticked.insert(i);
            said += (said.empty() ? "" : "、") + options[i];
        }
        if (!first.there) return settle(each, see(named), field, before, cells_.was_deleted(named + "/0"));
        if (lost) add("cell_deleted", field);
        if (error) add("cell_error", field);
        first.formula = formula;
        ticks.beside = see(named).text;
        for (std::size_t i = 0; i < options.size(); ++i)
            if (const SheetName* name = cells_.option(named, i))
                if (const SheetCell* cell = cells_.cell(name->sheet, name->row, name->column)) add_beside(ticks, text_beside_tick(*cell, options[i]));
        first.text = said + (said.empty() || ticks.beside.empty() ? "" : "、") + ticks.beside;
        first.kind = SheetValue::text;
        remember(first, field);
        if (ticks.ticked == were.ticked && same_text(ticks.beside, were.beside)) return kept;
        if (!is_blank(before)) add("cell_differs", field, {written(form_, before), first.text});
        return value_of(form_, each, ticks);
    }

    static void add_beside(Ticks& ticks, const std::string& text) {
        if (!text.empty()) ticks.beside += (ticks.beside.empty() ? "" : "、") + text;
    }

    Json read_list(const Field& each, const std::string& named, const std::string& field, const Json* before) override {
        const auto printed = places_.lists.find(each.path);
        if (printed == places_.lists.end() || !cells_.knows(named)) return embedded(field, before);
        const std::vector<ListRow> rows = list_rows(cells_, named, printed->second);
        const bool list_before = before && before->is_array();
        static const std::vector<Json> none;
        const std::vector<Json>& items = list_before ? before->items : none;
        std::map<std::size_t, const ListRow*> by_entry;
        std::vector<const ListRow*> order;
        for (const ListRow& row : rows) {
            if (row.entry) by_entry.emplace(*row.entry, &row);
            order.push_back(&row);
        }
        // The rows of a keyed list stand in the key's order; its entries keep theirs.
        if (!printed->second.key.empty())
            std::ranges::stable_sort(order, {}, [](const ListRow* row) { return row->entry.value_or(~std::size_t{0}); });
        Json list = Json::make_array();
        for (const ListRow* row : order) {
            const Json* item = row->entry && *row->entry < items.size() ? &items[*row->entry] : nullptr;
            const std::string at = field + "/" + std::to_string(list.items.size());
            Json entry = read_entry(each, *row, printed->second, named, at, item);
            if (is_blank(&entry) && !item && row->unread.empty()) continue;
            const bool known_key = std::ranges::find(printed->second.key_values, row->key) != printed->second.key_values.end();
            if (!row->entry && list_before && !known_key) add("row_added", at);
            for (const SheetCell* cell : row->unread) add("cell_unread", at, {cell_address(cell->row, cell->column), cell->text});
            list.items.push_back(std::move(entry));
        }
        for (std::size_t i = 0; i < items.size(); ++i)
            if (!by_entry.contains(i) && !is_blank(&items[i])) add("row_deleted", field, {written(form_, &items[i])});
        if (before && !list_before && is_blank(&list)) return *before;  // another shape, of which nothing is printed
        return list.items.empty() && !before ? Json() : list;
    }

    Json read_entry(const Field& list, const ListRow& row, const PrintedList& printed, const std::string& named, const std::string& at,
                    const Json* before) {
        const std::string own = row.entry ? named + "/" + std::to_string(*row.entry) : "";
        if (before && !before->is_object() && same_text(see(own + "/" + printed.first_member).text, written(form_, before))) return *before;
        Json entry = before && before->is_object() ? *before : Json();
        for (const Field& member : list.fields) {
            const Json* value = before && before->is_object() ? before->find(member.key) : nullptr;
            Seen seen;
            if (row.entry) seen = see(own + "/" + member.key);
            else if (const auto cell = row.members.find(member.key); cell != row.members.end()) seen = see_cell(cell->second, row.row);
            Json now = settle(member, std::move(seen), at + "/" + member.key, value, false);
            if (!now.is_null() || value) entry.member(member.key) = std::move(now);
        }
        if (!printed.key.empty() && !is_blank(&entry) && !row.key.empty() && is_blank(entry.find(printed.key)))
            entry.members.insert(entry.members.begin(), {printed.key, Json::make_text(row.key)});
        return entry;
    }

    Language language_;
    FieldCells cells_;
    HiddenData hidden_;
    PrintedPlaces places_;
};

}  // namespace

std::string form_named_in(const Workbook& workbook) { return hidden_data(workbook).form; }

bool shows_form(const Workbook& workbook, const Form& form) {
    std::set<std::string> wanted;
    for (const HeadingDef& heading : form.headings) wanted.insert(without_white_space(heading.text));
    for (const Sheet& sheet : workbook.sheets) {
        if (sheet.hidden) continue;
        for (const SheetCell& cell : sheet.cells) wanted.erase(without_white_space(cell.text));
    }
    return wanted.empty();
}

bool names_fields(const Workbook& workbook) {
    return std::ranges::any_of(workbook.names, [](const SheetName& name) { return name.name.starts_with("f_") && !name.gone; });
}

Extraction extract_record(const Workbook& workbook, const Form& form, Language language) { return Extractor(workbook, form, language).run(); }

}  // namespace tianbiao
