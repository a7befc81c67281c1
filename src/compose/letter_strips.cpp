#include "compose/letter_strips.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "compose/fit.h"

namespace tianbiao {
namespace {

constexpr double lines_a_page = 22;  // GB/T 9704-2012, 5.2.3
constexpr Pt size_2{22}, size_3{15.75}, size_4{14};
constexpr Mm cell_side{1.2}, cell_top{0.9};
constexpr double table_pitch = 1.35;     // ems
constexpr double sign_right = 4;         // ems: 成文日期右空四字 (7.3.5.1)
constexpr double sign_above = 2;         // lines of white for the seal, whose top stands within a line of the text
constexpr double number_width = 2.5;     // ems, of a contents' page
constexpr std::size_t fewest_leaders = 2;
constexpr double indent = 2;             // ems

// How a text of each kind is set. pitch 0: the page's.
struct Look {
    Role role = Role::value;
    Pt size = size_3;
    Pt pitch{0};
    double first = 0;  // ems that its first line is indented
    Align align = Align::justify;
    ParagraphPart part = ParagraphPart::text;
    bool keep = false;
};

Look look_of(LetterKind kind) {
    switch (kind) {
        case LetterKind::title: return {Role::title, size_2, Pt{34}, 0, Align::centre, ParagraphPart::title, true};
        case LetterKind::number: return {Role::value, size_3, Pt{0}, 0, Align::centre};
        case LetterKind::salutation: return {Role::value, size_3, Pt{0}, 0, Align::left, ParagraphPart::text, true};
        case LetterKind::heading: return {Role::heading, size_3, Pt{0}, indent, Align::left, ParagraphPart::heading, true};
        case LetterKind::line: return {Role::label, Pt{12}, Pt{20}, 0, Align::left};
        case LetterKind::note: return {Role::label, Pt{10.5}, Pt{16}, 0, Align::justify};
        case LetterKind::group: return {Role::heading, size_4, Pt{28}, 0, Align::left, ParagraphPart::entry, true};
        case LetterKind::entry: return {Role::value, Pt{12}, Pt{21}, 1, Align::left, ParagraphPart::entry};
        default: return {Role::value, size_3, Pt{0}, indent, Align::justify};
    }
}

Align side(HorizontalAlign align) {
    switch (align) {
        case HorizontalAlign::centre: return Align::centre;
        case HorizontalAlign::right: return Align::right;
        default: return Align::left;
    }
}

struct SetLines {
    std::shared_ptr<const ShapedText> shaped;
    std::vector<Line> lines;
    Measure measure;
};

class Builder {
public:
    Builder(const Fonts& fonts, const Letter& letter)
        : fonts_(fonts), letter_(letter), area_(letter_area(letter.landscape)), width_(to_pt(area_.area_width)),
          pitch_(to_pt(letter_area(false).area_height) / lines_a_page) {}

    std::vector<Strip> build() {
        for (const LetterBlock& block : letter_.blocks) add(block);
        return std::move(strips_);
    }

private:
    SetLines set(const std::string& text, Role role, Measure measure, Setting setting = Setting::print) const {
        SetLines out{std::make_shared<ShapedText>(shape(fonts_, role, text, setting, Origin::value)), {}, measure};
        out.lines = break_lines(*out.shaped, measure);
        return out;
    }

    // Where the baseline stands in a line's box.
    static Pt drop(Pt pitch, Pt size) { return pitch / 2 + size * baseline_drop; }

    StripLine line_of(const SetLines& set, std::size_t number, Pt x, Pt baseline, ParagraphPart part, int cell = -1) const {
        return {set.shaped, set.lines[number], set.measure, x, baseline, texts_, cell, part};
    }

    void add(const LetterBlock& block) {
        ++texts_;
        numbered_ = block.kind == LetterKind::item ? numbered_ + 1 : 0;
        switch (block.kind) {
            case LetterKind::table: return add_table(block);
            case LetterKind::sign: return add_sign(block);
            case LetterKind::group:
            case LetterKind::entry: return add_entry(block);
            case LetterKind::gap: return add_white(to_pt(block.height));
            case LetterKind::rule: add_white(pitch_ / 2), strips_.back().white = false, strips_.back().ruled = true; return;
            case LetterKind::page_break: add_white(Pt{0}), strips_.back().page_break = true; return;
            case LetterKind::title: add_text(block); return add_white(pitch_);
            default: add_text(block);
        }
    }

