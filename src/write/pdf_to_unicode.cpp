#include "write/pdf_to_unicode.h"

#include "base/utf8.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr std::size_t most_entries = 100;  // of one block (Adobe Technical Note 5014)

constexpr std::string_view prologue =
    "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
    "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
constexpr std::string_view epilogue = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";

// Codes first … last say texts that count up by one in their last byte.
struct Range {
    std::uint16_t first = 0, last = 0;
    std::string text;  // UTF-16BE
};

// ISO 19005-2, 6.2.11.7.2: no code may say U+0000, U+FEFF or U+FFFE. Where one was typed, U+FFFD stands for it.
std::string allowed(std::string text) {
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        const std::string_view unit = std::string_view(text).substr(i, 2);
        if (unit == std::string_view("\0\0", 2) || unit == "\xFE\xFF" || unit == "\xFF\xFE") text.replace(i, 2, "\xFF\xFD");
    }
    return text;
}

// The range may not leave the block of 256 codes, nor its text the block of its last byte (9.10.3).
bool continues(const Range& range, std::uint16_t code, const std::string& text) {
    if (range.last + 1 != code || range.first >> 8 != code >> 8 || range.text.size() != text.size()) return false;
    const std::size_t end = text.size() - 1;
    const int step = static_cast<unsigned char>(text[end]) - static_cast<unsigned char>(range.text[end]);
    return step == code - range.first && text.compare(0, end, range.text, 0, end) == 0;
}

std::vector<Range> ranges_of(const std::vector<Slot>& slots) {
    std::vector<Range> ranges;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto code = static_cast<std::uint16_t>(i + 1);
        std::string text = allowed(to_utf16be(slots[i].text));
        if (!ranges.empty() && continues(ranges.back(), code, text)) {
            ranges.back().last = code;
        } else {
            ranges.push_back({code, code, std::move(text)});
        }
    }
    return ranges;
}

void append_blocks(std::string& map, const std::vector<Range>& all, bool single) {
    std::vector<const Range*> chosen;
    for (const Range& range : all) {
        if ((range.first == range.last) == single) chosen.push_back(&range);
    }
    const std::string kind = single ? "bfchar\n" : "bfrange\n";
    for (std::size_t start = 0; start < chosen.size(); start += most_entries) {
        const std::size_t end = std::min(chosen.size(), start + most_entries);
        map += std::to_string(end - start) + " begin" + kind;
        for (std::size_t i = start; i < end; ++i) {
            map += '<';
            append_code(map, chosen[i]->first);
            if (!single) map += "><", append_code(map, chosen[i]->last);
            map += '>';
            map += hex_string(chosen[i]->text);
            map += '\n';
        }
        map += "end" + kind;
    }
}

}  // namespace

std::string to_unicode_map(const std::vector<Slot>& slots) {
    const std::vector<Range> ranges = ranges_of(slots);
    std::string map(prologue);
    append_blocks(map, ranges, true);
    append_blocks(map, ranges, false);
    return map += epilogue;
}

}  // namespace tianbiao
