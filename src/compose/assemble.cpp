#include "compose/assemble.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/utf8.h"
#include "compose/offer_fields.h"
#include "compose/words.h"

namespace tianbiao {
namespace {

constexpr Mm page_number_drop{7};  // GB/T 9704-2012, 7.5: 7 mm below the text area
constexpr Mm label_air{0.9};       // kept free at both sides of a label that is set again

// Box of a check box, ems of its line: as on the plates.
constexpr double box_size = 0.8, box_side = 0.1, box_top = 0.78;

class Assembler {
public:
    Assembler(const Form& form, Fitter& fitter, const Table& table, const Fitted& fitted, const Pagination& pagination,
              const std::vector<Rest>& rests, const Attachments& attachments, const ComposeOptions& options)
        : form_(form), fitter_(fitter), table_(table), fitted_(fitted), pagination_(pagination), rests_(rests), attachments_(attachments),
          options_(options), asked_(sheets_asked(form, options.rows)) {}

    Plan run() {
        Grid& grid = plan_.grid;
        grid.form = form_.id;
        grid.paper = {form_.page_width, form_.page_height, form_.left, form_.top, form_.area_width, form_.area_height};
        grid.sheets.assign(pagination_.pages, SheetKind::table);
        grid.sheets.insert(grid.sheets.end(), static_cast<std::size_t>(attachments_.sheets) + asked_.size(), SheetKind::attachment);
        const int printed = static_cast<int>(grid.sheets.size());
        if (options_.padding == Padding::even && printed % 2) grid.sheets.push_back(SheetKind::blank);
        if (options_.draft)
            for (int page = 0; page < printed; ++page) draft_mark(page);
        headings(0);
        tracks();
        rows();
        cells();
        notes();
        attachments();
        empty_sheets();
        if (options_.page_numbers == PageNumbers::on)
            for (int page = 0; page < printed; ++page) page_number(page, printed);
        std::stable_sort(plan_.placed.begin(), plan_.placed.end(), [](const Placed& a, const Placed& b) { return a.page < b.page; });
        std::stable_sort(grid.outside.begin(), grid.outside.end(), [](const Outside& a, const Outside& b) { return a.page < b.page; });
        return std::move(plan_);
    }

private:
    Point at(Mm x, Mm y) const { return {to_pt(form_.left + x), to_pt(form_.top + y)}; }

    void put(int page, int cell, std::string field, TextBlock block, ParagraphPart part = ParagraphPart::text) {
        for (const Line& line : block.lines)
            for (std::uint32_t c = line.first; c < line.last; ++c)
                if (block.shaped->clusters[c].missing) note_missing(field, block.shaped->clusters[c].code);
        plan_.placed.push_back({page, cell, std::move(field), std::move(block), part});
    }

    void note_missing(const std::string& field, char32_t code) {
        if (missing_.emplace(field, code).second) plan_.missing.push_back({field, code});
    }

    // One line or block of the form's own words outside of the table.
    void outside(OutsideKind kind, int page, const std::string& text, const Style& style, Mm x, Mm baseline, Mm width, Mm pitch,
                 HorizontalAlign align) {
        TextFit fit = fitter_.label(text, style, style.sizes.front(), width);
        fit.measure.align = align_of(align);
        fit.lines = break_lines(*fit.shaped, fit.measure);
        Outside out;
        out.kind = kind, out.page = page, out.x = x, out.baseline = baseline, out.width = width, out.pitch = pitch;
        out.text = text, out.align = align, out.size = Pt{style.sizes.front()}, out.style = style.name;
        plan_.grid.outside.push_back(std::move(out));
        put(page, -1, "", {fit.shaped, fit.lines, fit.measure, at(x, baseline), to_pt(pitch)}, part_of(kind, page));
    }

    // What a person hears of it. Headings of a 附页 repeat those of the first page.
    ParagraphPart part_of(OutsideKind kind, int page) const {
        constexpr ParagraphPart parts[]{ParagraphPart::text, ParagraphPart::title,   ParagraphPart::note,      ParagraphPart::text,
                                        ParagraphPart::heading, ParagraphPart::text, ParagraphPart::furniture, ParagraphPart::furniture};
        const bool again = page > 0 && (kind == OutsideKind::label || kind == OutsideKind::title);
        return again ? ParagraphPart::furniture : parts[static_cast<std::size_t>(kind)];
    }