    void add_white(Pt height) {
        Strip& strip = strips_.emplace_back();
        strip.height = height, strip.white = true;
    }

    void add_text(const LetterBlock& block) {
        Look look = look_of(block.kind);
        if (block.kind == LetterKind::line) look.align = side(block.align);
        const std::string text = block.kind == LetterKind::item ? std::to_string(numbered_) + "．" + block.text : block.text;
        SetLines lines = set(text, look.role, {look.size, width_, look.first, look.align});
        if (look.align == Align::centre) balance(lines);
        add_lines(lines, look);
    }

    void add_lines(const SetLines& lines, const Look& look) {
        const Pt pitch = look.pitch.v > 0 ? look.pitch : pitch_;
        const std::size_t count = lines.lines.size();
        for (std::size_t i = 0; i < count; ++i) {
            Strip& strip = strips_.emplace_back();
            strip.height = pitch;
            strip.keep = look.keep || (count > 1 && (i == 0 || i + 2 == count));  // no line of a paragraph stands alone
            strip.lines.push_back(line_of(lines, i, Pt{0}, drop(pitch, look.size), look.part));
        }
    }

    // 7.3.1: a title of several lines is balanced: the least width that costs no further line.
    static void balance(SetLines& lines) {
        Measure narrow = lines.measure;
        Pt least = narrow.width / static_cast<double>(std::max<std::size_t>(1, lines.lines.size())), most = narrow.width;
        if (lines.lines.size() < 2) return;
        for (int step = 0; step < 7; ++step) {
            narrow.width = (least + most) / 2;
            std::vector<Line> tried = break_lines(*lines.shaped, narrow);
            if (tried.size() > lines.lines.size()) least = narrow.width;
            else most = narrow.width, lines.lines = std::move(tried);
        }
    }

    // 7.3.5.1: the date four ems from the right, the organisation centred over it; a long one in lines. Never on a page without text.
    void add_sign(const LetterBlock& block) {
        if (!strips_.empty()) strips_.back().keep = true;
        Strip strip;
        const Pt date = natural_width(*set(block.further, Role::value, {size_3, width_}).shaped, size_3);
        const Pt box = std::min(width_, date + 2 * sign_right * size_3);
        Pt at = pitch_ * sign_above;
        for (const std::string* text : {&block.text, &block.further}) {
            SetLines lines = set(*text, Role::value, {size_3, box, 0, Align::centre});
            balance(lines);
            for (std::size_t i = 0; i < lines.lines.size(); ++i, at += pitch_)
                strip.lines.push_back(line_of(lines, i, width_ - box, at + drop(pitch_, size_3), ParagraphPart::text));
            ++texts_;
        }
        strip.height = at;
        strips_.push_back(std::move(strip));
    }

    // Title, leader, page. The leader is furniture; its dots stand below one another.
    void add_entry(const LetterBlock& block) {
        const Look look = look_of(block.kind);
        const Pt column = number_width * look.size, indented = look.first * look.size;
        const SetLines text = set(block.text, look.role, {look.size, width_ - column - indented, 0, look.align});
        const int number = texts_++;
        for (std::size_t i = 0; i < text.lines.size(); ++i) {
            Strip& strip = strips_.emplace_back();
            strip.height = look.pitch;
            strip.keep = look.keep || i + 1 < text.lines.size();
            StripLine line = line_of(text, i, indented, drop(look.pitch, look.size), look.part);
            line.text = number;
            strip.lines.push_back(std::move(line));
        }
        if (block.further.empty() || text.lines.empty()) return;
        Strip& last = strips_.back();
        const Pt end = indented + text.lines.back().indent + text.lines.back().width, right = width_ - column;
        add_leader(last, end, right, look);
        const SetLines page = set(block.further, Role::label, {look.size, column, 0, Align::right}, Setting::plate);
        StripLine said = line_of(page, 0, right, drop(look.pitch, look.size), look.part);
        said.text = number;
        last.lines.push_back(std::move(said));
        ++texts_;
    }

