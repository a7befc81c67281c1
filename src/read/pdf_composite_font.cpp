// Composite fonts: Type0 over a CIDFont (ISO 32000-1, 9.7).
#include <algorithm>
#include <deque>
#include <optional>

#include "base/charsets.h"
#include "base/gb18030.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/pdf_adobe_gb1.h"
#include "read/pdf_cid_widths.h"
#include "read/pdf_cmap.h"
#include "read/pdf_encodings.h"
#include "read/pdf_font.h"
#include "read/pdf_font_program.h"

namespace tianbiao {
namespace {

// How the codes of a predefined CMap (9.7.5.2) are cut and what they say by themselves.
enum class Codes : std::uint8_t {
    identity,  // two bytes, the CID
    utf16,     // Unicode, two bytes or four
    utf32,
    gb,        // GB 18030 and its subsets: one, two or four bytes
    pairs,     // of Japan, Taiwan and Korea: one byte or two, as the first says
    embedded,  // as its own CMap says
};

struct Leads {
    unsigned char from, to;
};
struct Pairs {
    Charset charset;
    Leads leads[2];                     // bytes that begin a code of two
    std::uint16_t from = 0, to = 0;     // codes that each maker has given other characters: what they say is not known …
    std::uint16_t last = 0xFFFF;        // … nor are those past this one
    unsigned char second = 0;           // … nor those whose second byte is below it
};
constexpr Pairs windows_31j{Charset::shift_jis, {{0x81, 0x9F}, {0xE0, 0xFC}}};
constexpr Pairs jis{Charset::shift_jis, {{0x81, 0x9F}, {0xE0, 0xFC}}, 0x8540, 0x889E, 0xEAFC};
constexpr Pairs big5{Charset::big5, {{0xA1, 0xFE}}}, big5_mac{Charset::big5, {{0xA1, 0xFC}}}, hkscs{Charset::big5, {{0x87, 0xFE}}};
constexpr Pairs windows_949{Charset::korean, {{0x81, 0xFE}}};
constexpr Pairs ksc{Charset::korean, {{0xA1, 0xFE}}, 0, 0, 0xFFFF, 0xA1}, ksc_mac{Charset::korean, {{0xA1, 0xFD}}, 0, 0, 0xFFFF, 0xA1};

struct Predefined {
    std::string_view name;  // without -H or -V
    Codes codes;
    int ascii;              // CID of 20: only these have other widths than a Chinese character in practice
    int first_ascii;        // the code that it begins with
    const Pairs* pairs = nullptr;
};
constexpr Predefined predefined[]{
    {"Identity", Codes::identity, 0, 0},         {"UniGB-UCS2", Codes::utf16, 1, 0x20},   {"UniGB-UTF16", Codes::utf16, 1, 0x20},
    {"UniGB-UTF32", Codes::utf32, 1, 0x20},      {"GB-EUC", Codes::gb, 814, 0x21},        {"GBK-EUC", Codes::gb, 814, 0x21},
    {"GBKp-EUC", Codes::gb, 1, 0x20},            {"GBK2K", Codes::gb, 1, 0x20},           {"GBpc-EUC", Codes::gb, 1, 0x20},
    {"UniCNS-UCS2", Codes::utf16, 1, 0x20},      {"UniCNS-UTF16", Codes::utf16, 1, 0x20}, {"UniJIS-UCS2", Codes::utf16, 1, 0x20},
    {"UniJIS-UTF16", Codes::utf16, 1, 0x20},     {"UniKS-UCS2", Codes::utf16, 1, 0x20},   {"UniKS-UTF16", Codes::utf16, 1, 0x20},
    {"90ms-RKSJ", Codes::pairs, 231, 0x20, &windows_31j}, {"90msp-RKSJ", Codes::pairs, 1, 0x20, &windows_31j},
    {"90pv-RKSJ", Codes::pairs, 1, 0x20, &jis},  {"83pv-RKSJ", Codes::pairs, 1, 0x20, &jis},
    {"Ext-RKSJ", Codes::pairs, 231, 0x20, &jis}, {"Add-RKSJ", Codes::pairs, 231, 0x20, &jis},
    {"ETen-B5", Codes::pairs, 13648, 0x20, &big5}, {"ETenms-B5", Codes::pairs, 1, 0x20, &big5},
    {"B5pc", Codes::pairs, 1, 0x20, &big5_mac},  {"HKscs-B5", Codes::pairs, 1, 0x20, &hkscs},
    {"KSCms-UHC", Codes::pairs, 1, 0x20, &windows_949}, {"KSCms-UHC-HW", Codes::pairs, 8094, 0x20, &windows_949},
    {"KSC-EUC", Codes::pairs, 8094, 0x20, &ksc}, {"KSCpc-EUC", Codes::pairs, 1, 0x20, &ksc_mac},
};

// Where half-width Latin has its CIDs in Adobe-GB1, the blank stands apart.
constexpr int half_width_blank = 7716;

const Predefined* predefined_of(std::string_view name) {
    if (!name.ends_with("-H") && !name.ends_with("-V")) return nullptr;
    name.remove_suffix(2);
    for (const Predefined& one : predefined)
        if (one.name == name) return &one;
    return nullptr;
}

std::size_t gb_length(std::string_view bytes) {
    const auto byte = [&](std::size_t at) { return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0; };
    if (byte(0) <= 0x80 || bytes.size() < 2) return 1;
    return byte(1) >= 0x30 && byte(1) <= 0x39 && bytes.size() >= 4 ? 4 : 2;
}

std::size_t pair_length(const Pairs& pairs, std::string_view bytes) {
    const auto first = static_cast<unsigned char>(bytes[0]);
    const auto leads = [&](const Leads& span) { return span.from > 0 && first >= span.from && first <= span.to; };
    return std::ranges::any_of(pairs.leads, leads) ? 2 : 1;
}

bool is_half_width_kana(const Pairs& pairs, CharacterCode code) {
    return pairs.charset == Charset::shift_jis && code.bytes == 1 && code.value >= 0xA1 && code.value <= 0xDF;
}

constexpr int half_width_kana = 327;  // CID in Adobe-Japan1 of the first, A1

std::string text_of_pair(const Pairs& pairs, CharacterCode code, std::string_view bytes) {
    if (code.bytes == 1 && code.value >= 0x80 && !is_half_width_kana(pairs, code)) return {};
    const bool between = code.value >= pairs.from && code.value <= pairs.to;
    if (code.bytes == 2 && (between || code.value > pairs.last || (code.value & 0xFF) < pairs.second)) return {};
    return utf8_of(pairs.charset, bytes);
}

std::size_t utf16_length(std::string_view bytes) {
    const bool high = (static_cast<unsigned char>(bytes[0]) & 0xFC) == 0xD8;
    return std::min<std::size_t>(high ? 4 : 2, bytes.size());
}

class CompositeFont : public Font {
public:
    CompositeFont(const ObjectStore& objects, const Object* dictionary)
        : objects_(objects), cid_font_(objects.item(objects.at(dictionary, "DescendantFonts"), 0)), widths_(objects, cid_font_) {
        name_ = base_name(objects, cid_font_);
        if (name_.empty()) name_ = base_name(objects, dictionary);
        const std::string kind = objects.name(objects.at(cid_font_, "Subtype"));
        if (kind != "CIDFontType0" && kind != "CIDFontType2") objects.add_damage();  // its widths are lost with it, and with them who is whose neighbour
        read_encoding(objects.at(dictionary, "Encoding"));
        const Object* collection = objects.at(cid_font_, "CIDSystemInfo");
        is_gb1_ = objects.text(objects.at(collection, "Registry")) == "Adobe" && objects.text(objects.at(collection, "Ordering")) == "GB1";
        const Object* to_unicode = objects.at(dictionary, "ToUnicode");
        if (objects.has_stream(to_unicode)) to_unicode_ = CMap::parsed(objects.decoded(to_unicode, limits::pdf_content));
        says_itself_ = objects.name(to_unicode).starts_with("Identity");
        if (!to_unicode_.has_texts() && codes_ != Codes::utf16 && codes_ != Codes::gb && codes_ != Codes::pairs) read_program();
    }

