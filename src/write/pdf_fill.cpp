#include "write/pdf_fill.h"

#include <array>
#include <charconv>
#include <map>

#include "base/deflate.h"
#include "base/utf8.h"
#include "write/pdf_content.h"
#include "write/pdf_fonts.h"
#include "write/pdf_metadata.h"
#include "write/pdf_syntax.h"
#include "write/pdf_update.h"

namespace tianbiao {
namespace {

constexpr int level = 1;

// 7.3.10, "12 0 R"; 0 where it is none.
int object_of_reference(std::string_view written) {
    written = trim(written);
    int number = 0;
    const auto end = std::from_chars(written.data(), written.data() + written.size(), number);
    return end.ec == std::errc{} && written.ends_with(" R") ? number : 0;
}

class Filler {
public:
    Filler(const Fonts& fonts, std::string_view original, const Fillable& file, const std::vector<FieldEdit>& edits)
        : file_(file), edits_(edits), update_(original, file), fonts_(fonts) {}

    std::string run(Filling filling, const std::string& date) {
        add_looks();
        if (filling == Filling::flat) flatten(date);
        else fill();
        return update_.bytes();
    }

private:
    // 12.7.3.3: the appearance of a text is a marked sequence of its own.
    void add_looks() {
        Pages all;
        for (const FieldEdit& edit : edits_) all.insert(all.end(), edit.looks.begin(), edit.looks.end());
        fonts_.collect(all);
        const ObjectNumber resources = all.empty() ? 0 : update_.add("/Font<<" + fonts_.embed(update_, false) + ">>");
        std::size_t run = 0;
        for (std::size_t e = 0; e < edits_.size(); ++e) {
            const FillField& field = file_.fields[edits_[e].field];
            for (std::size_t w = 0; w < edits_[e].looks.size(); ++w) {
                const Page& look = edits_[e].looks[w];
                std::string content = "/Tx BMC\nq\n" + look_content(look, fonts_, run) + "Q\nEMC\n";
                std::string entries = "/Type/XObject/Subtype/Form/BBox[0 0 ";
                append_number(entries, look.width.v, 3), entries += ' ', append_number(entries, look.height.v, 3);
                entries += "]" + matrix_of(field.widgets[w]) + "/Resources " + reference(resources);
                looks_[{edits_[e].field, w}] = update_.add_stream(std::move(entries), zlib_compress(content, level), Packed::flate);
            }
        }
    }

    // A place that is turned: its text stands upright in a frame that is turned back (12.5.6.19, /MK /R).
    static std::string matrix_of(const FillWidget& widget) {
        std::string width, height;
        append_number(width, widget.x1 - widget.x0, 3);
        append_number(height, widget.y1 - widget.y0, 3);
        switch (widget.rotation) {
            case 90: return "/Matrix[0 1 -1 0 " + width + " 0]";
            case 180: return "/Matrix[-1 0 0 -1 " + width + " " + height + "]";
            case 270: return "/Matrix[0 -1 1 0 0 " + height + "]";
            default: return {};
        }
    }

    static bool is_button(const FillField& field) { return field.kind == FillField::Kind::check || field.kind == FillField::Kind::radio; }

    void fill() {
        for (const FieldEdit& edit : edits_) {
            const FillField& field = file_.fields[edit.field];
            const std::string value = "/V" + (is_button(field) ? name_object(edit.value) : text_string(edit.value));
            bool merged = false;
            for (std::size_t w = 0; w < field.widgets.size(); ++w) {
                const FillWidget& widget = field.widgets[w];
                std::string entries = widget.object.entries;
                if (widget.is_field) entries += value, merged = true;
                if (is_button(field)) entries += "/AS" + name_object(widget.on_state == edit.value ? widget.on_state : "Off");
                else entries += "/AP<</N " + reference(looks_.at({edit.field, w})) + ">>";
                update_.replace(widget.object, entries);
            }
            if (!merged) update_.replace(field.object, field.object.entries + value);
        }
        // 12.7.2: the appearances are there; viewers need not make their own. What an XFA form says would overrule them.
        if (!file_.form_changed) return;
        if (file_.form.number != 0) update_.replace(file_.form, file_.form.entries);
        else update_.replace(file_.catalog, file_.catalog.entries + "/AcroForm<<" + file_.form.entries + ">>");
    }

    struct Drawn {
        std::string reference;
        double x = 0, y = 0, across = 1, up = 1;  // translation and scale
    };

