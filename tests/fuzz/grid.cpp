// Pages of lines, words of the forms, boxes and fields to applications: eight bytes say one thing, a kind, its place and what it says.
#include <cstdlib>

#include "extract/document_record.h"
#include "form/form.h"

namespace {

using namespace tianbiao;

struct Known {
    std::vector<std::shared_ptr<const Form>> forms;
    std::vector<FormAnchors> anchors;
    KnownForms all;
    std::vector<std::string> words{"□", "☑", "√", "一", "12", "A b", "……", "（续）", "\n", " "};

    Known() {
        const std::string folder = SOURCE_DIR "/forms";
        for (const std::string& id : form_ids(folder)) forms.push_back(find_form(folder, id));
        anchors.reserve(forms.size());
        for (const auto& form : forms) {
            const FormAnchors& added = anchors.emplace_back(form_anchors(*form));
            all.push_back(&added);
            for (const std::string& label : added.labels) words.push_back(label);
            for (const Anchor& anchor : added.anchors)
                if (anchor.cell && !anchor.cell->text.empty()) words.push_back(anchor.cell->text);
        }
    }
};

SeenText text_of(const std::string& words, Point at, unsigned look) {
    SeenText text;
    text.size = Pt{6.0 + look % 8}, text.angle = look % 16 == 15 ? 90 : 0, text.vertical = look % 32 == 14, text.text = words;
    Pt along{0};
    for (std::size_t i = 0; i < words.size();) {
        std::size_t end = i + 1;
        while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) ++end;
        const bool known = look % 64 != 13;
        text.unknown += !known;
        text.glyphs.push_back({{at.x + along, at.y}, text.size, static_cast<std::uint32_t>(i), static_cast<std::uint8_t>(known ? end - i : 0),
                               static_cast<std::uint8_t>(look % 16 == 12 ? 1 : 0)});
        along += text.size, i = end;
    }
    return text;
}

SeenField field_of(const Known& known, unsigned what, const Rect& box, int page) {
    SeenField field;
    const Form& form = *known.forms[what % known.forms.size()];
    const Field& one = form.fields[what / 4 % form.fields.size()];
    field.name = one.key + (one.fields.empty() ? "" : "." + one.fields[what / 8 % one.fields.size()].key) + (what % 5 == 0 ? "." + std::to_string(what % 7) : "");
    if (what % 9 == 0) field.name = one.key + "." + std::to_string(what % 3) + (one.fields.empty() ? "" : "." + one.fields[0].key);
    if (what % 11 == 0) field.name.insert(0, "continued.");
    field.kind = static_cast<FieldKind>(what % 6), field.page = page, field.box = box;
    field.value = known.words[what % known.words.size()], field.shown = what % 3 == 0 ? "" : field.value, field.has_appearance = what % 2 == 0;
    field.state = what % 4 == 0 ? "Off" : "yes", field.on_state = "yes", field.multi_line = what % 7 == 0, field.hidden = what % 13 == 0;
    return field;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Known known;
    Evidence evidence;
    if (size > 0 && data[0] % 2 == 0) evidence.producer = "tianbiao";
    SeenPage blank;
    blank.width = Pt{600}, blank.height = Pt{800};
    evidence.pages.push_back(blank);
    for (std::size_t i = 1; i + 8 <= size && evidence.pages.size() < 20; i += 8) {
        const std::uint8_t* b = data + i;
        const Point at{Pt{b[1] * 2.4}, Pt{b[2] * 3.2}};
        const unsigned what = b[4] | static_cast<unsigned>(b[5]) << 8;
        SeenPage& page = evidence.pages.back();
        switch (b[0] % 8) {
            case 0: page.rules.push_back({at, {Pt{b[3] * 2.4}, at.y}, 0.5_pt}); break;
            case 1: page.rules.push_back({at, {at.x, Pt{b[3] * 3.2}}, 0.5_pt}); break;
            case 2: case 3: page.texts.push_back(text_of(known.words[what % known.words.size()], at, b[6])); break;
            case 4: page.strokes.push_back({{at.x, at.y, at.x + Pt{b[3] / 8.0}, at.y + Pt{b[6] / 8.0}}, b[7] % 2 == 0}); break;
            case 5: evidence.fields.push_back(field_of(known, what, {at.x, at.y, at.x + Pt{b[3] / 2.0}, at.y + Pt{b[6] / 4.0}}, static_cast<int>(evidence.pages.size()) - 1)); break;
            case 6: {
                const auto texts = static_cast<std::uint32_t>(page.texts.size());
                page.sequences.push_back({"P", b[3] % 4 == 0, texts - std::min<std::uint32_t>(texts, b[4] % 4), texts});
                break;
            }
            default: evidence.pages.push_back(blank); break;
        }
    }
    for (const DocumentRecord& read : read_document(evidence, known.all, Language::zh)) {
        if (read.first_page < 0 || read.end_page > static_cast<int>(evidence.pages.size())) std::abort();
        write_record(read.extraction.record);
    }
    return 0;
}
