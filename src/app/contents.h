// The contents pages of a merged file, by templates/contents.letter, and the numbers at the foot of its pages.
#pragma once
#include <string>
#include <vector>

#include "app/studio.h"

namespace tianbiao {

struct ContentsLine {
    std::string title, note;
    int page = 0;
};
struct ContentsGroup {
    std::string name;
    std::vector<ContentsLine> lines;
};
struct ContentsFacts {
    std::string title;
    std::vector<ContentsGroup> groups;
};

// As many pages whatever the lines' page numbers are.
Pages contents_pages(Studio& studio, const ContentsFacts& facts);

void add_page_number(Studio& studio, int number, Page& page);

}  // namespace tianbiao
