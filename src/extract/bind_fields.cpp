#include "extract/bind_fields.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/utf8.h"
#include "extract/read_lines.h"
#include "form/readings.h"

namespace tianbiao {
namespace {

constexpr double sure = 0.99, of_other_wording = 0.85, by_neighbour = 0.8;

class Binder {
public:
    Binder(const ReadRows& document, const FormMatch& match) : doc_(document), match_(match), anchors_(*match.anchors), form_(*match.anchors->form) {
        for (const int cell : match_.cell)
            if (cell >= 0) label_cells_.insert(cell);
    }

    BoundFields run() {
        for (const ValuePlace& place : anchors_.values) bind_value(place);
        for (const ListPlace& list : anchors_.lists) bind_list(list);
        for (const int anchor : anchors_.lines) bind_lines(anchor);
        for (std::size_t i = 0; i < anchors_.anchors.size(); ++i)
            if (match_.cell[i] < 0) out_.missing.push_back(label_of(anchors_.anchors[i]));
        return std::move(out_);
    }

private:
    const ReadRow& row(int r) const { return doc_.rows[static_cast<std::size_t>(r)]; }
    const ReadCell& piece(int p) const { return doc_.pages.cells[static_cast<std::size_t>(p)]; }
    int cell_of(int anchor) const { return anchor < 0 ? -1 : match_.cell[static_cast<std::size_t>(anchor)]; }
    int first_row(int p) const { return doc_.first_row[static_cast<std::size_t>(p)]; }
    int end_row(int p) const { return doc_.end_row[static_cast<std::size_t>(p)]; }
    bool is_label(int p) const { return label_cells_.contains(doc_.whole(p)); }

    std::string label_of(const Anchor& anchor) const {
        if (anchor.lines) return anchor.cell->lines.front().text;
        const RowDef& def = form_.blocks[static_cast<std::size_t>(anchor.block)].rows[static_cast<std::size_t>(anchor.row)];
        return anchor.key >= 0 ? def.key_values[static_cast<std::size_t>(anchor.key)] : anchor.cell->text;
    }

    // The cell beside a label's in its first row; -1 where there is none, or another label stands there.
    int beside(int label, int step) const {
        for (int r = first_row(label); r < end_row(label); ++r) {
            const std::vector<int>& cells = row(r).cells;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                if (doc_.whole(cells[i]) != label) continue;
                const std::size_t next = i + static_cast<std::size_t>(step);
                if (next < cells.size() && !is_label(cells[next])) return cells[next];
                break;
            }
        }
        return -1;
    }

    void bind_value(const ValuePlace& place) {
        const int left = cell_of(place.left), right = cell_of(place.right);
        int value = left < 0 ? -1 : beside(left, 1);
        double confidence = left >= 0 && match_.loosely[static_cast<std::size_t>(place.left)] ? of_other_wording : sure;
        if (value < 0 && left < 0 && right >= 0) value = beside(right, -1), confidence = by_neighbour;
        if (value >= 0) add(*place.cell, place.cell->path, value, confidence);
    }

    void add(const CellDef& def, const std::string& pointer, int p, double confidence) {
        const ReadCell& cell = doc_.cell(p);
        FieldReading reading;
        reading.field = pointer, reading.def = form_.field(pointer);
        if (!reading.def) return;
        reading.page = cell.page, reading.box = cell.box, reading.cell = doc_.whole(p), reading.exact = cell.exact;
        reading.confidence = confidence * cell.confidence;
        const std::vector<std::string> options = options_of(form_, *reading.def);
        ValueText value = value_text(form_, cell.paragraphs, def.prompt);
        reading.sheet = value.sheet;
        const bool boxes_in_text = reading.def->type == FieldType::yes_no && !cell.exact && has_box_sign(value.paragraphs);
        reading.options = def.kind == CellKind::options || boxes_in_text;
        if (reading.options) {
            ReadTicks ticks = read_options(value.paragraphs, options, def.tail, cell.exact);
            reading.ticks = std::move(ticks.ticks), reading.text = std::move(ticks.text);
            if (ticks.by_word) reading.confidence *= of_other_wording;
        } else {
            reading.text = text_of(value.paragraphs);
            to_the_character(cell, reading.text);
        }
        out_.readings.push_back(std::move(reading));
    }

    // What a person typed into a field is known with its spaces and line breaks, where nothing else stands in the cell.
    static void to_the_character(const ReadCell& cell, std::string& text) {
        std::string typed;
        for (const TypedText& field : cell.typed)
            if (!trim(field.text).empty()) typed += (typed.empty() ? "" : "\n") + field.text;
        if (!typed.empty() && plain(typed) == plain(text)) text = std::move(typed);
    }

    // Where a list's columns are, seen from its table: a table of another page may stand elsewhere on its sheet.
    struct Column {
        const ListColumn* def;
        Rect box, table;
        double confidence;
    };

