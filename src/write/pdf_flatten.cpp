#include "write/pdf_flatten.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <variant>

#include "base/deflate.h"
#include "base/utf8.h"
#include "write/pdf_content.h"
#include "write/pdf_fonts.h"
#include "write/pdf_looks.h"
#include "write/pdf_metadata.h"
#include "write/pdf_syntax.h"
#include "write/pdf_update.h"

namespace tianbiao {
namespace {

constexpr int level = 1;
constexpr std::string_view form_tag = "/S/Form";  // a text is heard as what it says, as on a printed page: it is no form (ISO 14289-1, 7.18.4)
using WidgetPlace = std::pair<std::size_t, std::size_t>;  // field, widget

// 7.3.10, "12 0 R"; 0 where it is none.
int object_of_reference(std::string_view written) {
    written = trim(written);
    int number = 0;
    const auto end = std::from_chars(written.data(), written.data() + written.size(), number);
    return end.ec == std::errc{} && written.ends_with(" R") ? number : 0;
}

void move(Item& item, Pt x, Pt y) {
    const auto move_point = [&](Point& at) { at.x += x, at.y += y; };
    const auto move_box = [&](Rect& box) { box.x0 += x, box.x1 += x, box.y0 += y, box.y1 += y; };
    if (auto* run = std::get_if<TextRun>(&item.what)) move_point(run->at);
    if (auto* mark = std::get_if<Mark>(&item.what)) move_box(mark->box);
    if (auto* missing = std::get_if<MissingCharacter>(&item.what)) move_point(missing->at), move_box(missing->box);
}

// A form XObject drawn at a place of a page.
struct Drawn {
    std::string reference;
    double x = 0, y = 0, across = 1, up = 1;  // translation and scale
    WidgetPlace whose;
};

// 12.5.5, algorithm 8.1, for appearances that are not turned.
Drawn placed(const FillLook& look, const FillWidget& widget) {
    Drawn drawn{look.reference, 0, 0, 1, 1, {}};
    if (look.x1 > look.x0) drawn.across = (widget.x1 - widget.x0) / (look.x1 - look.x0);
    if (look.y1 > look.y0) drawn.up = (widget.y1 - widget.y0) / (look.y1 - look.y0);
    drawn.x = widget.x0 - look.x0 * drawn.across, drawn.y = widget.y0 - look.y0 * drawn.up;
    return drawn;
}

class Flattener {
public:
    Flattener(const Fonts& fonts, std::string_view original, const Fillable& file, const std::vector<FieldEdit>& edits)
        : fonts_(fonts), file_(file), edits_(edits), update_(original, file), book_(fonts, 'V'), pages_(file.pages.size()), drawn_(file.pages.size()),
          owners_(file.pages.size()) {
        for (const FieldEdit& edit : edits) edit_of_[edit.field] = &edit;
        for (const FillParent& parent : file.parents) parents_[parent.key] = parent.value;
        for (const FillPage& page : file.pages) keys_.push_back(page.key >= 0 ? page.key : freed_key());
    }

    std::string run(const std::string& date) {
        tagged_ = file_.producer.starts_with("tianbiao ") && file_.structure.number != 0;
        if (tagged_) set_texts();
        else looks_ = add_looks(update_, fonts_, file_, edits_);
        place_boxes();
        const std::string faces = tagged_ ? book_.embed(update_, false) : std::string();
        const ObjectNumber before = update_.add_stream("", std::string_view("q\n"), Packed::no);
        std::size_t run = 0;
        for (std::size_t p = 0; p < pages_.size(); ++p) write_page(p, before, faces, run);
        update_.replace(file_.catalog, file_.catalog.entries);
        if (tagged_) write_structure();
        if (tagged_ && file_.metadata != 0) claim(date);
        return update_.bytes();
    }

private:
    // The texts of all pages as pages of their own, whose frame has its origin bottom left, where the files's pages have it: their height is 0.
    void set_texts() {
        for (const FieldEdit& edit : edits_) {
            for (std::size_t w = 0; w < edit.looks.size(); ++w) {
                const FillWidget& widget = file_.fields[edit.field].widgets[w];
                if (widget.page < 0) continue;
                const auto number = static_cast<std::size_t>(widget.page);
                Page& page = pages_[number];
                const auto base = static_cast<std::int32_t>(page.paragraphs.size());
                for (Paragraph paragraph : edit.looks[w].paragraphs) {
                    paragraph.typed = file_.fields[edit.field].name;
                    page.paragraphs.push_back(std::move(paragraph));
                    owners_[number].push_back({edit.field, w});
                }
                for (Item item : edit.looks[w].items) {
                    move(item, Pt{widget.x0}, Pt{-widget.y1});
                    item.paragraph += base;
                    page.items.push_back(std::move(item));
                }
            }
        }
        book_.collect(pages_);
    }

