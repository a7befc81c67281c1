// Evidence: what a reader found in a document, with what a judge must know of it. No guessing: nothing here is a value yet.
//
// Points, origin top left of the page as it is shown (rotation applied), y down. Made in tianbiao-reader, judged in extract/. A raster
// front end will fill the same structures, with confidences below one.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/units.h"

namespace tianbiao {

// Why a person looking at the page does not see an item; several at once.
enum Unseen : std::uint8_t {
    seen = 0,
    render_mode = 1,   // Tr 3 or 7 (ISO 32000-1, 9.3.6)
    same_colour = 2,   // as what lies under it: white on white
    clipped_away = 4,
    off_page = 8,      // outside of the crop box
    covered = 16,      // by a fill or an image painted later
    transparent = 32,  // alpha 0, or optional content that is off
    tiny = 64,         // under 1 pt
};

// One character, or one cluster that a glyph stands for.
struct SeenGlyph {
    Point at;                  // origin on the baseline
    Pt advance;                // along the baseline
    std::uint32_t begin = 0;   // bytes [begin, begin + length) of the run's text
    std::uint8_t length = 0;   // 0: nothing is known of it (no map to Unicode), or a further glyph of the cluster before
    std::uint8_t unseen = 0;   // Unseen
};

// Characters that one text-showing operator paints, in the order of the content stream. ActualText replaces the text of what it spans.
struct SeenText {
    Pt size;                   // as shown, all matrices applied
    double angle = 0;          // degrees, counter-clockwise
    bool vertical = false;     // writing mode 1
    bool replaced = false;     // its text is an ActualText's
    std::uint32_t unknown = 0; // glyphs without a map to Unicode
    std::string font;          // base name, without a subset's tag
    std::string text;
    std::vector<SeenGlyph> glyphs;
    double confidence = 1;
};

struct SeenRule {              // horizontal or vertical; strokes and thin fills alike, in pieces as they were drawn
    Point from, to;
    Pt width;
};

struct SeenStroke {            // any other stroked or filled path: ticks by hand, circles, slanted lines; its bounds
    Rect box;
    bool filled = false;
};

struct SeenFill {
    Rect box;
    double grey = 0;           // 0 black … 1 white
};

struct SeenImage {
    Rect box;
    int width = 0, height = 0; // samples
};

enum class FieldKind : std::uint8_t { text, check, radio, choice, button, signature };

// A widget of an AcroForm field (ISO 32000-1, 12.7), values inherited.
struct SeenField {
    std::string name;          // fully qualified, 12.7.3.2
    std::string tooltip;       // /TU
    FieldKind kind = FieldKind::text;
    int page = -1;             // from 0; -1: the widget is on none
    Rect box;
    std::string value;         // /V as text; of a button the state's name
    std::string state;         // /AS of this widget
    std::string on_state;      // the key of its /AP /N that is not Off; "" where there is none
    std::string shown;         // what its normal appearance shows, as text
    bool has_appearance = false;
    bool hidden = false;       // annotation flags Hidden or NoView, or not Print
    bool multi_line = false, read_only = false;
    std::vector<std::string> options;
};

struct SeenFile {              // an embedded file (7.11.4)
    std::string name, mime, relationship;
    std::string bytes;
};

// A marked-content sequence of the page's own content (14.6), outermost ones in the order in which they begin; /Artifact and what Form
// XObjects hold are left out. Our own pages have one of tag P for every typed paragraph, an empty one included, so that a typed line break
// is told from a soft wrap. Where a field of a form was drawn into its page they say which one.
struct SeenSequence {
    std::string tag;
    bool continues = false;    // TB_Continues true: its beginning stands on an earlier page
    std::uint32_t first = 0, end = 0;  // texts [first, end) of the page were shown in it
    std::string field = {};    // TB_Field, a field's name (12.7.3.2); "" for none
};

struct SeenPage {
    Pt width, height;
    std::vector<SeenText> texts;
    std::vector<SeenSequence> sequences;
    std::vector<SeenRule> rules;
    std::vector<SeenStroke> strokes;
    std::vector<SeenFill> fills;
    std::vector<SeenImage> images;
    std::string trouble;       // why it is not (wholly) read; "" for none
};

struct Evidence {
    std::vector<SeenPage> pages;
    std::vector<SeenField> fields;
    std::vector<SeenFile> files;
    std::string producer, creator, title;
    bool repaired = false;     // the file was damaged, and mended before it was read
    bool xfa = false;
    int pages_said = 0;        // by the page tree; more than pages.size(): some were lost
    int revisions = 1;         // incremental updates and one
    bool pages_revised = false;  // what the pages show, but at the places of form fields, is not what they showed in the first of them
    std::vector<std::string> troubles;  // what else was wrong with the document
};

// Stable text, one thing a line.
std::string dump(const Evidence& evidence);

// As it travels from the child: little-endian, length-prefixed. unpacked throws Error unreadable where it is not whole.
std::string packed(const Evidence& evidence, std::string_view before = {});  // `before`: what the bytes begin with
Evidence unpacked_evidence(std::string_view bytes);

}  // namespace tianbiao