    std::vector<Column> columns_of(const ListPlace& list) const {
        std::vector<Column> columns;
        for (const ListColumn& def : list.columns) {
            int cell = cell_of(def.anchor);
            if (cell < 0) continue;
            if (def.beside) cell = beside(cell, 1);
            if (cell < 0) continue;
            const ReadCell& found = piece(cell);
            const bool loosely = match_.loosely[static_cast<std::size_t>(def.anchor)];
            columns.push_back({&def, found.box, doc_.pages.tables[static_cast<std::size_t>(found.table)].box, loosely ? of_other_wording : sure});
        }
        return columns;
    }

    // The cell of the row that stands in the column; -1: none.
    int in_column(const Column& column, const ReadRow& row) const {
        const Rect& table = doc_.pages.tables[static_cast<std::size_t>(row.table)].box;
        const double scale = std::abs((table.width() - column.table.width()).v) < 12 ? 1 : table.width() / column.table.width();
        const Pt x0 = table.x0 + (column.box.x0 - column.table.x0) * scale, x1 = table.x0 + (column.box.x1 - column.table.x0) * scale;
        int best = -1;
        Pt most;
        for (const int p : row.cells) {
            const Rect& box = piece(p).box;
            const Pt overlap = std::min(x1, box.x1) - std::max(x0, box.x0);
            if (overlap > most && overlap > 0.5 * std::min(x1 - x0, box.width())) best = p, most = overlap;
        }
        return best;
    }

    int last_row_of(const ListPlace& list) const {
        int end = match_.end_row;
        for (std::size_t a = static_cast<std::size_t>(std::max(list.next_anchor, 0)); list.next_anchor >= 0 && a < match_.cell.size(); ++a)
            if (match_.cell[a] >= 0) return std::min(end, first_row(match_.cell[a]));
        return end;
    }

    void bind_list(const ListPlace& list) {
        const std::vector<Column> columns = columns_of(list);
        if (columns.empty()) return;
        int first = -1;
        for (int a = list.first_anchor; a >= 0 && a <= list.last_anchor; ++a) {
            const int cell = cell_of(a);
            if (cell < 0 || (list.row->key.empty() ? std::ranges::find(list.columns, a, &ListColumn::anchor) == list.columns.end() : false)) continue;
            if (list.row->key.empty()) first = std::max(first, end_row(cell));
            else first = first < 0 ? first_row(cell) : std::min(first, first_row(cell));
        }
        std::size_t entries = 0;
        for (int r = first; r >= 0 && r < last_row_of(list); ++r)
            if (is_entry(list, columns, row(r))) add_entry(list, columns, row(r), entries);
        for (int r = last_row_of(list); r < match_.end_row; ++r) {
            const std::vector<Column> again = columns_under(list, row(r));
            if (again.empty()) continue;
            for (; r + 1 < match_.end_row && goes_on(list, again, row(r + 1)); ++r)
                if (is_entry(list, again, row(r + 1))) add_entry(list, again, row(r + 1), entries);
        }
        out_.counts[list.row->repeat] = entries;
    }

    // 注6: a list may go on behind the form, under its header set again. The columns by that header; none where the row is no such one.
    std::vector<Column> columns_under(const ListPlace& list, const ReadRow& header) const {
        std::vector<Column> columns;
        if (!list.row->key.empty()) return columns;
        for (const ListColumn& def : list.columns) {
            const std::vector<std::string>& wordings = anchors_.anchors[static_cast<std::size_t>(def.anchor)].wordings;
            const auto cell = std::ranges::find_if(header.cells, [&](int p) { return std::ranges::find(wordings, doc_.cell(p).plain) != wordings.end(); });
            if (cell != header.cells.end()) columns.push_back({&def, piece(*cell).box, doc_.pages.tables[static_cast<std::size_t>(header.table)].box, sure});
        }
        return 2 * columns.size() > list.columns.size() && columns.size() > 1 ? columns : std::vector<Column>{};
    }

    bool goes_on(const ListPlace& list, const std::vector<Column>& columns, const ReadRow& row) const {
        const bool labels = std::ranges::any_of(row.cells, [&](int p) { return is_label(p); });
        return !labels && (is_entry(list, columns, row) || !columns_under(list, row).empty() || is_empty(row));
    }

    bool is_empty(const ReadRow& row) const {
        return std::ranges::all_of(row.cells, [&](int p) { return doc_.cell(p).plain.empty(); });
    }

    // Not a header that is set again, not the blank's sign that rows may follow, not one cell over the whole width.
    bool is_entry(const ListPlace& list, const std::vector<Column>& columns, const ReadRow& row) const {
        if (row.cells.size() < 2 && columns.size() > 1) return false;
        int labels = 0, written = 0;
        std::set<int> pieces;
        for (const Column& column : columns) {
            const int p = in_column(column, row);
            if (p < 0) continue;
            pieces.insert(p);
            const std::string& text = doc_.cell(p).plain;
            if (text.empty()) continue;
            ++written;
            const Anchor& anchor = anchors_.anchors[static_cast<std::size_t>(column.def->anchor)];
            if (anchor.key < 0 && std::ranges::find(anchor.wordings, text) != anchor.wordings.end()) ++labels;
            if (!list.row->more.empty() && text.find_first_not_of('.') == std::string::npos) --written;
        }
        return written > 0 && labels * 2 <= written && (pieces.size() > 1 || columns.size() == 1);
    }

