#include "compose/letter.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/limits.h"
#include "compose/fit.h"
#include "compose/letter_strips.h"

namespace tianbiao {
namespace {

constexpr Pt rule_weight{0.5}, frame_weight{0.75};
constexpr Pt number_size{14};    // 4号 (GB/T 9704-2012, 7.5)
constexpr Mm number_drop{7};     // from the text area to the dashes beside the number
constexpr Pt hair{1e-6};

struct PlacedStrip {
    std::size_t strip = 0;
    Pt top;                      // from the text area's top
    bool again = false;          // a header set once more
};
using PageOfStrips = std::vector<PlacedStrip>;

// Fills pages from the top; a break moves back over strips that keep with the next, unless nothing else stands on the page.
class Filler {
public:
    Filler(const std::vector<Strip>& strips, Pt room) : strips_(strips), room_(room) {}

    std::vector<PageOfStrips> fill() {
        begin_page(0);
        for (std::size_t i = 0; i < strips_.size();) {
            const Strip& strip = strips_[i];
            if (strip.header) header_ = i;
            if (strip.white && !strip.page_break && pages_.back().empty()) {
                ++i;
            } else if (at_ + strip.height > room_ + hair && !strip.white && holds_own()) {
                i = break_before(i);
            } else {
                pages_.back().push_back({i, at_, false});
                at_ += strip.height;
                ++i;
                if (strip.page_break && i < strips_.size()) begin_page(i);
            }
        }
        if (pages_.size() > 1 && !holds_own()) pages_.pop_back();
        return std::move(pages_);
    }

private:
    bool holds_own() const {
        return std::ranges::any_of(pages_.back(), [](const PlacedStrip& placed) { return !placed.again; });
    }

    void begin_page(std::size_t next) {
        if (pages_.size() >= static_cast<std::size_t>(limits::pages)) throw Error(Code::too_large, {"", "PDF"}, "页数超过上限");
        pages_.emplace_back();
        at_ = Pt{0};
        const bool goes_on = next < strips_.size() && strips_[next].table >= 0 && !strips_[next].header;
        if (!goes_on || header_ >= next || strips_[header_].table != strips_[next].table) return;
        pages_.back().push_back({header_, Pt{0}, true});
        at_ = strips_[header_].height;
    }

    std::size_t break_before(std::size_t i) {
        PageOfStrips& page = pages_.back();
        std::size_t back = page.size();
        while (back > 0 && !page[back - 1].again && strips_[page[back - 1].strip].keep) --back;
        const bool some_left = back > 0 && !page[back - 1].again;
        const std::size_t next = some_left && back < page.size() ? page[back].strip : i;
        if (some_left) page.resize(back);
        begin_page(next);
        return next;
    }

    const std::vector<Strip>& strips_;
    Pt room_, at_;
    std::size_t header_ = 0;
    std::vector<PageOfStrips> pages_;
};

class LetterPainter {
public:
    LetterPainter(const Fonts& fonts, const std::vector<Strip>& strips, const LetterArea& area)
        : fonts_(fonts), strips_(strips), left_(to_pt(area.left)), top_(to_pt(area.top)), area_(area) {}

    Page paint(const PageOfStrips& placed) {
        page_ = Page{to_pt(area_.width), to_pt(area_.height), {}, {}, {}, {}, {}, {}};
        paragraphs_.clear();
        for (const PlacedStrip& each : placed) add(each);
        for (std::size_t from = 0; from < placed.size();) from = rule_table(placed, from);
        return std::move(page_);
    }

private:
    void add(const PlacedStrip& placed) {
        const Strip& strip = strips_[placed.strip];
        const Pt top = top_ + placed.top;
        const auto first_cell = static_cast<std::int32_t>(page_.cells.size());
        if (!strip.cells.empty() && !placed.again) ++rows_;
        for (std::size_t c = 0; c < strip.cells.size(); ++c) {
            const StripCell& cell = strip.cells[c];
            CellPlace place{placed.again ? CellPart::again : cell.part, strip.table, rows_ - 1, 1, 1};
            page_.cells.push_back({{left_ + cell.x0, top, left_ + cell.x1, top + strip.height},
                                   std::to_string(strip.table) + "/" + std::to_string(place.row) + "/" + std::to_string(c), "",
                                   cell.part == CellPart::column_header, place});
        }
        for (const StripLine& line : strip.lines) {
            const std::int32_t paragraph = paragraph_of(line, placed.again);
            place_line(fonts_, *line.shaped, line.line, line.measure, {left_ + line.x, top + line.baseline}, line.cell < 0 ? -1 : first_cell + line.cell,
                       paragraph - static_cast<std::int32_t>(line.line.paragraph), page_.items);
        }
        if (strip.ruled) {
            const Pt y = top + strip.height / 2;
            page_.rules.push_back({{left_, y}, {left_ + to_pt(area_.area_width), y}, rule_weight});
        }
    }

