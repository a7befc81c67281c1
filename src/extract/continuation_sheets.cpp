#include "extract/continuation_sheets.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/utf8.h"
#include "extract/lines_of_text.h"
#include "form/readings.h"

namespace tianbiao {
namespace {

std::string replaced(std::string phrase, std::string_view gap, std::string_view text) {
    const std::size_t at = phrase.find(gap);
    if (at != std::string::npos) phrase.replace(at, gap.size(), text);
    return phrase;
}

// A head in front of which people number their items: 一、 (二) 3.
std::string_view without_number(std::string_view text) {
    static constexpr std::u32string_view numbering = U"0123456789一二三四五六七八九十()（）.、附续页件:：-—";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        if (numbering.find(next_code_point(text, at)) == std::u32string_view::npos) return text.substr(from);
    }
    return text;
}

constexpr std::size_t longest_head = 120, longest_pointer = 48;  // bytes

class Sheets {
public:
    Sheets(const ReadPages& pages, const FormMatch& match, BoundFields& fields)
        : pages_(pages), match_(match), form_(*match.anchors->form), fields_(fields) {
        const NotesDef& notes = form_.notes;
        own_words_.insert(plain(notes.label));
        for (const std::string& item : notes.items) own_words_.insert({plain(item), plain(notes.label + item)});
        for (const HeadingDef& heading : form_.headings) own_words_.insert(plain(heading.text));
        for (const int cell : match.cell)
            if (cell >= 0) last_page_of_form_ = std::max(last_page_of_form_, pages.cells[static_cast<std::size_t>(cell)].page);
    }

    void run() {
        for (int p = match_.first_page; p < match_.end_page; ++p) collect(pages_.pages[static_cast<std::size_t>(p)], p);
        if (std::ranges::all_of(found_, [](const Found& each) { return each.own_words; })) return;
        for (std::size_t i = 0; i < fields_.readings.size(); ++i) {
            const FieldReading& reading = fields_.readings[i];
            if (reading.sheet > 0) pending_.push_back(i);
            if (reading.def->type == FieldType::prose) free_heads_.emplace(loose_label(plain(reading.def->name.zh)), i);
        }
        for (const ValuePlace& place : match_.anchors->values)
            if (place.left >= 0) add_free_heads(match_.anchors->anchors[static_cast<std::size_t>(place.left)], *place.cell);
        int page = -1;
        for (const Found& each : found_) {
            if (each.page != page) carried_ = after_, after_ = 0;
            page = each.page;
            if (each.own_words) note_sheet(each.plain);
            else read_paragraph(each);
        }
    }

private:
    void add_free_heads(const Anchor& anchor, const CellDef& cell) {
        for (std::size_t i = 0; i < fields_.readings.size(); ++i)
            if (fields_.readings[i].field == cell.path && fields_.readings[i].def->type == FieldType::prose)
                for (const std::string& wording : anchor.wordings) free_heads_.emplace(loose_label(wording), i);
    }

    struct Found {
        const SeenParagraph* paragraph;
        std::string plain;
        int page;
        bool exact, own_words, of_table;
    };

    // Below the form's last table, or on a page behind it: there a table is a list that goes on.
    void collect(const ReadPage& page, int number) {
        Pt below;
        if (number <= last_page_of_form_)
            for (const int t : page.tables) below = std::max(below, pages_.tables[static_cast<std::size_t>(t)].box.y1);
        if (number == match_.first_page && below.v == 0) return;
        for (const SeenParagraph& paragraph : page.outside) {
            if (below.v > 0 && paragraph.at.y < below) continue;
            std::string text = plain(paragraph.text);
            const bool own_words = is_own_words(text) || is_number_of_bundle(paragraph, text), of_table = !page.exact && heads_table(page, paragraph, text);
            found_.push_back({&paragraph, std::move(text), number, page.exact, own_words, of_table});
        }
    }

