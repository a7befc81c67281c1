#include "write/pdf_content.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "write/pdf_boxes.h"
#include "write/pdf_carrier.h"
#include "write/pdf_syntax.h"
#include "write/pdf_text.h"

namespace tianbiao {
namespace {

constexpr int exact = 3;             // decimals of a rule's ends: 0.0004 mm
constexpr double missing_weight = 0.5;  // pt, the box of a missing character
constexpr double em_middle = 0.38;   // of the em box, over the baseline: where □ stands in a Chinese face

class PagePainter {
public:
    PagePainter(const Page& page, const FontBook& fonts, std::size_t& run, std::vector<Sequence>& sequences)
        : page_(page), fonts_(fonts), run_(run), sequences_(sequences), text_(out_, page.height, fonts.prefix()) {}

    std::string paint() {
        // The draft's mark stands first and lies under everything, the rules too.
        std::size_t next = 0;
        for (; next < page_.items.size() && turned(page_.items[next]); ++next) paint(page_.items[next]);
        leave();
        text_.close();
        paint_lines();
        for (; next < page_.items.size(); ++next) paint(page_.items[next]);
        leave();
        paint_empty_up_to(static_cast<std::int32_t>(page_.paragraphs.size()));
        return std::move(out_);
    }

    std::string paint_untagged() {
        for (const Item& item : page_.items) std::visit([this](const auto& what) { paint_item(what); }, item.what);
        text_.close();
        return std::move(out_);
    }

private:
    static bool turned(const Item& item) {
        const auto* run = std::get_if<TextRun>(&item.what);
        return run && run->angle != 0;
    }

    void paint(const Item& item) {
        enter(item);
        std::visit([this](const auto& what) { paint_item(what); }, item.what);
    }

    void number(double value) {
        append_number(out_, value, exact);
        out_ += ' ';
    }

    void point(double x, double y, std::string_view operation) {
        number(x);
        number(page_.height.v - y);
        out_ += operation;
    }

    void set_weight(double weight) {
        const std::int64_t thousandths = scaled(weight, exact);
        if (thousandths == weight_) return;
        append_scaled(out_, thousandths, exact);
        out_ += " w\n";
        weight_ = thousandths;
    }

    void rectangle(const Rect& box) {
        point(box.x0.v, box.y1.v, "");
        number(box.width().v);
        number(box.height().v);
        out_ += "re ";
    }

    // 8.4.3.3 and 8.4.3.4: butt caps and mitred corners are the initial state. All of one width is one path.
    template <class Things, class Draw>
    void paint_by_width(const Things& things, Draw draw) {
        std::vector<double> widths;
        for (const auto& thing : things) {
            if (std::find(widths.begin(), widths.end(), thing.width.v) == widths.end()) widths.push_back(thing.width.v);
        }
        for (const double width : widths) {
            set_weight(width);
            for (const auto& thing : things) {
                if (thing.width.v == width) draw(thing);
            }
            out_ += "S\n";
        }
    }

    void paint_lines() {
        if (page_.rules.empty() && page_.frames.empty()) return;
        out_ += "/Artifact BMC\n";
        paint_by_width(page_.rules, [this](const Rule& rule) {
            point(rule.from.x.v, rule.from.y.v, "m ");
            point(rule.to.x.v, rule.to.y.v, "l\n");
        });
        paint_by_width(page_.frames, [this](const Frame& frame) { rectangle(frame.box); });
        out_ += "EMC\n";
    }

    void paint_item(const TextRun& run) { text_.run(run, fonts_.run(run_++)); }

    void paint_item(const Mark& mark) {
        text_.close();
        set_weight(mark.weight.v);
        rectangle(mark.box);
        out_ += "S\n";
        if (mark.ticked) append_tick(out_, mark.box.x0.v, page_.height.v - mark.box.y0.v, mark.box.width(), mark.box.height());
        const Pt size = mark.box.width(), middle = (mark.box.y0 + mark.box.y1) / 2;
        say_unseen(said_by(mark), {mark.box.x0, middle + size * em_middle}, size, size);
    }

    void paint_item(const MissingCharacter& missing) {
        text_.close();
        set_weight(missing_weight);
        rectangle(missing.box);
        out_ += "S\n";
        say_unseen(missing.text, missing.at, missing.box.x1 - missing.at.x, missing.size);
    }

