#include "extract/join_pages.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "extract/lines_of_text.h"

namespace tianbiao {
namespace {

constexpr Pt same_column{4};   // tables of two pages stand so far apart at the most
constexpr Pt widest_foot{100};  // of a page, below all that stands on it
constexpr Pt room_of_lines{70}; // what a program may leave empty rather than cut a paragraph's two last lines

class Joiner {
public:
    Joiner(ReadRows& out, const KnownForms& forms) : out_(out), forms_(forms) {}

    void run() {
        for (std::size_t t = 0; t < out_.pages.tables.size(); ++t) {
            add_rows(static_cast<int>(t));
            const ReadTable& each = out_.pages.tables[t];
            foot_ = std::min(foot_, out_.pages.pages[static_cast<std::size_t>(each.page)].height - each.box.y1);
        }
        for (std::size_t r = 1; r < out_.rows.size(); ++r) {
            const ReadTable &above = table(out_.rows[r - 1]), &below = table(out_.rows[r]);
            if (above.page + 1 == below.page) join_tables(r);
        }
        std::erase_if(out_.rows, [](const ReadRow& row) { return row.cells.empty(); });
        index_rows();
    }

private:
    const ReadTable& table(const ReadRow& row) const { return out_.pages.tables[static_cast<std::size_t>(row.table)]; }
    ReadCell& piece(int index) { return out_.pages.cells[static_cast<std::size_t>(index)]; }
    ReadCell& whole(int index) { return piece(out_.whole(index)); }
    bool is_label(const std::string& plain) const {
        return std::ranges::any_of(forms_, [&](const FormAnchors* form) { return form->labels.contains(plain); });
    }

    bool halves_of_label(const std::string& above, const std::string& below) const {
        return !above.empty() && !below.empty() && !is_label(above) && is_label(above + below);
    }

    // One row for every stretch between edges at which a cell begins or ends.
    void add_rows(int index) {
        const ReadTable& table = out_.pages.tables[static_cast<std::size_t>(index)];
        std::set<int> edges;
        for (int c = table.first_cell; c < table.end_cell; ++c) edges.insert({piece(c).row, piece(c).row + piece(c).down});
        const std::vector<int> sorted(edges.begin(), edges.end());
        const std::size_t first = out_.rows.size();
        for (std::size_t i = 0; i + 1 < sorted.size(); ++i) out_.rows.push_back({index, Pt{0}, Pt{0}, {}});
        for (int c = table.first_cell; c < table.end_cell; ++c) {
            const auto from = std::ranges::lower_bound(sorted, piece(c).row) - sorted.begin();
            for (auto i = from; static_cast<std::size_t>(i) + 1 < sorted.size() && sorted[static_cast<std::size_t>(i)] < piece(c).row + piece(c).down; ++i)
                out_.rows[first + static_cast<std::size_t>(i)].cells.push_back(c);
        }
        for (std::size_t r = first; r < out_.rows.size(); ++r) {
            ReadRow& row = out_.rows[r];
            std::ranges::stable_sort(row.cells, {}, [&](int c) { return piece(c).column; });
            for (const int c : row.cells) {
                row.y0 = std::max(row.y0, piece(c).box.y0);
                row.y1 = row.y1.v == 0 ? piece(c).box.y1 : std::min(row.y1, piece(c).box.y1);
            }
        }
        for (std::size_t r = first + 1; r < out_.rows.size(); ++r) join_stretches(out_.rows[r - 1], out_.rows[r]);
        out_.rows.erase(std::remove_if(out_.rows.begin() + static_cast<std::ptrdiff_t>(first), out_.rows.end(), [](const ReadRow& row) { return row.cells.empty(); }),
                        out_.rows.end());
    }

