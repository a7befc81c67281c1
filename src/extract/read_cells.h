// Pages to cells with their text: whose text it is, in which order, and where a paragraph ends. Nothing here knows a form.
//
// A page of ours says its typed paragraphs (SeenSequence of tag P) and is taken at its word, to the character. Elsewhere lines are put
// together by their baselines, and a line break counts as typed where the next line's first word would still have had room. A form field
// says what it shows, at its place, as if it were printed.
#pragma once
#include <string>
#include <vector>

#include "extract/find_cells.h"
#include "page/evidence.h"

namespace tianbiao {

struct SeenParagraph {
    std::string text;
    int empty_before = 0, empty_after = 0;  // lines left empty, typed
    bool continues = false;                 // its beginning stands on an earlier page
    double room = 99;                       // left over on its last line, ems; 99 where it ends a paragraph for certain
    bool of_form = false;                   // known to be no part of a value: a box
    std::string field;                      // of a form field that was drawn into its page: JSON Pointer
    Point at;                               // its first baseline
    Rect box;
};

struct HiddenText {
    std::string text;
    int page = 0;
    Rect box;
};

// A form field whose value is not what it shows.
struct FieldConflict {
    std::string value, shown;
};

// What a form field says, to the character: a field of the file, or one that was drawn into its page.
struct TypedText {
    std::string field;  // JSON Pointer that its name says
    std::string text;
    int page = 0;
    Rect box;
};

// Of a check box or a radio button: its appearance state, or its value where it has no appearances (12.7.4.2).
bool says_ticked(const SeenField& field);

struct ReadCell {
    int page = 0, table = 0;                // from 0; table: index into ReadPages::tables
    Rect box;
    int row = 0, down = 1, column = 0, across = 1;
    std::vector<SeenParagraph> paragraphs;
    std::string plain;                      // all of it, NFKC and without white space
    std::vector<HiddenText> hidden;         // text that nobody sees
    int fields = 0;                         // form fields that say something in it
    std::vector<FieldConflict> conflicts;
    std::vector<TypedText> typed;           // of all its text fields, blank ones too
    bool exact = false;                     // paragraphs as the file itself says them
    bool overlaid = false;                  // text over text
    bool illegible = false;                 // glyphs whose characters are not known
    bool box_differs = false;               // a box that is drawn ticked and says it is not, or the other way round
    double confidence = 1;
    int joined_to = -1;                     // goes on from this cell of an earlier page
};

struct ReadTable {
    int page = 0;
    Rect box;
    int first_cell = 0, end_cell = 0;       // of ReadPages::cells
};

struct ReadPage {
    Pt width, height;
    std::vector<SeenParagraph> outside;         // of no table, in reading order
    std::vector<HiddenText> hidden;         // outside of all tables
    std::vector<TypedText> continued;       // outside of all tables: /continued/platform/0, not among `outside`
    std::vector<int> tables;
    bool exact = false;
    bool too_many = false;                  // lines or cells past the limits: its tables were not read
    bool legible = true;                    // false: glyphs whose characters are not known stand on it
};

struct ReadPages {
    std::vector<ReadPage> pages;
    std::vector<ReadTable> tables;
    std::vector<ReadCell> cells;
};

ReadPages read_cells(const Evidence& evidence);

// Of one cell or heap of text: paragraphs joined by line feeds, as typed.
std::string text_of(const std::vector<SeenParagraph>& paragraphs);

}  // namespace tianbiao