    const ShownCode& next(std::string_view bytes, std::size_t& at) override {
        const CharacterCode code = cut(bytes, at);
        const std::uint64_t key = std::uint64_t{code.bytes} << 32 | code.value;
        const auto found = shown_.find(key);
        return found != shown_.end() ? found->second : shown_.emplace(key, made(code)).first->second;
    }

private:
    void read_encoding(const Object* encoding) {
        std::string name = objects_.name(encoding);
        if (objects_.has_stream(encoding)) {
            map_ = CMap::parsed(objects_.decoded(encoding, limits::pdf_content));
            codes_ = Codes::embedded;
            vertical_ = map_.vertical() || objects_.number(objects_.at(encoding, "WMode"), 0) == 1;
            name = objects_.name(objects_.at(encoding, "UseCMap"));
            if (name.empty()) name = map_.uses();
            base_ = predefined_of(name);
            if (!map_.has_spaces() && base_) codes_ = base_->codes;
            return;
        }
        vertical_ = name.ends_with("-V") || name == "V";
        base_ = predefined_of(name);
        codes_ = base_ ? base_->codes : Codes::identity;
        cid_is_known_ = base_ != nullptr;
    }

    // 9.7.4.2: a CIDFontType2's CIDs are glyphs by way of CIDToGIDMap.
    void read_program() {
        const Object* descriptor = objects_.at(cid_font_, "FontDescriptor");
        const Object* file = objects_.at(descriptor, "FontFile2");
        const Object* other = objects_.at(descriptor, "FontFile3");
        if (!file && objects_.is_name(objects_.at(other, "Subtype"), "OpenType")) file = other;
        if (!file) return;
        program_ = true_type_program(objects_.decoded(file, limits::font_bytes));
        const Object* map = objects_.at(cid_font_, "CIDToGIDMap");
        if (objects_.has_stream(map)) glyphs_ = objects_.decoded(map, 2 * limits::font_glyphs);
    }

