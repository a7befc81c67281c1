// What fill must know of an existing PDF form: its fields, and how a further revision is put behind its bytes (ISO 32000-1, 7.5.6).
//
// Found in tianbiao-reader, used by who writes the revision. Dictionaries travel as their entries without << >>, as they will be written.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/units.h"

namespace tianbiao {

struct FillObject {
    int number = 0, generation = 0;
    std::string entries;           // without those that filling sets anew
    bool operator==(const FillObject&) const = default;
};

// A normal appearance that is there: a form XObject and its /BBox.
struct FillLook {
    std::string reference;         // "" for none
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// One place of a field on a page.
struct FillWidget {
    FillObject object;             // without /AP (of a button: with it), /AS, and what its field's entries lack
    int page = -1;                 // index into Fillable::pages; -1: it is on none
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // /Rect in order, in the page's own frame
    int rotation = 0;              // /MK /R, degrees
    std::string on_state;          // of a button: the key of /AP /N that is not Off
    bool has_off = false;
    FillLook look, off_look;       // as it is now, of a button: when ticked, when not
    std::string said;              // /TU of its own
    FillObject element;            // its structure element (14.7.4.3), without /K, /A, /Alt; number 0: none
    bool is_field = false;         // widget and field are one dictionary
};

struct FillField {
    enum class Kind : std::uint8_t { text, choice, check, radio, other };

    std::string name;              // fully qualified (12.7.3.2)
    Kind kind = Kind::other;
    FillObject object;             // without /V, /I, /RV
    bool multi_line = false, read_only = false;
    int quadding = 0;              // /Q
    int longest = 0;               // /MaxLen; 0: any
    std::string value;             // /V as it was: a text, or a state
    std::string said;              // /TU
    std::vector<FillWidget> widgets;
};

// For drawing the fields into the page.
struct FillPage {
    FillObject object;             // without /Contents, /Resources, /Annots
    std::string contents;          // references
    std::string resources;         // without /XObject and /Font
    std::string x_objects, fonts;  // entries of those
    int key = -1;                  // /StructParents
    std::string annotations;       // references of those that are no widgets
};

// An entry of the parent tree (14.7.4.4).
struct FillParent {
    int key = 0;
    std::string value;             // a reference, or an array of them by MCID
};

struct Fillable {
    int size = 0;                  // /Size
    std::uint64_t start = 0;       // of the last cross-reference section
    bool stream = false;           // it is a stream
    std::string root, info, id;    // "1 0 R"; info "" where there is none; id: both strings, in brackets
    FillObject catalog;            // without /AcroForm
    FillObject form;               // number 0: direct in the catalogue; without /NeedAppearances and /XFA
    bool form_changed = false;     // one of those was there
    int metadata = 0;              // object of /Metadata; 0: none
    FillObject structure;          // /StructTreeRoot, without /ParentTree; number 0: none
    std::vector<FillParent> parents;
    std::string producer, title, language;
    std::vector<FillPage> pages;
    std::vector<FillField> fields;
};

Json to_json(const Fillable& fillable);
Fillable fillable_of_json(const Json& json);  // throws Error unreadable for another shape

}  // namespace tianbiao
