#include "read/pdf_objects.h"

#define POINTERHOLDER_TRANSITION 4  // libqpdf: std::shared_ptr everywhere

#include <algorithm>
#include <cmath>
#include <deque>
#include <exception>
#include <stdexcept>
#include <map>
#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <unordered_map>

#include "base/deflate.h"
#include "base/error.h"
#include "base/gb18030.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/pdf_cmap.h"
#include "read/quiet_pdf.h"

namespace tianbiao {

// What of it was asked for stays, so that asking again gives the same address.
struct Object {
    explicit Object(QPDFObjectHandle handle_) : handle(std::move(handle_)) {}
    mutable QPDFObjectHandle handle;  // libqpdf reads an object when it is first looked at: none of its functions are const
    mutable std::map<std::string, const Object*, std::less<>> members;
    mutable std::vector<const Object*> items;
};

struct ObjectStore::Opened {
    QPDF pdf;
    std::deque<Object> objects;
    std::unordered_map<int, const Object*> indirect;  // by their numbers
    const Object* trailer = nullptr;

    const Object* kept(const QPDFObjectHandle& handle) {
        QPDFObjectHandle object = handle;
        if (!object.isIndirect()) return &objects.emplace_back(handle);
        const Object*& known = indirect[object.getObjectID()];
        if (!known) known = &objects.emplace_back(handle);
        return known;
    }

    // In a file that was mended, a reference to nothing is an object that was lost; in others it is null (7.3.10).
    const Object* present(QPDFObjectHandle handle, const ObjectStore& store) {
        if (!handle.isNull()) return kept(handle);
        if (handle.isIndirect() && store.mended()) store.add_damage();
        return nullptr;
    }
};

namespace {

// Gives up by an exception when more comes than may.
class BoundedOutput : public Pipeline {
public:
    explicit BoundedOutput(std::size_t most) : Pipeline("output", nullptr), most_(most) {}
    void write(const unsigned char* bytes, std::size_t length) override {
        full = full || text.size() + length > most_;
        if (full) throw std::length_error("output");
        text.append(reinterpret_cast<const char*>(bytes), length);
    }
    void finish() override {}

    std::string text;
    bool full = false;

private:
    std::size_t most_;
};

// What libqpdf throws on the way to an object is damage of that object.
template <class Result, class Work>
Result guarded(const ObjectStore& objects, Result otherwise, Work work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        objects.add_damage();
        return otherwise;
    }
}

// Warnings of libqpdf that tell of a table rebuilt from the objects themselves, which loses nothing.
constexpr std::string_view harmless_warnings[]{"file is damaged", "startxref", "cross-reference", "xref"};

bool is_harmless(const std::string& warning) {
    return std::any_of(std::begin(harmless_warnings), std::end(harmless_warnings), [&](std::string_view w) { return warning.find(w) != std::string::npos; });
}

// Annex D.3, where PDFDocEncoding is not Latin-1: 18–1F and 80–A0.
constexpr char32_t low_half[]{0x02D8, 0x02C7, 0x02C6, 0x02D9, 0x02DD, 0x02DB, 0x02DA, 0x02DC};
constexpr char32_t high_half[]{0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212,
                               0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141,
                               0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0xFFFD, 0x20AC};

double bounded(double value) {
    constexpr double most = 1e9;
    return std::isfinite(value) ? std::clamp(value, -most, most) : 0.0;
}

[[noreturn]] void too_much() {
    throw Error(Code::too_large, {}, "内容解压后超过上限，不予读取");
}

}  // namespace

ObjectStore::ObjectStore(std::string_view bytes, const std::string& password) : opened_(std::make_unique<Opened>()) {
    QPDF& pdf = opened_->pdf;
    open_quietly(pdf, bytes, password);
    opened_->trailer = opened_->kept(pdf.getTrailer());
}

ObjectStore::~ObjectStore() = default;

const Object* ObjectStore::trailer() const { return opened_->trailer; }

void ObjectStore::take_warnings() const {
    if (!opened_->pdf.anyWarnings()) return;
    for (const QPDFExc& warning : opened_->pdf.getWarnings()) {
        mended_ = true;
        damage_ += !is_harmless(warning.getMessageDetail());
    }
}

int ObjectStore::damage() const {
    take_warnings();
    return damage_;
}

bool ObjectStore::mended() const {
    take_warnings();
    return mended_;
}

const Object* ObjectStore::at(const Object* dictionary, std::string_view key) const {
    return guarded<const Object*>(*this, nullptr, [&]() -> const Object* {
        if (!is_dictionary(dictionary)) return nullptr;
        const auto known = dictionary->members.find(key);
        if (known != dictionary->members.end()) return known->second;
        QPDFObjectHandle members = dictionary->handle.isStream() ? dictionary->handle.getDict() : dictionary->handle;
        const Object* member = opened_->present(members.getKey("/" + std::string(key)), *this);
        if (member) dictionary->members.emplace(key, member);
        return member;
    });
}

const Object* ObjectStore::own_or(const Object* node, std::string_view key, const Object* inherited) const {
    const Object* own = at(node, key);
    return own ? own : inherited;
}

const Object* ObjectStore::item(const Object* array, std::size_t index) const {
    return guarded<const Object*>(*this, nullptr, [&]() -> const Object* {
        if (index >= size(array)) return nullptr;
        array->items.resize(size(array));
        if (!array->items[index]) array->items[index] = opened_->present(array->handle.getArrayItem(static_cast<int>(index)), *this);
        return array->items[index];
    });
}

bool ObjectStore::is_dictionary(const Object* object) const {
    return guarded(*this, false, [&] { return object && (object->handle.isDictionary() || object->handle.isStream()); });
}

