#include "compose/expand.h"

#include <algorithm>
#include <array>
#include <deque>
#include <set>

#include "base/utf8.h"
#include "form/readings.h"

namespace tianbiao {
namespace {

// 2008-06-12 as 2008年6月12日; what is missing stays blank, as wide as the prompt has it (dates in Chinese forms: GB/T 15835-2011, 4.1.2).
std::string chinese_date(const Form& form, const std::string& value, const std::string& prompt) {
    if (!plain_date(value) || (value.size() != 4 && value.size() != 7 && value.size() != 10)) return value;
    const std::array<std::string, 3> signs{form.word("year"), form.word("month"), form.word("day")};
    std::array<std::string, 3> parts{value.substr(0, 4), value.size() >= 7 ? value.substr(5, 2) : "", value.size() == 10 ? value.substr(8) : ""};
    for (std::string& part : parts)
        if (part.size() == 2 && part[0] == '0') part.erase(0, 1);
    std::string out, rest = prompt;
    for (int i = 0; i < 3; ++i) {
        const std::size_t sign = rest.find(signs[i]);
        const std::string gap = sign == std::string::npos ? "" : rest.substr(0, sign);
        if (!parts[i].empty()) out += parts[i] + signs[i];
        else if (!prompt.empty()) out += gap + signs[i];
        if (sign != std::string::npos) rest.erase(0, sign + signs[i].size());
    }
    return out;
}

// What stands where the form asks for a scalar; wrong shapes (a draft may hold them) are joined, so that nothing is lost.
std::string scalar_text(const Form& form, const Field* field, const Json* value, const std::string& prompt) {
    if (!value || value->is_null()) return "";
    if (value->is_boolean()) return form.word(value->boolean ? "yes" : "no");
    if (value->is_scalar()) {
        if (field && field->type == FieldType::date) return chinese_date(form, value->text, prompt);
        return std::string(trim_end(value->text));  // white space and line breaks at the end say nothing and would take whole sheets
    }
    std::string joined;
    const auto add = [&](const Json& part) {
        const std::string text = scalar_text(form, nullptr, &part, "");
        if (!text.empty()) joined += (joined.empty() ? "" : "、") + text;
    };
    for (const Json& item : value->items) add(item);
    for (const auto& [key, part] : value->members) add(part);
    return joined;
}

std::vector<std::string> tokens(const std::string& text) {
    std::vector<std::string> out(1);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = next_code_point(text, at);
        if (c == U'、' || c == U'，' || c == U',' || c == U'；' || c == U'/' || is_white_space(c)) out.emplace_back();
        else out.back() += text.substr(from, at - from);
    }
    std::erase(out, "");
    return out;
}

class Expander {
public:
    Expander(const Form& form, const Record* record, const std::map<std::string, int>& rows) : form_(form), record_(record), rows_(rows) {}

    Table run() {
        for (const BlockDef& block : form_.blocks) expand_block(block);
        std::stable_sort(table_.cells.begin(), table_.cells.end(), [](const TableCell& a, const TableCell& b) {
            return a.row != b.row ? a.row < b.row : a.x0 < b.x0;
        });
        return std::move(table_);
    }

private:
    // What stands at a path; or, in a draft, what stands in a wrong shape where the path leads through: a text in place of a group is
    // printed in the group's first cell, one in place of a list in its first row.
    const Json* value_or_misplaced(const std::string& path) {
        if (!record_) return nullptr;
        if (const Json* value = value_at(*record_, path)) return value;
        for (std::size_t at = path.find('/', 1); at != std::string::npos; at = path.find('/', at + 1)) {
            const std::string group = path.substr(0, at);
            const Json* value = value_at(*record_, group);
            if (value && value->is_scalar() && !value->is_null()) return misplaced_.insert(group).second ? value : nullptr;
        }
        return nullptr;
    }

    struct Repetition {           // one printed row of a definition's row
        int entry = -1;           // its place in the list, for pointers; -1: none of its own
        const Json* value = nullptr;
        std::string key, more;
    };

