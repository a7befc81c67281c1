#include "read/pdf_font_program.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "base/limits.h"
#include "base/utf8.h"
#include "read/pdf_encodings.h"
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

namespace {

// CFF (Adobe Technical Note 5176): an INDEX is a count, the size of its offsets, the offsets and the data.
class Index {
public:
    Index(const Table& file, std::size_t at) : file_(file), count_(file.u16(at)), size_(count_ == 0 ? 0 : file.u8(at + 2)), offsets_(at + 3) {
        if (size_ < 1 || size_ > 4) count_ = 0;
        end_ = count_ == 0 ? at + 2 : data() + offset(count_);
    }
    std::uint32_t count() const { return count_; }
    std::size_t end() const { return end_; }
    std::string_view item(std::uint32_t i) const {
        if (i >= count_) return {};
        const std::size_t from = data() + offset(i), to = data() + offset(i + 1);
        return from <= to && to <= file_.bytes().size() ? file_.bytes().substr(from, to - from) : std::string_view();
    }

private:
    std::size_t data() const { return offsets_ + std::size_t{size_} * (count_ + 1) - 1; }  // offsets count from one
    std::size_t offset(std::uint32_t i) const { return file_.u32(offsets_ + std::size_t{size_} * i) >> 8 * (4 - size_); }

    Table file_;
    std::uint32_t count_, size_;
    std::size_t offsets_, end_ = 0;
};

struct TopDict {
    std::uint32_t charset = 0, encoding = 0, glyphs = 0;
    bool by_cid = false;
};

// Chapter 4: operands before their operator. Only whole numbers matter here.
TopDict top_dict(std::string_view bytes) {
    constexpr std::uint32_t ros = 12 << 8 | 30;
    const Table dict(bytes);
    TopDict top;
    std::uint32_t operand = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::uint32_t b = dict.u8(at++);
        if (b >= 32 && b <= 246) operand = b - 139;
        else if (b >= 247 && b <= 250) operand = (b - 247) * 256 + dict.u8(at++) + 108;
        else if (b >= 251 && b <= 254) operand = 0, ++at;
        else if (b == 28) operand = dict.u16(at), at += 2;
        else if (b == 29) operand = dict.u32(at), at += 4;
        else if (b == 30) while (at < bytes.size() && (dict.u8(at++) & 0xF) != 0xF) {}
        else {
            const std::uint32_t name = b == 12 ? b << 8 | dict.u8(at++) : b;
            if (name == 15) top.charset = operand;
            if (name == 16) top.encoding = operand;
            if (name == 17) top.glyphs = operand;
            top.by_cid = top.by_cid || name == ros;
        }
    }
    return top;
}

// Chapter 13: a number for the name of each glyph; ISOAdobe, 0, numbers them as they come.
std::vector<std::uint32_t> charset_of(const Table& file, const TopDict& top, std::uint32_t glyphs) {
    std::vector<std::uint32_t> names{0};
    const std::uint32_t format = file.u8(top.charset);
    for (std::size_t at = top.charset + 1; names.size() < glyphs && top.charset > 2 && at < file.bytes().size();) {
        const std::uint32_t first = file.u16(at), more = format == 1 ? file.u8(at + 2) : format == 2 ? file.u16(at + 2) : 0;
        at += format == 1 ? 3 : format == 2 ? 4 : 2;
        for (std::uint32_t i = 0; i <= more && names.size() < glyphs; ++i) names.push_back(first + i);
    }
    for (std::uint32_t name = 1; top.charset == 0 && names.size() < glyphs; ++name) names.push_back(name);
    return names;
}

// Appendix A, the first 229 names as their characters: those of the standard encoding in its order, then the other letters of Latin.
std::string standard_text(std::uint32_t name) {
    static const std::u32string texts = [] {
        std::u32string all(1, U'\0');
        for (const char32_t code : standard_encoding())
            if (code != 0) all += code;
        return all + U"¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž";
    }();
    std::string text;
    if (name > 0 && name < texts.size()) append_utf8(text, texts[name]);
    return text;
}

}  // namespace

std::map<std::uint32_t, std::string> compact_encoding(std::string_view bytes) {
    constexpr std::uint32_t own_names = 391;
    std::map<std::uint32_t, std::string> texts;
    const Table file(bytes);
    const Index fonts(file, file.u8(2)), tops(file, fonts.end()), strings(file, tops.end());
    const TopDict top = top_dict(tops.item(0));
    if (top.by_cid || top.encoding < 2 || top.glyphs == 0) return texts;
    const std::vector<std::uint32_t> names = charset_of(file, top, Index(file, top.glyphs).count());
    const auto text_of_name_number = [&](std::uint32_t name) { return name < own_names ? standard_text(name) : text_of_glyph_name(strings.item(name - own_names)); };
    const auto put = [&](std::uint32_t code, std::uint32_t glyph) {
        if (code < 256 && glyph < names.size()) texts[code] = text_of_name_number(names[glyph]);
    };
    // Chapter 12: codes glyph by glyph, or ranges of them; then further codes of names.
    const std::uint32_t format = file.u8(top.encoding), count = file.u8(top.encoding + 1);
    std::size_t at = top.encoding + 2;
    std::uint32_t glyph = 1;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t first = file.u8(at++), more = (format & 0x7F) == 1 ? file.u8(at++) : 0;
        for (std::uint32_t k = 0; k <= more; ++k) put(first + k, glyph++);
    }
    for (std::uint32_t i = (format & 0x80) != 0 ? file.u8(at++) : 0; i > 0; --i, at += 3) texts[file.u8(at)] = text_of_name_number(file.u16(at + 1));
    return texts;
}

}  // namespace tianbiao