    void place_boxes() {
        for (std::size_t f = 0; f < file_.fields.size(); ++f) {
            for (std::size_t w = 0; w < file_.fields[f].widgets.size(); ++w) {
                const int page = file_.fields[f].widgets[w].page;
                if (page < 0) continue;
                Drawn one = drawn(f, w);
                one.whose = {f, w};
                if (!one.reference.empty()) drawn_[static_cast<std::size_t>(page)].push_back(std::move(one));
            }
        }
    }

    const std::string& state_of(std::size_t field) const {
        const auto edit = edit_of_.find(field);
        return edit == edit_of_.end() ? file_.fields[field].value : edit->second->value;
    }

    Drawn drawn(std::size_t field, std::size_t number) const {
        const FillWidget& widget = file_.fields[field].widgets[number];
        const auto own = looks_.find({field, number});
        if (own != looks_.end()) return {reference(own->second), widget.x0, widget.y0, 1, 1, {}};
        if (is_button(file_.fields[field])) return placed(state_of(field) == widget.on_state ? widget.look : widget.off_look, widget);
        return tagged_ && edit_of_.contains(field) ? Drawn{} : placed(widget.look, widget);
    }

    const FillWidget& widget_of(const WidgetPlace& whose) const { return file_.fields[whose.first].widgets[whose.second]; }

    // What stood on the page by its marked-content identifiers goes on with the numbers behind them.
    std::size_t first_sequence(std::size_t page) const {
        const auto parents = parents_.find(keys_[page]);
        return parents == parents_.end() ? 0 : static_cast<std::size_t>(std::ranges::count(parents->second, 'R'));
    }

    // Of a field, which needs it no more: for a page that had nothing but fields. -1 where there is none.
    int freed_key() {
        const auto field = std::ranges::find_if(parents_, [](const auto& parent) { return !parent.second.starts_with('['); });
        if (field == parents_.end()) return -1;
        field->second = "[]";
        return field->first;
    }

    // A further sequence of the page belongs to the element of this widget.
    void own(std::size_t page, std::size_t sequence, const WidgetPlace& whose) {
        std::string& parents = parents_[keys_[page]];
        if (parents.empty()) parents = "[]";
        parents.insert(parents.size() - 1, " " + reference(widget_of(whose).element.number));
        kids_[whose] += std::to_string(sequence) + " ";
    }

    // The page's own content is kept between q and Q, since it may leave any state behind (7.8.2).
    void write_page(std::size_t number, ObjectNumber before, const std::string& faces, std::size_t& run) {
        const FillPage& page = file_.pages[number];
        std::string entries = page.object.entries, content = "Q\n", x_objects = page.x_objects;
        std::vector<Sequence> sequences(first_sequence(number));
        const std::size_t first = sequences.size();
        if (tagged_) content += page_content(pages_[number], book_, run, sequences);
        for (std::size_t s = first; s < sequences.size(); ++s) own(number, s, owners_[number][static_cast<std::size_t>(sequences[s].paragraph)]);
        std::size_t next = sequences.size();
        for (std::size_t i = 0; i < drawn_[number].size(); ++i) {
            const Drawn& one = drawn_[number][i];
            const std::string name = "/TianbiaoField" + std::to_string(i);
            if (tagged_) own(number, next, one.whose);
            const bool box = is_button(file_.fields[one.whose.first]);
            content += tagged_ ? std::string(box ? "/Form" : "/P") + "<</MCID " + std::to_string(next++) + ">>BDC\nq " : std::string("/P BMC\nq ");
            for (const double value : {one.across, 0.0, 0.0, one.up, one.x, one.y}) append_number(content, value, 4), content += ' ';
            content += "cm " + name + " Do Q\nEMC\n";
            x_objects += name + " " + one.reference;
        }
        const ObjectNumber after = update_.add_stream("", zlib_compress(content, level), Packed::flate);
        entries += "/Contents[" + reference(before) + " " + page.contents + " " + reference(after) + "]/Resources<<" + page.resources + "/Font<<" +
                   page.fonts + faces + ">>/XObject<<" + x_objects + ">>>>";
        if (page.key < 0 && keys_[number] >= 0) entries += "/StructParents " + std::to_string(keys_[number]);
        if (!page.annotations.empty()) entries += "/Annots[" + page.annotations + "]";
        update_.replace(page.object, entries);
    }

