// The form files against the printed blank forms, before anything is set or drawn: rows, columns, breaks and places, in millimetres.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "form/form.h"
#include "form/plate.h"

namespace tianbiao {
namespace {

using test::PlateBox;
using test::PlateCell;
using test::PlateLine;
using test::PlatePage;

constexpr double near = 0.005;  // mm
constexpr double mm_per_pt = 25.4 / 72;

struct BlankCell {
    PlateBox box;
    const CellDef* def;
    std::string key;            // of the row, where its rows are bound by one
    bool sign_of_more = false;  // the row with ……
};

struct BlankPage {
    std::vector<BlankCell> cells;
    double bottom = 0;  // of its last row
};

// The blank form's cells, page by page: repeated rows as often as the blank form has them, a new page where a row says so or none fits.
class BlankForm {
public:
    explicit BlankForm(const Form& form) : form_(form), y_(form.top.v + form.table_top.v), pages_(1) {
        for (const BlockDef& block : form.blocks) lay(block);
    }
    const std::vector<BlankPage>& pages() const { return pages_; }

private:
    struct Place {
        std::size_t page;
        double top, bottom;
        std::string key;
        bool more;
    };

    void lay(const BlockDef& block) {
        std::vector<std::vector<Place>> places;
        for (const RowDef& row : block.rows) places.push_back(places_of(row));
        for (const CellDef& cell : block.cells) {
            const auto row = static_cast<std::size_t>(cell.row), last = static_cast<std::size_t>(cell.row + cell.down - 1);
            const bool each = !block.rows[row].repeat.empty() && !cell.stretches;
            const std::vector<Place> tops = each ? places[row] : std::vector<Place>{places[row].front()};
            for (const Place& top : tops) {
                const Place& end = each ? top : places[last].back();
                const PlateBox box{edge(block, cell.column), top.top, edge(block, cell.column + cell.across), end.bottom};
                pages_[top.page].cells.push_back({box, &cell, top.key, top.more});
            }
        }
    }

    std::vector<Place> places_of(const RowDef& row) {
        std::vector<Place> places;
        for (int i = 0; i < (row.repeat.empty() ? 1 : row.blank); ++i)
            places.push_back(next(row, row.key_values.empty() ? "" : row.key_values[static_cast<std::size_t>(i)], false));
        if (!row.more.empty()) places.push_back(next(row, "", true));
        return places;
    }

    Place next(const RowDef& row, std::string key, bool more) {
        if (row.page_start || y_ + row.height.v > form_.top.v + form_.area_height.v + near) {
            pages_.emplace_back();
            y_ = form_.top.v;
        }
        const double top = y_;
        y_ += row.height.v;
        pages_.back().bottom = y_;
        return {pages_.size() - 1, top, y_, std::move(key), more};
    }

    double edge(const BlockDef& block, int column) const { return form_.left.v + block.edges[static_cast<std::size_t>(column)].v; }