    // A short line with a table right below it, and no sentence.
    bool heads_table(const ReadPage& page, const SeenParagraph& paragraph, const std::string& text) const {
        if (text.size() > longest_head || text.find("。") != std::string::npos) return false;
        return std::ranges::any_of(page.tables, [&](int t) {
            const Pt top = pages_.tables[static_cast<std::size_t>(t)].box.y0, gap = top - paragraph.box.y1;
            const auto between = [&](const SeenParagraph& other) { return other.at.y > paragraph.at.y && other.at.y < top; };
            return gap > Pt{-2} && gap < Pt{24} && std::ranges::none_of(page.outside, between);
        });
    }

    void note_sheet(const std::string& text) {
        if (const int sheet = number_in(text, sheet_phrase_); sheet > 0) sheet_ = sheet;
    }

    bool is_own_words(const std::string& text) const {
        if (own_words_.contains(text) || number_in(text, sheet_phrase_) > 0) return true;
        const std::size_t x = pages_phrase_.find("{x}"), y = pages_phrase_.find("{y}");
        if (x == std::string::npos || y == std::string::npos || x > y || text.size() > 40) return false;
        const std::string_view phrase = pages_phrase_, between = phrase.substr(x + 3, y - x - 3);
        const bool digits = text.find_first_of("0123456789") != std::string::npos;
        return digits && text.starts_with(phrase.substr(0, x)) && text.find(between) != std::string::npos && text.ends_with(phrase.substr(y + 3));
    }

    // — 38 —: of a bundle that the sheets are bound in, below the text area (GB/T 9704-2012, 7.5).
    bool is_number_of_bundle(const SeenParagraph& paragraph, std::string_view text) const {
        constexpr std::string_view dash = "—";
        if (paragraph.at.y < to_pt(form_.top + form_.area_height) || text.size() <= 2 * dash.size()) return false;
        if (!text.starts_with(dash) || !text.ends_with(dash)) return false;
        text = text.substr(dash.size(), text.size() - 2 * dash.size());
        return text.find_first_not_of("0123456789") == std::string_view::npos;
    }

    void read_paragraph(const Found& found) {
        const std::size_t item = found.exact ? item_of_head(found.plain) : item_of_free_head(found.plain);
        if (found.of_table) return void(current_ = none);
        if (item == none && current_ == none) return;
        if (item == none) return append(fields_.readings[current_], found);
        if (item != current_) carried_ = 0;
        if (fields_.readings[item].sheet > 0) taken_.insert(item);
        current_ = item;
        head_ = &found;
    }

    // The item whose head this is: the next one that waits for this sheet, or the one that goes on.
    std::size_t item_of_head(const std::string& text) const {
        for (const std::size_t i : pending_) {
            const FieldReading& reading = fields_.readings[i];
            if (reading.sheet == sheet_ && !taken_.contains(i) && plain(head_of(reading)) == text) return i;
        }
        if (current_ != none && plain(head_of(fields_.readings[current_])) == text) return current_;
        return none;
    }

    std::size_t item_of_free_head(const std::string& text) const {
        if (text.size() > longest_head) return none;
        const std::size_t ours = item_of_head(text);
        if (ours != none) return ours;
        const auto found = free_heads_.find(loose_label(without_number(text)));
        return found == free_heads_.end() ? none : found->second;
    }

    std::string head_of(const FieldReading& reading) const {
        std::string name = reading.def->name.zh;
        const std::size_t last = reading.field.rfind('/');
        const std::size_t before = last == 0 || last == std::string::npos ? std::string::npos : reading.field.rfind('/', last - 1);
        if (before != std::string::npos) {
            const std::string number = reading.field.substr(before + 1, last - before - 1);
            const Field* list = form_.field(reading.field.substr(0, before));
            if (list && list->type == FieldType::list && number.find_first_not_of("0123456789") == std::string::npos)
                name = replaced(replaced(replaced(form_.word("item_of_list"), "{list}", list->name.zh), "{n}", std::to_string(std::stoi(number) + 1)),
                                "{name}", name);
        }
        return replaced(form_.word("item"), "{name}", name);
    }