    std::vector<Repetition> repetitions(const RowDef& row, bool& grown) {
        if (row.repeat.empty()) return {Repetition{}};
        const Json* list = value_or_misplaced(row.repeat);
        const std::vector<Json>& items = !list ? none_ : list->is_array() ? list->items : (spilled_lists_.push_back({*list}), spilled_lists_.back());
        std::vector<Repetition> out;
        if (!row.key.empty()) return keyed(row, items, grown);
        for (std::size_t i = 0; i < items.size(); ++i) out.push_back({static_cast<int>(i), &items[i], "", ""});
        const auto wanted = rows_.find(row.repeat);
        const int blank = std::max(row.blank, wanted == rows_.end() ? 0 : wanted->second);
        grown = std::max(static_cast<int>(items.size()), blank) > row.blank;
        const int rows = blank + (row.more.empty() ? 0 : 1);
        for (int i = static_cast<int>(items.size()); i < rows; ++i) out.push_back({i, nullptr, "", ""});
        if (!record_ && !row.more.empty()) out.back() = {-1, nullptr, "", row.more};
        return out;
    }

    // Rows in the order of the key's values, one at least for each; entries that repeat a value or have another follow it.
    std::vector<Repetition> keyed(const RowDef& row, const std::vector<Json>& items, bool& grown) {
        std::vector<Repetition> out;
        std::vector<bool> used(items.size());
        for (std::size_t k = 0; k < row.key_values.size(); ++k) {
            const std::size_t before = out.size();
            for (std::size_t i = 0; i < items.size(); ++i) {
                const Json* key = items[i].is_object() ? items[i].find(row.key) : nullptr;
                if (used[i] || printed(key) != row.key_values[k]) continue;
                used[i] = true;
                out.push_back({static_cast<int>(i), &items[i], row.key_values[k], ""});
            }
            if (out.size() == before) out.push_back({record_ ? -1 : static_cast<int>(k), nullptr, row.key_values[k], ""});
        }
        for (std::size_t i = 0; i < items.size(); ++i)
            if (!used[i]) out.push_back({static_cast<int>(i), &items[i], "", ""});
        grown = out.size() > row.key_values.size();
        return out;
    }

    void expand_block(const BlockDef& block) {
        std::vector<int> start(block.rows.size() + 1);
        std::vector<std::vector<Repetition>> repeated(block.rows.size());
        start[0] = static_cast<int>(table_.rows.size());
        for (std::size_t r = 0; r < block.rows.size(); ++r) {
            bool grown = false;
            repeated[r] = repetitions(block.rows[r], grown);
            for (std::size_t i = 0; i < repeated[r].size(); ++i)
                table_.rows.push_back({&block, &block.rows[r], static_cast<int>(r), repeated[r][i].entry, grown,
                                       i == 0 && block.rows[r].page_start});
            start[r + 1] = static_cast<int>(table_.rows.size());
        }
        for (const CellDef& def : block.cells) {
            const bool own_row = !block.rows[def.row].repeat.empty() && def.down == 1 && !def.stretches;
            const std::vector<Repetition>& rows = repeated[def.row];
            const int count = own_row ? static_cast<int>(rows.size()) : 1;
            for (int i = 0; i < count; ++i) {
                TableCell cell;
                cell.def = &def;
                cell.kind = def.kind;
                cell.row = start[def.row] + i;
                cell.down = own_row ? 1 : start[def.row + def.down] - start[def.row];
                cell.x0 = block.edges[def.column];
                cell.x1 = block.edges[def.column + def.across];
                cell.id = own_row ? def.id + "." + std::to_string(i) : def.id;
                fill(cell, block.rows[def.row], own_row ? &rows[i] : nullptr, block);
                table_.cells.push_back(std::move(cell));
            }
        }
    }

