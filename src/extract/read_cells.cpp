#include "extract/read_cells.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/limits.h"
#include "base/utf8.h"
#include "extract/lines_of_text.h"
#include "form/readings.h"

namespace tianbiao {
namespace {

constexpr std::string_view our_producer = "tianbiao";
constexpr std::string_view empty_box = "□", ticked_box = "☑";

Rect bounds(const Span& span) { return {span.at.x, span.at.y - 0.88 * span.size, span.end, span.at.y + 0.12 * span.size}; }

bool contains(const Rect& box, Point at) { return box.x0 <= at.x && at.x <= box.x1 && box.y0 <= at.y && at.y <= box.y1; }

Point middle_of(const Rect& box) { return {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2}; }

// A pen's or a drawing program's mark inside a box: its middle within the box, and no mere dot.
bool is_ticked(const Rect& box, const SeenPage& page) {
    return std::ranges::any_of(page.strokes, [&](const SeenStroke& stroke) {
        const bool large = stroke.box.width() > 0.3 * box.width() || stroke.box.height() > 0.3 * box.height();
        return large && contains(box, middle_of(stroke.box)) && stroke.box.width() < 3 * box.width();
    });
}

// organization.name is /organization/name.
std::string pointer_of(const std::string& name) {
    std::string pointer = "/" + name;
    std::ranges::replace(pointer, '.', '/');
    return pointer;
}

bool is_continuation(const std::string& field) { return field.starts_with("/continued/"); }

class PageReader {
public:
    PageReader(const SeenPage& seen, int number, bool ours, std::vector<const SeenField*> fields, ReadPages& out)
        : seen_(seen), number_(number), ours_(ours), fields_(std::move(fields)), out_(out) {}

    void run() {
        ReadPage& page = out_.pages.emplace_back();
        page.width = seen_.width, page.height = seen_.height;
        page.exact = ours_ && fields_.empty() && std::ranges::any_of(seen_.sequences, [](const SeenSequence& s) { return s.tag == "P"; });
        Lattices lattices = join_rules(seen_.rules);
        page.too_many = lattices.too_many;
        boxes_ = std::move(lattices.boxes);
        box_said_.assign(boxes_.size(), false);
        for (const Lattice& lattice : lattices.tables) add_table(lattice);
        base_ = out_.cells.size();
        for (const FoundTable& table : tables_) place_table(table);
        for (std::size_t t = 0; t < tables_.size(); ++t) by_size_.push_back(t);
        std::ranges::stable_sort(by_size_, {}, [&](std::size_t t) { return tables_[t].box.width().v * tables_[t].box.height().v; });
        spans_.resize(out_.cells.size() - base_ + 1);
        hidden_.resize(spans_.size());
        number_sequences(page.exact);
        for (std::size_t i = 0; i < seen_.texts.size(); ++i) add_text(static_cast<std::uint32_t>(i));
        add_silent_boxes();
        for (const SeenField* field : fields_) add_field(*field);
        finish(page);
    }

private:
    void add_table(const Lattice& lattice) {
        FoundTable table = find_cells(lattice);
        const bool too_many = table.too_many || out_.cells.size() + cells_found_ + table.cells.size() > limits::document_cells;
        out_.pages.back().too_many |= too_many;
        if (too_many || table.cells.empty()) return;
        cells_found_ += table.cells.size();
        tables_.push_back(std::move(table));
    }

    void place_table(const FoundTable& table) {
        const int index = static_cast<int>(out_.tables.size());
        first_cell_.push_back(out_.cells.size() - base_);
        ReadTable read{number_, table.box, static_cast<int>(out_.cells.size()), 0};
        for (const FoundCell& found : table.cells) {
            ReadCell cell;
            cell.page = number_, cell.table = index, cell.box = found.box;
            cell.row = found.row, cell.down = found.down, cell.column = found.column, cell.across = found.across;
            out_.cells.push_back(std::move(cell));
        }
        read.end_cell = static_cast<int>(out_.cells.size());
        out_.pages.back().tables.push_back(index);
        out_.tables.push_back(read);
    }

    // Index into spans_: of the smallest table's cell that the point lies in; the last one: outside.
    std::size_t place_of(Point at) const {
        for (const std::size_t t : by_size_)
            if (const int cell = tables_[t].cell(at.x, at.y); cell >= 0) return first_cell_[t] + static_cast<std::size_t>(cell);
        return spans_.size() - 1;
    }