    void say_unseen(std::string_view text, Point from, Pt width, Pt size) {
        carried_.clear();
        fonts_.carry(text, carried_);
        text_.unseen(carried_, from, width, size);
    }

    // Sequences follow the numbers of the paragraphs. One without items is kept, empty: a line that was left empty was typed, too.
    void enter(const Item& item) {
        const auto* mark = std::get_if<Mark>(&item.what);
        if (open_ && !mark && !current_.mark && item.paragraph == current_.paragraph && item.cell == current_.cell) return;
        leave();
        if (item.paragraph >= 0) paint_empty_up_to(item.paragraph);
        current_ = {item.cell, item.paragraph, mark};
        open_ = true;
        if (is_furniture(item)) {
            out_ += "/Artifact<</Type/Pagination>>BDC\n";
        } else {
            begin();
        }
    }

    void leave() {
        text_.close();
        if (open_) out_ += "EMC\n";
        open_ = false;
    }

    // 14.8.2.2: what the page says only because it is a page.
    bool is_furniture(const Item& item) const {
        if (turned(item)) return true;
        const auto cell = static_cast<std::size_t>(item.cell), paragraph = static_cast<std::size_t>(item.paragraph);
        if (item.cell >= 0 && cell < page_.cells.size() && page_.cells[cell].place.part == CellPart::again) return true;
        return item.paragraph >= 0 && paragraph < page_.paragraphs.size() && page_.paragraphs[paragraph].part == ParagraphPart::furniture;
    }

    void begin() {
        out_ += current_.mark ? "/Form<</MCID " : "/P<</MCID ";
        out_ += std::to_string(sequences_.size());
        if (continues(current_.paragraph)) out_ += "/TB_Continues true";
        name_field(current_.paragraph);
        out_ += ">>BDC\n";
        sequences_.push_back(current_);
    }

    bool continues(std::int32_t paragraph) {
        if (paragraph < 0) return false;
        const auto index = static_cast<std::size_t>(paragraph);
        const bool again = index < begun_.size() && begun_[index];
        if (index >= begun_.size()) begun_.resize(index + 1);
        begun_[index] = true;
        return again || (index < page_.paragraphs.size() && page_.paragraphs[index].continues);
    }

    void paint_empty_up_to(std::int32_t paragraph) {
        for (; next_ < paragraph; ++next_) {
            if (has_items(next_)) continue;
            if (typed(next_).empty()) {
                out_ += continues(next_) ? "/P<</TB_Continues true>>BDC\nEMC\n" : "/P BMC\nEMC\n";
                continue;
            }
            out_ += "/P<<";
            name_field(next_);
            out_ += ">>BDC\nEMC\n";
        }
    }

    std::string_view typed(std::int32_t paragraph) const {
        const auto index = static_cast<std::size_t>(paragraph);
        return paragraph >= 0 && index < page_.paragraphs.size() ? std::string_view(page_.paragraphs[index].typed) : std::string_view();
    }

    void name_field(std::int32_t paragraph) {
        if (!typed(paragraph).empty()) out_ += "/TB_Field" + text_string(typed(paragraph));
    }

    bool has_items(std::int32_t paragraph) {
        if (with_items_.empty()) {
            with_items_.resize(page_.paragraphs.size() + 1);
            for (const Item& item : page_.items) {
                const auto index = static_cast<std::size_t>(item.paragraph);
                if (item.paragraph >= 0 && index < with_items_.size()) with_items_[index] = true;
            }
        }
        return static_cast<std::size_t>(paragraph) < with_items_.size() && with_items_[static_cast<std::size_t>(paragraph)];
    }

    const Page& page_;
    const FontBook& fonts_;
    std::size_t& run_;
    std::vector<Sequence>& sequences_;
    std::string out_;
    TextPainter text_;
    std::int64_t weight_ = -1;
    Sequence current_;                      // the open one
    bool open_ = false;
    std::int32_t next_ = 0;                 // first paragraph not yet looked at for emptiness
    std::vector<bool> begun_, with_items_;
    std::vector<Shown> carried_;
};

}  // namespace

std::string look_content(const Page& page, const FontBook& fonts, std::size_t& run) {
    std::vector<Sequence> none;
    return PagePainter(page, fonts, run, none).paint_untagged();
}

std::string page_content(const Page& page, const FontBook& fonts, std::size_t& run, std::vector<Sequence>& sequences) {
    return PagePainter(page, fonts, run, sequences).paint();
}

}  // namespace tianbiao