    void fill(TableCell& cell, const RowDef& row, const Repetition* repetition, const BlockDef& block) {
        const CellDef& def = *cell.def;
        cell.text = def.text;
        if (def.kind == CellKind::lines) return fill_lines(cell);
        if (repetition && !repetition->more.empty()) {
            if (def.column == first_own_column(block, def.row)) cell.text = repetition->more, cell.kind = CellKind::label;
            return;
        }
        if (def.path.empty()) return;
        const bool of_entry = def.path.starts_with("./");
        const std::string member = of_entry ? def.path.substr(2) : "";
        cell.field_def = form_.field(of_entry ? row.repeat + "/*/" + member : def.path);
        const Json* value = nullptr;
        if (of_entry) {
            if (repetition->entry >= 0) cell.field = row.repeat + "/" + std::to_string(repetition->entry) + "/" + member;
            if (repetition->value)
                value = repetition->value->is_object() ? repetition->value->find(member)
                        : def.column == first_own_column(block, def.row) ? repetition->value : nullptr;
            if (member == row.key) {  // a value of the key is a label of its row; any other is what somebody wrote
                cell.text = repetition->key;
                cell.kind = repetition->key.empty() ? CellKind::value : CellKind::label;
                if (cell.kind == CellKind::label) return;
            }
        } else {
            cell.field = def.path;
            value = value_or_misplaced(def.path);
        }
        if (def.kind == CellKind::options) return fill_options(cell, value);
        cell.text = scalar_text(form_, cell.field_def, value, "");
        if (!record_ && !def.prompt.empty()) cell.text = def.prompt, cell.prompt = true;
    }

    static int first_own_column(const BlockDef& block, int row) {
        int first = 1 << 20;
        for (const CellDef& def : block.cells)
            if (def.row == row && !def.stretches) first = std::min(first, def.column);
        return first;
    }

    void fill_options(TableCell& cell, const Json* value) {
        const Field* field = cell.field_def;
        if (field && field->type == FieldType::yes_no) {
            for (const char* word : {"yes", "no"}) cell.options.push_back({form_.word(word), false});
        } else if (field && form_.values(field->values)) {
            for (const ValueEntry& entry : form_.values(field->values)->entries) cell.options.push_back({entry.value, false});
        }
        const auto tick = [&](const std::string& text) {
            for (Option& option : cell.options)
                if (option.text == text) return option.ticked = true;
            return false;
        };
        if (!value) return;
        std::vector<std::string> said;
        if (value->is_array()) {
            for (const Json& item : value->items) said.push_back(scalar_text(form_, nullptr, &item, ""));
        } else {
            const std::string text = scalar_text(form_, nullptr, value, "");
            said = tokens(text);
            const bool all = std::all_of(said.begin(), said.end(), [&](const std::string& token) {
                return std::any_of(cell.options.begin(), cell.options.end(), [&](const Option& option) { return option.text == token; });
            });
            if (!all) said = {text};
        }
        for (const std::string& text : said)
            if (!tick(text)) cell.text += (cell.text.empty() ? "" : "、") + text;
    }

    void fill_lines(TableCell& cell) {
        for (const LineDef& def : cell.def->lines) {
            LineText line;
            line.def = &def;
            line.text = def.text;
            if (!def.path.empty()) {
                line.field = def.path;
                line.field_def = form_.field(def.path);
                line.text = scalar_text(form_, line.field_def, value_or_misplaced(def.path), def.prompt);
                if (line.text.empty()) line.text = def.prompt, line.prompt = true;
            }
            cell.lines.push_back(std::move(line));
        }
    }

    const Form& form_;
    const Record* record_;
    const std::map<std::string, int>& rows_;
    Table table_;
    const std::vector<Json> none_;
    std::deque<std::vector<Json>> spilled_lists_;
    std::set<std::string> misplaced_;
};

}  // namespace

Table expand(const Form& form, const Record* record, const std::map<std::string, int>& rows) { return Expander(form, record, rows).run(); }

Matter matter_of(const Field* field) {
    if (!field) return Matter::text;
    if (field->check == "telephone") return Matter::telephone;
    if (field->check == "email") return Matter::email;
    if (field->check == "credit_code" || field->check == "id_number") return Matter::code;
    switch (field->type) {
        case FieldType::integer:
        case FieldType::decimal:
        case FieldType::date: return Matter::code;
        default: return Matter::text;
    }
}

}  // namespace tianbiao