    void number_sequences(bool exact) {
        sequence_of_.assign(seen_.texts.size(), -1);
        if (!exact) return;
        for (std::size_t s = 0; s < seen_.sequences.size(); ++s) {
            const SeenSequence& sequence = seen_.sequences[s];
            if (sequence.tag != "P") continue;
            for (std::size_t i = sequence.first; i < std::min<std::size_t>(sequence.end, seen_.texts.size()); ++i) sequence_of_[i] = static_cast<int>(s);
        }
    }

    // A run goes to the cell it stands in. It is cut at every gap (one operator may paint a whole row, or leave room for a box), and where its
    // glyphs begin or cease to be seen; a run that merely sticks out of its cell stays whole.
    void add_text(std::uint32_t index) {
        const SeenText& text = seen_.texts[index];
        if (text.unknown > 0) out_.pages.back().legible = false;
        if (text.glyphs.empty() || (text.text.empty() && text.unknown == 0)) return;
        const bool upright = !text.vertical && std::abs(text.angle) < 1;
        if (!upright && !text.vertical && std::abs(std::remainder(text.angle, 90)) > 1) return;  // slanted: a mark over the page
        std::size_t first = 0, place = spans_.size();
        for (std::size_t g = 0; g < text.glyphs.size(); ++g) {
            const SeenGlyph& glyph = text.glyphs[g];
            const Point probe{glyph.at.x + std::min(glyph.advance / 2, text.size), glyph.at.y - 0.35 * text.size};
            if (g == first) {
                place = place_of(upright ? probe : glyph.at);
                continue;
            }
            const SeenGlyph& before = text.glyphs[g - 1];
            const bool gap = upright && (glyph.at.x - before.at.x - before.advance) > 0.25 * text.size;
            const bool turn = (glyph.unseen != 0) != (before.unseen != 0);
            if (!gap && !turn) continue;
            add_span(text, index, first, g, place, upright);
            first = g, place = place_of(probe);
        }
        add_span(text, index, first, text.glyphs.size(), place, upright);
    }

    void add_span(const SeenText& text, std::uint32_t index, std::size_t first, std::size_t end, std::size_t place, bool upright) {
        const SeenGlyph &a = text.glyphs[first], &b = text.glyphs[end - 1];
        Span span;
        span.at = a.at, span.end = upright ? b.at.x + b.advance : a.at.x + text.size, span.size = text.size;
        const std::size_t from = first == 0 ? 0 : a.begin;
        const std::size_t to = end == text.glyphs.size() ? text.text.size() : text.glyphs[end].begin;
        if (from < to && to <= text.text.size()) span.text = text.text.substr(from, to - from);
        span.order = index, span.sequence = sequence_of_[index], span.upright = upright, span.confidence = text.confidence;
        span.glyphs = static_cast<int>(end - first);
        const bool unknown = text.unknown > 0 && std::any_of(text.glyphs.begin() + static_cast<std::ptrdiff_t>(first), text.glyphs.begin() + static_cast<std::ptrdiff_t>(end),
                                                             [](const SeenGlyph& glyph) { return glyph.length == 0; });
        if (unknown && a.unseen == 0 && place + 1 < spans_.size()) out_.cells[base_ + place].illegible = true;
        Pt drawn;
        for (std::size_t g = first; g + 1 < end; ++g) drawn += text.glyphs[g].advance;
        if (span.glyphs > 1) span.apart = (b.at.x - a.at.x - drawn) / (span.glyphs - 1.0);
        if (a.unseen != 0) return add_unseen(std::move(span), place);
        spans_[place].push_back(std::move(span));
    }

    // Text that nobody sees counts where a drawn box stands for it: a check box that agrees with it, or a character that no face has. A
    // variation selector or a mark that only adds to the character before it has no looks of its own.
    void add_unseen(Span span, std::size_t place) {
        if (trim(span.text).empty()) return;
        if (graphemes("一" + span.text).size() == 1) {
            spans_[place].push_back(std::move(span));
            return;
        }
        const Point middle{(span.at.x + span.end) / 2, span.at.y - 0.35 * span.size};
        for (std::size_t b = 0; b < boxes_.size(); ++b) {
            const Rect& box = boxes_[b];
            if (!contains(box, middle) || box.height() > 1.6 * span.size || box_said_[b]) continue;
            box_said_[b] = true;
            const bool sign = span.text == empty_box || span.text == ticked_box;
            if (sign && span.sequence < 0) {
                const bool ticked = is_ticked(box, seen_);
                if (ticked != (span.text == ticked_box) && place + 1 < spans_.size()) out_.cells[base_ + place].box_differs = true;
                span.text = ticked ? ticked_box : empty_box;
                span.box = true;
            }
            spans_[place].push_back(std::move(span));
            return;
        }
        hidden_[place].push_back({span.text, number_, bounds(span)});
    }

