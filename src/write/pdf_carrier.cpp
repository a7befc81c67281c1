#include "write/pdf_carrier.h"

#include <array>
#include <cstdint>
#include <vector>

namespace tianbiao {
namespace {

constexpr std::uint16_t units_per_em = 1000;
constexpr std::uint16_t ascent = 880;
constexpr auto descent = static_cast<std::uint16_t>(-120);

void append16(std::string& to, std::uint16_t value) {
    to += static_cast<char>(value >> 8);
    to += static_cast<char>(value & 255);
}

void append32(std::string& to, std::uint32_t value) {
    append16(to, static_cast<std::uint16_t>(value >> 16));
    append16(to, static_cast<std::uint16_t>(value & 0xFFFF));
}

void append_all16(std::string& to, std::initializer_list<std::uint16_t> values) {
    for (const std::uint16_t value : values) append16(to, value);
}

// Table checksum: the sum of its 32-bit words, the last one filled up with zeros.
std::uint32_t checksum(const std::string& table) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < table.size(); ++i) sum += static_cast<std::uint32_t>(static_cast<unsigned char>(table[i])) << (24 - i % 4 * 8);
    return sum;
}

// .notdef is a filled square, so that a wrong reference would be seen.
std::string notdef_outline() {
    std::string glyph;
    append_all16(glyph, {1, 100, 0, 900, 800, 3, 0});  // one contour, its box, last point, no instructions
    glyph += std::string("\x01\x01\x01\x01", 4);       // four points on the curve, long coordinates
    append_all16(glyph, {100, 0, 800, 0});             // x, as steps
    append_all16(glyph, {0, 800, 0, static_cast<std::uint16_t>(-800)});
    return glyph;
}

// A line across the em and back: no area, but an extent. MuPDF leaves out invisible text without one.
std::string carrier_outline() {
    std::string glyph;
    append_all16(glyph, {1, 0, descent, units_per_em, ascent, 1, 0});
    glyph += std::string("\x01\x01", 2);
    append_all16(glyph, {0, units_per_em, descent, units_per_em});
    return glyph;
}

struct Table {
    std::string tag, bytes;
};

std::vector<Table> tables_of(std::span<const std::uint16_t> widths) {
    const auto count = static_cast<std::uint16_t>(widths.size() + 1);
    std::string head, hhea, hmtx, loca, maxp;
    append32(head, 0x00010000);  // version
    append32(head, 0x00010000);  // revision
    append32(head, 0);           // checkSumAdjustment, set at the end
    append32(head, 0x5F0F3CF5);
    append_all16(head, {3, units_per_em});
    head.append(16, '\0');  // created, modified: at no time
    append_all16(head, {0, descent, units_per_em, ascent, 0, 8, 2, 1, 0});  // long offsets in loca
    append32(hhea, 0x00010000);
    append_all16(hhea, {ascent, descent, 0, units_per_em, 0, 0, units_per_em, 1, 0, 0, 0, 0, 0, 0, 0, count});
    append_all16(hmtx, {units_per_em, 100});
    for (const std::uint16_t width : widths) append_all16(hmtx, {width, 0});
    std::string glyf;
    append32(loca, 0);
    for (std::size_t i = 0; i < count; ++i) {
        glyf += i == 0 ? notdef_outline() : carrier_outline();
        append32(loca, static_cast<std::uint32_t>(glyf.size()));
    }
    append32(maxp, 0x00010000);
    append_all16(maxp, {count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0});
    return {{"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}};
}

}  // namespace

std::string carrier_program(std::span<const std::uint16_t> widths) {
    const std::vector<Table> tables = tables_of(widths);
    std::string font;
    append32(font, 0x00010000);
    append_all16(font, {6, 64, 2, 32});  // six tables; the search fields follow from it
    std::size_t at = 12 + tables.size() * 16, head = 0;
    for (const Table& table : tables) {
        font += table.tag;
        append32(font, checksum(table.bytes));
        append32(font, static_cast<std::uint32_t>(at));
        append32(font, static_cast<std::uint32_t>(table.bytes.size()));
        if (table.tag == "head") head = at;
        at += (table.bytes.size() + 3) / 4 * 4;
    }
    for (const Table& table : tables) {
        font += table.bytes;
        font.append((4 - font.size() % 4) % 4, '\0');
    }
    std::string adjustment;
    append32(adjustment, 0xB1B0AFBA - checksum(font));
    return font.replace(head + 8, 4, adjustment);
}

std::string_view said_by(const Mark& mark) { return mark.ticked ? "☑" : "□"; }

}  // namespace tianbiao
