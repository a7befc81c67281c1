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

// ISO 19005-2, 6.2.11.7.2: no code may say U+0000, U+FEFF or U+FFFE. Where one was typed, U+FFFD stands for it.
std::string allowed(std::string text) {
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        const std::string_view unit = std::string_view(text).substr(i, 2);
        if (unit == std::string_view("\0\0", 2) || unit == "\xFE\xFF" || unit == "\xFF\xFE") text.replace(i, 2, "\xFF\xFD");
    }
    return text;
}

}  // namespace

// Every code by itself, no ranges (9.10.3 allows both): Ghostscript 10.0 counts a range's first text up by its high byte when it copies a file.
std::string to_unicode_map(const std::vector<Slot>& slots) {
    std::string map(prologue);
    for (std::size_t start = 0; start < slots.size(); start += most_entries) {
        const std::size_t end = std::min(slots.size(), start + most_entries);
        map += std::to_string(end - start) + " beginbfchar\n";
        for (std::size_t i = start; i < end; ++i) {
            map += '<';
            append_code(map, static_cast<std::uint16_t>(i + 1));
            map += '>' + hex_string(allowed(to_utf16be(slots[i].text))) + '\n';
        }
        map += "endbfchar\n";
    }
    return map += epilogue;
}

}  // namespace tianbiao
