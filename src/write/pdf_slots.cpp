#include "write/pdf_slots.h"

#include <algorithm>

#include "base/error.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr std::size_t most_slots = 65534;  // two-byte codes without 0, which is .notdef
constexpr std::string_view nothing_seen = "\u200B";

std::string key_of(std::uint16_t glyph, std::string_view text) {
    std::string key{static_cast<char>(glyph >> 8), static_cast<char>(glyph & 255)};
    return key += text;
}

// End of the code point that begins at `at`.
std::size_t behind(std::string_view text, std::size_t at) {
    next_code_point(text, at);
    return at;
}

void push(const PlacedGlyph& glyph, std::string_view text, std::vector<SaidGlyph>& to) {
    const std::string_view piece = first_piece(text);
    to.push_back({&glyph, piece, text.substr(piece.size()), 0});
}

void say_cluster(const TextRun& run, std::size_t first, std::size_t last, std::vector<SaidGlyph>& to) {
    const PlacedGlyph& head = run.glyphs[first];
    const std::string_view cluster = std::string_view(run.text).substr(head.begin, head.length);
    std::size_t at = 0;
    bool surplus = false;
    const std::size_t start = to.size();
    for (std::size_t i = first; i < last; ++i) {
        std::string_view text = nothing_seen;
        if (at < cluster.size()) {
            const std::size_t end = i + 1 == last ? cluster.size() : behind(cluster, at);
            text = cluster.substr(at, end - at);
            at = end;
        } else {
            surplus = true;
        }
        push(run.glyphs[i], text, to);
    }
    if (surplus) to[start].surplus_span = static_cast<std::uint16_t>(last - first);
}

}  // namespace

std::string_view first_piece(std::string_view text) {
    constexpr unsigned char four_bytes = 0xF0;  // UTF-8's lead byte beyond the BMP
    if (text.size() <= 3) return text;
    if (static_cast<unsigned char>(text[0]) >= four_bytes) return text.substr(0, 4);
    const auto beyond = std::find_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= four_bytes; });
    return text.substr(0, static_cast<std::size_t>(beyond - text.begin()));
}

std::uint16_t SlotTable::add(std::uint16_t glyph, std::string_view text, int width) {
    if (slots_.size() >= most_slots) throw Error(Code::too_large, {"", "字体"}, "一份文件中不同的字超过 65534 个");
    if (first_.empty()) first_.resize(65536);
    slots_.push_back({glyph, static_cast<std::int16_t>(width), std::string(text)});
    const auto code = static_cast<std::uint16_t>(slots_.size());
    if (first_[glyph] == 0) {
        first_[glyph] = code;
    } else {
        further_.emplace(key_of(glyph, text), code);
    }
    return code;
}

std::uint16_t SlotTable::find(std::uint16_t glyph, std::string_view text) const {
    const std::uint16_t code = glyph < first_.size() ? first_[glyph] : 0;
    if (code == 0 || slots_[code - 1u].text == text) return code;
    const auto found = further_.find(key_of(glyph, text));
    return found == further_.end() ? 0 : found->second;
}

void SlotTable::clear() {
    for (const Slot& slot : slots_) first_[slot.glyph] = 0;
    slots_.clear();
    further_.clear();
}

std::string SlotTable::key() const {
    std::string key;
    key.reserve(slots_.size() * 6);
    for (const Slot& slot : slots_) {
        key += static_cast<char>(slot.text.size());  // a cluster has at most 255 bytes
        key += key_of(slot.glyph, slot.text);
    }
    return key;
}

void say(const TextRun& run, std::vector<SaidGlyph>& to) {
    const std::vector<PlacedGlyph>& glyphs = run.glyphs;
    for (std::size_t first = 0; first < glyphs.size();) {
        std::size_t last = first + 1;
        while (last < glyphs.size() && glyphs[last].length == 0) ++last;
        const PlacedGlyph& head = glyphs[first];
        const bool inside = head.length > 0 && std::size_t{head.begin} + head.length <= run.text.size();
        const bool seen = std::all_of(glyphs.begin() + static_cast<std::ptrdiff_t>(first), glyphs.begin() + static_cast<std::ptrdiff_t>(last),
                                      [](const PlacedGlyph& glyph) { return glyph.id != 0; });
        if (!inside || !seen) throw Error(Code::internal, {"", "page"}, "字形没有对应的文字");
        if (last == first + 1) {
            push(head, std::string_view(run.text).substr(head.begin, head.length), to);
        } else {
            say_cluster(run, first, last, to);
        }
        first = last;
    }
}

}  // namespace tianbiao
