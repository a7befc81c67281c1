// Plan to Pages: draws what was decided and decides nothing.
#include <algorithm>
#include <cmath>

#include "compose/cell_places.h"
#include "compose/compose.h"

namespace tianbiao {
namespace {

constexpr Pt hair{1e-6};

struct Segment {
    Pt at, from, to;
};

// The inner rules of a page: the edges that cells share, joined where they meet end to end.
std::vector<Segment> joined(std::vector<Segment> segments) {
    std::sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) {
        return std::abs((a.at - b.at).v) > 1e-6 ? a.at < b.at : a.from < b.from;
    });
    std::vector<Segment> out;
    for (const Segment& s : segments) {
        if (!out.empty() && std::abs((out.back().at - s.at).v) <= 1e-6 && s.from <= out.back().to + hair)
            out.back().to = std::max(out.back().to, s.to);
        else
            out.push_back(s);
    }
    return out;
}

void rule_page(Page& page, const Form& form) {
    if (page.cells.empty()) return;
    Rect frame = page.cells.front().box;
    for (const PageCell& cell : page.cells) {
        frame.x0 = std::min(frame.x0, cell.box.x0), frame.x1 = std::max(frame.x1, cell.box.x1);
        frame.y0 = std::min(frame.y0, cell.box.y0), frame.y1 = std::max(frame.y1, cell.box.y1);
    }
    std::vector<Segment> across, down;
    for (const PageCell& cell : page.cells) {
        if (cell.box.y1 < frame.y1 - hair) across.push_back({cell.box.y1, cell.box.x0, cell.box.x1});
        if (cell.box.x1 < frame.x1 - hair) down.push_back({cell.box.x1, cell.box.y0, cell.box.y1});
    }
    const Pt weight{form.rule_weight};
    for (const Segment& s : joined(std::move(across))) page.rules.push_back({{s.from, s.at}, {s.to, s.at}, weight});
    for (const Segment& s : joined(std::move(down))) page.rules.push_back({{s.at, s.from}, {s.at, s.to}, weight});
    page.frames.push_back({frame, Pt{form.frame_weight}});
}

}  // namespace

Pages Composer::paint(const Plan& plan) const {
    const Grid& grid = plan.grid;
    Pages pages(grid.sheets.size());
    for (Page& page : pages) page.width = to_pt(grid.paper.width), page.height = to_pt(grid.paper.height);
    std::vector<std::int32_t> cell_on_page(grid.cells.size());
    const std::vector<CellPlace> places = cell_places(grid);
    const Pt left = to_pt(grid.paper.left), top = to_pt(grid.paper.top);
    for (std::size_t c = 0; c < grid.cells.size(); ++c) {
        const GridCell& cell = grid.cells[c];
        const GridRow& first = grid.rows[cell.row];
        const GridRow& last = grid.rows[cell.row + cell.down - 1];
        Page& page = pages[first.page];
        cell_on_page[c] = static_cast<std::int32_t>(page.cells.size());
        const Rect box{left + to_pt(grid.tracks[cell.track]), top + to_pt(first.top), left + to_pt(grid.tracks[cell.track + cell.across]),
                       top + to_pt(last.top + last.height)};
        page.cells.push_back({box, cell.id, cell.field, cell.kind == CellKind::label || cell.kind == CellKind::head, places[c]});
    }
    for (const Placed& placed : plan.placed) {
        Page& page = pages[placed.page];
        const std::int32_t cell = placed.cell < 0 ? -1 : cell_on_page[placed.cell];
        if (const Mark* mark = std::get_if<Mark>(&placed.what)) {
            page.items.push_back({*mark, cell, -1});
            continue;
        }
        const TextBlock& block = std::get<TextBlock>(placed.what);
        if (block.lines.empty()) continue;
        const bool own_words = block.shaped->origin == Origin::form;
        const std::int32_t base = static_cast<std::int32_t>(page.paragraphs.size());
        const std::uint32_t first = block.lines.front().paragraph, last = block.lines.back().paragraph;
        for (std::uint32_t p = first; p <= (own_words ? first : last); ++p) page.paragraphs.push_back({p == first && block.continues, placed.field, placed.part});
        Point at = block.first;
        for (const Line& line : block.lines) {
            const std::size_t from = page.items.size();
            place_line(fonts_, *block.shaped, line, block.measure, at, cell, base - static_cast<std::int32_t>(first), page.items);
            for (std::size_t i = from; i < page.items.size(); ++i) {
                if (own_words) page.items[i].paragraph = base;
                if (TextRun* run = std::get_if<TextRun>(&page.items[i].what)) run->grey = block.grey, run->angle = block.angle;
            }
            at.y += block.pitch;
        }
    }
    for (const PlacedField& placed : plan.fields) {
        PageField& field = pages[placed.page].fields.emplace_back(placed.field);
        if (field.cell >= 0) field.cell = cell_on_page[static_cast<std::size_t>(field.cell)];
    }
    for (Page& page : pages) rule_page(page, *form_);
    return pages;
}

}  // namespace tianbiao
