#include "compose/fit.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.h"
#include "compose/words.h"

namespace tianbiao {
namespace {

constexpr std::size_t most_words_kept = 4096;
constexpr double hair = 1e-6;  // mm: sums of printed heights are compared with it

// Where the lines of an answer inside a cell of kind `lines` stand, from the cell's top left.
struct PlacedBand {
    Mm x0, x1, y0, y1;
    bool answer = false, shares = false;  // shares: several lines stand about the place of one

    Mm height() const { return y1 - y0; }
};

PlacedBand band_of(const LineText& line, const TextFit& fit, Mm cell_height) {
    const LineDef& def = *line.def;
    const Mm size = to_mm(fit.measure.size), down = (fit.line_count() - 1) * to_mm(fit.pitch);
    PlacedBand band;
    band.x0 = def.x, band.x1 = def.x + to_mm(fit.measure.width);
    band.answer = !line.field.empty() && !line.prompt && !line.text.empty();
    band.shares = band.answer && !def.region && fit.line_count() > 1;
    const Mm baseline = def.baseline ? *def.baseline : cell_height - *def.foot;
    const Mm first = def.region ? baseline : baseline - 0.5 * down;
    band.y0 = first - (0.5 + baseline_drop) * size, band.y1 = first + down + (0.5 - baseline_drop) * size;
    return band;
}

bool meet(const PlacedBand& a, const PlacedBand& b) {
    return a.answer && b.answer && a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

}  // namespace

Role role_of(const Style& style) {
    struct Named {
        std::string_view name;
        Role role;
    };
    constexpr Named roles[]{{"title", Role::title}, {"heading", Role::heading}, {"label", Role::label}, {"value", Role::value}, {"body", Role::body}};
    for (const Named& named : roles)
        if (named.name == style.role) return named.role;
    throw Error(Code::internal, {}, "style " + style.name + " has an unknown role");
}

Align align_of(HorizontalAlign align) {
    switch (align) {
        case HorizontalAlign::left: return Align::left;
        case HorizontalAlign::centre: return Align::centre;
        case HorizontalAlign::right: return Align::right;
        case HorizontalAlign::justify: return Align::justify;
    }
    return Align::left;
}

const Style& Fitter::style_of(const TableCell& cell) const {
    const bool other_key = cell.kind == CellKind::value && cell.def->kind == CellKind::label;
    const bool beside_boxes = cell.kind == CellKind::options && !cell.text.empty();
    return form_.style(cell.prompt ? "prompt" : other_key || beside_boxes ? "value" : cell.def->style);
}

SetText& Fitter::words_of(const std::string& text, const Style& style) {
    SetText& kept = words_[{text, style.name}];
    if (!kept.shaped)
        kept.shaped = std::make_shared<ShapedText>(
            shape(fonts_, role_of(style), text, style.print_rules ? Setting::print : Setting::plate, Origin::form));
    return kept;
}

std::shared_ptr<const ShapedText> Fitter::words(const std::string& text, const Style& style) { return words_of(text, style).shaped; }

TextFit Fitter::set(SetText& text, const Style& style, double size, Mm width) {
    TextFit fit;
    fit.shaped = text.shaped;
    fit.measure = {Pt{size}, to_pt(width), style.indent, align_of(style.align)};
    fit.pitch = Pt{size * style.pitch};
    fit.kept = fit.rest = text.shaped->text.size();
    for (const auto& [measure, lines] : text.tried) {
        if (measure != fit.measure) continue;
        fit.lines = lines;
        return fit;
    }
    fit.lines = break_lines(*fit.shaped, fit.measure);
    text.tried.emplace_back(fit.measure, fit.lines);
    return fit;
}

TextFit Fitter::label(const std::string& text, const Style& style, double size, Mm width) {
    return set(words_of(text, style), style, size, width);
}

TextFit Fitter::value(const std::string& text, const Style& style, double size, Mm width, Matter matter) {
    SetText& kept = values_[{&style, static_cast<char>('0' + static_cast<int>(matter)) + text}];
    if (!kept.shaped)
        kept.shaped = std::make_shared<ShapedText>(
            shape(fonts_, role_of(style), text, style.print_rules ? Setting::print : Setting::plate, Origin::value, matter));
    return set(kept, style, size, width);
}

// Keeps what fits into `most_lines`, less the pointer's: up to the last sentence end, else the last line's end. A sentence end in the first
// third of what fits is passed over: an empty page would stand behind it.
void Fitter::cut(TextFit& fit, const Style& style, Matter matter, int most_lines) {
    const std::string text = fit.shaped->text;
    const Mm width = to_mm(fit.measure.width);
    const TextFit pointer = label(with(form_.word("pointer"), {{"n", "999"}}), form_.style("pointer"), fit.measure.size.v, width);
    const int reserved = static_cast<int>(pointer.lines.size());
    const int keep = std::clamp(most_lines - reserved, 1, static_cast<int>(fit.lines.size()));
    const std::uint32_t after = fit.lines[keep - 1].last;
    const std::size_t end = after < fit.shaped->clusters.size() ? fit.shaped->clusters[after].begin : text.size();
    std::size_t at = last_sentence_end(text, end);
    if (at < end / 3) at = end;
    while (at > 0 && (text[at - 1] == '\n' || text[at - 1] == '\r')) --at;
    // One typed break may fall on the cut; further ones go with the rest.
    const std::size_t rest = at + (text.compare(at, 2, "\r\n") == 0 ? 2 : text.compare(at, 1, "\n") == 0 ? 1 : 0);
    fit = value(text.substr(0, at), style, fit.measure.size.v, width, matter);
    fit.pointer_lines = reserved;
    fit.kept = at;
    fit.rest = rest;
}

// 「初级 □　中级 □」: one line, or as many as the cell's width asks for.
BoxLines Fitter::boxes(const TableCell& cell) {
    const Style& style = form_.style(cell.def->style);
    const double size = style.sizes.front(), most = to_pt(cell.x1 - cell.x0 - 2 * style.padding).v;
    BoxLines out;
    out.lines.resize(1);
    const auto part_of = [&](const std::string& text, int option) {
        BoxPart part{label(text, style, size, Mm{1000}), option, Pt{0}};
        part.words.measure.align = Align::left;
        part.words.lines = break_lines(*part.words.shaped, part.words.measure);
        part.width = natural_width(*part.words.shaped, Pt{size}) + Pt{option >= 0 ? size : 0};
        return part;
    };
    const auto add = [&](const std::string& words, int option) {
        const bool begins = out.lines.back().parts.empty();
        BoxPart part = part_of(begins ? words : "　" + words, option);
        if (!begins && (out.lines.back().width + part.width).v > most) {
            out.lines.emplace_back();
            part = part_of(words, option);
        }
        out.lines.back().width += part.width;
        out.lines.back().parts.push_back(std::move(part));
    };
    for (std::size_t i = 0; i < cell.options.size(); ++i) add(cell.options[i].text + " ", static_cast<int>(i));
    if (!cell.def->tail.empty()) add(cell.def->tail, -1);
    out.size = Pt{size};
    out.pitch = Pt{size * style.pitch};
    out.height = to_mm(out.pitch) * static_cast<double>(out.lines.size());
    return out;
}

// A note's further lines hang behind its number.
Style Fitter::note_style() const {
    Style out = form_.style(form_.notes.style);
    out.indent = -(to_pt(form_.notes.hang).v / out.sizes.front());
    return out;
}

Mm Fitter::note_indent() { return to_mm(natural_width(*words(form_.notes.label, note_style()), Pt{note_style().sizes.front()})); }

TextFit Fitter::note(const std::string& item) {
    const Style style = note_style();
    return label(item, style, style.sizes.front(), form_.area_width - form_.notes.hang - note_indent());
}

Mm Fitter::notes_height() {
    const NotesDef& notes = form_.notes;
    if (notes.items.empty()) return Mm{0};
    std::size_t lines = 0;
    for (const std::string& item : notes.items) lines += note(item).lines.size();
    return notes.first + notes.pitch * static_cast<double>(lines - 1) + to_mm(Pt{0.12 * note_style().sizes.front()});
}

Mm Fitter::blank_height(const Table& table, const TableCell& cell) const {
    Mm sum;
    for (int r = cell.row; r < cell.row + cell.down; ++r) sum += table.rows[r].def->height;
    return sum;
}

// The height a cell may have at the most: a page, less the headers that its list sets again.
Mm Fitter::capacity(const Table& table, const TableCell& cell) {
    Mm room = form_.area_height;
    if (cell.row == 0) room -= form_.table_top;  // nothing lets the first row leave the first page
    if (cell.row + cell.down == static_cast<int>(table.rows.size())) room -= notes_height();  // the notes stay with the last row
    const TableRow& row = table.rows[cell.row];
    if (!row.def->repeat.empty())
        for (int r = cell.row - 1; r >= 0 && table.rows[r].block == row.block; --r)
            if (table.rows[r].def->header) room -= table.rows[r].def->height;
    return room;
}

bool Fitter::fit_cell(const Table& table, const TableCell& cell, double size, bool one_line, CellFit& fit) {
    const Style& style = style_of(cell);
    double own = style.sizes.back();
    for (double candidate : style.sizes)
        if (candidate <= size + hair) {
            own = candidate;
            break;
        }
    const Matter matter = matter_of(cell.field_def);
    const Mm width = cell.x1 - cell.x0 - 2 * style.padding;
    fit.text = cell.prompt ? label(cell.text, style, own, width) : value(cell.text, style, own, width, matter);
    fit.need = fit.text.height() + style.padding_top + style.padding_bottom;
    fit.need += fit.boxes.height;
    if (fit.need > blank_height(table, cell) + Mm{hair}) return false;
    return !one_line || matter == Matter::text || fit.text.lines.size() <= 1;
}

// `limit`: of a text without region, what its lines must stay under, from the first one's top to the last one's foot.
TextFit Fitter::fit_placed_line(const TableCell& cell, const LineText& line, Mm height, bool last_resort, Mm limit) {
    const LineDef& def = *line.def;
    Style style = form_.style(def.style);
    style.align = def.align;
    style.indent = def.indent;
    if (def.pitch.v > 0) style.pitch = to_pt(def.pitch).v / style.sizes.front();
    const Mm width = def.width.v > 0 ? def.width : cell.x1 - cell.x0 - def.x - style.padding;
    if (line.field.empty() || line.prompt) return label(line.text, style, style.sizes.front(), width);
    const Style& kept = form_.style(def.style);
    const Matter matter = matter_of(line.field_def);
    TextFit fit;
    int most = 1;
    const auto set = [&](double size) {
        fit = value(line.text, kept, size, width, matter);
        fit.measure.align = align_of(def.align);
        fit.measure.indent = def.indent;
        if (def.pitch.v > 0) fit.pitch = to_pt(def.pitch) * (size / style.sizes.front());
        fit.lines = break_lines(*fit.shaped, fit.measure);
        return static_cast<int>(fit.lines.size());
    };
    const int tries = def.region ? 1 : std::max(def.most_lines, 1);  // one line at any size before two at the largest
    const auto is_low = [&](int lines, double size) { return to_mm(Pt{size * (kept.pitch * (lines - 1) + 1)}) < limit; };
    for (int lines = 1; lines <= tries; ++lines) {
        for (double size : style.sizes) {
            if (!def.region && !is_low(lines, size)) continue;
            const int needed = set(size);
            most = lines;
            if (def.region) most = 1 + static_cast<int>(std::floor((height - *def.region - *def.baseline) / to_mm(fit.pitch) + hair));
            if (needed <= most) return fit;
        }
    }
    if (!last_resort) return fit;
    if (!def.region) {
        set(style.sizes.back());
        for (most = 2; most < tries && is_low(most + 1, style.sizes.back());) ++most;
    }
    const Measure measure = fit.measure;
    const Pt pitch = fit.pitch;
    cut(fit, kept, matter, std::max(most, 2));
    fit.measure = measure;
    fit.pitch = pitch;
    fit.lines = break_lines(*fit.shaped, fit.measure);
    return fit;
}

void Fitter::fit_lines_cell(const Table& table, const TableCell& cell, CellFit& fit) {
    const Mm blank = blank_height(table, cell), most = capacity(table, cell);
    fit.need = blank;
    for (const LineText& line : cell.lines) {
        TextFit part = fit_placed_line(cell, line, blank, false);
        if (line.def->region && !line.prompt) {
            const Mm room = (part.line_count() - 1) * to_mm(part.pitch) + *line.def->region + *line.def->baseline;
            if (room > most + Mm{hair}) part = fit_placed_line(cell, line, most, true);
            fit.need = std::max(fit.need, std::min(room, most));
        } else if (!line.def->region && !line.field.empty() && !line.prompt) {
            part = fit_placed_line(cell, line, blank, true);
        }
        fit.parts.push_back(std::move(part));
    }
    keep_apart(cell, blank, fit);
}

// Values that share the places of single lines may grow into each other, or into the text above them: the highest gives way first.
void Fitter::keep_apart(const TableCell& cell, Mm blank, CellFit& fit) {
    std::vector<PlacedBand> bands(cell.lines.size());
    for (std::size_t i = 0; i < cell.lines.size(); ++i) bands[i] = band_of(cell.lines[i], fit.parts[i], fit.need);
    std::vector<bool> final(cell.lines.size());
    while (true) {
        std::optional<std::size_t> highest;
        for (std::size_t i = 0; i < bands.size(); ++i) {
            if (!bands[i].shares || final[i] || (highest && bands[i].height() <= bands[*highest].height())) continue;
            for (std::size_t j = 0; j < bands.size(); ++j)
                if (j != i && meet(bands[i], bands[j])) highest = i;
        }
        if (!highest) return;
        const std::size_t i = *highest;
        TextFit part = fit_placed_line(cell, cell.lines[i], blank, true, bands[i].height() - Mm{hair});
        const PlacedBand lower = band_of(cell.lines[i], part, fit.need);
        final[i] = lower.height() >= bands[i].height();
        if (final[i]) continue;
        fit.parts[i] = std::move(part);
        bands[i] = lower;
    }
}

void Fitter::fit_row(const Table& table, const std::vector<int>& cells, Room room, Fitted& fitted) {
    choose_size(table, cells, room, fitted);
    for (int c : cells)
        if (TextFit& text = fitted.cells[c].text; !table.cells[c].prompt && text.measure.align == Align::centre) text.lines = balanced_lines(*text.shaped, text.measure, std::move(text.lines));
}

void Fitter::choose_size(const Table& table, const std::vector<int>& cells, Room room, Fitted& fitted) {
    std::set<double, std::greater<>> sizes;
    const TableRow* row = nullptr;
    for (int c : cells) {
        const Style& style = style_of(table.cells[c]);
        sizes.insert(style.sizes.begin(), style.sizes.end());
        row = &table.rows[table.cells[c].row];
    }
    const bool least = room == Room::least && row && row->def->elastic;
    const auto try_size = [&](double size, bool one_line) {
        bool all = true;
        for (int c : cells) all &= fit_cell(table, table.cells[c], size, one_line, fitted.cells[c]);
        return all;
    };
    bool done = false;
    for (const bool one_line : {true, false}) {
        for (double size : sizes) {
            if (done || (least && size != *sizes.rbegin())) continue;
            done = try_size(size, one_line);
        }
    }
    if (done || sizes.empty()) return;
    try_size(*sizes.rbegin(), false);
    for (int c : cells) {
        const TableCell& cell = table.cells[c];
        CellFit& fit = fitted.cells[c];
        const Style& style = style_of(cell);
        const Mm most = capacity(table, cell);
        if (fit.need <= most + Mm{hair}) continue;
        const Mm pads = style.padding_top + style.padding_bottom + fit.boxes.height;
        const int lines = static_cast<int>(std::floor((most - pads) / to_mm(fit.text.pitch) + hair));
        cut(fit.text, style, matter_of(cell.field_def), std::max(lines, 2));
        fit.need = fit.text.height() + pads;
    }
}

void Fitter::fit_cells(const Table& table, std::size_t from, std::size_t end, Room room, Fitted& fitted) {
    std::vector<int> values;
    for (std::size_t c = from; c < end; ++c) {
        const TableCell& cell = table.cells[c];
        CellFit& fit = fitted.cells[c] = {};
        if (cell.kind == CellKind::options) {
            fit.boxes = boxes(cell);
            fit.need = fit.boxes.height;
        }
        if (cell.kind == CellKind::lines) fit_lines_cell(table, cell, fit);
        else if ((cell.kind == CellKind::value || cell.kind == CellKind::options) && !cell.text.empty()) values.push_back(static_cast<int>(c));
        else if (cell.kind == CellKind::label || cell.kind == CellKind::head) {
            const Style& style = style_of(cell);
            fit.text = label(cell.text, style, style.sizes.front(), cell.x1 - cell.x0);
            fit.need = fit.text.height();
        }
    }
    fit_row(table, values, room, fitted);
}

void Fitter::measure_row(const Table& table, std::size_t row, std::size_t from, std::size_t end, Fitted& fitted) {
    for (std::size_t c = from; c < end; ++c) {
        const TableCell& cell = table.cells[c];
        if (cell.kind == CellKind::label || cell.kind == CellKind::head || fitted.cells[c].need.v == 0) continue;
        Mm others;  // a value over several rows grows the last of them
        for (int k = cell.row; k < cell.row + cell.down - 1; ++k) others += fitted.rows[k].need;
        RowFit& last = fitted.rows[cell.row + cell.down - 1];
        last.need = std::max(last.need, fitted.cells[c].need - others);
    }
    const RowDef& def = *table.rows[row].def;
    if (!def.elastic) return;
    Mm text;  // gives up the blank's height, down to what the text needs
    for (std::size_t c = from; c < end; ++c)
        if (table.cells[c].kind != CellKind::label) text = std::max(text, fitted.cells[c].need);
    fitted.rows[row].need = std::max(text, std::min(*def.elastic, def.height));
}

Fitted Fitter::fit(const Table& table) {
    if (words_.size() > most_words_kept) words_.clear();  // page numbers and pointers come and go
    Fitted fitted;
    fitted.cells.resize(table.cells.size());
    fitted.rows.resize(table.rows.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r) fitted.rows[r].blank = fitted.rows[r].need = table.rows[r].def->height;
    std::size_t next = 0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::size_t from = next;
        while (next < table.cells.size() && table.cells[next].row == static_cast<int>(r)) ++next;
        fit_cells(table, from, next, Room::preferred, fitted);
        measure_row(table, r, from, next, fitted);
    }
    return fitted;
}

Fitted Fitter::tightened(const Table& table, const Fitted& loose) {
    Fitted fitted = loose;
    for (RowFit& row : fitted.rows) row.need = row.blank;
    std::size_t next = 0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::size_t from = next;
        while (next < table.cells.size() && table.cells[next].row == static_cast<int>(r)) ++next;
        if (table.rows[r].def->elastic) fit_cells(table, from, next, Room::least, fitted);
        measure_row(table, r, from, next, fitted);
    }
    return fitted;
}

}  // namespace tianbiao
