#include "read/pdf_objects.h"

#include <podofo/podofo.h>

#include <algorithm>
#include <cmath>

#include "base/deflate.h"
#include "base/error.h"
#include "base/gb18030.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/pdf_cmap.h"

namespace tianbiao {
namespace {

using PoDoFo::PdfError;

constexpr int most_hops = 16;  // references to references, which 7.3.10 does not even allow

// Gives up, by PoDoFo's own exception, when more comes than may.
class BoundedOutput : public PoDoFo::PdfOutputStream {
public:
    explicit BoundedOutput(std::size_t most) : most_(most) {}
    PoDoFo::pdf_long Write(const char* bytes, PoDoFo::pdf_long length) override {
        if (length > 0 && text.size() + static_cast<std::size_t>(length) > most_) {
            full = true;
            throw PdfError(PoDoFo::ePdfError_OutOfMemory, __FILE__, __LINE__);
        }
        if (length > 0) text.append(bytes, static_cast<std::size_t>(length));
        return length;
    }
    void Close() override {}

    std::string text;
    bool full = false;

private:
    std::size_t most_;
};

// What PoDoFo throws on the way to an object is damage of that object.
template <class Result, class Work>
Result guarded(const ObjectStore& objects, Result otherwise, Work work) {
    try {
        return work();
    } catch (const PdfError&) {
        objects.add_damage();
        return otherwise;
    }
}

// Annex D.3, where PDFDocEncoding is not Latin-1: 18–1F and 80–A0.
constexpr char32_t low_half[]{0x02D8, 0x02C7, 0x02C6, 0x02D9, 0x02DD, 0x02DB, 0x02DA, 0x02DC};
constexpr char32_t high_half[]{0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212,
                               0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141,
                               0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0xFFFD, 0x20AC};

[[noreturn]] void too_much() {
    throw Error(Code::too_large, {}, "内容解压后超过上限，不予读取");
}

}  // namespace

ObjectStore::ObjectStore(std::string bytes) : bytes_(std::move(bytes)) {
    objects_ = std::make_unique<PoDoFo::PdfVecObjects>();
    objects_->SetAutoDelete(true);
    parser_ = std::make_unique<PoDoFo::PdfParser>(objects_.get());
    try {
        parser_->ParseFile(bytes_.data(), static_cast<long>(bytes_.size()), true);
    } catch (const PdfError& error) {
        throw Error(Code::unreadable, {}, "PDF 文件已损坏，无法读取");
    }
}

ObjectStore::~ObjectStore() = default;

const Object* ObjectStore::trailer() const { return parser_->GetTrailer(); }

const Object* ObjectStore::resolved(const Object* object) const {
    return guarded<const Object*>(*this, nullptr, [&]() -> const Object* {
        for (int hops = 0; object && object->IsReference(); ++hops) {
            if (hops == most_hops) return nullptr;
            object = objects_->GetObject(object->GetReference());
        }
        return object && !object->IsNull() ? object : nullptr;
    });
}

const Object* ObjectStore::at(const Object* dictionary, std::string_view key) const {
    dictionary = resolved(dictionary);
    if (!is_dictionary(dictionary)) return nullptr;
    return resolved(dictionary->GetDictionary().GetKey(PoDoFo::PdfName(std::string(key))));
}

const Object* ObjectStore::own_or(const Object* node, std::string_view key, const Object* inherited) const {
    const Object* own = at(node, key);
    return own ? own : inherited;
}

const Object* ObjectStore::item(const Object* array, std::size_t index) const {
    array = resolved(array);
    return index < size(array) ? resolved(&array->GetArray()[index]) : nullptr;
}

bool ObjectStore::is_dictionary(const Object* object) const {
    return guarded(*this, false, [&] { return object && object->IsDictionary(); });
}

bool ObjectStore::is_array(const Object* object) const {
    return guarded(*this, false, [&] { return object && object->IsArray(); });
}

bool ObjectStore::is_name(const Object* object, std::string_view name) const {
    return guarded(*this, false, [&] { return object && object->IsName() && object->GetName().GetName() == name; });
}

bool ObjectStore::has_stream(const Object* object) const {
    return guarded(*this, false, [&] { return object && object->IsDictionary() && object->HasStream(); });
}

std::size_t ObjectStore::size(const Object* array) const { return is_array(array) ? array->GetArray().GetSize() : 0; }

std::vector<std::string> ObjectStore::keys(const Object* dictionary) const {
    std::vector<std::string> keys;
    if (!is_dictionary(dictionary)) return keys;
    for (const auto& [key, value] : dictionary->GetDictionary().GetKeys()) keys.push_back(key.GetName());
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::optional<double> ObjectStore::number(const Object* object) const {
    constexpr double most = 1e9;
    return guarded(*this, std::optional<double>(), [&]() -> std::optional<double> {
        object = resolved(object);
        if (!object || !(object->IsNumber() || object->IsReal())) return std::nullopt;
        const double value = object->IsNumber() ? static_cast<double>(object->GetNumber()) : object->GetReal();
        return std::isfinite(value) ? std::clamp(value, -most, most) : 0.0;
    });
}

std::optional<bool> ObjectStore::boolean(const Object* object) const {
    return guarded(*this, std::optional<bool>(),
                   [&] { return object && object->IsBool() ? std::optional(object->GetBool()) : std::optional<bool>(); });
}

std::string ObjectStore::name(const Object* object) const {
    return guarded(*this, std::string(), [&] { return object && object->IsName() ? object->GetName().GetName() : std::string(); });
}

// PoDoFo takes the mark FE FF off a string that begins with it.
std::optional<std::string> ObjectStore::string(const Object* object) const {
    return guarded(*this, std::optional<std::string>(), [&]() -> std::optional<std::string> {
        if (!object || !(object->IsString() || object->IsHexString())) return std::nullopt;
        const PoDoFo::PdfString& string = object->GetString();
        std::string bytes(string.GetString(), static_cast<std::size_t>(std::max<PoDoFo::pdf_long>(string.GetLength(), 0)));
        return string.IsUnicode() ? "\xFE\xFF" + bytes : bytes;
    });
}

std::string ObjectStore::text(const Object* object) const { return text_of_string(string(object).value_or("")); }

std::vector<double> ObjectStore::numbers(const Object* array, std::size_t most) const {
    std::vector<double> values;
    const std::size_t count = std::min(size(array), most);
    for (std::size_t i = 0; i < count; ++i) {
        const std::optional<double> value = number(item(array, i));
        if (!value) break;
        values.push_back(*value);
    }
    return values;
}

// One FlateDecode without a predictor, as nearly all content has, goes past PoDoFo: it is faster so, and a stream that is cut short is
// seen. All else is PoDoFo's.
std::string ObjectStore::decoded(const Object* stream, std::size_t most) const {
    most = std::min(most, limits::pdf_decoded - std::min(decoded_, limits::pdf_decoded));
    BoundedOutput output(most);
    bool whole = false;
    try {
        if (!has_stream(stream)) return {};
        const PoDoFo::PdfStream* data = stream->GetStream();
        const Object* filter = at(stream, "Filter");
        if (size(filter) == 1) filter = item(filter, 0);
        const bool flate = is_name(filter, "FlateDecode") || is_name(filter, "Fl");
        const auto* memory = dynamic_cast<const PoDoFo::PdfMemStream*>(data);
        if (flate && memory && !at(stream, "DecodeParms")) {
            Inflated inflated = zlib_decompress({memory->Get(), static_cast<std::size_t>(memory->GetLength())}, most);
            if (inflated.ending == Inflating::too_much) too_much();
            if (inflated.ending == Inflating::whole) return decoded_ += inflated.bytes.size(), std::move(inflated.bytes);
            add_damage();
        }
        data->GetFilteredCopy(&output);
        whole = true;
    } catch (const PdfError&) {
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
