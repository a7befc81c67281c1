#include "extract/form_anchors.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "form/readings.h"

namespace tianbiao {
namespace {

constexpr std::size_t heaviest = 12;  // characters of a label from which it says no more

class Collector {
public:
    explicit Collector(const Form& form) : form_(form) { out_.form = &form; }

    FormAnchors run() {
        for (std::size_t b = 0; b < form_.blocks.size(); ++b) add_block(static_cast<int>(b));
        for (std::size_t b = 0; b < form_.blocks.size(); ++b) add_places(static_cast<int>(b));
        for (std::size_t i = 0; i < out_.anchors.size(); ++i) index(static_cast<int>(i));
        return std::move(out_);
    }

private:
    const BlockDef& block(int b) const { return form_.blocks[static_cast<std::size_t>(b)]; }

    void add_block(int b) {
        for (std::size_t r = 0; r < block(b).rows.size(); ++r) {
            const RowDef& row = block(b).rows[r];
            const std::size_t times = row.key.empty() ? 1 : row.key_values.size();
            for (std::size_t k = 0; k < times; ++k)
                for (const CellDef& cell : block(b).cells)
                    if (cell.row == static_cast<int>(r) && (k == 0 || !cell.stretches)) add_cell(b, row, cell, row.key.empty() ? -1 : static_cast<int>(k));
        }
    }

    void add_cell(int b, const RowDef& row, const CellDef& cell, int key) {
        Anchor anchor{b, cell.row, &cell, -1, {}, false, 1};
        if (cell.kind == CellKind::lines) {
            anchor.lines = true;
            for (const LineDef& line : cell.lines)
                if (!line.text.empty()) anchor.wordings.push_back(plain(line.text));
            out_.lines.push_back(static_cast<int>(out_.anchors.size()));
        } else if (key >= 0 && cell.path == "./" + row.key) {
            anchor.key = key;
            anchor.wordings.push_back(plain(row.key_values[static_cast<std::size_t>(key)]));
        } else if ((cell.kind == CellKind::label || cell.kind == CellKind::head) && !cell.text.empty()) {
            anchor.wordings.push_back(plain(cell.text));
            for (const std::string& also : cell.also) anchor.wordings.push_back(plain(also));
        }
        if (anchor.wordings.empty()) return;
        const std::size_t length = to_utf32(anchor.wordings.front()).size();
        anchor.weight = anchor.lines ? 2.0 * heaviest : 2.0 + static_cast<double>(std::min(length, heaviest));
        out_.weight += anchor.weight;
        out_.anchors.push_back(std::move(anchor));
    }

    void index(int number) {
        const Anchor& anchor = out_.anchors[static_cast<std::size_t>(number)];
        if (anchor.lines) return;
        const auto add = [&](std::map<std::string, std::vector<int>>& to, const std::string& wording) {
            if (wording.empty()) return;
            std::vector<int>& list = to[wording];
            if (list.empty() || list.back() != number) list.push_back(number);
        };
        for (const std::string& wording : anchor.wordings) {
            add(out_.exact, wording);
            add(out_.exact, wording + plain(form_.word("continued")));
            add(out_.loose, loose_label(wording));
            out_.labels.insert({wording, wording + plain(form_.word("continued"))});
        }
    }

    // The label of a cell at (row, column edge): where `at_end`, the one whose right edge is there.
    int label_at(int b, int row, int column, bool at_end) const {
        for (std::size_t i = 0; i < out_.anchors.size(); ++i) {
            const Anchor& anchor = out_.anchors[i];
            const CellDef& cell = *anchor.cell;
            if (anchor.block != b || anchor.lines || row < cell.row || row >= cell.row + cell.down) continue;
            if ((at_end ? cell.column + cell.across : cell.column) == column) return static_cast<int>(i);
        }
        return -1;
    }

    int label_above(int b, const CellDef& value) const {
        int found = -1;
        for (std::size_t i = 0; i < out_.anchors.size(); ++i) {
            const Anchor& anchor = out_.anchors[i];
            if (anchor.block == b && anchor.row < value.row && anchor.cell->column <= value.column &&
                anchor.cell->column + anchor.cell->across >= value.column + value.across && !anchor.lines)
                found = static_cast<int>(i);
        }
        return found;
    }

    void add_places(int b) {
        const BlockDef& def = block(b);
        for (std::size_t r = 0; r < def.rows.size(); ++r)
            if (!def.rows[r].repeat.empty()) add_list(b, static_cast<int>(r));
        for (const CellDef& cell : def.cells) {
            const bool of_list = cell.path.starts_with("./");
            if (cell.path.empty() || of_list || (cell.kind != CellKind::value && cell.kind != CellKind::options)) continue;
            out_.values.push_back({&cell, label_at(b, cell.row, cell.column, true), label_at(b, cell.row, cell.column + cell.across, false)});
        }
    }

    void add_list(int b, int r) {
        const RowDef& row = block(b).rows[static_cast<std::size_t>(r)];
        ListPlace list;
        list.row = &row;
        for (const CellDef& cell : block(b).cells) {
            if (cell.row != r || !cell.path.starts_with("./")) continue;
            ListColumn column{&cell, cell.path.substr(2), -1, false};
            const bool is_key = column.member == row.key;
            if (row.key.empty()) column.anchor = label_above(b, cell);
            else column.anchor = label_at(b, r, is_key ? cell.column + cell.across : cell.column, true), column.beside = !is_key;
            if (column.anchor < 0) continue;
            list.columns.push_back(column);
        }
        for (std::size_t i = 0; i < out_.anchors.size(); ++i) {
            const Anchor& anchor = out_.anchors[i];
            const int number = static_cast<int>(i);
            const bool own = anchor.block == b && (row.key.empty() ? anchor.row < r : anchor.row == r);
            const bool used = own && (std::ranges::find(list.columns, number, &ListColumn::anchor) != list.columns.end() || anchor.key >= 0);
            if (used && list.first_anchor < 0) list.first_anchor = number;
            if (used) list.last_anchor = number;
            const bool below = anchor.block > b || (anchor.block == b && anchor.row > r);
            if (below && list.next_anchor < 0) list.next_anchor = number;
        }
        if (!list.columns.empty()) out_.lists.push_back(std::move(list));
    }

    const Form& form_;
    FormAnchors out_;
};

}  // namespace

std::string loose_label(std::string_view plain) {
    static constexpr std::u32string_view dropped = U":：*＊";
    std::string out;
    int depth = 0;
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t from = at;
        const char32_t c = next_code_point(plain, at);
        if (c == U'(' || c == U'（') ++depth;
        if (depth == 0 && dropped.find(c) == std::u32string_view::npos) out += plain.substr(from, at - from);
        if ((c == U')' || c == U'）') && depth > 0) --depth;
    }
    return out;
}

FormAnchors form_anchors(const Form& form) { return Collector(form).run(); }

}  // namespace tianbiao
