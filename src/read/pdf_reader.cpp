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
    if (!objects.is_array(contents)) return objects.decoded(contents, limits::pdf_content);
    std::string all;
    const std::size_t count = std::min<std::size_t>(objects.size(contents), 100000);
    for (std::size_t i = 0; i < count; ++i) {
        const Object* part = objects.item(contents, i);
        if (!part) objects.add_damage();  // a part that is named and not there
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

void read_facts(const ObjectStore& objects, Evidence& to) {
    const Object* info = objects.at(objects.trailer(), "Info");
    to.producer = objects.text(objects.at(info, "Producer"));
    to.creator = objects.text(objects.at(info, "Creator"));
    to.title = objects.text(objects.at(info, "Title"));
    to.xfa = objects.at(objects.at(objects.catalog(), "AcroForm"), "XFA") != nullptr;
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
    for (const PageEntry& entry : list.pages) evidence.pages.push_back(read_page(store, entry));
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

Evidence read_pdf(std::string_view bytes, const ReadOptions& options) {
    const OpenedPdf opened = open_pdf(bytes, options.password);
    Evidence evidence = read_opened(opened, bytes);
    if (lacks_its_end(bytes)) evidence.troubles.emplace_back("文件末尾缺失，可能没有传输完整，内容可能不全");
    if (evidence.pages.empty()) throw Error(Code::unreadable, {}, "PDF 中没有可读的页面，文件可能已损坏");
    return evidence;
}

}  // namespace tianbiao