    // The elements of the fields hold what was drawn for them; no annotation is a part of the structure any more.
    void write_structure() {
        for (std::size_t f = 0; f < file_.fields.size(); ++f)
            for (std::size_t w = 0; w < file_.fields[f].widgets.size(); ++w) write_element({f, w});
        std::string numbers;
        for (const auto& [key, value] : parents_)
            if (key >= 0 && std::ranges::find(keys_, key) != keys_.end()) numbers += std::to_string(key) + (value.starts_with('[') ? "" : " ") + value + " ";
        update_.replace(file_.structure, file_.structure.entries + "/ParentTree<</Nums[" + numbers + "]>>");
    }

    void write_element(const WidgetPlace& whose) {
        const FillField& field = file_.fields[whose.first];
        const FillWidget& widget = widget_of(whose);
        if (widget.element.number == 0) return;
        std::string entries = widget.element.entries;
        if (is_button(field)) {
            const bool ticked = state_of(whose.first) == widget.on_state;
            entries += std::string("/A<</O/PrintField/Role/") + (field.kind == FillField::Kind::radio ? "rb" : "cb") + "/checked/" + (ticked ? "on" : "off") + "/Desc" +
                       text_string(widget_said(field, widget)) + ">>/ActualText" + text_string(ticked ? "☑" : "□") + "/Alt" +
                       text_string(widget_said(field, widget) + (ticked ? "（已选）" : "（未选）"));
        } else if (const std::size_t tag = entries.find(form_tag); tag != std::string::npos) {
            entries.replace(tag, form_tag.size(), "/S/P");
        }
        const auto kids = kids_.find(whose);
        if (kids != kids_.end()) entries += "/K[" + kids->second + "]";
        update_.replace(widget.element, entries);
    }

    static const std::string& widget_said(const FillField& field, const FillWidget& widget) { return widget.said.empty() ? field.said : widget.said; }

    void claim(const std::string& date) {
        DocumentFacts facts;
        facts.title = file_.title, facts.language = file_.language, facts.producer = file_.producer, facts.date = date;
        facts.conformance = Conformance::pdf_a_2u;
        facts = printable(facts);
        update_.replace_stream(file_.metadata, "/Type/Metadata/Subtype/XML", xmp_packet(facts, Accessible::yes));
        if (const int number = object_of_reference(file_.info); number > 0) update_.replace({number, 0, ""}, info_entries(facts));
    }

    const Fonts& fonts_;
    const Fillable& file_;
    const std::vector<FieldEdit>& edits_;
    PdfUpdate update_;
    FontBook book_;
    Pages pages_;                                     // texts, by page of the file
    std::vector<std::vector<Drawn>> drawn_;           // boxes and what is not ours, by page
    std::vector<std::vector<WidgetPlace>> owners_;    // by page and paragraph
    std::map<std::size_t, const FieldEdit*> edit_of_;
    std::vector<int> keys_;                           // of the pages in the parent tree: one that had fields alone gets one here
    std::map<int, std::string> parents_;              // the parent tree as it becomes
    std::map<WidgetPlace, std::string> kids_;         // of the widgets' elements
    LookObjects looks_;
    bool tagged_ = false;
};

}  // namespace

std::string flatten_pdf(const Fonts& fonts, std::string_view original, const Fillable& file, const std::vector<FieldEdit>& edits, const std::string& date) {
    return Flattener(fonts, original, file, edits).run(date);
}

}  // namespace tianbiao