    void headings(int page) {
        for (const HeadingDef& heading : form_.headings) {
            const Style& style = form_.style(heading.style);
            const bool title = style.align == HorizontalAlign::centre;
            outside(title ? OutsideKind::title : OutsideKind::label, page, heading.text, style, heading.x, heading.baseline,
                    heading.width.v > 0 ? heading.width : form_.area_width - heading.x, to_mm(Pt{style.sizes.front() * style.pitch}), style.align);
        }
    }

    // Behind everything else, across the page: light enough to read through.
    void draft_mark(int page) {
        const Style& style = form_.style("draft");
        const double size = style.sizes.front(), angle = 45;
        TextFit fit = fitter_.label(form_.word("draft"), style, size, Mm{1000});
        fit.measure.align = Align::left;
        fit.lines = break_lines(*fit.shaped, fit.measure);
        const double width = fit.lines.front().width.v, turn = std::acos(-1.0) / 180 * angle;
        // The run turns about its origin: its middle (half its width along, the ideograph's middle up) is put on the page's middle.
        const double along = width / 2, up = baseline_drop * size;
        const Point middle{to_pt(form_.page_width) / 2, to_pt(form_.page_height) / 2};
        const Point first{middle.x - Pt{along * std::cos(turn) - up * std::sin(turn)}, middle.y + Pt{along * std::sin(turn) + up * std::cos(turn)}};
        Outside out;
        out.kind = OutsideKind::draft, out.page = page, out.text = form_.word("draft"), out.size = Pt{size}, out.style = style.name;
        plan_.grid.outside.push_back(std::move(out));
        TextBlock block{fit.shaped, fit.lines, fit.measure, first, fit.pitch};
        block.grey = 0.88, block.angle = angle;
        put(page, -1, "", std::move(block), ParagraphPart::furniture);
    }

    void page_number(int page, int pages) {
        const Style& style = form_.style("page_number");
        const std::string text = with(form_.word("page_number"), {{"x", std::to_string(page + 1)}, {"y", std::to_string(pages)}});
        outside(OutsideKind::page_number, page, text, style, Mm{0}, form_.area_height + page_number_drop + Mm{1}, form_.area_width, Mm{0},
                HorizontalAlign::centre);
    }

    void tracks() {
        std::vector<Mm>& edges = plan_.grid.tracks;
        for (const BlockDef& block : form_.blocks) edges.insert(edges.end(), block.edges.begin(), block.edges.end());
        std::sort(edges.begin(), edges.end());
        edges.erase(std::unique(edges.begin(), edges.end(), [](Mm a, Mm b) { return std::abs((a - b).v) < 1e-6; }), edges.end());
    }

    int track(Mm edge) const {
        const std::vector<Mm>& edges = plan_.grid.tracks;
        return static_cast<int>(std::lower_bound(edges.begin(), edges.end(), edge - Mm{1e-6}) - edges.begin());
    }

    void rows() {
        places_.resize(table_.rows.size());
        for (std::size_t i = 0; i < pagination_.rows.size(); ++i) {
            const PlannedRow& row = pagination_.rows[i];
            const TableRow& source = table_.rows[row.row];
            plan_.grid.rows.push_back({row.height, row.page, row.top, row.repeated, source.block->id, source.definition, source.entry});
            places_[row.row].push_back(static_cast<int>(i));
        }
    }

    struct Piece {
        int cell;           // of the table
        int first, end;     // rows of the grid
        int number;         // 0, 1 … over the breaks
        bool copy;          // a header set again
    };

