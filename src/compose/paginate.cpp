#include "compose/paginate.h"

#include <algorithm>

namespace tianbiao {
namespace {

constexpr Mm hair{1e-6};

class Paginator {
public:
    Paginator(const Form& form, const Table& table, const Fitted& fitted, Mm notes)
        : form_(form), table_(table), fitted_(fitted), notes_(notes) {
        find_labels();
    }

    Pagination run() {
        int row = 0;
        const int rows = static_cast<int>(table_.rows.size());
        for (int page = 0; row < rows; ++page) row = fill_page(page, row);
        out_.pages = rows ? out_.rows.back().page + 1 : 1;
        place_notes();
        return std::move(out_);
    }

private:
    struct Spanning {
        int row, end;
        Mm need;
    };

    void find_labels() {
        spanning_.resize(table_.rows.size());
        for (std::size_t c = 0; c < table_.cells.size(); ++c) {
            const TableCell& cell = table_.cells[c];
            if (cell.down < 2) continue;
            for (int r = cell.row; r < cell.row + cell.down; ++r)
                spanning_[r].push_back({cell.row, cell.row + cell.down, fitted_.cells[c].need});
        }
    }

    Mm start_of(int page) const { return page == 0 ? form_.table_top : Mm{0}; }

    // Whether a row of the list in front of `row` is higher than in the blank form: the break is then not the blank's.
    bool rows_grown(int row) const {
        for (int r = row - 1; r >= 0 && table_.rows[r].def == table_.rows[row].def; --r)
            if (fitted_.rows[r].need > fitted_.rows[r].blank + hair) return true;
        return false;
    }

    // Headers that stand again above `row` where it begins a page: those of its list, if the list has grown beyond the blank's rows.
    std::vector<int> headers(int row) const {
        std::vector<int> out;
        const TableRow& first = table_.rows[row];
        if (first.def->repeat.empty() || !(first.grown || rows_grown(row))) return out;
        for (int r = row - 1; r >= 0 && table_.rows[r].block == first.block; --r)
            if (table_.rows[r].def->header) out.insert(out.begin(), r);
        return out;
    }

    Mm height_of(const std::vector<int>& rows) const {
        Mm sum;
        for (int r : rows) sum += fitted_.rows[r].need;
        return sum;
    }

    // Whether the table may break in front of `row`, on a page that begins with `first` and its headers.
    bool may_break(int row, int first, Mm repeated) const {
        const RowDef& above = *table_.rows[row - 1].def;
        if (above.keep || above.header) return false;
        for (const Spanning& label : spanning_[row]) {
            if (label.row >= row) continue;
            Mm before = label.row < first ? repeated : Mm{0}, behind = height_of(headers(row));
            for (int r = std::max(label.row, first); r < row; ++r) before += fitted_.rows[r].need;
            for (int r = row; r < label.end; ++r) behind += fitted_.rows[r].need;
            const Mm line = to_mm(18_pt);  // （续） may take a line of its own
            const Mm need_before = label.need + (label.row < first ? line : Mm{0});
            if (before + hair < need_before || behind + hair < label.need + line) return false;
        }
        return true;
    }

    int fill_page(int page, int first) {
        const int rows = static_cast<int>(table_.rows.size());
        const std::vector<int> repeated = page == 0 ? std::vector<int>{} : headers(first);
        const Mm room = form_.area_height - start_of(page);
        const Mm above = height_of(repeated);
        Mm used = above;
        int row = first;
        while (row < rows && (row == first || !table_.rows[row].page_start)) {
            Mm below = row + 1 == rows && notes_ + fitted_.rows[row].need <= form_.area_height ? notes_ : Mm{0};
            if (row > first && used + fitted_.rows[row].need + below > room + hair) break;
            used += fitted_.rows[row].need;
            ++row;
        }
        if (row < rows && !table_.rows[row].page_start) {
            int at = row;
            while (at > first && !may_break(at, first, above)) --at;
            if (at > first) row = at;
        }
        lay(page, first, row, repeated);
        return row;
    }

    void lay(int page, int first, int end, const std::vector<int>& repeated) {
        std::vector<int> rows = repeated;
        for (int r = first; r < end; ++r) rows.push_back(r);
        const bool last = end == static_cast<int>(table_.rows.size());
        Mm left = form_.area_height - start_of(page) - height_of(rows) - (last ? notes_ : Mm{0});
        Mm wanted;
        for (int r = first; r < end; ++r)
            if (table_.rows[r].def->elastic) wanted += std::max(fitted_.rows[r].blank - fitted_.rows[r].need, Mm{0});
        left = std::max(left, Mm{0});
        const double share = wanted <= left ? 1.0 : wanted.v > 0 ? left / wanted : 0.0;
        Mm top = start_of(page);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const int r = rows[i];
            Mm height = fitted_.rows[r].need;
            if (table_.rows[r].def->elastic) height += share * std::max(fitted_.rows[r].blank - height, Mm{0});
            out_.rows.push_back({r, page, top, height, i < repeated.size()});
            top += height;
        }
        out_.notes_page = page;
        out_.notes_top = top;
    }

    void place_notes() {
        if (out_.notes_top + notes_ <= form_.area_height + hair) return;
        out_.notes_page = out_.pages++;
        out_.notes_top = Mm{0};
    }

    const Form& form_;
    const Table& table_;
    const Fitted& fitted_;
    const Mm notes_;
    std::vector<std::vector<Spanning>> spanning_;
    Pagination out_;
};

}  // namespace

Pagination paginate(const Form& form, const Table& table, const Fitted& fitted, Mm notes) {
    return Paginator(form, table, fitted, notes).run();
}

}  // namespace tianbiao
