#include "compose/fit.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.h"
#include "compose/words.h"

namespace tianbiao {
namespace {

constexpr double hair = 1e-6;  // mm: sums of printed heights are compared with it

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
    return form_.style(cell.prompt ? "prompt" : other_key ? "value" : cell.def->style);
}

std::shared_ptr<const ShapedText> Fitter::words(const std::string& text, const Style& style) {
    std::shared_ptr<const ShapedText>& kept = words_[{text, style.name}];
    if (!kept)
        kept = std::make_shared<ShapedText>(
            shape(fonts_, role_of(style), text, style.print_rules ? Setting::print : Setting::plate, Origin::form));
    return kept;
}

TextFit Fitter::label(const std::string& text, const Style& style, double size, Mm width) {
    TextFit fit;
    fit.shaped = words(text, style);
    fit.measure = {Pt{size}, to_pt(width), style.indent, align_of(style.align)};
    fit.pitch = Pt{size * style.pitch};
    fit.lines = break_lines(*fit.shaped, fit.measure);
    fit.kept = fit.rest = text.size();
    return fit;
}

TextFit Fitter::value(const std::string& text, const Style& style, double size, Mm width, Matter matter) {
    TextFit fit;
    std::shared_ptr<const ShapedText>& kept = values_[{&style, static_cast<char>('0' + static_cast<int>(matter)) + text}];
    if (!kept)
        kept = std::make_shared<ShapedText>(
            shape(fonts_, role_of(style), text, style.print_rules ? Setting::print : Setting::plate, Origin::value, matter));
    fit.shaped = kept;
    fit.measure = {Pt{size}, to_pt(width), style.indent, align_of(style.align)};
    fit.pitch = Pt{size * style.pitch};
    fit.lines = break_lines(*fit.shaped, fit.measure);
    if (fit.measure.align == Align::centre) balance(fit);
    fit.kept = fit.rest = text.size();
    return fit;
}

// Centred lines of like length: no line of one character under a full one. Breaks to the least width that costs no further line.
void Fitter::balance(TextFit& fit) {
    const std::size_t lines = fit.lines.size();
    if (lines < 2 || lines > 4) return;
    Measure narrow = fit.measure;
    Pt least = fit.measure.width / static_cast<double>(lines), most = fit.measure.width;
    for (int step = 0; step < 6; ++step) {
        narrow.width = (least + most) / 2;
        std::vector<Line> tried = break_lines(*fit.shaped, narrow);
        if (tried.size() > lines) {
            least = narrow.width;
            continue;
        }
        most = narrow.width;
        fit.lines = std::move(tried);
    }
}

// Keeps what fits into `most_lines`, one of them the pointer's: up to the last sentence end, else the last line's end.
void Fitter::cut(TextFit& fit, const Style& style, Matter matter, int most_lines) {
    const std::string text = fit.shaped->text;
    const Mm width = to_mm(fit.measure.width);
    const TextFit pointer = label(with(form_.word("pointer"), {{"n", "999"}}), form_.style("pointer"), fit.measure.size.v, width);
    const int reserved = static_cast<int>(pointer.lines.size());
    const int keep = std::clamp(most_lines - reserved, 1, static_cast<int>(fit.lines.size()));
    const std::uint32_t after = fit.lines[keep - 1].last;
    const std::size_t end = after < fit.shaped->clusters.size() ? fit.shaped->clusters[after].begin : text.size();
    std::size_t at = last_sentence_end(text, end);
    if (at == 0) at = end;
    while (at > 0 && (text[at - 1] == '\n' || text[at - 1] == '\r')) --at;
    // One typed break may fall on the cut; further ones go with the rest.
    const std::size_t rest = at + (text.compare(at, 2, "\r\n") == 0 ? 2 : text.compare(at, 1, "\n") == 0 ? 1 : 0);
    fit = value(text.substr(0, at), style, fit.measure.size.v, width, matter);
    fit.pointer_lines = reserved;
    fit.kept = at;
    fit.rest = rest;
}

Mm Fitter::blank_height(const Table& table, const TableCell& cell) const {
    Mm sum;
    for (int r = cell.row; r < cell.row + cell.down; ++r) sum += table.rows[r].def->height;
    return sum;
}

// The height a cell may have at the most: a page, less the headers that its list sets again.
Mm Fitter::capacity(const Table& table, const TableCell& cell) const {
    Mm room = form_.area_height;
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
    if (cell.kind == CellKind::options) fit.need += to_mm(Pt{own * 1.5});
    if (fit.need > blank_height(table, cell) + Mm{hair}) return false;
    return !one_line || matter == Matter::text || fit.text.lines.size() <= 1;
}

TextFit Fitter::fit_placed_line(const TableCell& cell, const LineText& line, Mm height, bool last_resort) {
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
    for (int lines = 1; lines <= tries; ++lines) {
        for (double size : style.sizes) {
            const int needed = set(size);
            most = lines;
            if (def.region) most = 1 + static_cast<int>(std::floor((height - *def.region - *def.baseline) / to_mm(fit.pitch) + hair));
            if (needed <= most) return fit;
        }
    }
    if (!last_resort) return fit;
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
}

void Fitter::fit_row(const Table& table, const std::vector<int>& cells, Room room, Fitted& fitted) {
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
        const Style& style = form_.style(cell.def->style);
        const Mm most = capacity(table, cell);
        if (fit.need <= most + Mm{hair}) continue;
        const Mm pads = style.padding_top + style.padding_bottom;
        const int lines = static_cast<int>(std::floor((most - pads) / to_mm(fit.text.pitch) + hair));
        cut(fit.text, style, matter_of(cell.field_def), std::max(lines, 2));
        fit.need = fit.text.height() + pads;
    }
}

