// A letter or a printed list: blocks, one below the other, to Pages by the typesetting engine of the forms.
//
// GB/T 9704-2012: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters of 3号 仿宋, title 2号 小标宋, page numbers 4号 outside
// below. 3号 is 15.75 pt here, as it was cast (5.5 mm): of 16 pt, 28 characters would not fit into 156 mm. Millimetres and points; nothing is cut:
// texts wrap, tables go on under their header, a row that is higher than a page breaks inside.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/cell.h"
#include "page/page.h"
#include "typeset/fonts.h"

namespace tianbiao {

enum class LetterKind {
    title,       // 2号 小标宋, centred, lines of like length
    number,      // 文号: centred
    salutation,  // 主送机关: flush left
    paragraph,   // first line two ems in
    heading,     // 黑体, two ems in
    item,        // a paragraph that is numbered by its place in the list
    line,        // a small line of its own, by its side: 全宗号 and year of a catalogue
    note,        // small print
    group,       // of a table of contents: heading with a page
    entry,       // of a table of contents: dotted leader and page
    table,
    sign,        // 署名 over 成文日期, with the seal's room
    gap,         // white: height
    rule,        // a line over the whole width
    page_break,
};

struct LetterColumn {
    std::string name;
    Mm width;
    HorizontalAlign align = HorizontalAlign::left;
};

struct LetterBlock {
    LetterKind kind = LetterKind::paragraph;
    std::string text;                            // of a sign: the organisation; of an entry: the title
    std::string further;                         // of a sign: the date; of an entry or group: the page
    HorizontalAlign align = HorizontalAlign::left;  // of a line
    Mm height;                                   // of a gap
    Pt size;                                     // of a table: 10.5 to 12; 0: the kind's own
    std::vector<LetterColumn> columns;
    std::vector<std::vector<std::string>> rows;
    int line = 0;                                // in the rendered template
};

enum class LetterNumbers { off, on, automatic, roman };  // automatic: where there is more than one page

struct Letter {
    bool landscape = false;
    LetterNumbers numbers = LetterNumbers::automatic;
    std::vector<LetterBlock> blocks;
};

// One JSON object a line, each a block by the name of its one member (templates/README.md). Throws Error bad_json, with `name` and the line as place,
// for a word that is not known and for what does not hold together.
Letter read_letter(std::string_view lines, const std::string& name);

// Throws Error too_large beyond limits::pages.
Pages compose_letter(const Fonts& fonts, const Letter& letter);

// — 12 — at the foot, outside: right of an odd page, left of an even one, one character in (GB/T 9704-2012, 7.5). `said`: 12, or xii.
void add_page_number(const Fonts& fonts, int number, const std::string& said, Page& page);

}  // namespace tianbiao