    std::vector<Piece> pieces() const {
        std::vector<Piece> out;
        for (std::size_t c = 0; c < table_.cells.size(); ++c) {
            const TableCell& cell = table_.cells[c];
            std::vector<int> rows;
            for (int r = cell.row; r < cell.row + cell.down; ++r) rows.insert(rows.end(), places_[r].begin(), places_[r].end());
            std::sort(rows.begin(), rows.end());
            int number = 0;
            for (std::size_t i = 0; i < rows.size();) {
                std::size_t j = i;
                bool copy = true;
                while (j < rows.size() && rows[j] == rows[i] + static_cast<int>(j - i) &&
                       pagination_.rows[rows[j]].page == pagination_.rows[rows[i]].page)
                    copy &= pagination_.rows[rows[j++]].repeated;
                out.push_back({static_cast<int>(c), rows[i], rows[i] + static_cast<int>(j - i), copy ? 0 : number++, copy});
                i = j;
            }
        }
        std::stable_sort(out.begin(), out.end(), [&](const Piece& a, const Piece& b) {
            return a.first != b.first ? a.first < b.first : table_.cells[a.cell].x0 < table_.cells[b.cell].x0;
        });
        return out;
    }

    void cells() {
        for (const Piece& piece : pieces()) {
            const TableCell& source = table_.cells[piece.cell];
            GridCell cell;
            cell.id = source.id;
            cell.row = piece.first;
            cell.down = piece.end - piece.first;
            cell.track = track(source.x0);
            cell.across = track(source.x1) - cell.track;
            cell.kind = source.kind;
            cell.style = fitter_.style_of(source).name;
            cell.field = source.field;
            cell.vertical = source.def->vertical;
            cell.prompt = source.prompt;
            cell.continued = piece.number > 0;
            if (source.field_def) cell.value_type = std::string(type_name(source.field_def->type));
            const PlannedRow& top = pagination_.rows[piece.first];
            const PlannedRow& bottom = pagination_.rows[piece.end - 1];
            const Area area{source.x0, top.top, source.x1, bottom.top + bottom.height, top.page};
            content(cell, piece, area);
            plan_.grid.cells.push_back(std::move(cell));
        }
    }

    struct Area {           // mm from the text area's top left
        Mm x0, y0, x1, y1;
        int page;
    };

    static std::string_view type_name(FieldType type) {
        constexpr std::string_view names[]{"text", "prose", "integer", "decimal", "date", "yes_no", "choice", "choices", "group", "list"};
        return names[static_cast<int>(type)];
    }

    void content(GridCell& cell, const Piece& piece, const Area& area) {
        const int index = static_cast<int>(plan_.grid.cells.size());
        const TableCell& source = table_.cells[piece.cell];
        const CellFit& fit = fitted_.cells[piece.cell];
        const Style& style = fitter_.style_of(source);
        cell.align = style.align;
        cell.valign = style.valign;
        cell.size = Pt{style.sizes.front()};
        if (source.kind == CellKind::label || source.kind == CellKind::head) return label(cell, source, piece.number, style, area, index);
        if (piece.number > 0) return;  // a value stands in its first piece
        if (source.kind == CellKind::lines) return lines(cell, piece.cell, area, index);
        if (source.kind == CellKind::options) return options(cell, source, fit, style, area, index);
        if (options_.fields && !source.field.empty()) offer(source.field_def, source.field, source.prompt ? source.text : "", style, area, index, fit.text);
        if (source.text.empty()) return;
        cell.text = source.text.substr(0, fit.text.kept);
        cell.text_begin = 0;
        cell.text_end = static_cast<std::int64_t>(fit.text.kept);
        cell.size = fit.text.measure.size;
        place(fit.text, style, area, index, source.prompt ? "" : source.field, cell.pointer, rest_of(piece.cell, -1));
    }

    Rect rect(const Area& area) const { return {at(area.x0, area.y0).x, at(area.x0, area.y0).y, at(area.x1, area.y1).x, at(area.x1, area.y1).y}; }

    void offer(const Field* field, const std::string& pointer, const std::string& prompt, const Style& style, const Area& area, int cell, const TextFit& fit) {
        const Rect box = rect(area);
        PageField place = written_field(form_, field, pointer, prompt, box);
        place.cell = cell;
        place.centred = style.align == HorizontalAlign::centre;
        place.box = written_place(box, place, prompt.empty() ? Pt{0} : to_pt(style.padding_top) + fit.pitch * static_cast<double>(fit.lines.size()));
        plan_.fields.push_back({area.page, std::move(place)});
    }