Fitted Fitter::fit(const Table& table, Room room) {
    Fitted fitted;
    fitted.cells.resize(table.cells.size());
    fitted.rows.resize(table.rows.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r) fitted.rows[r].blank = fitted.rows[r].need = table.rows[r].def->height;
    std::size_t next = 0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        std::vector<int> values;
        const std::size_t from = next;
        for (; next < table.cells.size() && table.cells[next].row == static_cast<int>(r); ++next) {
            const TableCell& cell = table.cells[next];
            CellFit& fit = fitted.cells[next];
            if (cell.kind == CellKind::lines) fit_lines_cell(table, cell, fit);
            else if ((cell.kind == CellKind::value || cell.kind == CellKind::options) && !cell.text.empty()) values.push_back(static_cast<int>(next));
            else if (cell.kind == CellKind::label || cell.kind == CellKind::head) {
                const Style& style = style_of(cell);
                fit.text = label(cell.text, style, style.sizes.front(), cell.x1 - cell.x0);
                fit.need = fit.text.height();
            }
        }
        fit_row(table, values, room, fitted);
        for (std::size_t c = from; c < next; ++c) {
            const TableCell& cell = table.cells[c];
            if (cell.kind == CellKind::label || cell.kind == CellKind::head || fitted.cells[c].need.v == 0) continue;
            Mm others;  // a value over several rows grows the last of them
            for (int k = cell.row; k < cell.row + cell.down - 1; ++k) others += fitted.rows[k].need;
            RowFit& last = fitted.rows[cell.row + cell.down - 1];
            last.need = std::max(last.need, fitted.cells[c].need - others);
        }
        const RowDef& def = *table.rows[r].def;
        if (def.elastic) {  // gives up the blank's height, down to what the text needs
            Mm text;
            for (std::size_t c = from; c < next; ++c)
                if (table.cells[c].kind != CellKind::label) text = std::max(text, fitted.cells[c].need);
            fitted.rows[r].need = std::max(text, std::min(*def.elastic, def.height));
        }
    }
    return fitted;
}

}  // namespace tianbiao
