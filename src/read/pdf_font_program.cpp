#include "read/pdf_font_program.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "base/limits.h"
#include "read/pdf_tokens.h"

namespace tianbiao {
namespace {

// Big-endian numbers of a table; what lies behind its end reads as 0.
class Table {
public:
    explicit Table(std::string_view bytes) : bytes_(bytes) {}
    std::uint32_t u8(std::size_t at) const { return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0; }
    std::uint32_t u16(std::size_t at) const { return u8(at) << 8 | u8(at + 1); }
    std::uint32_t u32(std::size_t at) const { return u16(at) << 16 | u16(at + 2); }
    Table from(std::size_t at) const { return Table(bytes_.substr(std::min(at, bytes_.size()))); }
    std::string_view bytes() const { return bytes_; }

private:
    std::string_view bytes_;
};

using Put = std::function<void(std::uint32_t code, std::uint32_t glyph)>;

void read_format_0(const Table& map, const Put& put) {
    for (std::uint32_t code = 0; code < 256; ++code) put(code, map.u8(6 + code));
}

// ISO/IEC 14496-22, 5.2.1: segments of 16-bit codes.
void read_format_4(const Table& map, const Put& put) {
    const std::uint32_t twice = map.u16(6) & ~1u;
    for (std::uint32_t i = 0; i < twice; i += 2) {
        const std::uint32_t end = map.u16(14 + i), start = map.u16(16 + twice + i), delta = map.u16(16 + 2 * twice + i);
        const std::size_t offset_at = 16 + 3 * twice + i;
        const std::uint32_t offset = map.u16(offset_at);
        for (std::uint32_t code = start; code <= end && code < 0xFFFF; ++code) {
            std::uint32_t glyph = offset == 0 ? code + delta : map.u16(offset_at + offset + 2 * (code - start));
            if (offset != 0 && glyph != 0) glyph += delta;
            put(code, glyph & 0xFFFF);
        }
    }
}

void read_format_6(const Table& map, const Put& put) {
    const std::uint32_t first = map.u16(6), count = map.u16(8);
    for (std::uint32_t i = 0; i < count; ++i) put(first + i, map.u16(10 + 2 * i));
}

void read_format_12(const Table& map, const Put& put) {
    const std::uint32_t groups = std::min<std::uint32_t>(map.u32(12), limits::font_glyphs);
    std::size_t given = 0;
    for (std::uint32_t i = 0; i < groups; ++i) {
        const std::uint32_t first = map.u32(16 + 12 * i), last = std::min<std::uint32_t>(map.u32(20 + 12 * i), 0x10FFFF), glyph = map.u32(24 + 12 * i);
        for (std::uint32_t code = first; code <= last && given < 4 * limits::font_glyphs; ++code, ++given) put(code, glyph + (code - first));
    }
}

struct Format {
    std::uint32_t number;
    void (*read)(const Table&, const Put&);
};
constexpr Format formats[]{{0, read_format_0}, {4, read_format_4}, {6, read_format_6}, {12, read_format_12}};

void read_subtable(const Table& map, const Put& put) {
    for (const Format& format : formats)
        if (format.number == map.u16(0)) format.read(map, put);
}

std::optional<Table> table_named(const Table& file, std::string_view tag) {
    const std::uint32_t count = std::min<std::uint32_t>(file.u16(4), 256);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t at = 12 + 16 * i;
        if (file.bytes().size() >= at + 16 && file.bytes().substr(at, 4) == tag) return file.from(file.u32(at + 8));
    }
    return std::nullopt;
}

// Radicals and compatibility forms share glyphs with the characters that people type.
bool is_second_choice(char32_t code) {
    return (code >= 0x2E80 && code <= 0x2FDF) || (code >= 0xE000 && code <= 0xFAFF) || (code >= 0x2F800 && code <= 0x2FA1F) || code == 0xA0 || code == 0xAD;
}

}  // namespace

GlyphFacts true_type_program(std::string_view bytes) {
    GlyphFacts program;
    const Table file(bytes);
    const std::optional<Table> cmap = table_named(bytes.starts_with("ttcf") ? file.from(file.u32(12)) : file, "cmap");
    if (!cmap) return program;
    const std::uint32_t count = std::min<std::uint32_t>(cmap->u16(2), 64);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t platform = cmap->u16(4 + 8 * i), encoding = cmap->u16(6 + 8 * i);
        const Table map = cmap->from(cmap->u32(8 + 8 * i));
        const bool unicode = platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10));
        read_subtable(map, [&](std::uint32_t code, std::uint32_t glyph) {
            if (glyph == 0) return;
            if (!unicode) {
                program.codes.emplace(code, glyph);
                return;
            }
            const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
            if (surrogate) return;
            const auto [entry, added] = program.characters.emplace(glyph, code);
            if (!added && is_second_choice(entry->second) && !is_second_choice(code)) entry->second = code;
        });
    }
    return program;
}

GlyphFacts type1_program(std::string_view bytes) {
    GlyphFacts program;
    const std::size_t begin = bytes.find("/Encoding");
    if (begin == std::string_view::npos) return program;
    const std::string_view clear = bytes.substr(0, bytes.find("eexec"));
    Tokenizer tokens(clear.substr(std::min(begin, clear.size())));
    Token before;
    for (Token token = tokens.next(); token.kind != TokenKind::end; token = tokens.next()) {
        const bool pair = before.kind == TokenKind::number && token.kind == TokenKind::name;
        if (pair && before.number >= 0 && before.number < 256) program.names[static_cast<std::uint32_t>(before.number)] = token.text;
        if (token.kind == TokenKind::word && (token.text == "def" || token.text == "readonly") && !program.names.empty()) break;
        before = token;
    }
    return program;
}

}  // namespace tianbiao
