#include "read/pdf_cmap.h"

#include <algorithm>

#include "base/error.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/pdf_tokens.h"

namespace tianbiao {
namespace {

constexpr char32_t replacement = 0xFFFD;

std::uint32_t code_of(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const unsigned char c : bytes.substr(0, 4)) value = value << 8 | c;
    return value;
}

std::uint32_t unit_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) << 8 | static_cast<unsigned char>(bytes[at + 1]);
}

bool is_high(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Ranges sorted by length and first code; the last one that begins at or before the code.
template <class Range>
const Range* range_of(const std::vector<Range>& ranges, CharacterCode code) {
    auto after = std::upper_bound(ranges.begin(), ranges.end(), code, [](const CharacterCode& c, const Range& r) {
        return c.bytes != r.bytes ? c.bytes < r.bytes : c.value < r.from;
    });
    // Ranges may overlap, though they should not: a wide one can stand before narrow ones.
    for (int tries = 0; tries < 8 && after != ranges.begin(); ++tries) {
        const Range& range = *--after;
        if (range.bytes != code.bytes) return nullptr;
        if (code.value <= range.to) return &range;
    }
    return nullptr;
}

}  // namespace

void append_utf16be(std::string_view bytes, std::string& to) {
    std::size_t at = 0;
    while (at + 1 < bytes.size()) {
        const std::uint32_t unit = unit_at(bytes, at);
        at += 2;
        if (is_high(unit) && at + 1 < bytes.size() && is_low(unit_at(bytes, at))) {
            append_utf8(to, 0x10000 + ((unit - 0xD800) << 10) + (unit_at(bytes, at) - 0xDC00));
            at += 2;
        } else {
            append_utf8(to, is_high(unit) || is_low(unit) ? replacement : unit);
        }
    }
    if (at < bytes.size()) append_utf8(to, replacement);
}

// Reads the operators between begincmap and endcmap; each section is a flat list of strings, numbers and arrays.
class CMapReader {
public:
    explicit CMapReader(std::string_view bytes) : tokens_(bytes) {}

    CMap run() {
        std::string_view name;
        double number = 0;
        for (Token token = tokens_.next(); token.kind != TokenKind::end; token = tokens_.next()) {
            if (token.kind == TokenKind::name) {
                wmode_ = token.text == "WMode";
                name = token.text;
            } else if (token.kind == TokenKind::number) {
                number = token.number;
            } else if (token.kind == TokenKind::word) {
                if (token.text == "usecmap") map_.uses_ = name;
                if (token.text == "def" && wmode_) map_.vertical_ = number == 1;
                section(token.text);
            }
        }
        map_.sort();
        return std::move(map_);
    }

private:
    struct Section {
        std::string_view begin, end;
        void (CMapReader::*read)(std::string_view end);
    };

    void section(std::string_view word) {
        static constexpr Section sections[]{
            {"begincodespacerange", "endcodespacerange", &CMapReader::spaces}, {"beginbfchar", "endbfchar", &CMapReader::text_characters},
            {"beginbfrange", "endbfrange", &CMapReader::text_ranges},          {"begincidchar", "endcidchar", &CMapReader::cid_characters},
            {"begincidrange", "endcidrange", &CMapReader::cid_ranges},
        };
        for (const Section& one : sections)
            if (one.begin == word) (this->*one.read)(one.end);
        tokens_.reset();
    }

    // The next operand of a section; false at its end.
    bool operand(std::string_view end, Token& token) {
        token = tokens_.next();
        return token.kind != TokenKind::end && !(token.kind == TokenKind::word && token.text == end);
    }

    void count() {
        if (++entries_ > limits::cmap_entries) throw Error(Code::too_large, {}, "字体的编码表过大");
    }

    void spaces(std::string_view end) {
        for (Token from, to; operand(end, from) && operand(end, to);) {
            if (from.kind != TokenKind::string || to.text.empty() || to.text.size() > 4) continue;
            count();
            map_.spaces_.push_back({code_of(from.text), code_of(to.text), static_cast<std::uint8_t>(to.text.size())});
        }
    }

    void add_text(std::uint32_t from, std::uint32_t to, std::size_t bytes, std::string_view text) {
        count();
        if (bytes < 1 || bytes > 4 || to < from || text.size() > 512) return;
        const auto begin = static_cast<std::uint32_t>(map_.pool_.size());
        // One byte alone stands for a code point below 256: met in files of small producers.
        if (text.size() == 1) map_.pool_ += '\0';
        map_.pool_ += text;
        map_.texts_.push_back({from, to, static_cast<std::uint8_t>(bytes), begin, static_cast<std::uint16_t>(map_.pool_.size() - begin)});
    }