    // One row, in the middle of which the cell beside it ends and an empty one begins, or the other way round: the label of many rows, where
    // a program that breaks pages lost count of them.
    void join_stretches(ReadRow& upper, ReadRow& lower) {
        if (upper.cells.size() < 2 || lower.cells.empty() || !std::equal(upper.cells.begin() + 1, upper.cells.end(), lower.cells.begin() + 1, lower.cells.end())) return;
        ReadRow& empty = piece(lower.cells[0]).plain.empty() ? lower : upper;
        if (piece(empty.cells[0]).plain.empty()) empty.cells.clear();
    }

    bool same_columns(const ReadRow& a, const ReadRow& b) {
        if (a.cells.size() != b.cells.size()) return false;
        const Pt shift = table(b).box.x0 - table(a).box.x0;
        for (std::size_t i = 0; i < a.cells.size(); ++i) {
            const Rect &x = piece(a.cells[i]).box, &y = piece(b.cells[i]).box;
            if (std::abs((y.x0 - shift - x.x0).v) > same_column.v || std::abs((y.x1 - shift - x.x1).v) > same_column.v) return false;
        }
        return true;
    }

    // All that is written in it are labels, and none is the rest of one above: a header that is set again.
    bool is_header(const ReadRow& row, const ReadRow& above) {
        int written = 0;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string& text = piece(row.cells[i]).plain;
            if (text.empty()) continue;
            if (!is_label(text) || (i < above.cells.size() && halves_of_label(whole(above.cells[i]).plain, text))) return false;
            ++written;
        }
        return written > 1;
    }

    void join_tables(std::size_t first_below) {
        std::size_t below = first_below;
        const int index = out_.rows[below].table;
        while (below + 1 < out_.rows.size() && out_.rows[below + 1].table == index && is_header(out_.rows[below], out_.rows[first_below - 1]) && below < first_below + 3) ++below;
        ReadRow& upper = out_.rows[first_below - 1];
        ReadRow& lower = out_.rows[below];
        if (upper.cells.empty() || piece(upper.cells[0]).exact || piece(lower.cells[0]).exact || !same_columns(upper, lower)) return;
        if (reaches_foot(table(upper)) && is_cut(upper, lower)) {
            for (std::size_t i = 0; i < upper.cells.size(); ++i) join(upper.cells[i], lower.cells[i]);
            if (only_row_of(lower)) lower.cells = upper.cells, upper.cells.clear();  // and perhaps it goes on on a third page
            else lower.cells.clear();
            return;
        }
        const std::string a = whole(upper.cells[0]).plain, b = piece(lower.cells[0]).plain;
        if ((b.empty() && is_label(a)) || halves_of_label(a, b)) join(upper.cells[0], lower.cells[0]);
    }

    // A page that had room for more was not what cut a row.
    bool reaches_foot(const ReadTable& table) const {
        return out_.pages.pages[static_cast<std::size_t>(table.page)].height - table.box.y1 - foot_ < room_of_lines;
    }

    bool only_row_of(const ReadRow& row) const {
        return std::ranges::count(out_.rows, row.table, &ReadRow::table) == 1;
    }

    // A label inside a cell of several that only both halves together say.
    bool parts_label(const std::string& above, const std::string& below) const {
        const std::string both = above + below;
        const auto parted = [&](const std::string& wording) {
            const std::size_t at = both.find(wording);
            return at != std::string::npos && at < above.size() && at + wording.size() > above.size();
        };
        return std::ranges::any_of(forms_, [&](const FormAnchors* form) {
            return std::ranges::any_of(form->lines, [&](int line) { return std::ranges::any_of(form->anchors[static_cast<std::size_t>(line)].wordings, parted); });
        });
    }

