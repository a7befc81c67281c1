#include "write/pdf_outline.h"

#include <algorithm>

#include "base/error.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr std::size_t most_open = 40;  // bookmarks that a side bar shows at once; of more, only the first level is open

struct Spot {
    ObjectNumber object = 0, parent = 0, previous = 0, next = 0, first = 0, last = 0;
    int below = 0;  // at the next level alone
};

// Places of all items behind the root, which is the first.
std::vector<Spot> places_of(PdfObjects& objects, const std::vector<Bookmark>& bookmarks) {
    std::vector<Spot> places(bookmarks.size() + 1);
    for (Spot& place : places) place.object = objects.reserve();
    std::vector<std::size_t> open{0};  // the root and the last item of each level above
    for (std::size_t i = 0; i < bookmarks.size(); ++i) {
        const auto level = static_cast<std::size_t>(bookmarks[i].level);
        if (bookmarks[i].level < 0 || level + 1 > open.size()) throw Error(Code::internal, {"", "PDF"}, "书签的层级有误");
        open.resize(level + 1);
        Spot &parent = places[open.back()], &own = places[i + 1];
        own.parent = parent.object;
        if (parent.first == 0) parent.first = own.object;
        own.previous = parent.last;
        parent.last = own.object;
        ++parent.below;
        open.push_back(i + 1);
    }
    for (std::size_t i = 1; i < places.size(); ++i)
        if (places[i].previous != 0) places[static_cast<std::size_t>(places[i].previous - places[0].object)].next = places[i].object;
    return places;
}

std::string kids(const Spot& place) { return "/First " + reference(place.first) + "/Last " + reference(place.last); }

}  // namespace

std::string add_outline(PdfObjects& objects, const TaggedPages& pages, const std::vector<Bookmark>& bookmarks) {
    if (bookmarks.empty()) return {};
    const std::vector<Spot> places = places_of(objects, bookmarks);
    const bool open = bookmarks.size() <= most_open;
    // 12.3.3, tables 152 and 153: /Count is of the items that are seen when all above are open, negative where the item itself is closed.
    const int seen = open ? static_cast<int>(bookmarks.size()) : places.front().below;
    objects.fill(places.front().object, "/Type/Outlines" + kids(places.front()) + "/Count " + std::to_string(seen));
    for (std::size_t i = 0; i < bookmarks.size(); ++i) {
        const Spot& place = places[i + 1];
        if (bookmarks[i].page >= pages.size()) throw Error(Code::internal, {"", "PDF"}, "书签指向的页不存在");
        const TaggedPage& page = pages[bookmarks[i].page];
        std::string entries = "/Title" + text_string(bookmarks[i].title) + "/Parent " + reference(place.parent);
        if (place.previous != 0) entries += "/Prev " + reference(place.previous);
        if (place.next != 0) entries += "/Next " + reference(place.next);
        if (place.below > 0) entries += kids(place) + "/Count " + std::to_string(open ? place.below : -place.below);
        entries += "/Dest[" + reference(page.object) + "/Fit]";
        objects.fill(place.object, entries);
    }
    return "/Outlines " + reference(places.front().object) + "/PageMode/UseOutlines";
}

std::string page_label_entries(const std::vector<PageLabels>& labels) {
    if (labels.empty()) return {};
    std::string numbers;
    for (const PageLabels& each : labels)
        numbers += std::to_string(each.page) + (each.style == PageLabels::Style::roman ? "<</S/r>>" : "<</S/D>>");
    return "/PageLabels<</Nums[" + numbers + "]>>";
}

}  // namespace tianbiao