    void text_characters(std::string_view end) {
        for (Token from, to; operand(end, from) && operand(end, to);) {
            if (from.kind != TokenKind::string || to.kind != TokenKind::string) continue;
            add_text(code_of(from.text), code_of(from.text), from.text.size(), to.text);
        }
    }

    void text_ranges(std::string_view end) {
        for (Token from, to, text; operand(end, from) && operand(end, to) && operand(end, text);) {
            const std::uint32_t first = code_of(from.text), last = code_of(to.text);
            if (text.kind == TokenKind::string) add_text(first, last, from.text.size(), text.text);
            if (text.kind != TokenKind::array_begin) continue;
            std::uint32_t code = first;
            while (operand(end, text) && text.kind != TokenKind::array_end) {
                if (text.kind == TokenKind::string && code <= last) add_text(code, code, from.text.size(), text.text);
                ++code;
            }
        }
    }

    void add_cid(std::uint32_t from, std::uint32_t to, std::size_t bytes, double cid) {
        count();
        if (bytes < 1 || bytes > 4 || to < from || cid < 0 || cid > 65535) return;
        map_.cids_.push_back({from, to, static_cast<std::uint8_t>(bytes), static_cast<std::uint32_t>(cid)});
    }

    void cid_characters(std::string_view end) {
        for (Token from, cid; operand(end, from) && operand(end, cid);) add_cid(code_of(from.text), code_of(from.text), from.text.size(), cid.number);
    }

    void cid_ranges(std::string_view end) {
        for (Token from, to, cid; operand(end, from) && operand(end, to) && operand(end, cid);)
            add_cid(code_of(from.text), code_of(to.text), from.text.size(), cid.number);
    }

    Tokenizer tokens_;
    CMap map_;
    std::size_t entries_ = 0;
    bool wmode_ = false;
};

CMap CMap::parsed(std::string_view bytes) { return CMapReader(bytes).run(); }

// Stable, so that of two entries for one code the later one counts, as in a program that is run.
void CMap::sort() {
    const auto before = [](const auto& a, const auto& b) { return a.bytes != b.bytes ? a.bytes < b.bytes : a.from < b.from; };
    if (!std::is_sorted(texts_.begin(), texts_.end(), before)) std::stable_sort(texts_.begin(), texts_.end(), before);
    if (!std::is_sorted(cids_.begin(), cids_.end(), before)) std::stable_sort(cids_.begin(), cids_.end(), before);
}

CharacterCode CMap::next(std::string_view bytes, std::size_t& at) const {
    const std::size_t left = bytes.size() - at;
    std::uint32_t value = 0;
    for (std::uint8_t length = 1; length <= 4 && length <= left; ++length) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + length - 1u]);
        for (const Space& space : spaces_) {
            if (space.bytes != length) continue;
            bool inside = true;  // 9.7.6.2: each byte within its own bounds
            for (unsigned shift = 0; shift < 8u * length && inside; shift += 8) {
                const std::uint32_t byte = value >> shift & 255;
                inside = byte >= (space.from >> shift & 255) && byte <= (space.to >> shift & 255);
            }
            if (inside) return at += length, CharacterCode{value, length};
        }
    }
    std::uint8_t length = spaces_.empty() ? 2 : 4;
    for (const Space& space : spaces_) length = std::min(length, space.bytes);
    length = static_cast<std::uint8_t>(std::min<std::size_t>(length, left));
    value = code_of(bytes.substr(at, length));
    at += length;
    return {value, length};
}

bool CMap::text(CharacterCode code, std::string& to) const {
    const TextRange* range = range_of(texts_, code);
    if (!range) return false;
    const std::uint32_t steps = code.value - range->from;
    if (steps == 0 || range->length < 2) {
        append_utf16be(std::string_view(pool_).substr(range->begin, range->length), to);
        return true;
    }
    std::string units = pool_.substr(range->begin, range->length);
    const std::uint32_t last = unit_at(units, units.size() - 2) + steps;
    units[units.size() - 2] = static_cast<char>(last >> 8);
    units[units.size() - 1] = static_cast<char>(last & 255);
    append_utf16be(units, to);
    return true;
}

int CMap::cid(CharacterCode code) const {
    const CidRange* range = range_of(cids_, code);
    return range ? static_cast<int>(range->cid + (code.value - range->from)) : -1;
}

}  // namespace tianbiao