    const Form& form_;
    double y_;
    std::vector<BlankPage> pages_;
};

// What the blank form's cell says, its lines one after the other.
std::string said(const BlankCell& cell, const Form& form) {
    const CellDef& def = *cell.def;
    if (cell.sign_of_more) return def.column == 0 ? "……" : "";
    if (def.kind == CellKind::label) return def.path.empty() ? def.text : cell.key;
    if (def.kind == CellKind::head) return def.text;
    if (def.kind != CellKind::options) return def.prompt;
    const Field& field = *form.field(def.path);
    std::vector<std::string> options{form.word("yes"), form.word("no")};
    if (field.type != FieldType::yes_no) {
        options.clear();
        for (const ValueEntry& entry : form.values(field.values)->entries) options.push_back(entry.value);
    }
    std::string text;
    for (const std::string& option : options) text += (text.empty() ? "" : "　") + option + " □";
    return def.tail.empty() ? text : text + "　" + def.tail;
}

std::string without_breaks(std::string text) {
    std::erase(text, '\n');
    return text;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const std::string& line : lines) all += line;
    return all;
}

bool same_box(const PlateBox& a, const PlateBox& b) {
    return std::abs(a.x0 - b.x0) < near && std::abs(a.y0 - b.y0) < near && std::abs(a.x1 - b.x1) < near && std::abs(a.y1 - b.y1) < near;
}

std::string text_of(const PlateBox& box) {
    return std::to_string(box.x0) + " " + std::to_string(box.y0) + " – " + std::to_string(box.x1) + " " + std::to_string(box.y1);
}

// The line of the plate that says this, at this baseline.
const PlateLine* find_line(const PlatePage& page, const std::string& text, double baseline) {
    const auto found = std::ranges::find_if(
        page.lines, [&](const PlateLine& line) { return line.text == text && std::abs(line.baseline - baseline) < near; });
    return found == page.lines.end() ? nullptr : &*found;
}

bool starts_line(const PlatePage& page, const std::string& text, double x, double baseline, double size) {
    return std::ranges::any_of(page.lines, [&](const PlateLine& line) {
        return text.starts_with(line.text) && std::abs(line.x - x) < near && std::abs(line.baseline - baseline) < near && line.size == size;
    });
}

class Plate : public testing::TestWithParam<const char*> {
protected:
    std::shared_ptr<const Form> form = find_form(SOURCE_DIR "/forms", GetParam());
    std::vector<PlatePage> plate = test::read_plate(GetParam());
    BlankForm blank{*form};
};

TEST_P(Plate, BlankFormHasSixPagesAndEachEndsWhereThePlatesFrameEnds) {
    ASSERT_EQ(blank.pages().size(), 6u);
    for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(blank.pages()[i].bottom, plate[i].frames.at(0).at.y1, near) << "page " << i + 1;
}

TEST_P(Plate, EveryCellOfThePlateIsACellOfTheFormAndTheReverse) {
    for (std::size_t i = 0; i < plate.size(); ++i) {
        const std::vector<BlankCell>& cells = blank.pages()[i].cells;
        EXPECT_EQ(cells.size(), plate[i].cells.size()) << "page " << i + 1;
        for (const PlateCell& wanted : plate[i].cells)
            EXPECT_EQ(std::ranges::count_if(cells, [&](const BlankCell& cell) { return same_box(cell.box, wanted.box); }), 1)
                << "page " << i + 1 << ": " << text_of(wanted.box);
    }
}

TEST_P(Plate, EveryCellSaysWhatThePlateSays) {
    for (std::size_t i = 0; i < plate.size(); ++i)
        for (const BlankCell& cell : blank.pages()[i].cells)
            for (const PlateCell& wanted : plate[i].cells)
                if (same_box(cell.box, wanted.box)) {
                    EXPECT_EQ(without_breaks(said(cell, *form)), joined(wanted.lines)) << cell.def->id;
                }
}

TEST_P(Plate, LabelsBreakWhereThePlateBreaksThem) {
    for (std::size_t i = 0; i < plate.size(); ++i)
        for (const BlankCell& cell : blank.pages()[i].cells)
            for (const PlateCell& wanted : plate[i].cells)
                if (same_box(cell.box, wanted.box) && cell.def->kind == CellKind::label && !cell.def->vertical) {
                    EXPECT_EQ(test::split_lines(said(cell, *form), '\n'), wanted.lines) << cell.def->id;
                }
}

// n lines are centred as a block of n line heights; a baseline lies 0.38 em below the middle of its line.
TEST_P(Plate, LabelsSetByTheirStylesLieOnThePlatesBaselines) {
    for (std::size_t i = 0; i < plate.size(); ++i)
        for (const BlankCell& cell : blank.pages()[i].cells) {
            const CellKind kind = cell.def->kind;
            if ((kind != CellKind::label && kind != CellKind::head) || cell.sign_of_more) continue;
            const Style& style = form->style(cell.def->style);
            std::vector<std::string> lines = test::split_lines(said(cell, *form), '\n');
            if (cell.def->vertical) {
                lines.clear();
                for (std::string_view sign : graphemes(cell.def->text)) lines.emplace_back(sign);
            }
            const double em = style.sizes.front() * mm_per_pt, pitch = style.pitch * em;
            double baseline = (cell.box.y0 + cell.box.y1 - static_cast<double>(lines.size()) * pitch) / 2 + pitch / 2 + 0.38 * em;
            for (const std::string& line : lines) {
                const PlateLine* found = find_line(plate[i], line, baseline);
                ASSERT_TRUE(found) << cell.def->id << ": " << line << " at " << baseline;
                EXPECT_EQ(found->size, style.sizes.front());
                EXPECT_EQ(found->face, style.role == "heading" ? "sans" : "serif");
                baseline += pitch;
            }
        }
}

TEST_P(Plate, PromptsBeginWhereThePlateHasThem) {
    const Style& style = form->style("prompt");
    const double em = style.sizes.front() * mm_per_pt;
    int prompts = 0;
    for (std::size_t i = 0; i < plate.size(); ++i)
        for (const BlankCell& cell : blank.pages()[i].cells) {
            if (cell.def->prompt.empty()) continue;
            ++prompts;
            const double baseline = cell.box.y0 + style.padding_top.v + style.pitch * em / 2 + 0.38 * em;
            EXPECT_TRUE(starts_line(plate[i], cell.def->prompt, cell.box.x0 + style.padding.v, baseline, style.sizes.front()))
                << cell.def->id;
        }
    EXPECT_EQ(prompts, 5);
}

TEST_P(Plate, TextsPlacedInsideACellLieOnThePlate) {
    int lines = 0;
    for (const BlankCell& cell : blank.pages()[5].cells)
        for (const LineDef& line : cell.def->lines) {
            const std::string& text = line.path.empty() ? line.text : line.prompt;
            if (text.empty()) continue;
            ++lines;
            const double baseline = line.baseline ? cell.box.y0 + line.baseline->v : cell.box.y1 - line.foot->v;
            const double size = form->style(line.style).sizes.front(), em = size * mm_per_pt;
            const double room = line.width.v, width = static_cast<double>(to_utf32(text).size()) * em;
            const double shift = line.align == HorizontalAlign::centre  ? (room - width) / 2
                                 : line.align == HorizontalAlign::right ? room - width
                                                                        : line.indent * em;
            EXPECT_TRUE(starts_line(plate[5], text, cell.box.x0 + line.x.v + shift, baseline, size)) << text;
        }
    EXPECT_EQ(lines, 11);
}

TEST_P(Plate, HeadingAndNotesLieOnThePlate) {
    for (const HeadingDef& heading : form->headings) {
        const PlateLine* found = find_line(plate[0], heading.text, form->top.v + heading.baseline.v);
        ASSERT_TRUE(found) << heading.text;
        EXPECT_EQ(found->size, form->style(heading.style).sizes.front());
        const bool left = form->style(heading.style).align == HorizontalAlign::left;
        const double share = left ? 0 : 0.5;  // of the room and of the line: their left ends, or their middles
        EXPECT_NEAR(found->x + found->width * share, form->left.v + heading.x.v + heading.width.v * share, near);
    }
    const NotesDef& notes = form->notes;
    const double first = plate[5].frames.at(0).at.y1 + notes.first.v, em = form->style(notes.style).sizes.front() * mm_per_pt;
    double baseline = first;
    EXPECT_TRUE(find_line(plate[5], notes.label, first));
    for (const std::string& item : notes.items) {
        const auto line = std::ranges::find_if(
            plate[5].lines, [&](const PlateLine& l) { return item.starts_with(l.text) && std::abs(l.baseline - baseline) < near; });
        ASSERT_NE(line, plate[5].lines.end()) << item;
        EXPECT_NEAR(line->x, form->left.v + static_cast<double>(to_utf32(notes.label).size()) * em, near);
        std::string rest = item.substr(line->text.size());
        for (baseline += notes.pitch.v; !rest.empty(); baseline += notes.pitch.v) {
            const PlateLine* further = find_line(plate[5], rest, baseline);
            ASSERT_TRUE(further) << rest;
            EXPECT_NEAR(further->x, line->x + notes.hang.v, near);
            rest = rest.substr(further->text.size());
        }
    }
}

INSTANTIATE_TEST_SUITE_P(, Plate, testing::Values("training-2023", "assessment-2023"),
                         [](const auto& info) { return std::string(info.param).substr(0, std::string(info.param).find('-')); });

}  // namespace
}  // namespace tianbiao
