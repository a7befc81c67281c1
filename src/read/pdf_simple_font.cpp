// Simple fonts: one byte a code (ISO 32000-1, 9.6).
#include <array>
#include <cmath>
#include <optional>

#include "base/limits.h"
#include "base/utf8.h"
#include "read/pdf_cmap.h"
#include "read/pdf_encodings.h"
#include "read/pdf_font.h"
#include "read/pdf_font_program.h"

namespace tianbiao {
namespace {

constexpr std::size_t codes = 256;
constexpr int symbolic_flag = 4;  // table 123, bit 3

class SimpleFont : public Font {
public:
    SimpleFont(const ObjectStore& objects, const Object* dictionary) : objects_(objects), dictionary_(dictionary) {
        name_ = base_name(objects, dictionary);
        descriptor_ = objects.at(dictionary, "FontDescriptor");
        type3_ = objects.is_name(objects.at(dictionary, "Subtype"), "Type3");
        for (std::size_t code = 0; code < codes; ++code) shown_[code].code = static_cast<std::uint32_t>(code), shown_[code].space = code == ' ';
        read_encoding();
        read_to_unicode();
        read_widths();
        for (std::size_t code = 0; code < codes; ++code) shown_[code].text = texts_[code];
    }

    const ShownCode& next(std::string_view bytes, std::size_t& at) override { return shown_[static_cast<unsigned char>(bytes[at++])]; }

private:
    // 9.6.6: the base encoding, else the program's own, and the differences upon it.
    void read_encoding() {
        const Object* encoding = objects_.at(dictionary_, "Encoding");
        const Encoding* base = named_encoding(objects_.name(encoding));
        if (!base) base = named_encoding(objects_.name(objects_.at(encoding, "BaseEncoding")));
        if (!base || symbolic()) read_program();
        if (!base && !own_) base = base_of_name();
        if (base && !own_)
            for (std::size_t code = 0; code < codes; ++code)
                if ((*base)[code] != 0) append_utf8(texts_[code], (*base)[code]);
        read_differences(objects_.at(encoding, "Differences"));
    }

    bool symbolic() const { return (static_cast<int>(objects_.number(objects_.at(descriptor_, "Flags"), 0)) & symbolic_flag) != 0; }

    const Encoding* base_of_name() const {
        if (type3_) return nullptr;
        if (name_.starts_with("ZapfDingbats") || name_ == "ZaDb") return &dingbats_encoding();
        return name_.starts_with("Symbol") ? &symbol_encoding() : &standard_encoding();
    }

    void read_program() {
        const Object* true_type = objects_.at(descriptor_, "FontFile2");
        const Object* type1 = objects_.at(descriptor_, "FontFile");
        const Object* other = objects_.at(descriptor_, "FontFile3");
        if (true_type) read_true_type(objects_.decoded(true_type, limits::font_bytes));
        if (other && objects_.is_name(objects_.at(other, "Subtype"), "OpenType")) read_true_type(objects_.decoded(other, limits::font_bytes));
        if (other && objects_.is_name(objects_.at(other, "Subtype"), "Type1C")) {
            for (auto& [code, text] : compact_encoding(objects_.decoded(other, limits::font_bytes))) own_ = true, texts_[code] = std::move(text);
        }
        if (!type1) return;
        for (const auto& [code, glyph] : type1_program(objects_.decoded(type1, limits::font_bytes)).names) {
            own_ = true;
            texts_[code] = text_of_glyph_name(glyph);
        }
    }

    // 9.6.6.4: a symbolic font's codes go through its (1,0) cmap, or its (3,0) one, where they may stand at F000 and above.
    void read_true_type(const std::string& bytes) {
        const GlyphFacts program = true_type_program(bytes);
        if (program.characters.empty()) return;
        for (std::uint32_t code = 0; code < codes; ++code) {
            auto glyph = program.codes.find(code);
            if (glyph == program.codes.end()) glyph = program.codes.find(0xF000 + code);
            if (glyph == program.codes.end()) continue;
            const auto character = program.characters.find(glyph->second);
            if (character == program.characters.end()) continue;
            own_ = true;
            append_utf8(texts_[code], character->second);
        }
    }

    void read_differences(const Object* differences) {
        std::size_t code = 0;
        const std::size_t count = std::min(objects_.size(differences), 4 * codes);
        for (std::size_t i = 0; i < count; ++i) {
            const Object* item = objects_.item(differences, i);
            if (const std::optional<double> number = objects_.number(item)) {
                code = *number >= 0 && *number < 256 ? static_cast<std::size_t>(*number) : codes;
            } else if (code < codes) {
                const std::string name = objects_.name(item);
                if (!name.empty()) texts_[code] = text_of_glyph_name(name);
                ++code;
            }
        }
    }

    void read_to_unicode() {
        const Object* stream = objects_.at(dictionary_, "ToUnicode");
        if (objects_.has_stream(stream)) {
            const CMap map = CMap::parsed(objects_.decoded(stream, limits::pdf_content));
            for (std::uint32_t code = 0; code < codes; ++code) {
                std::string text;
                // Some producers write the codes of a simple font with two bytes.
                if (map.text({code, 1}, text) || map.text({code, 2}, text)) texts_[code] = std::move(text);
            }
        }
        if (!name_.starts_with("Wingdings")) return;
        for (std::size_t code = 0; code < codes; ++code) {
            const std::u32string text = to_utf32(texts_[code]);
            if (text.size() > 1 || (text.size() == 1 && text[0] > 0xFF && (text[0] < 0xF000 || text[0] > 0xF0FF))) continue;
            texts_[code].clear();
            append_utf8(texts_[code], shown_sign(name_, text.empty() || text[0] <= 0xFF ? static_cast<char32_t>(code) : text[0]));
        }
    }

    void read_widths() {
        const std::vector<double> matrix = objects_.numbers(objects_.at(dictionary_, "FontMatrix"), 6);
        const double unit = type3_ && matrix.size() == 6 ? matrix[0] : 0.001;
        const Object* widths = objects_.at(dictionary_, "Widths");
        const double first = objects_.number(objects_.at(dictionary_, "FirstChar"), 0);
        const std::optional<double> missing = objects_.number(objects_.at(descriptor_, "MissingWidth"));
        for (std::size_t code = 0; code < codes; ++code) {
            const double place = static_cast<double>(code) - first;
            std::optional<double> width;
            if (place >= 0 && place < static_cast<double>(objects_.size(widths))) width = objects_.number(objects_.item(widths, static_cast<std::size_t>(place)));
            if (!width) width = missing;
            if (!width && !widths && !type3_) {
                std::size_t at = 0;
                width = standard_width(name_, texts_[code].empty() ? U' ' : next_code_point(texts_[code], at));
            }
            shown_[code].width = width.value_or(0) * unit;
        }
    }

    const ObjectStore& objects_;
    const Object* dictionary_;
    const Object* descriptor_ = nullptr;
    bool type3_ = false, own_ = false;
    std::array<ShownCode, codes> shown_;
    std::array<std::string, codes> texts_;
};

}  // namespace

std::unique_ptr<Font> open_simple_font(const ObjectStore& objects, const Object* dictionary) { return std::make_unique<SimpleFont>(objects, dictionary); }

}  // namespace tianbiao
