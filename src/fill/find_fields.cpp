#include "fill/find_fields.h"

#include <podofo/podofo.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

using PoDoFo::PdfDictionary;
using PoDoFo::PdfName;
using PoDoFo::PdfObject;

constexpr int deepest = 64;  // kids in kids: ours nest 4 deep

std::string spelled(const PdfObject* object) {
    std::string text;
    if (object) object->ToString(text, PoDoFo::ePdfWriteMode_Compact);
    return text.substr(std::min(text.find_first_not_of(' '), text.size()));  // the library puts a blank before each reference
}

// A dictionary's entries as they are written, without those that are named.
std::string entries_of(const PdfDictionary& dictionary, std::initializer_list<const char*> without) {
    const auto left_out = [&](const PdfName& key) {
        return std::any_of(without.begin(), without.end(), [&](const char* name) { return key.GetName() == name; });
    };
    std::string text;
    for (const auto& [key, value] : dictionary.GetKeys()) {
        if (left_out(key)) continue;
        const std::string entry = spelled(value);
        text += "/" + key.GetEscapedName() + (entry.find_first_of("/[<(") == 0 ? "" : " ") + entry;
    }
    return text;
}

// 7.9.2.2, by the string's own bytes.
std::string text_of(const PdfObject* object) {
    if (!object || !(object->IsString() || object->IsHexString())) return {};
    const PoDoFo::PdfString& string = object->GetString();
    std::string text = string.GetStringUtf8();
    return first_bad_utf8(text) ? std::string() : text;
}

class Finder {
public:
    explicit Finder(const std::string& bytes) : bytes_(bytes) {
        PoDoFo::PdfError::EnableLogging(false);
        PoDoFo::PdfError::EnableDebug(false);
        file_.LoadFromBuffer(bytes.data(), static_cast<long>(bytes.size()));
    }

    Fillable find() {
        if (file_.GetEncrypted()) throw Error(Code::unsupported, {}, "文件已加密，不能填写：请先去掉密码另存");
        const PdfObject* catalog = file_.GetCatalog();
        const PdfObject* form = resolved(catalog ? catalog->GetDictionary().GetKey("AcroForm") : nullptr);
        const PdfObject* fields = form && form->IsDictionary() ? resolved(form->GetDictionary().GetKey("Fields")) : nullptr;
        if (!fields || !fields->IsArray() || fields->GetArray().empty()) throw Error(Code::unsupported, {}, "文件没有可填写的栏：请用可填写的空白表");
        describe_file(*catalog, *form);
        describe_structure(*catalog);
        add_pages();
        for (const PdfObject& field : fields->GetArray()) add_field(&field, "", 0);
        return std::move(out_);
    }

private:
    const PdfObject* resolved(const PdfObject* object) const {
        for (int i = 0; object && object->IsReference(); ++i) {
            if (i == deepest) return nullptr;
            object = file_.GetObjects().GetObject(object->GetReference());
        }
        return object;
    }

    const PdfObject* at(const PdfObject* dictionary, const char* key) const {
        return dictionary && dictionary->IsDictionary() ? resolved(dictionary->GetDictionary().GetKey(PdfName(key))) : nullptr;
    }

    // 12.7.3.1: what a field lacks it has from its parent.
    const PdfObject* inherited(const PdfObject* field, const char* key) const {
        for (int i = 0; field && i < deepest; ++i, field = at(field, "Parent"))
            if (const PdfObject* value = at(field, key)) return value;
        return nullptr;
    }

    static std::int64_t whole(const PdfObject* object, std::int64_t otherwise) {
        return object && object->IsNumber() ? object->GetNumber() : object && object->IsReal() ? std::llround(object->GetReal()) : otherwise;
    }

    static FillObject object_of(const PdfObject& object, std::initializer_list<const char*> without) {
        return {static_cast<int>(object.Reference().ObjectNumber()), static_cast<int>(object.Reference().GenerationNumber()),
                entries_of(object.GetDictionary(), without)};
    }

    void describe_file(const PdfObject& catalog, const PdfObject& form) {
        const PdfDictionary& trailer = file_.GetTrailer()->GetDictionary();
        out_.size = static_cast<int>(whole(trailer.GetKey("Size"), 0));
        out_.root = spelled(trailer.GetKey("Root")), out_.info = spelled(trailer.GetKey("Info")), out_.id = spelled(trailer.GetKey("ID"));
        for (const PdfObject* object : file_.GetObjects()) out_.size = std::max(out_.size, static_cast<int>(object->Reference().ObjectNumber()) + 1);
        const std::size_t mark = bytes_.rfind("startxref");
        if (mark == std::string::npos) throw Error(Code::unreadable, {}, "PDF 缺少结尾：请先用阅读软件另存");
        out_.start = std::strtoull(bytes_.c_str() + mark + 9, nullptr, 10);
        if (out_.start >= bytes_.size()) throw Error(Code::unreadable, {}, "PDF 的交叉引用位置不对：请先用阅读软件另存");
        out_.stream = bytes_.compare(out_.start, 4, "xref") != 0;
        out_.catalog = object_of(catalog, {"AcroForm"});
        out_.form = object_of(form, {"NeedAppearances", "XFA"});
        if (!catalog.GetDictionary().GetKey("AcroForm")->IsReference()) out_.form.number = 0;
        out_.form_changed = form.GetDictionary().HasKey("NeedAppearances") || form.GetDictionary().HasKey("XFA");
        const PdfObject* metadata = catalog.GetDictionary().GetKey("Metadata");
        if (metadata && metadata->IsReference()) out_.metadata = static_cast<int>(metadata->GetReference().ObjectNumber());
        const PdfObject* info = resolved(trailer.GetKey("Info"));
        out_.producer = text_of(at(info, "Producer")), out_.title = text_of(at(info, "Title")), out_.language = text_of(at(&catalog, "Lang"));
    }

