#include "write/sheet_layout.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/error.h"
#include "base/utf8.h"
#include "grid/workbook_names.h"
#include "write/sheet_text.h"

namespace tianbiao {
namespace {

constexpr Mm snap{0.6};             // edges of texts nearer than this to another edge are that edge
constexpr Mm option_snap{1.3};      // of check boxes, which have room: each column more costs a cell in every row that is merged over it
constexpr Mm step_aside{1.6};       // as far as a text may be moved to begin at an edge that is there
constexpr Mm highest_row{140};      // 409.5 pt is a row's limit
constexpr double line_height = 1.35, middle_rise = 0.38;  // ems: a line's box, and its middle above the baseline
constexpr double option_gap = 1;                          // em between two check boxes: room for a screen's wider glyphs, too
constexpr std::size_t long_word = 12;                     // characters without a place to break that may not fit on another's font
constexpr int most_rows = 1048576, most_pages = 1024;     // of a sheet, and its row breaks (libxlsxwriter keeps 1,023)

// A box before its edges are columns and rows.
struct Draft {
    SheetBox box;
    Mm x0, y0, x1, y1;
};

// Edges that others may join: what is nearer than `snap` to one of them becomes it.
class Edges {
public:
    void add_exact(Mm at) { all_.push_back(at); }
    void settle() {
        std::sort(all_.begin(), all_.end());
        all_.erase(std::unique(all_.begin(), all_.end(), [](Mm a, Mm b) { return (b - a).v < 1e-6; }), all_.end());
    }
    void add_near(Mm at, Mm snap) {
        const auto next = std::lower_bound(all_.begin(), all_.end(), at);
        if (next != all_.end() && *next - at < snap) return;
        if (next != all_.begin() && at - *std::prev(next) < snap) return;
        all_.insert(next, at);
    }
    int index(Mm at) const {
        const auto next = std::lower_bound(all_.begin(), all_.end(), at);
        if (next == all_.end()) return static_cast<int>(all_.size()) - 1;
        const int i = static_cast<int>(next - all_.begin());
        return i > 0 && at - all_[i - 1] < *next - at ? i - 1 : i;
    }
    // The last edge at or before `at`.
    Mm before(Mm at) const {
        const auto next = std::upper_bound(all_.begin(), all_.end(), at + Mm{1e-6});
        return next == all_.begin() ? all_.front() : *std::prev(next);
    }
    void split_higher_than(Mm most) {
        std::vector<Mm> more;
        for (std::size_t i = 1; i < all_.size(); ++i) {
            const int parts = static_cast<int>(std::ceil((all_[i] - all_[i - 1]) / most - 1e-9));
            for (int p = 1; p < parts; ++p) more.push_back(all_[i - 1] + (all_[i] - all_[i - 1]) * (double(p) / parts));
        }
        all_.insert(all_.end(), more.begin(), more.end());
        settle();
    }
    const std::vector<Mm>& all() const { return all_; }

private:
    std::vector<Mm> all_;
};

double ems(std::string_view text) {
    double width = 0;
    for (std::size_t at = 0; at < text.size();) width += next_code_point(text, at) < 0x2000 ? 0.5 : 1;
    return width;
}

// An e-mail, a code: nowhere to break.
bool is_one_word(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

// A first line's indent of the form's own words. A value keeps its own characters: a cell has no other way to begin a line later.
std::string blanks(double indent) {
    std::string out;
    for (int i = 0; i < std::lround(indent); ++i) out += "　";
    return out;
}

class Layout {
public:
    explicit Layout(const Grid& grid) : grid_(grid) {}

    SheetLayout run() {
        if (grid_.sheets.size() > most_pages)
            throw Error(Code::too_large, {}, "共" + std::to_string(grid_.sheets.size()) + "页，超过工作表的 " + std::to_string(most_pages) + " 页");
        for (Mm edge : grid_.tracks) x_.add_exact(edge);
        x_.add_exact(Mm{0}), x_.add_exact(grid_.paper.area_width);
        x_.settle();
        y_.resize(grid_.sheets.size());
        for (Edges& edges : y_) edges.add_exact(Mm{0});
        for (const GridRow& row : grid_.rows) y_[row.page].add_exact(row.top), y_[row.page].add_exact(row.top + row.height);
        for (Edges& edges : y_) edges.settle();
        for (std::size_t c = 0; c < grid_.cells.size(); ++c) cell(static_cast<int>(c));
        outside();
        for (const Draft& draft : drafts_) add_edges(draft);
        for (Edges& edges : y_) edges.split_higher_than(highest_row);
        tracks();
        boxes();
        return std::move(out_);
    }

private:
    void add_edges(const Draft& draft) {
        const Mm across = draft.box.cell >= 0 && grid_.cells[draft.box.cell].kind == CellKind::options ? option_snap : snap;
        x_.add_near(draft.x0, across), x_.add_near(draft.x1, across);
        y_[draft.box.page].add_near(draft.y0, snap), y_[draft.box.page].add_near(draft.y1, snap);
    }

    struct Area {
        Mm x0, y0, x1, y1;
        int page;
    };

    Area area_of(const GridCell& cell) const {
        const GridRow& first = grid_.rows[cell.row];
        const GridRow& last = grid_.rows[cell.row + cell.down - 1];
        return {grid_.tracks[cell.track], first.top, grid_.tracks[cell.track + cell.across], last.top + last.height, first.page};
    }

    Draft draft(int cell, const Area& area, std::string text, Mm x0, Mm y0, Mm x1, Mm y1) const {
        const GridCell& source = grid_.cells[cell];
        Draft out;
        out.box.page = area.page, out.box.cell = cell, out.box.text = std::move(text), out.box.style = source.style, out.box.size = source.size;
        out.box.align = source.align, out.box.valign = source.valign;
        out.x0 = x0, out.y0 = y0, out.x1 = x1, out.y1 = y1;
        return out;
    }

    void cell(int index) {
        const GridCell& cell = grid_.cells[index];
        const Area area = area_of(cell);
        if (cell.kind == CellKind::options && !cell.continued) return options(index, area);
        if (cell.kind == CellKind::lines && !cell.continued) return lines(index, area);
        Mm bottom = area.y1;
        if (!cell.pointer.empty()) bottom = area.y1 - to_mm(1.5 * cell.size), pointer(index, area, bottom, area.y1);
        Draft box = draft(index, area, cell.text, area.x0, area.y0, area.x1, bottom);
        box.box.vertical = cell.vertical;
        box.box.indent = cell.value_type == "prose" ? 1 : 0;  // away from the frame, as on paper
        box.box.locked = cell.kind != CellKind::value || cell.continued;
        if (!box.box.locked) {
            box.box.field = cell.field;
            box.box.number = cell.value_type == "integer" && is_plain_number(cell.text);
            box.box.shrink = cell.text.size() >= long_word && is_one_word(cell.text);
            box.box.text_begin = cell.text_begin, box.box.text_end = cell.text_end;
        }
        add(std::move(box));
    }

    void pointer(int index, const Area& area, Mm y0, Mm y1) {
        Draft box = draft(index, area, grid_.cells[index].pointer, area.x0, y0, area.x1, y1);
        box.box.style = "pointer", box.box.align = HorizontalAlign::right, box.box.valign = VerticalAlign::middle;
        add(std::move(box));
    }

    // One cell an option, 「初级 □」: it is changed through a list of its two states, in Excel and in WPS alike (form controls and the
    // check boxes of newer versions are not drawn by all of them), prints as the paper form does, and is read back without doubt.
    void options(int index, const Area& area) {
        const GridCell& cell = grid_.cells[index];
        std::vector<std::string> words;
        for (const Option& option : cell.options) words.push_back(option_words(option.text, option.ticked));
        if (!cell.tail.empty()) words.push_back(cell.tail);
        const double em = to_mm(cell.size).v;
        const Mm width = area.x1 - area.x0;
        std::vector<std::vector<std::size_t>> rows(1);
        std::vector<double> widths(1);
        for (std::size_t i = 0; i < words.size(); ++i) {
            const double w = (ems(words[i]) + option_gap) * em;
            if (!rows.back().empty() && widths.back() + w - option_gap * em > width.v) rows.emplace_back(), widths.push_back(0);
            rows.back().push_back(i), widths.back() += w;
        }
        const Mm text_height = cell.text.empty() ? Mm{0} : std::min((area.y1 - area.y0) / 2, to_mm(1.5 * cell.size) * (1 + std::floor(ems(cell.text) * em / width.v)));
        const Mm bottom = area.y1 - text_height, height = (bottom - area.y0) / static_cast<double>(rows.size());
        for (std::size_t r = 0; r < rows.size(); ++r) {
            Mm pen = area.x0 + (width - Mm{widths[r]}) / 2;
            const Mm top = area.y0 + height * static_cast<double>(r);
            for (const std::size_t word : rows[r]) {
                const Mm from = std::max(pen, area.x0);
                pen += Mm{(ems(words[word]) + option_gap) * em};
                Draft box = draft(index, area, words[word], from, top, std::min(pen, area.x1), top + height);
                box.box.align = HorizontalAlign::centre;
                if (word < cell.options.size()) {
                    box.box.locked = false, box.box.field = cell.field, box.box.option = static_cast<int>(word);
                    box.box.name = field_name(cell.field) + "." + std::to_string(word);
                }
                add(std::move(box));
            }
        }
        if (cell.text.empty()) return;
        Draft box = draft(index, area, cell.text, area.x0, bottom, area.x1, area.y1);
        box.box.locked = false, box.box.field = cell.field, box.box.name = field_name(cell.field);
        add(std::move(box));
    }

    // Texts at places of their own: rows are cut where their lines stand, columns where a value follows its words.
    void lines(int index, const Area& area) {
        const GridCell& cell = grid_.cells[index];
        std::vector<Draft> made;
        for (const PlacedText& text : cell.lines) {
            Draft box = draft(index, area, text.text, area.x0, Mm{0}, area.x1, Mm{0});
            const Mm em = to_mm(text.size), first = area.y0 + text.baseline;
            const Mm middle = first - em * middle_rise, half = em * (line_height / 2);
            box.y0 = std::max(area.y0, middle - half);
            box.y1 = std::min(area.y1, middle + half + text.pitch * (text.line_count - 1));
            box.box.style = text.style, box.box.size = text.size, box.box.align = text.align;
            box.box.valign = text.line_count > 2 ? VerticalAlign::top : VerticalAlign::middle;
            box.box.field = text.asked, box.box.locked = text.asked.empty();
            if (text.asked.empty()) box.box.text = blanks(text.indent) + box.box.text;
            if (!text.asked.empty() && !text.field.empty()) box.box.text_begin = 0, box.box.text_end = static_cast<std::int64_t>(text.text.size());
            // As far as its measure, or to the cell's edge where it ends near it.
            box.x0 = area.x0 + (text.x < step_aside ? Mm{0} : text.x);
            box.x1 = area.x0 + text.x + text.width;
            if (area.x1 - box.x1 < step_aside || text.align == HorizontalAlign::left) box.x1 = area.x1;
            made.push_back(std::move(box));
        }
        fit_together(made, area);
        for (Draft& box : made) add(std::move(box));
        if (!cell.pointer.empty()) lines_pointer(index, area);
    }

    // Words end where the value beside them begins; a text that may fill the cell ends above the next.
    void fit_together(std::vector<Draft>& boxes, const Area& area) const {
        const auto beside = [](const Draft& a, const Draft& b) { return a.y0 < b.y1 - snap && b.y0 < a.y1 - snap; };
        for (Draft& box : boxes) {
            const bool follows = std::any_of(boxes.begin(), boxes.end(), [&](const Draft& other) { return beside(box, other) && other.x0 < box.x0 - snap; });
            const Mm edge = x_.before(box.x0 + snap);
            if (!follows && box.x0 - edge < step_aside && edge > area.x0) box.x0 = edge;
        }
        for (Draft& box : boxes)
            for (const Draft& other : boxes)
                if (&other != &box && beside(box, other) && other.x0 > box.x0 + snap) box.x1 = std::min(box.x1, other.x0);
        for (Draft& box : boxes) {
            Mm next = area.y1;
            for (const Draft& other : boxes)
                if (&other != &box && other.y0 >= box.y0 + snap && !beside(box, other)) next = std::min(next, other.y0);
            if (box.box.align == HorizontalAlign::justify) box.y1 = std::max(box.y1, next), box.box.valign = VerticalAlign::top;
            box.y1 = std::min(box.y1, next);
        }
    }

    void lines_pointer(int index, const Area& area) {
        for (auto it = drafts_.rbegin(); it != drafts_.rend() && it->box.cell == index; ++it) {
            if (it->box.align != HorizontalAlign::justify) continue;
            const Mm y1 = it->y1, y0 = y1 - to_mm(1.5 * it->box.size);
            it->y1 = y0;
            Area strip = area;
            strip.x0 = it->x0, strip.x1 = it->x1;
            return pointer(index, strip, y0, y1);
        }
    }

    void outside() {
        for (std::size_t i = 0; i < grid_.outside.size(); ++i) {
            const Outside& text = grid_.outside[i];
            if (text.kind == OutsideKind::draft || text.kind == OutsideKind::page_number) continue;  // header and footer
            Draft box;
            box.box.page = text.page, box.box.text = text.text, box.box.style = text.style, box.box.size = text.size, box.box.align = text.align;
            const Mm em = to_mm(text.size), middle = text.baseline - em * middle_rise, half = em * (line_height / 2);
            box.x0 = Mm{0}, box.x1 = grid_.paper.area_width;
            box.y0 = middle - half, box.y1 = middle + half;
            if (text.kind == OutsideKind::note && !note(box, i)) continue;
            if (text.kind == OutsideKind::item_text) item(box, i);
            add(std::move(box));
        }
    }

    // 注： and its first item stand on one line: one cell for both; further items keep their place by an indent.
    bool note(Draft& box, std::size_t i) const {
        const Outside& text = grid_.outside[i];
        const auto same_line = [&](std::size_t k) {
            return k < grid_.outside.size() && grid_.outside[k].kind == OutsideKind::note && grid_.outside[k].page == text.page &&
                   std::abs((grid_.outside[k].baseline - text.baseline).v) < 0.01;
        };
        if (i > 0 && same_line(i - 1)) return false;
        const bool label = same_line(i + 1);
        const std::size_t last = label ? i + 1 : i;
        if (label) box.box.text += grid_.outside[i + 1].text;
        else box.box.indent = 1;
        for (std::size_t k = last + 1; k < grid_.outside.size() && grid_.outside[k].page == text.page; ++k)
            if (grid_.outside[k].kind == OutsideKind::note) {
                box.y1 = grid_.outside[k].baseline - to_mm(text.size) * (middle_rise + line_height / 2);
                break;
            }
        box.box.valign = VerticalAlign::top;
        box.box.shrink = to_mm(text.size) * ems(box.box.text) < grid_.paper.area_width * 1.05;
        return true;
    }

    void item(Draft& box, std::size_t i) const {
        const Outside& text = grid_.outside[i];
        box.y1 = grid_.paper.area_height;
        for (std::size_t k = i + 1; k < grid_.outside.size() && grid_.outside[k].page == text.page; ++k)
            if (grid_.outside[k].kind == OutsideKind::item_head) {
                box.y1 = grid_.outside[k].baseline - to_mm(grid_.outside[k].size) * (middle_rise + line_height / 2);
                break;
            }
        box.box.valign = VerticalAlign::top, box.box.locked = false;
        box.box.field = text.field, box.box.text_begin = text.text_begin, box.box.text_end = text.text_end;
    }

    // A text of more than a cell may hold goes on in the next part of its box.
    void add(Draft box) {
        if (box.box.text.size() <= cell_units || fitting(box.box.text, cell_units) == box.box.text.size()) return void(drafts_.push_back(std::move(box)));
        std::vector<std::string> parts;
        for (std::string_view rest = box.box.text; !rest.empty();) {
            const std::size_t n = fitting(rest, cell_units);
            parts.emplace_back(rest.substr(0, n));
            rest.remove_prefix(n);
        }
        const Mm top = box.y0, height = (box.y1 - box.y0) / static_cast<double>(parts.size());
        std::int64_t begin = box.box.text_begin;
        for (std::size_t p = 0; p < parts.size(); ++p) {
            Draft part = box;
            part.y0 = top + height * static_cast<double>(p), part.y1 = part.y0 + height;
            part.box.text_begin = begin, part.box.text_end = begin += static_cast<std::int64_t>(parts[p].size());
            part.box.text = std::move(parts[p]);
            drafts_.push_back(std::move(part));
        }
    }

    // Rounded cumulatively, so that no rounding drifts: columns to pixels of 1/96 inch, rows to 0.75 pt, the steps LibreOffice and Excel keep.
    void tracks() {
        const auto pixel = [](Mm at) { return static_cast<int>(std::lround(at.v * 96 / 25.4)); };
        const std::vector<Mm>& x = x_.all();
        for (std::size_t i = 1; i < x.size(); ++i) out_.columns.push_back(pixel(x[i]) - pixel(x[i - 1]));
        const auto quarter = [](Mm at) { return 0.75 * static_cast<double>(std::lround(to_pt(at).v / 0.75)); };
        for (std::size_t page = 0; page < y_.size(); ++page) {
            out_.page_rows.push_back(static_cast<int>(out_.rows.size()));
            const std::vector<Mm>& y = y_[page].all();
            for (std::size_t i = 1; i < y.size(); ++i) out_.rows.push_back({static_cast<int>(page), Pt{quarter(y[i]) - quarter(y[i - 1])}});
            if (static_cast<int>(out_.rows.size()) > most_rows) throw Error(Code::too_large, {}, "超过工作表的 1048576 行");
        }
        out_.page_rows.push_back(static_cast<int>(out_.rows.size()));
    }

    void boxes() {
        for (const GridCell& cell : grid_.cells) {
            const Area area = area_of(cell);
            const int column = x_.index(area.x0), row = y_[area.page].index(area.y0);
            out_.cells.push_back({area.page, column, x_.index(area.x1) - column, out_.page_rows[area.page] + row, y_[area.page].index(area.y1) - row});
        }
        std::map<std::string, int> parts;
        for (Draft& draft : drafts_) {
            SheetBox& box = draft.box;
            const Edges& y = y_[box.page];
            const int column = x_.index(draft.x0), row = y.index(draft.y0);
            box.column = column, box.columns = std::max(1, x_.index(draft.x1) - column);
            box.row = out_.page_rows[box.page] + row, box.rows = std::max(1, y.index(draft.y1) - row);
            if (!box.field.empty() && box.name.empty()) {
                const bool again = parts.contains(box.field) && box.text_begin <= 0;  // one field printed in two cells: the first has the name
                if (!again) box.name = field_name(box.field, ++parts[box.field]);
            }
            out_.boxes.push_back(std::move(box));
        }
    }

    const Grid& grid_;
    Edges x_;
    std::vector<Edges> y_;
    std::vector<Draft> drafts_;
    SheetLayout out_;
};

}  // namespace

std::string option_words(const std::string& text, bool ticked) { return text + " " + std::string(ticked ? ticked_box : empty_box); }

std::string field_name(const std::string& field, int part) {
    std::string name = std::string(workbook_names::field) + field.substr(field.starts_with('/') ? 1 : 0);
    std::replace(name.begin(), name.end(), '/', '.');
    return part > 1 ? name + std::string(workbook_names::part) + std::to_string(part) : name;
}

SheetLayout lay_out_sheet(const Grid& grid) { return Layout(grid).run(); }

}  // namespace tianbiao