    void add_entry(const ListPlace& list, const std::vector<Column>& columns, const ReadRow& row, std::size_t& entries) {
        const std::string at = list.row->repeat + "/" + std::to_string(entries) + "/";
        std::set<int> used;
        std::set<std::string> members;
        const std::size_t before = out_.readings.size();
        bool written = false;
        for (const Column& column : columns) {
            const int p = in_column(column, row);
            if (p < 0 || !used.insert(p).second) continue;
            if (!members.insert(column.def->member).second) continue;
            add(*column.def->cell, at + column.def->member, p, column.confidence);
            if (out_.readings.size() == before) continue;
            const FieldReading& reading = out_.readings.back();
            const bool is_key = column.def->member == list.row->key && is_key_value(*list.row, reading.text);
            written |= !is_key && !trim(reading.text).empty();
        }
        if (written) ++entries;
        else out_.readings.resize(before);
    }

    static bool is_key_value(const RowDef& row, const std::string& text) {
        return std::ranges::any_of(row.key_values, [&](const std::string& value) { return plain(value) == plain(text); });
    }

    // Labels of the form and nothing else: a list that goes on behind it.
    bool is_header(const ReadRow& row) const {
        return row.cells.size() > 1 && std::ranges::all_of(row.cells, [&](int p) { return anchors_.labels.contains(doc_.cell(p).plain); });
    }

    // All cells from the one with the first labels down to the next label of the form.
    void bind_lines(int number) {
        const int start = match_.cell[static_cast<std::size_t>(number)];
        if (start < 0) return;
        int end = match_.end_row;
        for (std::size_t a = static_cast<std::size_t>(number) + 1; a < match_.cell.size(); ++a)
            if (match_.cell[a] >= 0) {
                end = first_row(match_.cell[a]);
                break;
            }
        const ReadTable& table = doc_.pages.tables[static_cast<std::size_t>(piece(start).table)];
        std::vector<SeenParagraph> paragraphs;
        std::set<int> taken;
        for (int r = first_row(start); r < std::max(end, first_row(start) + 1); ++r) {
            if (doc_.pages.tables[static_cast<std::size_t>(row(r).table)].page > table.page + 1 || is_header(row(r))) break;
            for (const int p : row(r).cells) {
                if (!taken.insert(doc_.whole(p)).second) continue;
                const std::vector<SeenParagraph>& more = doc_.cell(p).paragraphs;
                paragraphs.insert(paragraphs.end(), more.begin(), more.end());
            }
        }
        const ReadCell& cell = doc_.cell(start);
        const CellDef& def = *anchors_.anchors[static_cast<std::size_t>(number)].cell;
        if (add_typed_lines(def, start)) return;
        for (LineReading& line : read_lines(form_, def, paragraphs, cell.exact)) {
            FieldReading reading;
            reading.field = line.line->path, reading.def = form_.field(line.line->path);
            if (!reading.def) continue;
            reading.text = text_of(line.text.paragraphs), reading.sheet = line.text.sheet;
            reading.page = cell.page, reading.box = line.box, reading.confidence = sure * cell.confidence;
            reading.cell = doc_.whole(start), reading.exact = cell.exact;
            out_.readings.push_back(std::move(reading));
        }
    }

    // Places of fields whose names say which of the cell's lines they are; false where there are none.
    bool add_typed_lines(const CellDef& def, int start) {
        const ReadCell& cell = doc_.cell(start);
        bool any = false;
        for (const LineDef& line : def.lines) {
            const auto typed = std::ranges::find(cell.typed, line.path, &TypedText::field);
            if (line.path.empty() || typed == cell.typed.end()) continue;
            any = true;
            FieldReading reading;
            reading.field = line.path, reading.def = form_.field(line.path);
            if (!reading.def || trim(typed->text).empty()) continue;
            reading.text = typed->text, reading.page = typed->page, reading.box = typed->box;
            reading.confidence = sure * cell.confidence, reading.cell = doc_.whole(start), reading.exact = cell.exact;
            out_.readings.push_back(std::move(reading));
        }
        return any;
    }

    const ReadRows& doc_;
    const FormMatch& match_;
    const FormAnchors& anchors_;
    const Form& form_;
    std::set<int> label_cells_;
    BoundFields out_;
};

}  // namespace

BoundFields bind_fields(const ReadRows& document, const FormMatch& match) { return Binder(document, match).run(); }

}  // namespace tianbiao
