#include "page/fillable.h"

#include <concepts>
#include <optional>
#include <type_traits>

#include "base/error.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

[[noreturn]] void misshapen() { throw Error(Code::unreadable, {}, "读取程序的回答不完整"); }

// One description of the shape serves both ways.
class Writer {
public:
    Json json = Json::make_object();
    void text(const char* key, const std::string& value) { json.member(key) = Json::make_text(value); }
    // Bytes that need not be UTF-8: each is a character of its own.
    void bytes(const char* key, const std::string& value) {
        std::string spelled;
        for (const char c : value) append_utf8(spelled, static_cast<unsigned char>(c));
        text(key, spelled);
    }
    template <class T>
    void number(const char* key, const T& value) { json.member(key) = Json::make_number(static_cast<std::int64_t>(value)); }
    void flag(const char* key, const bool& value) { json.member(key) = Json::make_boolean(value); }
    // A thousandth of a point, as a whole number.
    void length(const char* key, const double& value) { number(key, static_cast<std::int64_t>(value * 1000 + (value < 0 ? -0.5 : 0.5))); }
    template <class T>
    void list(const char* key, const std::vector<T>& values);
    template <class T>
    void part(const char* key, const T& value);
};

class Reader {
public:
    explicit Reader(const Json& json) : json_(json) {}
    void text(const char* key, std::string& value) const {
        const Json& member = at(key);
        if (!member.is_text()) misshapen();
        value = member.text;
    }
    void bytes(const char* key, std::string& value) const {
        std::string spelled;
        text(key, spelled);
        value.clear();
        for (std::size_t at = 0; at < spelled.size();) {
            const char32_t code = next_code_point(spelled, at);
            if (code > 255) misshapen();
            value += static_cast<char>(code);
        }
    }
    template <class T>
    void number(const char* key, T& value) const {
        const std::optional<std::int64_t> found = at(key).integer();
        if (!found) misshapen();
        value = static_cast<T>(*found);
    }
    void flag(const char* key, bool& value) const {
        if (!at(key).is_boolean()) misshapen();
        value = at(key).boolean;
    }
    void length(const char* key, double& value) const {
        std::int64_t thousandths = 0;
        number(key, thousandths);
        value = static_cast<double>(thousandths) / 1000;
    }
    template <class T>
    void list(const char* key, std::vector<T>& values) const;
    template <class T>
    void part(const char* key, T& value) const;

private:
    const Json& at(const char* key) const {
        const Json* member = json_.find(key);
        if (!member) misshapen();
        return *member;
    }
    const Json& json_;
};

template <class T, class Plain>
concept Is = std::same_as<std::remove_const_t<T>, Plain>;

template <class Way, Is<FillObject> Object>
void describe(Way& way, Object& object) {
    way.number("number", object.number);
    way.number("generation", object.generation);
    way.bytes("entries", object.entries);
}

template <class Way, Is<FillLook> Look>
void describe(Way& way, Look& look) {
    way.bytes("reference", look.reference);
    way.length("x0", look.x0), way.length("y0", look.y0), way.length("x1", look.x1), way.length("y1", look.y1);
}

template <class Way, Is<FillWidget> Widget>
void describe(Way& way, Widget& widget) {
    way.part("object", widget.object);
    way.number("page", widget.page);
    way.length("x0", widget.x0), way.length("y0", widget.y0), way.length("x1", widget.x1), way.length("y1", widget.y1);
    way.number("rotation", widget.rotation);
    way.bytes("on_state", widget.on_state);
    way.flag("has_off", widget.has_off);
    way.flag("is_field", widget.is_field);
    way.part("look", widget.look), way.part("off_look", widget.off_look), way.part("element", widget.element), way.text("said", widget.said);
}

template <class Way, Is<FillField> Field>
void describe(Way& way, Field& field) {
    way.text("name", field.name);
    way.number("kind", field.kind);
    way.part("object", field.object);
    way.flag("multi_line", field.multi_line), way.flag("read_only", field.read_only);
    way.number("quadding", field.quadding), way.number("longest", field.longest);
    way.text("value", field.value), way.text("said", field.said);
    way.list("widgets", field.widgets);
}

template <class Way, Is<FillPage> Page>
void describe(Way& way, Page& page) {
    way.part("object", page.object);
    way.bytes("contents", page.contents), way.bytes("resources", page.resources), way.bytes("x_objects", page.x_objects);
    way.bytes("annotations", page.annotations), way.bytes("fonts", page.fonts), way.number("key", page.key);
}

template <class Way, Is<FillParent> Parent>
void describe(Way& way, Parent& parent) {
    way.number("key", parent.key), way.bytes("value", parent.value);
}

template <class Way, Is<Fillable> Whole>
void describe(Way& way, Whole& all) {
    way.number("size", all.size), way.number("start", all.start), way.flag("stream", all.stream);
    way.bytes("root", all.root), way.bytes("info", all.info), way.bytes("id", all.id);
    way.part("catalog", all.catalog), way.part("form", all.form), way.flag("form_changed", all.form_changed);
    way.number("metadata", all.metadata), way.part("structure", all.structure), way.list("parents", all.parents);
    way.text("producer", all.producer), way.text("title", all.title), way.text("language", all.language);
    way.list("pages", all.pages), way.list("fields", all.fields);
}

template <class T>
void Writer::list(const char* key, const std::vector<T>& values) {
    Json all = Json::make_array();
    for (const T& value : values) {
        Writer one;
        describe(one, value);
        all.items.push_back(std::move(one.json));
    }
    json.member(key) = std::move(all);
}

template <class T>
void Writer::part(const char* key, const T& value) {
    Writer one;
    describe(one, value);
    json.member(key) = std::move(one.json);
}

template <class T>
void Reader::list(const char* key, std::vector<T>& values) const {
    if (!at(key).is_array()) misshapen();
    for (const Json& item : at(key).items) {
        const Reader one(item);
        describe(one, values.emplace_back());
    }
}

template <class T>
void Reader::part(const char* key, T& value) const {
    const Reader one(at(key));
    describe(one, value);
}

}  // namespace

Json to_json(const Fillable& fillable) {
    Writer way;
    describe(way, fillable);
    return std::move(way.json);
}

Fillable fillable_of_json(const Json& json) {
    Fillable out;
    const Reader way(json);
    describe(way, out);
    return out;
}

}  // namespace tianbiao
