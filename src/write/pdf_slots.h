// Which glyph, saying which text, has which code in an embedded font.
//
// One glyph often serves several characters (行 U+884C and ⾏ U+2F8F), so a code belongs to a glyph and a text: what is copied out of the
// file is what was typed. Codes are two bytes, count from 1 in order of first use, and are CID and slot of the subset at once (9.7.4).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "page/page.h"

namespace tianbiao {

struct Slot {
    std::uint16_t glyph = 0;
    std::int16_t width = 1000;  // thousandths of an em
    std::string text;           // UTF-8
};

class SlotTable {
public:
    std::uint16_t find(std::uint16_t glyph, std::string_view text) const;  // 0: it has none
    // The new slot's code, where find() gave 0. Throws Error too_large.
    std::uint16_t add(std::uint16_t glyph, std::string_view text, int width);
    const Slot& slot(std::uint16_t code) const { return slots_[code - 1u]; }
    const std::vector<Slot>& slots() const { return slots_; }
    void clear();  // keeps its memory for the next document
    std::string key() const;  // all slots as bytes: equal keys, equal fonts

private:
    std::vector<Slot> slots_;
    std::vector<std::uint16_t> first_;                        // by glyph: code of its first text
    std::unordered_map<std::string, std::uint16_t> further_;  // glyph and text of all others; looked up, never walked
};

// A glyph of a run with the part of the text that it says.
struct SaidGlyph {
    const PlacedGlyph* glyph = nullptr;
    std::string_view text;
    std::string_view rest;           // of the glyph's text, where one code cannot say it all (first_piece)
    std::uint16_t surplus_span = 0;  // at the first glyph of a cluster that has more glyphs than characters: their number
};

// A cluster of several glyphs gives each glyph one code point and the last one the rest (a letter and its mark). Where the glyphs are more,
// the surplus ones say U+200B, since PDF/A-2u wants a text for each (ISO 19005-2, 6.2.11.7.2); the writer puts an ActualText around them.
// Throws Error internal for .notdef or a cluster outside of the text.
void say(const TextRun& run, std::vector<SaidGlyph>& to);

// The part of a text that one code can say in every reader: MuPDF does not join surrogates within a longer mapping, so that a character
// beyond the BMP stands alone (the selector of 葛 U+845B U+E0100 gets a code of its own) and the rest is said by glyphs without width.
std::string_view first_piece(std::string_view text);

}  // namespace tianbiao
