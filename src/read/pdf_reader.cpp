#include "read/pdf_reader.h"

#include <algorithm>

#include "base/error.h"
#include "base/limits.h"
#include "read/pdf_annotations.h"
#include "read/pdf_content.h"
#include "read/pdf_fields.h"
#include "read/pdf_files.h"
#include "read/pdf_open.h"
#include "read/pdf_pages.h"

namespace tianbiao {
namespace {

// 7.8.2: several streams are one, a white space between.
std::string content_of(const ObjectStore& objects, const Object* page) {
    const Object* contents = objects.at(page, "Contents");
    if (contents && !objects.is_array(contents) && !objects.has_stream(contents)) objects.add_damage();
    if (!objects.is_array(contents)) return objects.decoded(contents, limits::pdf_content);
    std::string all;
    const std::size_t count = std::min<std::size_t>(objects.size(contents), 100000);
    for (std::size_t i = 0; i < count; ++i) {
        const Object* part = objects.item(contents, i);
        if (!objects.has_stream(part)) objects.add_damage();  // a part that is named and not there
        all += objects.decoded(part, limits::pdf_content - std::min(all.size(), limits::pdf_content));
        all += '\n';
    }
    return all;
}

SeenPage read_page(ContentStore& store, const PageEntry& entry) {
    const ObjectStore& objects = store.objects();
    const int damage = objects.damage();
    Painting painting;
    painting.page.width = entry.width;
    painting.page.height = entry.height;
    const std::string content = content_of(objects, entry.object);
    Drawing drawing{content, entry.resources, entry.to_sheet, {0_pt, 0_pt, entry.width, entry.height}};
    run_content(store, drawing, painting);
    run_annotations(store, entry, painting);
    judge_visibility(painting);
    // 7.7.3.3 allows a page without contents; what makes forms writes some for every page, and a page that lost them looks like this.
    const bool bare = !objects.at(entry.object, "Contents") && objects.size(objects.at(entry.object, "Annots")) == 0;
    if (bare) painting.page.trouble = "本页没有内容，可能已丢失";
    if (objects.damage() != damage) painting.page.trouble = "本页的内容已损坏，可能没有读全";
    return std::move(painting.page);
}

// A startxref of 0 belongs to the first part of a linearised file (annex F.3.3) and is no revision.
int revisions_of(std::string_view bytes) {
    constexpr std::string_view word = "startxref";
    int count = 0;
    for (std::size_t at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at + word.size())) {
        const std::size_t digit = bytes.find_first_not_of("\r\n\t ", at + word.size());
        count += digit != std::string_view::npos && bytes[digit] >= '1' && bytes[digit] <= '9';
    }
    return std::max(count, 1);
}

// The end of the first revision: behind the end-of-file mark that follows its startxref. The whole file where there is none.
std::string_view first_revision(std::string_view bytes) {
    constexpr std::string_view word = "startxref", mark = "%%EOF";
    for (std::size_t at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at + word.size())) {
        const std::size_t digit = bytes.find_first_not_of("\r\n\t ", at + word.size());
        if (digit == std::string_view::npos || bytes[digit] < '1' || bytes[digit] > '9') continue;
        const std::size_t end = bytes.find(mark, at);
        return bytes.substr(0, end == std::string_view::npos ? end : end + mark.size());
    }
    return bytes;
}

void read_facts(const ObjectStore& objects, Evidence& to) {
    const Object* info = objects.at(objects.trailer(), "Info");
    to.producer = objects.text(objects.at(info, "Producer"));
    to.creator = objects.text(objects.at(info, "Creator"));
    to.title = objects.text(objects.at(info, "Title"));
    to.xfa = objects.at(objects.at(objects.catalog(), "AcroForm"), "XFA") != nullptr;
}

std::vector<SeenPage> read_pages(ContentStore& store, const PageList& list) {
    std::vector<SeenPage> pages;
    pages.reserve(list.pages.size());
    for (const PageEntry& entry : list.pages) pages.push_back(read_page(store, entry));
    return pages;
}

Evidence read_opened(const OpenedPdf& opened, std::string_view bytes) {
    const ObjectStore& objects = *opened.objects;
    Evidence evidence;
    evidence.revisions = revisions_of(bytes);
    read_facts(objects, evidence);
    if (opened.doubtful) evidence.troubles.emplace_back("文件已损坏，修复后内容可能不全");
    const PageList list = list_pages(objects);
    evidence.pages_said = std::max(list.said, static_cast<int>(list.pages.size()) + list.lost);
    ContentStore store(objects);
    evidence.pages = read_pages(store, list);
    const int damage = objects.damage();
    evidence.fields = read_fields(store, list);
    if (objects.damage() != damage) evidence.troubles.emplace_back("表单域有损坏，可能没有读全");
    const int field_damage = objects.damage();
    evidence.files = read_files(objects);
    if (objects.damage() != field_damage) evidence.troubles.emplace_back("附件已损坏");
    if (evidence.pages_said > static_cast<int>(evidence.pages.size()))
        evidence.troubles.push_back("文件应有 " + std::to_string(evidence.pages_said) + " 页，只读到 " + std::to_string(evidence.pages.size()) + " 页");
    evidence.repaired = objects.mended() || !opened.with_trailer.empty();
    return evidence;
}