    void add_leader(Strip& strip, Pt from, Pt to, const Look& look) {
        const auto dots = static_cast<std::size_t>(std::max(0.0, std::floor((to - from) / look.size - 0.25)));
        if (dots < fewest_leaders) return;
        std::string text;
        for (std::size_t i = 0; i < dots; ++i) text += "…";
        const SetLines leader = set(text, Role::label, {look.size, dots * look.size + Pt{1}, 0, Align::right}, Setting::plate);
        strip.lines.push_back(line_of(leader, 0, to - leader.measure.width, drop(look.pitch, look.size), ParagraphPart::furniture));
    }

    void add_table(const LetterBlock& block) {
        const Pt size = block.size.v > 0 ? block.size : Pt{12};
        Pt total;
        for (const LetterColumn& column : block.columns) total += to_pt(column.width);
        if (total > width_ + Pt{0.5}) throw Error(Code::internal, {"", "letter"}, "表宽超过版心");
        ++tables_;
        std::vector<std::string> names;
        for (const LetterColumn& column : block.columns) names.push_back(column.name);
        add_row(block, names, size, CellPart::column_header, (width_ - total) / 2);
        strips_.back().header = strips_.back().keep = true;
        for (const std::vector<std::string>& row : block.rows) add_row(block, row, size, CellPart::value, (width_ - total) / 2);
        add_white(pitch_ / 3);
    }

    // Cells are centred in height. A row higher than a page's body breaks into strips of as many lines as fit.
    void add_row(const LetterBlock& block, const std::vector<std::string>& texts, Pt size, CellPart part, Pt left) {
        const Pt pitch = size * table_pitch;
        const bool header = part == CellPart::column_header;
        std::vector<SetLines> cells;
        std::size_t most = 1;
        for (std::size_t c = 0; c < texts.size(); ++c) {
            const Measure measure{size, to_pt(block.columns[c].width - 2 * cell_side), 0, header ? Align::centre : side(block.columns[c].align)};
            cells.push_back(set(texts[c], header ? Role::heading : Role::value, measure));
            if (header) balance(cells.back());
            most = std::max(most, cells.back().lines.size());
        }
        const Pt room = to_pt(area_.area_height) * 0.8 - 2 * to_pt(cell_top);  // the header stands above it
        const auto fits = static_cast<std::size_t>(room / pitch);
        for (std::size_t from = 0; from < most; from += fits) {
            const std::size_t lines = std::min(fits, most - from);
            add_row_strip(block, cells, from, lines, pitch, part, left);
            strips_.back().goes_on = from + lines < most;
        }
        texts_ += static_cast<int>(cells.size());
    }

    void add_row_strip(const LetterBlock& block, const std::vector<SetLines>& cells, std::size_t from, std::size_t lines, Pt pitch, CellPart part,
                       Pt left) {
        Strip strip;
        strip.table = tables_ - 1;
        strip.height = pitch * static_cast<double>(lines) + 2 * to_pt(cell_top);
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const Pt right = left + to_pt(block.columns[c].width);
            const std::size_t count = from < cells[c].lines.size() ? std::min(lines, cells[c].lines.size() - from) : 0;
            Pt at = (strip.height - pitch * static_cast<double>(count)) / 2 + drop(pitch, cells[c].measure.size);
            for (std::size_t i = 0; i < count; ++i, at += pitch) {
                strip.lines.push_back(line_of(cells[c], from + i, left + to_pt(cell_side), at, ParagraphPart::text, static_cast<int>(c)));
                strip.lines.back().text += static_cast<int>(c);
            }
            strip.cells.push_back({left, right, part});
            left = right;
        }
        strips_.push_back(std::move(strip));
    }

    const Fonts& fonts_;
    const Letter& letter_;
    LetterArea area_;
    Pt width_, pitch_;
    std::vector<Strip> strips_;
    int texts_ = 0, tables_ = 0, numbered_ = 0;
};

}  // namespace

// A page on its side is bound at its top: the margins of the upright one, turned.
LetterArea letter_area(bool landscape) {
    if (landscape) return {Mm{297}, Mm{210}, Mm{36}, Mm{28}, Mm{225}, Mm{156}};
    return {Mm{210}, Mm{297}, Mm{28}, Mm{37}, Mm{156}, Mm{225}};
}

std::vector<Strip> letter_strips(const Fonts& fonts, const Letter& letter) { return Builder(fonts, letter).build(); }

}  // namespace tianbiao