    // An answer on a line of its own inside of a cell: from a little over its letters to a little below them, or down to the foot of its region.
    void offer_line(const LineText& line, const TextFit& fit, const Area& area, Mm first, int cell) {
        const LineDef& def = *line.def;
        const Point from = at(area.x0 + def.x, first);
        const Pt size = fit.measure.size, below = def.region ? at(area.x0, area.y1 - *def.region).y - from.y : 0.35 * size;
        PageField place = written_field(form_, line.field_def, line.field, "", {from.x, from.y - 1.05 * size, from.x + fit.measure.width, from.y + below});
        place.multi_line = def.region.has_value();
        place.centred = def.align != HorizontalAlign::left && !place.multi_line;
        place.cell = cell;
        plan_.fields.push_back({area.page, std::move(place)});
    }

    const Rest* rest_of(int cell, int part) const {
        for (const Rest& rest : rests_)
            if (rest.cell == cell && rest.part == part) return &rest;
        return nullptr;
    }

    // A fitted text in its cell, and 「（续见附页第N页）」 in a line of its own below it where a rest goes on.
    void place(const TextFit& fit, const Style& style, const Area& area, int cell, const std::string& field, std::string& pointer,
               const Rest* rest) {
        const Mm height = fit.height();
        Mm top = area.y0 + style.padding_top;
        if (style.valign == VerticalAlign::middle) top = area.y0 + (area.y1 - area.y0 - height) / 2;
        if (style.valign == VerticalAlign::bottom) top = area.y1 - style.padding_bottom - height;
        const Mm first = top + to_mm(fit.pitch / 2 + baseline_drop * fit.measure.size);
        put_fit(fit, area.page, cell, field, area.x0 + style.padding, first, pointer, rest);
    }

    void put_fit(const TextFit& fit, int page, int cell, const std::string& field, Mm x, Mm first, std::string& pointer, const Rest* rest) {
        put(page, cell, field, {fit.shaped, fit.lines, fit.measure, at(x, first), fit.pitch});
        if (!rest) return;
        pointer = with(form_.word("pointer"), {{"n", std::to_string(rest->sheet)}});
        const Style& style = form_.style("pointer");
        TextFit words = fitter_.label(pointer, style, std::min(fit.measure.size.v, style.sizes.front()), to_mm(fit.measure.width));
        put(page, cell, "", {words.shaped, words.lines, words.measure, at(x, first + to_mm(fit.pitch) * static_cast<double>(fit.lines.size())), fit.pitch});
    }

    // A label; behind a break it is set again with 「（续）」, and smaller where its piece of the cell is too low for it.
    void label(GridCell& cell, const TableCell& source, int number, const Style& style, const Area& area, int index) {
        const Mm width = area.x1 - area.x0;
        cell.text = source.text;
        if (source.text.empty()) return;
        std::string text = source.def->vertical ? stacked(source.text) : source.text;
        TextFit fit = fitter_.label(text, style, style.sizes.front(), width);
        if (number > 0) {
            const std::string& again = form_.word("continued");
            cell.text += again;
            std::string beside = text + again;
            TextFit joined = fitter_.label(beside, style, style.sizes.front(), width - 2 * label_air);
            const bool same_line = !source.def->vertical && natural_width(*joined.shaped, joined.measure.size) <= joined.measure.width;
            text = same_line ? beside : text + "\n" + again;
            fit = fitter_.label(text, style, style.sizes.front(), width);
        }
        for (double size : {10.5, 9.0})
            if (fit.height() > area.y1 - area.y0) fit = fitter_.label(text, style, size, width);
        cell.size = fit.measure.size;
        std::string none;
        const Mm top = area.y0 + (area.y1 - area.y0 - fit.height()) / 2;
        put_fit(fit, area.page, index, "", area.x0, top + to_mm(fit.pitch / 2 + baseline_drop * fit.measure.size), none, nullptr);
    }

    static std::string stacked(const std::string& text) {
        std::string out;
        for (std::string_view grapheme : graphemes(text)) (out += out.empty() ? "" : "\n") += grapheme;
        return out;
    }