    CharacterCode cut(std::string_view bytes, std::size_t& at) const {
        const std::string_view rest = bytes.substr(at);
        std::size_t length = 2;
        switch (codes_) {
            case Codes::embedded: return map_.next(bytes, at);
            case Codes::identity: break;
            case Codes::utf16: length = utf16_length(rest); break;
            case Codes::utf32: length = 4; break;
            case Codes::gb: length = gb_length(rest); break;
            case Codes::pairs: length = pair_length(*base_->pairs, rest); break;
        }
        length = std::min(length, rest.size());
        CharacterCode code{0, static_cast<std::uint8_t>(length)};
        for (const unsigned char c : rest.substr(0, length)) code.value = code.value << 8 | c;
        at += length;
        return code;
    }

    ShownCode made(CharacterCode code) {
        ShownCode shown;
        shown.code = code.value;
        shown.space = code.bytes == 1 && code.value == ' ';
        shown.text = texts_.emplace_back(text_of(code));
        const int cid = cid_of(code);
        shown.width = widths_.width(cid) / 1000;
        if (vertical_) {
            const VerticalMetrics metrics = widths_.vertical(cid);
            shown.width = metrics.advance / 1000;
            shown.origin_x = metrics.origin_x / 1000;
            shown.origin_y = metrics.origin_y / 1000;
        }
        return shown;
    }

    int cid_of(CharacterCode code) const {
        if (codes_ == Codes::identity) return cid_is_known_ ? static_cast<int>(code.value) : -1;
        const int mapped = map_.cid(code);
        if (mapped >= 0 || !base_) return mapped;
        if (base_->codes == Codes::identity) return static_cast<int>(code.value & 0xFFFF);
        if (code.value == 0x20 && base_->first_ascii == 0x21) return half_width_blank;
        if (base_->pairs && is_half_width_kana(*base_->pairs, code)) return half_width_kana + static_cast<int>(code.value) - 0xA1;
        const bool ascii = code.value >= 0x20 && code.value <= 0x7E;
        return ascii ? base_->ascii + static_cast<int>(code.value) - base_->first_ascii : -1;
    }

    std::string text_of(CharacterCode code) const {
        std::string text;
        if (to_unicode_.text(code, text) && text != std::string_view("\0", 1)) return shown_text(text);
        text.clear();
        if (says_itself_) return append_utf16be(bytes_of(code), text), text;
        const Codes codes = codes_ == Codes::embedded && base_ ? base_->codes : codes_;
        if (codes == Codes::utf16) return append_utf16be(bytes_of(code), text), text;
        if (codes == Codes::pairs) return text_of_pair(*base_->pairs, code, bytes_of(code));
        if (codes == Codes::gb) return utf8_of_gb18030(bytes_of(code));
        if (codes == Codes::utf32 && code.value <= 0x10FFFF && (code.value < 0xD800 || code.value > 0xDFFF)) return append_utf8(text, code.value), text;
        const auto character = program_.characters.find(glyph_of(cid_of(code)));
        if (character != program_.characters.end()) append_utf8(text, character->second);
        else if (is_gb1_) return text_of_gb1_cid(cid_of(code));
        return shown_text(text);
    }

    std::string shown_text(const std::string& text) const {
        if (!name_.starts_with("Wingdings")) return text;
        std::size_t at = 0;
        std::string shown;
        while (at < text.size()) append_utf8(shown, shown_sign(name_, next_code_point(text, at)));
        return shown;
    }

    std::uint32_t glyph_of(int cid) const {
        if (cid < 0) return 0;
        const std::size_t at = 2 * static_cast<std::size_t>(cid);
        if (glyphs_.empty()) return static_cast<std::uint32_t>(cid);
        if (at + 1 >= glyphs_.size()) return 0;
        return static_cast<std::uint32_t>(static_cast<unsigned char>(glyphs_[at])) << 8 | static_cast<unsigned char>(glyphs_[at + 1]);
    }

    static std::string bytes_of(CharacterCode code) {
        std::string bytes;
        for (int shift = 8 * (code.bytes - 1); shift >= 0; shift -= 8) bytes += static_cast<char>(code.value >> shift & 255);
        return bytes;
    }

    const ObjectStore& objects_;
    const Object* cid_font_;
    CidWidths widths_;
    Codes codes_ = Codes::identity;
    const Predefined* base_ = nullptr;
    bool cid_is_known_ = true, says_itself_ = false, is_gb1_ = false;
    CMap map_, to_unicode_;
    GlyphFacts program_;
    std::string glyphs_;  // CIDToGIDMap
    std::unordered_map<std::uint64_t, ShownCode> shown_;
    std::deque<std::string> texts_;
};

}  // namespace

std::unique_ptr<Font> open_composite_font(const ObjectStore& objects, const Object* dictionary) {
    return std::make_unique<CompositeFont>(objects, dictionary);
}

}  // namespace tianbiao