    // 12.5.5, algorithm 8.1, for appearances that are not turned.
    static Drawn placed(const FillLook& look, const FillWidget& widget) {
        Drawn drawn{look.reference};
        if (look.x1 > look.x0) drawn.across = (widget.x1 - widget.x0) / (look.x1 - look.x0);
        if (look.y1 > look.y0) drawn.up = (widget.y1 - widget.y0) / (look.y1 - look.y0);
        drawn.x = widget.x0 - look.x0 * drawn.across, drawn.y = widget.y0 - look.y0 * drawn.up;
        return drawn;
    }

    Drawn drawn(std::size_t field, std::size_t number, const FieldEdit* edit) const {
        const FillWidget& widget = file_.fields[field].widgets[number];
        const auto own = looks_.find({field, number});
        if (own != looks_.end()) return {reference(own->second), widget.x0, widget.y0};
        if (!is_button(file_.fields[field])) return placed(widget.look, widget);
        const std::string& state = edit ? edit->value : file_.fields[field].value;
        return placed(state == widget.on_state ? widget.look : widget.off_look, widget);
    }

    void flatten(const std::string& date) {
        std::map<std::size_t, const FieldEdit*> edit_of;
        for (const FieldEdit& edit : edits_) edit_of[edit.field] = &edit;
        std::vector<std::vector<Drawn>> by_page(file_.pages.size());
        for (std::size_t f = 0; f < file_.fields.size(); ++f) {
            for (std::size_t w = 0; w < file_.fields[f].widgets.size(); ++w) {
                const int page = file_.fields[f].widgets[w].page;
                if (page < 0) continue;
                const auto edit = edit_of.find(f);
                Drawn one = drawn(f, w, edit == edit_of.end() ? nullptr : edit->second);
                if (!one.reference.empty()) by_page[static_cast<std::size_t>(page)].push_back(std::move(one));
            }
        }
        const ObjectNumber before = update_.add_stream("", std::string_view("q\n"), Packed::no);
        for (std::size_t p = 0; p < by_page.size(); ++p) flatten_page(file_.pages[p], by_page[p], before);
        update_.replace(file_.catalog, file_.catalog.entries);
        if (file_.producer.starts_with("tianbiao ") && file_.metadata != 0) claim(date);
    }

    // The page's own content is kept between q and Q, since it may leave any state behind (7.8.2).
    void flatten_page(const FillPage& page, const std::vector<Drawn>& all, ObjectNumber before) {
        std::string entries = page.object.entries, content = "Q\n", x_objects = page.x_objects;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string name = "/TianbiaoField" + std::to_string(i);
            content += "/P BMC\nq ";
            for (const double value : {all[i].across, 0.0, 0.0, all[i].up, all[i].x, all[i].y}) append_number(content, value, 4), content += ' ';
            content += "cm " + name + " Do Q\nEMC\n";
            x_objects += name + " " + all[i].reference;
        }
        const ObjectNumber after = update_.add_stream("", zlib_compress(content, level), Packed::flate);
        entries += "/Contents[" + reference(before) + " " + page.contents + " " + reference(after) + "]/Resources<<" + page.resources + "/XObject<<" +
                   x_objects + ">>>>";
        if (!page.annotations.empty()) entries += "/Annots[" + page.annotations + "]";
        update_.replace(page.object, entries);
    }

    void claim(const std::string& date) {
        DocumentFacts facts;
        facts.title = file_.title, facts.language = file_.language, facts.producer = file_.producer, facts.date = date;
        facts.conformance = Conformance::pdf_a_2u;
        facts = printable(facts);
        update_.replace_stream(file_.metadata, "/Type/Metadata/Subtype/XML", xmp_packet(facts, Accessible::no));
        if (const int number = object_of_reference(file_.info); number > 0) update_.replace({number, 0, ""}, info_entries(facts));
    }

    const Fillable& file_;
    const std::vector<FieldEdit>& edits_;
    PdfUpdate update_;
    FontBook fonts_;
    std::map<std::pair<std::size_t, std::size_t>, ObjectNumber> looks_;  // by field and widget
};

}  // namespace

std::string fill_pdf(const Fonts& fonts, std::string_view original, const Fillable& file, const std::vector<FieldEdit>& edits, Filling filling,
                     const std::string& date) {
    return Filler(fonts, original, file, edits).run(filling, date);
}

}  // namespace tianbiao
