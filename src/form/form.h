// Form: a form definition as data (forms/*.json), loaded and checked.
//
// `fields` say what is asked, `blocks` say where it is printed, `rules` say what an office would object to, `words` and `styles` say how
// the form speaks and looks. Millimetres, as in the files. The format is described word by word in forms/README.md.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cell.h"
#include "base/json.h"
#include "base/units.h"

namespace tianbiao {

struct Words {
    std::string zh, en;
};

enum class FieldType { text, prose, integer, decimal, date, yes_no, choice, choices, group, list };

struct Field {
    std::string key;                 // "name"
    std::string path;                // "/teachers/*/name": a pointer with * for every entry of a list
    FieldType type = FieldType::text;
    Words name;                      // 工作单位 / employer: as messages and 附页 call it
    int limit = 0;                   // 字 at most; 0: none
    std::string values;              // id of a value list, for choice, choices and texts with usual answers
    std::string check;               // credit_code, id_number, telephone, email, year …: checks by name (form/checks.h)
    bool sensitive = false;          // masked in logs, reports and lists
    bool printed = true;             // false: not in the table (the dossier)
    bool expected = true;            // absent: a warning 未填
    std::string clause;
    std::vector<Field> fields;       // of a group, or of a list's entries
    int line = 0;                    // in its file
};

// A list of usual or only answers (occupations, kinds, GB/T 4754-2017 …).
struct ValueEntry {
    std::string value;
    std::string code;                // P, 83 …; "" where there is none
    std::vector<std::string> also;   // other wordings that are understood, kept as written
    std::vector<std::string> near;   // answers that are not this one, but come nearest to it: 高等院校 to 事业单位
    bool closed = false;             // known, but not open for this form
    std::string clause;              // why it is closed
};
struct ValueList {
    std::string id;
    Words name;
    std::vector<ValueEntry> entries;
};

// A rule by its kind, with the parameters its kind takes (form/rules.h).
struct FormRule {
    std::string kind;
    Json parameters;                 // the rule's object as it stands in the file
    std::string file;
};

struct Style {
    std::string name;
    std::string role = "label";      // title heading label value body (typeset/fonts.h)
    std::vector<double> sizes{12};   // pt, largest first; values step down through them
    double pitch = 1.5;              // line to line, ems
    Mm padding{1.5};                 // to the cell's left and right edge
    Mm padding_top{1.5}, padding_bottom{0.5};
    double indent = 0;               // em, of a paragraph's first line
    HorizontalAlign align = HorizontalAlign::centre;
    VerticalAlign valign = VerticalAlign::middle;
    bool print_rules = false;        // squeezing and Han–Latin gap: values and running text yes, labels no
};

// What a value is to those who keep many applications: organization, code, occupation … (forms/README.md has them all).
struct CatalogueRole {
    std::string role;
    std::vector<std::string> paths;  // of the fields that say it: the first that is filled in counts
};

// How many organisations may be recommended of those that are alike in these roles of the catalogue.
struct Quota {
    std::vector<std::string> per;    // occupation, region
    int most = 0;
    std::string clause;
};

// A text at a place of its own inside a cell of kind `lines`.
struct LineDef {
    std::string text;                // the form's words, or
    std::string path;                // a binding
    std::string prompt;              // of a binding: what the blank form shows (年　　月　　日)
    std::string style;
    Mm x, width;                     // from the cell's left; width 0: to the cell's right edge less the style's padding
    std::optional<Mm> baseline;      // of the first line, from the cell's top, or
    std::optional<Mm> foot;          // from the cell's bottom edge upwards
    std::optional<Mm> region;        // a text that may fill the cell down to this far above its bottom edge
    Mm pitch;                        // 0: the style's
    int most_lines = 1;              // of a binding without region
    HorizontalAlign align = HorizontalAlign::left;
    double indent = 0;               // em
};

struct CellDef {
    std::string id;                  // "taxes/1/0": block, row, cell
    int row = 0, down = 1;           // rows of the definition
    int column = 0, across = 1;      // of the block's edges
    CellKind kind = CellKind::label;
    std::string style;
    std::string text;                // a label, "\n" where the printed form breaks its line
    std::vector<std::string> also;   // other wordings of the label, for the reader
    std::string path;                // "/organization/name", or "./year" in a repeated row; of a label: the row's key, printed in its place
    std::string prompt;              // what the blank form shows in place of a text
    std::string tail;                // behind check boxes: （请打√）
    bool vertical = false;           // one character a line
    bool stretches = false;          // of a repeated row: stands once, over all its repetitions (`down` was given)
    std::vector<LineDef> lines;
    std::vector<std::string> overflow{"shrink", "grow", "attach"};
    int line = 0;
};

struct RowDef {
    Mm height;                       // in the blank form
    std::string repeat;              // list whose entries it prints, "" for none
    int blank = 1;                   // rows in the blank form
    int most = 0;                    // entries the form has room for by its rules; 0: any number (rows may be added)
    std::string more;                // the blank form's sign that rows may be added (……), in one further row
    std::string key;                 // entries are bound by this member's value instead of by order …
    std::vector<std::string> key_values;  // … in this order, one blank row each
    std::optional<Mm> elastic;       // gives up height down to this before anything moves to another page
    bool header = false;             // set again where the list below it goes on behind a break
    bool keep = false;               // stays on one page with the next row, of this block or the next one; a header always does
    bool page_start = false;
};

struct BlockDef {
    std::string id;
    std::vector<Mm> edges;
    std::vector<RowDef> rows;
    std::vector<CellDef> cells;      // by row, then by column
};

struct HeadingDef {
    std::string text, style;
    Mm x, baseline, width;           // from the text area's top left
};

struct NotesDef {
    std::string style, label;        // 注：
    std::vector<std::string> items;
    Mm first, pitch;                 // first baseline below the table's frame; line to line
    Mm hang;                         // further lines of an item begin this far to the right of its first
};

struct Form {
    std::string id;
    Words name;
    std::string date;                // the form's own: 2023-05-19
    Mm page_width{210}, page_height{297}, left{28}, top{37}, area_width{156}, area_height{225};
    std::vector<HeadingDef> headings;    // of the first page and of a 附页: 附件N, the title
    Mm table_top;                        // on the first page, from the text area's top
    double frame_weight = 1.0, rule_weight = 0.5;  // pt
    std::vector<Field> fields;
    std::vector<ValueList> value_lists;
    std::vector<FormRule> rules;
    std::vector<CatalogueRole> catalogue;
    std::vector<Quota> quotas;
    std::vector<Style> styles;
    std::vector<BlockDef> blocks;
    NotesDef notes;
    std::vector<std::pair<std::string, std::string>> words;  // continued （续）, pointer （续见附页第{n}页） …
    Json source;                         // the whole definition, `use` resolved

    const Field* field(std::string_view path) const;  // by path with numbers or *: "/teachers/3/name"; nullptr where there is none
    const Style& style(std::string_view name) const;  // Error internal where there is none (the checker saw to it)
    const ValueList* values(std::string_view id) const;
    const std::string& word(std::string_view name) const;
};

struct FormFault {
    std::string file;
    int line = 0, column = 0;
    std::string pointer, text;       // where in the file, and what is wrong
};

// Checks a definition file and all it uses; empty where it holds together: every grid position covered exactly once, rows fill the width,
// every binding has a field and every printed field is bound, styles, words and value lists exist, edges nearer than 3 mm …
std::vector<FormFault> check_form(const std::filesystem::path& file);

// Loads a definition. Throws Error bad_form with the first fault (file, line and column as place), unreadable.
std::shared_ptr<const Form> load_form(const std::filesystem::path& file);

// Ids of the forms in `folder` (forms/), sorted; and the one with this id, Error usage where there is none (the text lists those there are).
std::vector<std::string> form_ids(const std::filesystem::path& folder);
std::shared_ptr<const Form> find_form(const std::filesystem::path& folder, std::string_view id);

std::string json_schema(const Form& form);  // JSON Schema 2020-12 of the application

}  // namespace tianbiao
