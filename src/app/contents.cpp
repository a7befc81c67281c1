#include "app/contents.h"

#include "app/letters.h"
#include "base/json.h"
#include "compose/letter.h"

namespace tianbiao {

Pages contents_pages(Studio& studio, const ContentsFacts& facts) {
    std::vector<Json> groups;
    std::int64_t count = 0;
    for (const ContentsGroup& group : facts.groups) {
        std::vector<Json> lines;
        for (const ContentsLine& line : group.lines) {
            lines.push_back(Json::make_object({{"entry", Json::make_text(line.title)},
                                               {"note", Json::make_text(line.note)},
                                               {"page", Json::make_number(std::int64_t{line.page})}}));
            ++count;
        }
        groups.push_back(Json::make_object({{"group", Json::make_text(group.name)}, {"entries", Json::make_array(std::move(lines))}}));
    }
    const Json data = Json::make_object({{"document", Json::make_text(facts.title)}, {"count", Json::make_number(count)},
                                         {"groups", Json::make_array(std::move(groups))}});
    return letter_pages(studio, "contents", data);
}

void add_page_number(Studio& studio, int number, Page& page) { add_page_number(studio.fonts(), number, std::to_string(number), page); }

}  // namespace tianbiao