    // Centred, line by line; what the boxes do not say stands below.
    void options(GridCell& cell, const TableCell& source, const CellFit& fit, const Style& style, const Area& area, int index) {
        cell.options = source.options;
        cell.tail = source.def->tail;
        cell.text = source.text.substr(0, fit.text.kept);
        const BoxLines& boxes = fit.boxes;
        const Mm pitch = to_mm(boxes.pitch), below = source.text.empty() ? Mm{0} : fit.text.height();
        Mm top = area.y0 + (area.y1 - area.y0 - boxes.height - below) / 2;
        for (const BoxLine& line : boxes.lines) {
            Point pen = at((area.x0 + area.x1) / 2, top + pitch / 2 + to_mm(baseline_drop * boxes.size));
            pen.x -= line.width / 2;
            for (const BoxPart& part : line.parts) {
                put(area.page, index, "", {part.words.shaped, part.words.lines, part.words.measure, pen, part.words.pitch});
                pen.x += part.width;
                if (part.option >= 0) put_box(source, source.options[part.option], boxes.size, pen, area.page, index);
            }
            top += pitch;
        }
        if (source.text.empty()) return;
        const Mm first = top + to_mm(fit.text.pitch / 2 + baseline_drop * fit.text.measure.size);
        const Rest* rest = rest_of(static_cast<int>(&source - table_.cells.data()), -1);
        put_fit(fit.text, area.page, index, source.field, area.x0 + style.padding, first, cell.pointer, rest);
    }

    // `pen`: behind the box, on the baseline.
    void put_box(const TableCell& source, const Option& option, Pt size, Point pen, int page, int index) {
        const Pt x = pen.x - (1 - box_side) * size, y = pen.y - box_top * size;
        Mark mark;
        mark.box = {x, y, x + box_size * size, y + box_size * size};
        mark.ticked = option.ticked, mark.field = source.field, mark.option = option.text;
        if (options_.fields) {
            const auto number = static_cast<std::size_t>(&option - source.options.data());
            PageField& field = plan_.fields.emplace_back(PlacedField{page, ticked_field(form_, source.field_def, source.field, source.options, number, mark.box)}).field;
            field.cell = index;
            return;
        }
        plan_.placed.push_back({page, index, source.field, mark, ParagraphPart::text});
    }

    void lines(GridCell& cell, int table_cell, const Area& area, int index) {
        const TableCell& source = table_.cells[table_cell];
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const LineText& line = source.lines[i];
            const TextFit& fit = fitted_.cells[table_cell].parts[i];
            const LineDef& def = *line.def;
            Mm first = def.baseline ? area.y0 + *def.baseline : area.y1 - *def.foot;
            if (options_.fields && !line.field.empty()) {
                offer_line(line, fit, area, first, index);
                continue;
            }
            if (!def.region && !line.prompt && !line.field.empty())  // two lines share the place of one
                first -= to_mm(fit.pitch) * ((fit.line_count() - 1) / 2.0);
            PlacedText placed;
            placed.text = line.text.substr(0, fit.kept);
            placed.field = line.prompt ? "" : line.field;
            placed.asked = line.field, placed.line_count = static_cast<int>(fit.line_count());
            placed.x = def.x, placed.width = to_mm(fit.measure.width), placed.baseline = first - area.y0, placed.pitch = to_mm(fit.pitch);
            placed.align = def.align, placed.indent = def.indent, placed.size = fit.measure.size, placed.style = def.style;
            put_fit(fit, area.page, index, placed.field, area.x0 + def.x, first, cell.pointer, rest_of(table_cell, static_cast<int>(i)));
            cell.lines.push_back(std::move(placed));
        }
    }

    void notes() {
        const NotesDef& notes = form_.notes;
        if (notes.items.empty()) return;
        const Style style = fitter_.note_style();
        const int page = pagination_.notes_page;
        const Mm indent = fitter_.note_indent(), x = indent + notes.hang;
        Mm baseline = pagination_.notes_top + notes.first;
        outside(OutsideKind::note, page, notes.label, form_.style(notes.style), Mm{0}, baseline, indent + Mm{1}, notes.pitch,
                HorizontalAlign::left);
        for (const std::string& item : notes.items) {
            outside(OutsideKind::note, page, item, style, x, baseline, form_.area_width - x, notes.pitch, HorizontalAlign::left);
            baseline += notes.pitch * static_cast<double>(fitter_.note(item).lines.size());
        }
    }

