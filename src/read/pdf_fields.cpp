#include "read/pdf_fields.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"
#include "base/limits.h"
#include "read/pdf_annotations.h"

namespace tianbiao {
namespace {

// Flags of tables 221, 226 and 228.
constexpr int read_only = 1, multi_line = 1 << 12, radio = 1 << 15, push_button = 1 << 16;

struct Inherited {
    std::string name;
    const Object* type = nullptr;
    const Object* flags = nullptr;
    const Object* value = nullptr;
    const Object* options = nullptr;
    const Object* tooltip = nullptr;
};

struct KindOfType {
    std::string_view type;
    FieldKind kind;
};
constexpr KindOfType kinds[]{{"Tx", FieldKind::text}, {"Ch", FieldKind::choice}, {"Sig", FieldKind::signature}, {"Btn", FieldKind::check}};

class FieldReader {
public:
    FieldReader(ContentStore& store, const PageList& pages, FieldParts parts) : store_(store), objects_(store.objects()), pages_(pages), parts_(parts) {
        for (std::size_t page = 0; page < pages.pages.size(); ++page) {
            const Object* annotations = objects_.at(pages.pages[page].object, "Annots");
            const std::size_t count = std::min<std::size_t>(objects_.size(annotations), limits::pdf_annotations);
            for (std::size_t i = 0; i < count; ++i) page_of_.emplace(objects_.item(annotations, i), static_cast<int>(page));
        }
    }

    std::vector<SeenField> run() {
        const Object* fields = objects_.at(objects_.at(objects_.catalog(), "AcroForm"), "Fields");
        const std::size_t count = bounded(fields);
        for (std::size_t i = 0; i < count; ++i) visit(objects_.item(fields, i), {}, 0);
        return std::move(found_);
    }

private:
    [[noreturn]] static void too_many() { throw Error(Code::too_large, {}, "表单域过多"); }

    std::size_t bounded(const Object* array) const {
        const std::size_t count = objects_.size(array);
        if (count > static_cast<std::size_t>(limits::pdf_annotations)) too_many();
        return count;
    }

    void visit(const Object* node, Inherited inherited, int depth) {
        if (!objects_.is_dictionary(node)) return objects_.add_damage();
        if (depth > limits::pdf_tree_depth || !seen_.insert(node).second) return;
        if (seen_.size() > static_cast<std::size_t>(limits::pdf_annotations)) too_many();
        inherited.type = objects_.own_or(node, "FT", inherited.type);
        inherited.flags = objects_.own_or(node, "Ff", inherited.flags);
        inherited.value = objects_.own_or(node, "V", inherited.value);
        inherited.options = objects_.own_or(node, "Opt", inherited.options);
        inherited.tooltip = objects_.own_or(node, "TU", inherited.tooltip);
        const Object* partial = objects_.at(node, "T");
        if (partial) inherited.name += (inherited.name.empty() ? "" : ".") + objects_.text(partial);
        const Object* kids = objects_.at(node, "Kids");
        const std::size_t count = bounded(kids);
        if (count == 0) return add(node, inherited);
        for (std::size_t i = 0; i < count; ++i) visit(objects_.item(kids, i), inherited, depth + 1);
    }

    void add(const Object* widget, const Inherited& from) {
        SeenField& field = found_.emplace_back();
        place(widget, field);
        if (parts_ == FieldParts::places) return;
        const int flags = static_cast<int>(std::clamp(objects_.number(from.flags, 0), 0.0, 2e9));
        field.name = from.name;
        field.tooltip = objects_.text(from.tooltip);
        field.kind = kind_of(objects_.name(from.type), flags);
        field.value = value_of(from.value);
        field.read_only = (flags & read_only) != 0;
        field.multi_line = field.kind == FieldKind::text && (flags & multi_line) != 0;
        field.options = options_of(from.options);
        field.state = text_of_name(objects_.name(objects_.at(widget, "AS")));
        field.on_state = on_state(widget);
        field.hidden = is_hidden(objects_, widget) || !prints(widget);
        const Object* appearance = appearance_of(objects_, widget);
        field.has_appearance = appearance != nullptr;
        if (appearance) field.shown = text_shown(store_, appearance);
    }

    void place(const Object* widget, SeenField& field) const {
        const auto page = page_of_.find(widget);
        if (page == page_of_.end()) return;
        field.page = page->second;
        field.box = rectangle_of(objects_, widget, pages_.pages[static_cast<std::size_t>(page->second)]);
    }

    static FieldKind kind_of(std::string_view type, int flags) {
        for (const KindOfType& one : kinds) {
            if (one.type != type) continue;
            if (one.kind != FieldKind::check) return one.kind;
            return (flags & push_button) != 0 ? FieldKind::button : (flags & radio) != 0 ? FieldKind::radio : FieldKind::check;
        }
        return FieldKind::text;
    }

    bool prints(const Object* widget) const {
        constexpr int print_flag = 4;
        return (static_cast<int>(objects_.number(objects_.at(widget, "F"), print_flag)) & print_flag) != 0;
    }

    // Acrobat ends a typed line with CR, Chromium with CR and LF.
    static std::string with_line_feeds(const std::string& text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '\r') out += text[i];
            else if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
        }
        return out;
    }

    // A button's value is a name; a long text may be a stream; a choice of several is an array (12.7.4).
    std::string value_of(const Object* value) const {
        if (objects_.has_stream(value)) return with_line_feeds(text_of_string(objects_.decoded(value, limits::json_bytes)));
        if (objects_.is_array(value)) {
            std::string all;
            for (std::size_t i = 0; i < std::min<std::size_t>(objects_.size(value), 1000); ++i)
                all += (i == 0 ? "" : "\n") + objects_.text(objects_.item(value, i));
            return all;
        }
        const std::string name = objects_.name(value);
        return with_line_feeds(name.empty() ? objects_.text(value) : text_of_name(name));
    }

    // An option is its text, or a pair of what is exported and what is shown.
    std::vector<std::string> options_of(const Object* array) const {
        std::vector<std::string> options;
        const std::size_t count = std::min<std::size_t>(objects_.size(array), 5000);
        for (std::size_t i = 0; i < count; ++i) {
            const Object* option = objects_.item(array, i);
            options.push_back(objects_.text(objects_.is_array(option) ? objects_.item(option, 1) : option));
        }
        return options;
    }

    std::string on_state(const Object* widget) const {
        const Object* normal = objects_.at(objects_.at(widget, "AP"), "N");
        if (objects_.has_stream(normal)) return {};
        for (const std::string& key : objects_.keys(normal))
            if (key != "Off") return text_of_name(key);
        return {};
    }

    ContentStore& store_;
    const ObjectStore& objects_;
    const PageList& pages_;
    FieldParts parts_;
    std::map<const Object*, int> page_of_;
    std::set<const Object*> seen_;
    std::vector<SeenField> found_;
};

}  // namespace

std::vector<SeenField> read_fields(ContentStore& store, const PageList& pages, FieldParts parts) { return FieldReader(store, pages, parts).run(); }

}  // namespace tianbiao