    // Boxes that no text lies over say what is drawn in them.
    void add_silent_boxes() {
        for (std::size_t b = 0; b < boxes_.size(); ++b) {
            if (box_said_[b]) continue;
            const Rect& box = boxes_[b];
            Span span;
            span.at = {box.x0, box.y1 - 0.08 * box.height()}, span.end = box.x1, span.size = box.height();
            span.text = is_ticked(box, seen_) ? ticked_box : empty_box;
            span.box = true;
            span.order = ~std::uint32_t{0};
            spans_[place_of(middle_of(box))].push_back(std::move(span));
        }
    }

    // 12.7.4: a text or a choice says what its appearance shows; a check box is ticked by its appearance state.
    void add_field(const SeenField& field) {
        const std::size_t place = place_of(middle_of(field.box));
        const bool button = field.kind == FieldKind::check || field.kind == FieldKind::radio;
        if (!button && field.kind != FieldKind::text && field.kind != FieldKind::choice) return;
        Span span;
        span.size = std::min(Pt{12}, field.box.height()), span.order = ~std::uint32_t{0};
        const Pt middle = field.multi_line ? field.box.y0 + span.size : (field.box.y0 + field.box.y1) / 2 + 0.35 * span.size;
        span.at = {field.box.x0, middle}, span.end = field.box.x1;
        FieldConflict conflict;
        bool differs = false;
        if (button) {
            const bool ticked = says_ticked(field), meant = field.value == field.on_state && !field.on_state.empty();
            span.text = ticked ? ticked_box : empty_box, span.box = true;
            differs = !field.state.empty() && ticked != meant;
            conflict = {field.value, field.state};
        } else {
            differs = field.has_appearance && plain(field.value) != plain(field.shown);
            span.text = differs ? field.shown : field.value;
            conflict = {field.value, field.shown};
        }
        if (field.hidden) {
            if (!button && !trim(span.text).empty()) hidden_[place].push_back({span.text, number_, field.box});
            return;
        }
        TypedText typed{pointer_of(field.name), span.text, number_, field.box};
        if (place + 1 == spans_.size() && !button && is_continuation(typed.field)) return out_.pages.back().continued.push_back(std::move(typed));
        if (place + 1 < spans_.size()) {
            ReadCell& cell = out_.cells[base_ + place];
            if (!button) cell.typed.push_back(std::move(typed));
            cell.fields += !button || span.text == ticked_box;
            if (differs) cell.conflicts.push_back(std::move(conflict));
        }
        if (!trim(span.text).empty()) spans_[place].push_back(std::move(span));
    }

    // The fields that were drawn into the page, each by the sequences that say they are its: one a paragraph, empty ones too.
    void collect_drawn_fields(ReadPage& page) {
        std::vector<std::string> said(seen_.sequences.size());
        std::map<std::string, std::pair<std::size_t, Rect>> places;  // of the first text
        for (std::size_t place = 0; place < spans_.size(); ++place) {
            for (const Span& span : spans_[place]) {
                if (span.sequence < 0) continue;
                const auto sequence = static_cast<std::size_t>(span.sequence);
                said[sequence] += span.text;
                if (!seen_.sequences[sequence].field.empty()) places.try_emplace(seen_.sequences[sequence].field, place, bounds(span));
            }
        }
        std::map<std::string, TypedText> fields;
        for (std::size_t s = 0; s < said.size(); ++s) {
            const SeenSequence& sequence = seen_.sequences[s];
            const auto place = places.find(sequence.field);
            if (sequence.field.empty() || place == places.end()) continue;
            const auto [field, first] = fields.try_emplace(sequence.field, TypedText{pointer_of(sequence.field), {}, number_, place->second.second});
            if (!first && !sequence.continues) field->second.text += '\n';
            field->second.text += said[s];
        }
        for (auto& [name, typed] : fields) {
            const std::size_t place = places.at(name).first;
            if (place + 1 < spans_.size()) out_.cells[base_ + place].typed.push_back(std::move(typed));
            else if (is_continuation(typed.field)) page.continued.push_back(std::move(typed));
        }
    }