    void sheet_head(int page, int sheet) {
        headings(page);
        const Style& style = form_.style("sheet_number");
        outside(OutsideKind::sheet_number, page, with(form_.word("sheet"), {{"n", std::to_string(sheet)}}), style, Mm{0},
                sheet_number_baseline(form_), form_.area_width, Mm{0}, style.align);
    }

    void item_name(int page, const Rest& rest, Mm baseline) {
        const Style& head = form_.style("sheet_head");
        outside(OutsideKind::item_head, page, item_head(form_, rest), head, Mm{0}, baseline, form_.area_width,
                to_mm(Pt{head.sizes.front() * head.pitch}), head.align);
    }

    // 附页 that a blank form was asked for, one text each.
    void empty_sheets() {
        std::map<const Field*, int> numbers;
        for (std::size_t i = 0; i < asked_.size(); ++i) {
            const int sheet = attachments_.sheets + static_cast<int>(i) + 1, page = pagination_.pages + sheet - 1;
            sheet_head(page, sheet);
            Rest rest;
            rest.name = asked_[i]->name.zh;
            const Mm top = sheet_number_baseline(form_) + Mm{10};
            item_name(page, rest, top);
            if (!options_.fields) continue;
            const Area area{Mm{0}, top + Mm{2}, form_.area_width, form_.area_height, page};
            PageField place = written_field(form_, asked_[i], asked_[i]->path, form_.word("continued"), rect(area));
            place.continuation = ++numbers[asked_[i]];
            plan_.fields.push_back({page, std::move(place)});
        }
    }

    void attachments() {
        int sheet = 0;
        for (const SheetText& piece : attachments_.pieces) {
            const int page = pagination_.pages + piece.sheet - 1;
            const Rest& rest = rests_[piece.rest];
            if (piece.sheet != sheet) {
                sheet = piece.sheet;
                sheet_head(page, sheet);
            }
            item_name(page, rest, piece.head);
            const std::vector<Cluster>& clusters = piece.shaped->clusters;
            const std::uint32_t from = piece.lines.front().first, to = piece.lines.back().last;
            const std::size_t begin = from < clusters.size() ? clusters[from].begin : rest.text.size();
            const std::size_t end = to < clusters.size() ? clusters[to].begin : rest.text.size();
            Outside out;
            out.kind = OutsideKind::item_text, out.page = page, out.baseline = piece.first, out.width = form_.area_width, out.pitch = to_mm(piece.pitch);
            out.text = rest.text.substr(begin, end - begin), out.field = rest.field;
            out.text_begin = static_cast<std::int64_t>(rest.begin + begin), out.text_end = static_cast<std::int64_t>(rest.begin + end);
            out.align = HorizontalAlign::justify, out.indent = piece.measure.indent, out.size = piece.measure.size, out.style = "sheet_text";
            out.begins_paragraph = !piece.continues;
            plan_.grid.outside.push_back(std::move(out));
            TextBlock block{piece.shaped, piece.lines, piece.measure, at(Mm{0}, piece.first), piece.pitch};
            block.continues = piece.continues;
            put(page, -1, rest.field, std::move(block));
        }
    }

    const Form& form_;
    Fitter& fitter_;
    const Table& table_;
    const Fitted& fitted_;
    const Pagination& pagination_;
    const std::vector<Rest>& rests_;
    const Attachments& attachments_;
    const ComposeOptions& options_;
    const std::vector<const Field*> asked_;  // 附页 of a blank form
    std::vector<std::vector<int>> places_;  // rows of the grid by row of the table
    std::set<std::pair<std::string, char32_t>> missing_;
    Plan plan_;
};

}  // namespace

Plan assemble(const Form& form, Fitter& fitter, const Table& table, const Fitted& fitted, const Pagination& pagination,
              const std::vector<Rest>& rests, const Attachments& attachments, const ComposeOptions& options) {
    return Assembler(form, fitter, table, fitted, pagination, rests, attachments, options).run();
}

}  // namespace tianbiao