// 7.5.5: startxref stands on the last lines of a file that came whole; readers look for it in the last 1,024 bytes.
bool lacks_its_end(std::string_view bytes) {
    constexpr std::size_t within = 2048;
    return bytes.substr(bytes.size() - std::min(bytes.size(), within)).find("startxref") == std::string_view::npos;
}

}  // namespace

namespace {

constexpr Pt frame{2};  // that a field's drawing may stick out of its place

bool holds(const Rect& box, const Rect& other) {
    return box.x0 - frame <= other.x0 && other.x1 <= box.x1 + frame && box.y0 - frame <= other.y0 && other.y1 <= box.y1 + frame;
}

bool is_unseen(const SeenText& text) {
    return std::ranges::none_of(text.glyphs, [](const SeenGlyph& glyph) { return glyph.unseen == seen; });
}

// Around its glyphs that are seen, a third of an em into them: an opening mark may begin half an em before its line, and a text without
// room sticks out of its place, where it is cut.
Rect box_of(const SeenText& text) {
    Rect box{Pt{1e9}, Pt{1e9}, Pt{-1e9}, Pt{-1e9}};
    for (const SeenGlyph& glyph : text.glyphs) {
        if (glyph.unseen != seen) continue;
        const Pt x = glyph.at.x + 0.3 * text.size;
        box.x0 = std::min(box.x0, x), box.x1 = std::max(box.x1, x);
        box.y0 = std::min(box.y0, glyph.at.y), box.y1 = std::max(box.y1, glyph.at.y);
    }
    return box;
}
Rect box_of(const SeenRule& rule) { return {std::min(rule.from.x, rule.to.x), std::min(rule.from.y, rule.to.y), std::max(rule.from.x, rule.to.x), std::max(rule.from.y, rule.to.y)}; }
template <class Item>
const Rect& box_of(const Item& item) {
    return item.box;
}

// What the pages show by themselves: what stands at the place of one of `fields` is left out, as it may when they were drawn into the page.
std::string pages_alone(std::vector<SeenPage> pages, const std::vector<SeenField>& fields) {
    Evidence alone;
    alone.pages = std::move(pages);
    for (std::size_t p = 0; p < alone.pages.size(); ++p) {
        const auto at_a_field = [&](const auto& item) {
            return std::any_of(fields.begin(), fields.end(), [&](const SeenField& field) { return field.page == static_cast<int>(p) && holds(field.box, box_of(item)); });
        };
        SeenPage& page = alone.pages[p];
        page.sequences.clear();
        std::erase_if(page.texts, is_unseen);
        std::erase_if(page.texts, at_a_field), std::erase_if(page.rules, at_a_field), std::erase_if(page.strokes, at_a_field);
        std::erase_if(page.fills, at_a_field), std::erase_if(page.images, at_a_field);
    }
    return packed(alone);
}

// A revision that sets fields, or draws them into the pages, leaves the rest of the pages as it was. A first revision that cannot be read
// cannot be compared: then they count as changed.
bool changes_pages(std::string_view bytes, const ReadOptions& options, const Evidence& now) {
    try {
        const std::string_view first = first_revision(bytes);
        const OpenedPdf opened = open_pdf(first, options.password);
        const PageList list = list_pages(*opened.objects);
        ContentStore store(*opened.objects);
        std::vector<SeenPage> before = read_pages(store, list);
        const std::vector<SeenField> fields = read_fields(store, list, FieldParts::places);
        return pages_alone(std::move(before), fields) != pages_alone(now.pages, fields);
    } catch (const Error&) {
        return true;
    }
}

}  // namespace

Evidence read_pdf(std::string_view bytes, const ReadOptions& options) {
    const OpenedPdf opened = open_pdf(bytes, options.password);
    Evidence evidence = read_opened(opened, bytes);
    if (evidence.revisions > 1) evidence.pages_revised = changes_pages(bytes, options, evidence);
    if (lacks_its_end(bytes)) evidence.troubles.emplace_back("文件末尾缺失，可能没有传输完整，内容可能不全");
    if (evidence.pages.empty()) throw Error(Code::unreadable, {}, "PDF 中没有可读的页面，文件可能已损坏");
    return evidence;
}

}  // namespace tianbiao