    // 14.7.2. Only a tree of one node is followed: ours has one.
    void describe_structure(const PdfObject& catalog) {
        const PdfObject* root = catalog.GetDictionary().GetKey("StructTreeRoot");
        const PdfObject* tree = root && root->IsReference() ? resolved(root) : nullptr;
        const PdfObject* numbers = at(at(tree, "ParentTree"), "Nums");
        if (!numbers || !numbers->IsArray()) return;
        const PoDoFo::PdfArray& all = numbers->GetArray();
        for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
            const auto key = static_cast<int>(std::clamp<std::int64_t>(whole(&all[i], -1), -1, 1 << 30));
            out_.parents.push_back({key, spelled(&all[i + 1])});
            if (all[i + 1].IsReference()) elements_[key] = resolved(&all[i + 1]);
        }
        out_.structure = object_of(*tree, {"ParentTree"});
    }

    void add_pages() {
        if (file_.GetPageCount() > limits::pages) throw Error(Code::too_large, {}, "页数超过上限");
        for (int i = 0; i < file_.GetPageCount(); ++i) {
            PoDoFo::PdfPage* page = file_.GetPage(i);
            if (!page) throw Error(Code::unreadable, {}, "有一页读不出来");
            const PdfObject& object = *page->GetObject();
            FillPage& one = out_.pages.emplace_back();
            one.object = object_of(object, {"Contents", "Resources", "Annots"});
            const PdfObject* contents = object.GetDictionary().GetKey("Contents");
            const PdfObject* list = resolved(contents);
            if (list && list->IsArray()) for (const PdfObject& part : list->GetArray()) one.contents += spelled(&part) + " ";
            else if (contents) one.contents = spelled(contents);
            const PdfObject* resources = inherited(&object, "Resources");
            if (resources && resources->IsDictionary()) one.resources = entries_of(resources->GetDictionary(), {"XObject", "Font"});
            const PdfObject* fonts = at(resources, "Font");
            if (fonts && fonts->IsDictionary()) one.fonts = entries_of(fonts->GetDictionary(), {});
            one.key = static_cast<int>(std::clamp<std::int64_t>(whole(at(&object, "StructParents"), -1), -1, 1 << 30));
            const PdfObject* x_objects = at(resources, "XObject");
            if (x_objects && x_objects->IsDictionary()) one.x_objects = entries_of(x_objects->GetDictionary(), {});
            add_annotations(at(&object, "Annots"), one, i);
        }
    }

    void add_annotations(const PdfObject* annotations, FillPage& page, int number) {
        if (!annotations || !annotations->IsArray()) return;
        for (const PdfObject& annotation : annotations->GetArray()) {
            const PdfObject* subtype = at(resolved(&annotation), "Subtype");
            const bool widget = subtype && subtype->IsName() && subtype->GetName().GetName() == "Widget";
            if (!widget) page.annotations += spelled(&annotation) + " ";
            else if (annotation.IsReference()) pages_[annotation.GetReference()] = number;
        }
    }

    void add_field(const PdfObject* reference, const std::string& above, int depth) {
        const PdfObject* field = resolved(reference);
        if (!field || !field->IsDictionary() || !reference->IsReference() || depth > deepest || !seen_.insert(reference->GetReference()).second) return;
        const std::string own = text_of(at(field, "T"));
        const std::string name = above.empty() ? own : own.empty() ? above : above + "." + own;
        const PdfObject* kids = at(field, "Kids");
        std::vector<const PdfObject*> widgets;
        if (kids && kids->IsArray()) {
            for (const PdfObject& kid : kids->GetArray()) {
                if (at(resolved(&kid), "T")) add_field(&kid, name, depth + 1);
                else if (kid.IsReference() && resolved(&kid) && resolved(&kid)->IsDictionary()) widgets.push_back(resolved(&kid));
            }
            if (widgets.empty()) return;
        }
        add_terminal(*field, name, widgets);
    }

    static FillField::Kind kind_of(const std::string& type, std::int64_t flags) {
        if (type == "Tx") return FillField::Kind::text;
        if (type == "Ch") return FillField::Kind::choice;
        if (type != "Btn" || flags & 1 << 16) return FillField::Kind::other;  // signatures; push buttons
        return flags & 1 << 15 ? FillField::Kind::radio : FillField::Kind::check;
    }

    void add_terminal(const PdfObject& object, const std::string& name, const std::vector<const PdfObject*>& widgets) {
        FillField& field = out_.fields.emplace_back();
        if (out_.fields.size() > limits::fill_fields) throw Error(Code::too_large, {}, "表中的栏过多");
        const std::int64_t flags = whole(inherited(&object, "Ff"), 0);
        const PdfObject* type = inherited(&object, "FT");
        field.name = name;
        field.kind = kind_of(type && type->IsName() ? type->GetName().GetName() : "", flags);
        field.multi_line = flags & 1 << 12, field.read_only = flags & 1;
        field.quadding = static_cast<int>(whole(inherited(&object, "Q"), 0));
        field.longest = static_cast<int>(std::clamp<std::int64_t>(whole(inherited(&object, "MaxLen"), 0), 0, 1 << 24));
        const PdfObject* value = inherited(&object, "V");
        field.value = value && value->IsName() ? value->GetName().GetName() : text_of(value);
        if (first_bad_utf8(field.value)) field.value.clear();
        field.said = text_of(at(&object, "TU"));
        field.object = object_of(object, {"V", "I", "RV"});
        if (widgets.empty()) add_widget(object, field, true);
        for (const PdfObject* widget : widgets) add_widget(*widget, field, false);
    }

    void add_widget(const PdfObject& object, FillField& field, bool is_field) {
        FillWidget& widget = field.widgets.emplace_back();
        const bool button = field.kind == FillField::Kind::check || field.kind == FillField::Kind::radio;
        widget.is_field = is_field;
        widget.said = text_of(at(&object, "TU"));
        if (button) widget.object = object_of(object, {"AS", "V"});
        else widget.object = object_of(object, {"AS", "V", "I", "RV", "AP"});
        const auto page = pages_.find(object.Reference());
        widget.page = page == pages_.end() ? -1 : page->second;
        const PdfObject* rectangle = at(&object, "Rect");
        if (rectangle && rectangle->IsArray() && rectangle->GetArray().size() == 4) read_rectangle(rectangle->GetArray(), widget);
        widget.rotation = static_cast<int>((whole(at(at(&object, "MK"), "R"), 0) % 360 + 360) % 360);
        const auto element = elements_.find(static_cast<int>(std::clamp<std::int64_t>(whole(at(&object, "StructParent"), -1), -1, 1 << 30)));
        if (element != elements_.end() && element->second && element->second->IsDictionary())
            widget.element = object_of(*element->second, {"K", "A", "Alt"});
        const PdfObject* appearance = at(&object, "AP");
        const PdfObject* looks = at(appearance, "N");
        if (!looks || !looks->IsDictionary()) return;
        if (looks->HasStream()) return add_look(appearance->GetDictionary().GetKey("N"), widget.look);
        for (const auto& [key, look] : looks->GetDictionary().GetKeys()) {
            const bool off = key.GetName() == "Off";
            if (off) widget.has_off = true;
            else widget.on_state = key.GetName();
            add_look(look, off ? widget.off_look : widget.look);
        }
    }

    void add_look(const PdfObject* reference, FillLook& look) const {
        const PdfObject* box = at(resolved(reference), "BBox");
        if (!reference->IsReference() || !box || !box->IsArray() || box->GetArray().size() != 4) return;
        look.reference = spelled(reference);
        read_rectangle(box->GetArray(), look);
    }

    template <class Rectangle>
    static void read_rectangle(const PoDoFo::PdfArray& array, Rectangle& widget) {
        double values[4];
        for (std::size_t i = 0; i < 4; ++i) {
            if (!array[i].IsNumber() && !array[i].IsReal()) return;
            values[i] = array[i].IsNumber() ? static_cast<double>(array[i].GetNumber()) : array[i].GetReal();
            if (!std::isfinite(values[i]) || std::abs(values[i]) > 1e6) return;
        }
        widget.x0 = std::min(values[0], values[2]), widget.x1 = std::max(values[0], values[2]);
        widget.y0 = std::min(values[1], values[3]), widget.y1 = std::max(values[1], values[3]);
    }

    const std::string& bytes_;
    PoDoFo::PdfMemDocument file_;
    std::map<PoDoFo::PdfReference, int> pages_;  // of widgets
    std::map<int, const PdfObject*> elements_;   // by key of the parent tree
    std::set<PoDoFo::PdfReference> seen_;
    Fillable out_;
};

}  // namespace

Fillable find_fields(const std::string& bytes) {
    if (bytes.substr(0, 1024).find("%PDF-") == std::string::npos) throw Error(Code::unreadable, {}, "不是 PDF 文件");
    try {
        return Finder(bytes).find();
    } catch (const PoDoFo::PdfError& error) {
        if (error.GetError() == PoDoFo::ePdfError_InvalidPassword) throw Error(Code::unsupported, {}, "文件已加密，不能填写：请先去掉密码另存");
        throw Error(Code::unreadable, {}, "PDF 已损坏，读不出其中的栏：请先用阅读软件另存");
    }
}

}  // namespace tianbiao
