#include "write/pdf_content.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "write/pdf_carrier.h"
#include "write/pdf_syntax.h"
#include "write/pdf_text.h"

namespace tianbiao {
namespace {

constexpr int exact = 3;             // decimals of a rule's ends: 0.0004 mm
constexpr double missing_weight = 0.5;  // pt, the box of a missing character
constexpr double em_middle = 0.38;   // of the em box, over the baseline: where □ stands in a Chinese face

// The tick as a person draws it, in shares of the box from its top left: a short stroke down to the valley, a long one up to the corner,
// round at its ends like a pen's. Its weight is 0.4 mm in a box of 3.5 mm: a scanner at 150 dpi still sees two pixels of it.
struct Share {
    double x, y;
};
constexpr std::array tick{Share{0.18, 0.50}, Share{0.40, 0.79}, Share{0.84, 0.17}};
constexpr double tick_weight = 0.12;

class PagePainter {
public:
    PagePainter(const Page& page, const FontBook& fonts, std::size_t& run) : page_(page), fonts_(fonts), run_(run), text_(out_, page.height) {}

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

    void paint_item(const TextRun& run) {
        // A turned line is the draft's mark: no part of what the page says (14.8.2.2).
        if (run.angle != 0) text_.close(), out_ += "/Artifact BMC\n";
        text_.run(run, fonts_.run(run_++));
        if (run.angle != 0) out_ += "EMC\n";
    }

    void paint_item(const Mark& mark) {
        text_.close();
        set_weight(mark.weight.v);
        rectangle(mark.box);
        out_ += "S\n";
        if (mark.ticked) paint_tick(mark.box);
        const Pt size = mark.box.width(), middle = (mark.box.y0 + mark.box.y1) / 2;
        say_unseen(said_by(mark), {mark.box.x0, middle + size * em_middle}, size, size);
    }

    void paint_tick(const Rect& box) {
        out_ += "q 1 J 1 j ";
        append_number(out_, tick_weight * box.width().v, exact);
        out_ += " w ";
        std::string_view operation = "m ";
        for (const Share& share : tick) {
            point((box.x0 + box.width() * share.x).v, (box.y0 + box.height() * share.y).v, operation);
            operation = "l ";
        }
        out_ += "S Q\n";
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
        if (item.paragraph == current_) return;
        leave();
        if (item.paragraph < 0) return;
        paint_empty_up_to(item.paragraph);
        begin(item.paragraph);
        current_ = item.paragraph;
    }

    void leave() {
        text_.close();
        if (current_ >= 0) out_ += "EMC\n";
        current_ = -1;
    }

    void begin(std::int32_t paragraph) {
        const auto index = static_cast<std::size_t>(paragraph);
        const bool again = index < begun_.size() && begun_[index];
        const bool continues = again || (index < page_.paragraphs.size() && page_.paragraphs[index].continues);
        out_ += continues ? "/P<</TB_Continues true>>BDC\n" : "/P BMC\n";
        if (index >= begun_.size()) begun_.resize(index + 1);
        begun_[index] = true;
    }

    void paint_empty_up_to(std::int32_t paragraph) {
        for (; next_ < paragraph; ++next_) {
            if (has_items(next_)) continue;
            begin(next_);
            out_ += "EMC\n";
        }
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
    std::string out_;
    TextPainter text_;
    std::int64_t weight_ = -1;
    std::int32_t current_ = -1, next_ = 0;  // open paragraph; first one not yet looked at for emptiness
    std::vector<bool> begun_, with_items_;
    std::vector<Shown> carried_;
};

}  // namespace

std::string page_content(const Page& page, const FontBook& fonts, std::size_t& run) { return PagePainter(page, fonts, run).paint(); }

}  // namespace tianbiao
