#include "write/pdf_fill.h"

#include "write/pdf_flatten.h"
#include "write/pdf_looks.h"
#include "write/pdf_syntax.h"
#include "write/pdf_update.h"

namespace tianbiao {
namespace {

std::string with_values(const Fonts& fonts, std::string_view original, const Fillable& file, const std::vector<FieldEdit>& edits) {
    PdfUpdate update(original, file);
    const LookObjects looks = add_looks(update, fonts, file, edits);
    for (const FieldEdit& edit : edits) {
        const FillField& field = file.fields[edit.field];
        const std::string value = "/V" + (is_button(field) ? name_object(edit.value) : text_string(edit.value));
        bool merged = false;
        for (std::size_t w = 0; w < field.widgets.size(); ++w) {
            const FillWidget& widget = field.widgets[w];
            std::string entries = widget.object.entries;
            if (widget.is_field) entries += value, merged = true;
            if (is_button(field)) entries += "/AS" + name_object(widget.on_state == edit.value ? widget.on_state : "Off");
            else entries += "/AP<</N " + reference(looks.at({edit.field, w})) + ">>";
            update.replace(widget.object, entries);
        }
        if (!merged) update.replace(field.object, field.object.entries + value);
    }
    // 12.7.2: the appearances are there; viewers need not make their own. What an XFA form says would overrule them.
    if (!file.form_changed) return update.bytes();
    if (file.form.number != 0) update.replace(file.form, file.form.entries);
    else update.replace(file.catalog, file.catalog.entries + "/AcroForm<<" + file.form.entries + ">>");
    return update.bytes();
}

}  // namespace

std::string fill_pdf(const Fonts& fonts, std::string_view original, const Fillable& file, const std::vector<FieldEdit>& edits, Filling filling,
                     const std::string& date) {
    return filling == Filling::flat ? flatten_pdf(fonts, original, file, edits, date) : with_values(fonts, original, file, edits);
}

}  // namespace tianbiao