    // Lines left empty at the end of a sheet stand before its page number, and count where the item goes on.
    void append(FieldReading& reading, const Found& found) {
        const SeenParagraph& paragraph = *found.paragraph;
        if (!found.exact && reading.sheet == 0 && pointed_.insert(&reading).second) drop_pointer(reading.text);
        const int empty = paragraph.empty_before + carried_;
        const bool joins = empty == 0 && (found.exact ? paragraph.continues : goes_on(reading, found));
        if (!reading.text.empty() && !joins) reading.text += '\n';
        reading.text.append(static_cast<std::size_t>(empty), '\n');
        reading.text += paragraph.text;
        carried_ = 0, after_ = paragraph.empty_after;
        head_ = nullptr, last_ = &found;
    }

    // What people write at the end of a cell that goes on elsewhere: （见附页）, or 见附页 as all that it says.
    void drop_pointer(std::string& text) const {
        if (sheets_.empty()) return;
        std::size_t from = 0, at = 0;
        for (; at < text.size();) {
            const std::size_t here = at;
            const char32_t c = next_code_point(text, at);
            if (c == U'（' || c == U'(') from = here;
        }
        const std::string last = plain(std::string_view(text).substr(from));
        const bool bracketed = last.starts_with("(") && last.ends_with(")"), alone = from == 0 && plain(text).find_first_of(",;") == std::string::npos;
        if (last.size() > longest_pointer || last.find(sheets_) == std::string::npos || (!bracketed && !alone)) return;
        text.resize(trim_end(std::string_view(text).substr(0, from)).size());
    }

    // The first paragraph under a head of ours, set without an indent: its beginning stands in the cell or on the sheet before. Or the first
    // of a further page, where the last line above had no room for it.
    bool goes_on(const FieldReading& reading, const Found& found) const {
        const SeenParagraph& paragraph = *found.paragraph;
        if (head_) return reading.sheet > 0 && paragraph.at.x - head_->paragraph->at.x < Pt{9};
        if (!last_ || last_->page == found.page) return false;
        return goes_on_in(*last_->paragraph, paragraph) && paragraph.at.x - std::min(paragraph.box.x0, last_->paragraph->box.x0) < Pt{9};
    }

    static constexpr std::size_t none = ~std::size_t{0};
    const ReadPages& pages_;
    const FormMatch& match_;
    const Form& form_;
    BoundFields& fields_;
    std::set<std::string> own_words_;
    std::vector<std::size_t> pending_;
    std::map<std::string, std::size_t> free_heads_;
    const std::string sheet_phrase_ = plain(form_.word("sheet")), pages_phrase_ = plain(form_.word("page_number"));
    const std::string sheets_ = plain(form_.word("sheets"));
    std::vector<Found> found_;
    std::set<const FieldReading*> pointed_;  // whose pointer was looked for
    int last_page_of_form_ = 0;
    const Found* head_ = nullptr;  // whose first paragraph comes next
    const Found* last_ = nullptr;  // paragraph that was read
    std::set<std::size_t> taken_;
    std::size_t current_ = none;
    int sheet_ = 0;
    int after_ = 0, carried_ = 0;  // lines left empty behind the last paragraph; of the sheet before
};

// Fields behind fields: /continued/platform/1 goes on from /continued/platform/0, and that from /platform, to the character.
void join_typed(const ReadPages& pages, const FormMatch& match, BoundFields& fields) {
    std::map<std::pair<std::string, int>, std::string> found;  // by field and number
    constexpr std::string_view before = "/continued";
    for (int p = match.first_page; p < match.end_page; ++p) {
        for (const TypedText& typed : pages.pages[static_cast<std::size_t>(p)].continued) {
            const std::size_t slash = typed.field.rfind('/');
            int number = 0;
            std::from_chars(typed.field.data() + slash + 1, typed.field.data() + typed.field.size(), number);
            if (slash > before.size()) found[{typed.field.substr(before.size(), slash - before.size()), number}] += typed.text;
        }
    }
    for (const auto& [place, text] : found) {
        const auto reading = std::ranges::find(fields.readings, place.first, &FieldReading::field);
        if (reading != fields.readings.end()) reading->text += text;
    }
}

}  // namespace

void join_sheets(const ReadPages& pages, const FormMatch& match, BoundFields& fields) {
    Sheets(pages, match, fields).run();
    join_typed(pages, match, fields);
}

}  // namespace tianbiao
