// Pages made by hand for the writer's tests: every kind of item, each at a place that the test knows.
#pragma once
#include <string>
#include <string_view>

#include "page/page.h"
#include "typeset/fonts.h"
#include "typeset/text.h"
#include "write/pdf_writer.h"

namespace tianbiao::sheets {

const Fonts& fonts();  // of the repository's manifest

Page a4();

struct Placing {
    Role role = Role::label;
    Pt size{12};
    Setting setting = Setting::plate;
    Origin origin = Origin::form;
    Pt width{440};
    Align align = Align::left;
};

// Sets a text from `at` on, a line each 1.5 sizes, its typed paragraphs numbered after those that the page has. Gives the next baseline.
Pt set_text(Page& page, std::string_view text, Point at, const Placing& placing = {});

void put(Page& page, MissingCharacter missing);

// What every reader must find: labels, values, a rare character, an IVS, two characters of one glyph, boxes, a missing one, a draft's mark.
Page all_kinds();

DocumentFacts facts(Conformance conformance = Conformance::pdf_a_3u);
std::string written(const Pages& pages, const DocumentFacts& facts);

std::string without_blanks(std::string_view text);  // no white space and no form feeds
int count(std::string_view text, std::string_view part);

}  // namespace tianbiao::sheets