    // Paragraphs as their sequences say, each box a piece of its own, in the order of painting.
    std::vector<SeenParagraph> said_paragraphs(std::vector<Span>& spans) const {
        std::ranges::stable_sort(spans, {}, &Span::order);
        std::vector<SeenParagraph> out;
        int current = -2;
        for (const Span& span : spans) {
            const Rect box = bounds(span);
            const bool same = span.sequence >= 0 && span.sequence == current && !out.empty();
            if (!same) {
                SeenParagraph& paragraph = out.emplace_back();
                paragraph.at = span.at, paragraph.box = box, paragraph.of_form = span.sequence < 0;
                if (span.sequence >= 0) describe(span.sequence, paragraph);
            }
            current = span.sequence;
            SeenParagraph& paragraph = out.back();
            paragraph.text += span.text;
            paragraph.box = {std::min(paragraph.box.x0, box.x0), std::min(paragraph.box.y0, box.y0), std::max(paragraph.box.x1, box.x1),
                             std::max(paragraph.box.y1, box.y1)};
        }
        return out;
    }

    // Lines left empty before it and behind it: sequences of its kind in which nothing was shown.
    void describe(int sequence, SeenParagraph& paragraph) const {
        const std::string& field = seen_.sequences[static_cast<std::size_t>(sequence)].field;
        const auto empty = [&](int s) {
            const SeenSequence& each = seen_.sequences[static_cast<std::size_t>(s)];
            return each.tag == "P" && each.first == each.end && each.field == field;
        };
        if (!field.empty()) paragraph.field = pointer_of(field);
        const int count = static_cast<int>(seen_.sequences.size());
        paragraph.continues = seen_.sequences[static_cast<std::size_t>(sequence)].continues;
        for (int s = sequence - 1; s >= 0 && empty(s); --s) {
            ++paragraph.empty_before;
            paragraph.continues = seen_.sequences[static_cast<std::size_t>(s)].continues;
        }
        for (int s = sequence + 1; s < count && empty(s); ++s) ++paragraph.empty_after;
    }

    void finish(ReadPage& page) {
        if (page.exact) collect_drawn_fields(page);
        for (std::size_t i = 0; i + 1 < spans_.size(); ++i) {
            ReadCell& cell = out_.cells[base_ + i];
            std::vector<Span>& spans = spans_[i];
            // Boxes of fields that were drawn into the page stand behind all else that is painted: they are told by their places.
            cell.exact = page.exact && std::ranges::none_of(spans, [](const Span& span) { return span.box && span.order == ~std::uint32_t{0}; });
            cell.hidden = std::move(hidden_[i]);
            cell.overlaid = text_over_text(spans);
            for (const Span& span : spans) cell.confidence = std::min(cell.confidence, span.confidence);
            cell.paragraphs = cell.exact ? said_paragraphs(spans) : paragraphs_of(std::move(spans), cell.box);
            for (const SeenParagraph& paragraph : cell.paragraphs) cell.plain += plain(paragraph.text);
        }
        page.outside = page.exact ? said_paragraphs(spans_.back()) : paragraphs_of(std::move(spans_.back()), {});
        std::erase_if(page.outside, [](const SeenParagraph& paragraph) { return is_continuation(paragraph.field); });
        page.hidden = std::move(hidden_.back());
    }

    const SeenPage& seen_;
    int number_;
    bool ours_;
    std::vector<const SeenField*> fields_;
    ReadPages& out_;
    std::vector<Rect> boxes_;
    std::vector<bool> box_said_;
    std::vector<FoundTable> tables_;
    std::vector<std::size_t> by_size_;      // smallest first
    std::vector<std::size_t> first_cell_;   // of each, from base_
    std::size_t base_ = 0, cells_found_ = 0;
    std::vector<std::vector<Span>> spans_;  // by cell, then outside
    std::vector<std::vector<HiddenText>> hidden_;
    std::vector<int> sequence_of_;          // by text
};

}  // namespace

bool says_ticked(const SeenField& field) {
    if (!field.state.empty()) return field.state != "Off";
    if (field.on_state.empty()) return field.kind == FieldKind::check && !field.value.empty() && field.value != "Off";
    return field.value == field.on_state;
}

ReadPages read_cells(const Evidence& evidence) {
    ReadPages out;
    const bool ours = evidence.producer.starts_with(our_producer);
    std::vector<std::vector<const SeenField*>> fields(evidence.pages.size());
    for (const SeenField& field : evidence.fields)
        if (field.page >= 0 && static_cast<std::size_t>(field.page) < fields.size()) fields[static_cast<std::size_t>(field.page)].push_back(&field);
    for (std::size_t p = 0; p < evidence.pages.size(); ++p)
        PageReader(evidence.pages[p], static_cast<int>(p), ours, std::move(fields[p]), out).run();
    return out;
}

std::string text_of(const std::vector<SeenParagraph>& paragraphs) {
    std::string text;
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
        text.append(static_cast<std::size_t>(paragraphs[i].empty_before) + (i > 0 && !paragraphs[i].continues), '\n');
        text += paragraphs[i].text;
    }
    return text;
}

}  // namespace tianbiao