    std::int32_t paragraph_of(const StripLine& line, bool again) {
        const std::pair key{line.text, line.line.paragraph};
        const auto [at, fresh] = paragraphs_.emplace(key, static_cast<std::int32_t>(page_.paragraphs.size()));
        if (fresh) page_.paragraphs.push_back({!again && !begun_.emplace(key, true).second, "", line.part});
        return at->second;
    }

    // The lines of one table on this page: a frame, columns from top to bottom, a rule between rows.
    std::size_t rule_table(const PageOfStrips& placed, std::size_t from) {
        const Strip& first = strips_[placed[from].strip];
        std::size_t end = from + 1;
        if (first.table < 0) return end;
        while (end < placed.size() && strips_[placed[end].strip].table == first.table) ++end;
        const PlacedStrip& last = placed[end - 1];
        const Rect frame{left_ + first.cells.front().x0, top_ + placed[from].top, left_ + first.cells.back().x1,
                         top_ + last.top + strips_[last.strip].height};
        for (std::size_t i = from; i + 1 < end; ++i) {
            const Strip& strip = strips_[placed[i].strip];
            const Pt y = top_ + placed[i].top + strip.height;
            if (!strip.goes_on) page_.rules.push_back({{frame.x0, y}, {frame.x1, y}, rule_weight});
        }
        for (std::size_t c = 1; c < first.cells.size(); ++c)
            page_.rules.push_back({{left_ + first.cells[c].x0, frame.y0}, {left_ + first.cells[c].x0, frame.y1}, rule_weight});
        page_.frames.push_back({frame, frame_weight});
        return end;
    }

    const Fonts& fonts_;
    const std::vector<Strip>& strips_;
    Pt left_, top_;
    LetterArea area_;
    Page page_;
    int rows_ = 0;
    std::map<std::pair<int, std::uint32_t>, std::int32_t> paragraphs_;  // of the page
    std::map<std::pair<int, std::uint32_t>, bool> begun_;               // of the letter
};

std::string roman(int number) {
    constexpr std::pair<int, std::string_view> signs[]{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                                                       {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    std::string out;
    for (const auto& [value, sign] : signs)
        for (; number >= value; number -= value) out += sign;
    return out;
}

}  // namespace

void add_page_number(const Fonts& fonts, int number, const std::string& said, Page& page) {
    const LetterArea area = letter_area(page.width > page.height);
    const ShapedText shaped = shape(fonts, Role::label, "— " + said + " —", Setting::plate, Origin::form);
    const Measure measure{number_size, to_pt(area.area_width) - 2 * number_size, 0, number % 2 ? Align::right : Align::left};
    const Point at{to_pt(area.left) + number_size, to_pt(area.top + area.area_height + number_drop) + number_size * baseline_drop};
    const auto paragraph = static_cast<std::int32_t>(page.paragraphs.size());
    page.paragraphs.push_back({false, "", ParagraphPart::furniture});
    for (const Line& line : break_lines(shaped, measure)) place_line(fonts, shaped, line, measure, at, -1, paragraph, page.items);
}

Pages compose_letter(const Fonts& fonts, const Letter& letter) {
    const LetterArea area = letter_area(letter.landscape);
    const std::vector<Strip> strips = letter_strips(fonts, letter);
    LetterPainter painter(fonts, strips, area);
    Pages pages;
    for (const PageOfStrips& placed : Filler(strips, to_pt(area.area_height)).fill()) pages.push_back(painter.paint(placed));
    const bool numbered = letter.numbers != LetterNumbers::off && (letter.numbers != LetterNumbers::automatic || pages.size() > 1);
    for (std::size_t i = 0; numbered && i < pages.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        add_page_number(fonts, number, letter.numbers == LetterNumbers::roman ? roman(number) : std::to_string(number), pages[i]);
    }
    return pages;
}

}  // namespace tianbiao