    // Whether the lower row is the rest of the upper one.
    bool is_cut(const ReadRow& upper, const ReadRow& lower) {
        const ReadCell &a = whole(upper.cells[0]), &b = piece(lower.cells[0]);
        if (upper.cells.size() == 1 && parts_label(a.plain, b.plain)) return true;
        const bool spans = piece(upper.cells[0]).box.y0 < upper.y0 - Pt{2} || piece(lower.cells[0]).box.y1 > lower.y1 + Pt{2};
        const bool again = spans && a.plain == b.plain;  // LibreOffice sets the label of many rows once more beside the rest of them
        const bool label_goes_on = b.plain.empty() || again ? is_label(a.plain) : halves_of_label(a.plain, b.plain);
        const std::size_t first = spans && label_goes_on ? 1 : 0;
        bool written = false, wrapped = true, ended = false, others = false;
        for (std::size_t i = first; i < upper.cells.size(); ++i) {
            const ReadCell &x = whole(upper.cells[i]), &y = piece(lower.cells[i]);
            ended |= !x.plain.empty() && y.plain.empty();
            others |= i > first && !x.plain.empty();
            if (y.plain.empty()) continue;
            if (y.plain.find_first_not_of('.') == std::string::npos) return false;  // ……: rows may be added
            if (halves_of_label(x.plain, y.plain)) {
                written = true;
                continue;
            }
            if (is_label(x.plain) || is_label(y.plain)) {
                if (i > 0 || !label_goes_on) return false;
                continue;
            }
            if (i == 0 && label_goes_on) continue;
            written = true;
            wrapped &= !x.paragraphs.empty() && goes_on_in(x.paragraphs.back(), y.paragraphs.front());
        }
        if (label_goes_on && !spans) return true;
        return written && wrapped && (ended || (!others && upper.cells.size() > 1));
    }

    void join(int upper, int lower) {
        ReadCell &to = whole(upper), &from = piece(lower);
        from.joined_to = out_.whole(upper);
        if (is_label(from.plain) && from.plain == to.plain) return;
        bool first = true;
        for (SeenParagraph& paragraph : from.paragraphs) {
            const Pt aside = (paragraph.box.x0 + paragraph.box.x1) / 2 - (from.box.x0 + from.box.x1) / 2;
            const bool flush = std::abs(aside.v) < 3 || paragraph.at.x - from.box.x0 < Pt{24};  // centred, or without an indent
            const bool soft = first && flush && !to.paragraphs.empty() && goes_on_in(to.paragraphs.back(), paragraph);
            if (soft) to.paragraphs.back().text += paragraph.text, to.paragraphs.back().room = paragraph.room;
            else to.paragraphs.push_back(paragraph);
            first = false;
        }
        to.plain += from.plain;
        to.hidden.insert(to.hidden.end(), from.hidden.begin(), from.hidden.end());
        to.conflicts.insert(to.conflicts.end(), from.conflicts.begin(), from.conflicts.end());
        to.fields += from.fields;
        to.overlaid |= from.overlaid, to.illegible |= from.illegible, to.box_differs |= from.box_differs;
        to.confidence = std::min(to.confidence, from.confidence);
    }

    void index_rows() {
        out_.first_row.assign(out_.pages.cells.size(), -1);
        out_.end_row.assign(out_.pages.cells.size(), -1);
        for (std::size_t r = 0; r < out_.rows.size(); ++r) {
            for (const int c : out_.rows[r].cells) {
                for (const int each : {c, out_.whole(c)}) {
                    int& first = out_.first_row[static_cast<std::size_t>(each)];
                    if (first < 0) first = static_cast<int>(r);
                    out_.end_row[static_cast<std::size_t>(each)] = static_cast<int>(r) + 1;
                }
            }
        }
    }

    ReadRows& out_;
    const KnownForms& forms_;
    Pt foot_ = widest_foot;  // below the lowest table
};

}  // namespace

int ReadRows::whole(int piece) const {
    while (pages.cells[static_cast<std::size_t>(piece)].joined_to >= 0) piece = pages.cells[static_cast<std::size_t>(piece)].joined_to;
    return piece;
}

ReadRows join_pages(ReadPages pages, const KnownForms& forms) {
    ReadRows out;
    out.pages = std::move(pages);
    Joiner(out, forms).run();
    return out;
}

}  // namespace tianbiao