bool ObjectStore::is_array(const Object* object) const {
    return guarded(*this, false, [&] { return object && object->handle.isArray(); });
}

bool ObjectStore::is_name(const Object* object, std::string_view name) const { return object && this->name(object) == name; }

bool ObjectStore::has_stream(const Object* object) const {
    return guarded(*this, false, [&] { return object && object->handle.isStream(); });
}

std::size_t ObjectStore::size(const Object* array) const {
    return is_array(array) ? static_cast<std::size_t>(std::max(array->handle.getArrayNItems(), 0)) : 0;
}

std::vector<std::string> ObjectStore::keys(const Object* dictionary) const {
    return guarded(*this, std::vector<std::string>(), [&] {
        std::vector<std::string> keys;
        if (!is_dictionary(dictionary)) return keys;
        QPDFObjectHandle members = dictionary->handle.isStream() ? dictionary->handle.getDict() : dictionary->handle;
        for (const std::string& key : members.getKeys()) keys.push_back(key.substr(1));
        return keys;
    });
}

std::optional<double> ObjectStore::number(const Object* object) const {
    return guarded(*this, std::optional<double>(), [&]() -> std::optional<double> {
        if (!object || !object->handle.isNumber()) return std::nullopt;
        return bounded(object->handle.getNumericValue());
    });
}

std::optional<bool> ObjectStore::boolean(const Object* object) const {
    return guarded(*this, std::optional<bool>(),
                   [&] { return object && object->handle.isBool() ? std::optional(object->handle.getBoolValue()) : std::optional<bool>(); });
}

std::string ObjectStore::name(const Object* object) const {
    return guarded(*this, std::string(), [&] { return object && object->handle.isName() ? object->handle.getName().substr(1) : std::string(); });
}

std::optional<std::string> ObjectStore::string(const Object* object) const {
    return guarded(*this, std::optional<std::string>(), [&]() -> std::optional<std::string> {
        if (!object || !object->handle.isString()) return std::nullopt;
        return object->handle.getStringValue();
    });
}

std::string ObjectStore::text(const Object* object) const { return text_of_string(string(object).value_or("")); }

// Past item(): a font's widths are hundreds, and nobody asks for one of them again.
std::vector<double> ObjectStore::numbers(const Object* array, std::size_t most) const {
    std::vector<double> values;
    const std::size_t count = std::min(size(array), most);
    values.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::optional<double> value = guarded(*this, std::optional<double>(), [&]() -> std::optional<double> {
            QPDFObjectHandle item = array->handle.getArrayItem(static_cast<int>(i));
            if (item.isNumber()) return bounded(item.getNumericValue());
            opened_->present(item, *this);
            return std::nullopt;
        });
        if (!value) break;
        values.push_back(*value);
    }
    return values;
}

// One FlateDecode without a predictor, as nearly all content has, goes past libqpdf: it is faster so, and a stream that is cut short is
// seen. All else is libqpdf's, but for pictures, which are no text.
std::string ObjectStore::decoded(const Object* stream, std::size_t most) const {
    most = std::min(most, limits::pdf_decoded - std::min(decoded_, limits::pdf_decoded));
    if (!has_stream(stream)) return {};
    BoundedOutput output(most);
    bool whole = false;
    try {
        const Object* filter = at(stream, "Filter");
        if (size(filter) == 1) filter = item(filter, 0);
        if ((is_name(filter, "FlateDecode") || is_name(filter, "Fl")) && !at(stream, "DecodeParms")) {
            const std::shared_ptr<Buffer> raw = stream->handle.getRawStreamData();
            Inflated inflated = zlib_decompress({reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize()}, most);
            if (inflated.ending == Inflating::too_much) too_much();
            if (inflated.ending == Inflating::whole) return decoded_ += inflated.bytes.size(), std::move(inflated.bytes);
            add_damage();
        }
        bool decoding = false;
        whole = stream->handle.pipeStreamData(&output, &decoding, 0, qpdf_dl_specialized, true, false) && (decoding || !filter);
        if (!decoding && filter) output.text.clear();  // a filter that is none, or a picture's: what came is not what was meant
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const Error&) {
        throw;
    } catch (const std::exception&) {
    }
    if (output.full) too_much();
    if (!whole) add_damage();
    decoded_ += output.text.size();
    return std::move(output.text);
}

std::string text_of_string(std::string_view bytes) {
    constexpr std::string_view utf16 = "\xFE\xFF", utf8 = "\xEF\xBB\xBF";
    std::string text;
    if (bytes.starts_with(utf16)) {
        append_utf16be(bytes.substr(utf16.size()), text);
        return text;
    }
    if (bytes.starts_with(utf8) && !first_bad_utf8(bytes)) return std::string(bytes.substr(utf8.size()));
    for (const unsigned char c : bytes) {
        if (c >= 0x18 && c <= 0x1F) append_utf8(text, low_half[c - 0x18]);
        else if (c >= 0x80 && c <= 0xA0) append_utf8(text, high_half[c - 0x80]);
        else append_utf8(text, c);
    }
    return text;
}

// Chinese programs of the years before Unicode wrote the names of fonts in GBK.
std::string text_of_name(std::string_view bytes) {
    if (!first_bad_utf8(bytes)) return std::string(bytes);
    std::string text;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = static_cast<unsigned char>(bytes[at]) < 0x80 ? 1 : 2;
        const std::string character = utf8_of_gb18030(bytes.substr(at, length));
        if (character.empty()) return text_of_string(bytes);
        text += character;
        at += length;
    }
    return text;
}

}  // namespace tianbiao
