// Page: things at places. The display list that the PDF writer prints and that the PDF reader gives back.
//
// Points, origin top left, y down. A Page owns all it holds. Items stand in reading order, cell by cell; rules are drawn first.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/units.h"

namespace tianbiao {

// A face is named by what it is (its index in the list of open faces, typeset/fonts.h); the name serves dumps and readers.
using FaceIndex = std::int16_t;

// Where a text came from: the form's own words never change, so a writer may keep what it made of them.
enum class Origin : std::uint8_t { form, value };

struct PlacedGlyph {
    std::uint16_t id = 0;       // glyph of the face; never 0 (.notdef is not referenced: ISO 19005-2, 6.2.11.8)
    float x = 0;                // pt from the run's origin to the glyph's origin (advance origin plus the offset that shaping gave)
    float advance = 0;          // pt, as placed on the page (justification included)
    std::uint32_t begin = 0;    // its cluster: bytes [begin, begin + length) of the run's text
    std::uint8_t length = 0;    // 0: a further glyph of the cluster before it
};

// Characters of one face and size on one baseline.
struct TextRun {
    Point at;                   // origin of the first glyph, on the baseline
    Pt size;
    FaceIndex face = 0;
    Origin origin = Origin::form;
    double grey = 0;            // 0 black … 1 white
    double angle = 0;           // degrees, counter-clockwise about `at` (the draft's mark)
    std::string text;           // what it says, to the character
    std::vector<PlacedGlyph> glyphs;
};

// A check box: drawn as vectors, said as □ or ☑.
struct Mark {
    Rect box;                   // centre line of its frame
    bool ticked = false;
    Pt weight = 0.6_pt;         // of the frame's line
    std::string field;          // JSON Pointer of the value, "" for none
    std::string option;         // 初级, 是 …
};

// A character that no face has: a drawn box that extracts as the character itself.
struct MissingCharacter {
    Rect box;
    Point at;                   // on the baseline
    Pt size;
    std::string text;
};

// What one cell, heading or line of notes holds, in reading order.
struct Item {
    std::variant<TextRun, Mark, MissingCharacter> what;
    std::int32_t cell = -1;       // index into Page::cells; -1: outside of the table
    std::int32_t paragraph = -1;  // items of one typed paragraph share a number; soft line wraps do not change it
};

// A place where a person types, chooses or ticks (ISO 32000-1, 12.7).
struct PageField {
    enum class Kind : std::uint8_t { text, list, box };

    Kind kind = Kind::text;
    Rect box;
    std::int32_t cell = -1;          // index into Page::cells
    std::string field;               // JSON Pointer of the value; of a box whose field takes several answers, with the option's number behind it
    std::string said;                // what a person is told that it is
    std::string option;              // of a box: 初级, 是 …
    std::string state;               // of a box: its name when ticked
    bool exclusive = false;          // of a box: ticking it empties the field's other boxes
    bool multi_line = false;
    bool open_list = false;          // another answer than those listed may be typed
    int continuation = 0;            // takes what the field's own place (or the continuation before) had no room for
    int longest = 0;                 // characters; 0: any number
    Pt size;                         // 0: as large as its place lets it
    bool centred = false;            // else flush left
    std::vector<std::string> answers;
};

struct Rule {                     // horizontal or vertical, black
    Point from, to;
    Pt width;
};

struct Frame {                    // a rectangle's line, mitred at its corners
    Rect box;
    Pt width;
};

// What a cell is to a person who hears the table read out (ISO 32000-1, 14.8.4.3.4).
enum class CellPart : std::uint8_t {
    value,
    row_header,
    column_header,
    heading,  // a row of its own that heads what follows it
    passage,  // a row of its own of running text: no table
    again,    // stands once more behind a page break, and was heard before
};

// Where a cell stands in the table as it is meant, page breaks undone.
struct CellPlace {
    CellPart part = CellPart::value;
    std::int32_t table = -1;      // counted over the document; -1: of no table
    std::int32_t row = -1;        // counted over the document
    std::int32_t rows = 1, columns = 1;
    bool operator==(const CellPlace&) const = default;
};

struct PageCell {
    Rect box;
    std::string id;               // "sites/2/1": block, row, cell
    std::string field;            // JSON Pointer; "" for a label
    bool label = false;           // says what is asked (TH); else what is answered (TD)
    CellPlace place = {};
};

enum class ParagraphPart : std::uint8_t {
    text,
    title,
    heading,
    note,
    entry,      // of a table of contents; its leader is furniture
    furniture,  // of the page, not of what it says: its number, a head set again on a further sheet, the draft's mark (14.8.2.2)
};

// A typed paragraph, or a label, as the reader must tell it from the next one.
struct Paragraph {
    bool continues = false;       // its beginning stands on an earlier sheet
    std::string field;            // JSON Pointer of the text that it belongs to; "" for the form's own words
    ParagraphPart part = ParagraphPart::text;
    std::string typed = {};       // name of the form field that it was typed into; "" for none
};

struct Page {
    Pt width, height;
    std::vector<Rule> rules;
    std::vector<Frame> frames;
    std::vector<PageCell> cells;
    std::vector<Paragraph> paragraphs;
    std::vector<Item> items;
    std::vector<PageField> fields = {};
};

using Pages = std::vector<Page>;

// Stable text, one thing a line; numbers with three decimals.
std::string dump(const Pages& pages);

}  // namespace tianbiao
