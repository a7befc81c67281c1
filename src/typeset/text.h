// Text to lines: shape once, break at any size, place.
//
// Shaping is free of size (lengths in ems), so that a text is shaped once and tried at 12, 10.5 and 9 pt for little. Rules obeyed: clreq
// (Requirements for Chinese Text Layout) and GB/T 15834-2011, as each function says.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "typeset/fonts.h"

namespace tianbiao {

// plate: set as labels and prompts are on the printed form: every character at its full width, nothing squeezed, no Han–Latin gap; breaks
//        keep only 避头尾.
// print: 避头尾, full-width marks halved at line ends and between two marks, a quarter em between Han and Latin or digits.
enum class Setting : std::uint8_t { plate, print };

// What a value is, for where it may break when it must: a telephone after its third or seventh digit or at a mark, an e-mail after @ or a
// mark, a code or number anywhere only when nothing else helps; no hyphen is ever added.
enum class Matter : std::uint8_t { text, telephone, email, code };

struct Cluster {
    std::uint32_t begin = 0, length = 0;  // bytes of the text
    std::uint32_t first_glyph = 0, glyph_count = 0;
    float advance = 0;                    // em
    float trim_front = 0, trim_back = 0;  // em that may be taken off a full-width mark in front and behind (clreq 3.1.6)
    char32_t code = 0;                    // first code point
    std::uint8_t kind = 0;                // private to typeset/
    bool break_before = false;            // a line may begin here
    bool missing = false;                 // no face has it: a drawn box
};

struct ShapedGlyph {
    std::uint16_t id = 0;
    float x_offset = 0, advance = 0;      // em
};

struct ShapedParagraph {
    std::uint32_t begin = 0, end = 0;     // bytes of the text, without the line break
    std::uint32_t first_cluster = 0, cluster_count = 0;
    bool own_indent = false;              // begins with white space that was typed
};

struct ShapedText {
    std::string text;
    Setting setting = Setting::print;
    Origin origin = Origin::value;
    std::vector<ShapedParagraph> paragraphs;  // at least one; an empty one where a line was left empty
    std::vector<Cluster> clusters;
    std::vector<ShapedGlyph> glyphs;
    std::vector<FaceIndex> faces;             // by cluster
};

// Characters of `text` that no face of the chain has, each once, in order.
std::vector<char32_t> missing_characters(const ShapedText& shaped);

ShapedText shape(const Fonts& fonts, Role role, std::string_view text, Setting setting, Origin origin, Matter matter = Matter::text);

enum class Align : std::uint8_t { left, centre, right, justify };  // justify: the last line of a paragraph stands flush left

struct Measure {
    Pt size;
    Pt width;
    double indent = 0;      // em, of the first line of each paragraph that does not begin with typed white space
    Align align = Align::left;

    bool operator==(const Measure&) const = default;
};

// One line: clusters [first, last) of the shaped text, and how they are spread.
struct Line {
    std::uint32_t first = 0, last = 0;
    std::uint32_t paragraph = 0;
    bool first_of_paragraph = false, last_of_paragraph = false;
    Pt indent, width;       // width: as set, squeezed or spread, without the indent
    float squeeze = 0;      // share of the squeezable white that was taken, 0 … 1
    float spread = 0;       // em added at each gap that may take it
};

// Greedy: a line that overflows is squeezed where the rules let it and where that changes less than the white that a break before would
// leave; else it is broken before. The last resort is a break between any two clusters. ……/—— are never split nor spread (clreq 3.2;
// GB/T 15834-2011, 5.1). Never loses a cluster. Spaces typed at the end of a line hang: they do not count in its width.
std::vector<Line> break_lines(const ShapedText& shaped, const Measure& measure);

// Centred lines of like length: no line of one character under a full one. `lines`, as they broke, to the least width that costs no further one.
std::vector<Line> balanced_lines(const ShapedText& shaped, const Measure& measure, std::vector<Line> lines);

// Width of the widest line if nothing is broken but at typed line breaks.
Pt natural_width(const ShapedText& shaped, Pt size);

// The items of one line, its baseline at y = 0 and the measure's left edge at x = 0; paragraph numbers count from `paragraph_base`.
// Spaces are glyphs like all others. Appends to `items`.
void place_line(const Fonts& fonts, const ShapedText& shaped, const Line& line, const Measure& measure, Point at, std::int32_t cell,
                std::int32_t paragraph_base, std::vector<Item>& items);

// Offset in `text` behind the last sentence end (。！？；… with closing marks, or a typed line break) at or before byte `before`; 0 if none.
std::size_t last_sentence_end(std::string_view text, std::size_t before);

// ICU's and HarfBuzz's first use, done at a time of one's choosing (the first document of a service; the jail).
void warm_up();

}  // namespace tianbiao
