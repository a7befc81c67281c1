#include "app/merge.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <variant>

#include "app/contents.h"
#include "base/error.h"
#include "form/catalogue.h"
#include "write/pdf_parts.h"

namespace tianbiao {
namespace {

constexpr std::string_view producer = "tianbiao " TIANBIAO_VERSION;

// What tells the notes apart: without what all of them begin with; nothing where they are all the same.
std::vector<std::string> short_notes(const std::vector<MergeEntry>& entries) {
    const std::string& first = entries.front().note;
    std::size_t common = first.size();
    for (const MergeEntry& entry : entries) {
        const auto differs = std::mismatch(first.begin(), first.end(), entry.note.begin(), entry.note.end()).first;
        common = std::min(common, static_cast<std::size_t>(differs - first.begin()));
    }
    const bool same = std::ranges::all_of(entries, [&](const MergeEntry& entry) { return entry.note == first; });
    while (!same && common > 0 && (static_cast<unsigned char>(first[common < first.size() ? common : 0]) & 0xC0) == 0x80) --common;
    std::vector<std::string> notes;
    for (const MergeEntry& entry : entries) notes.push_back(same ? "" : entry.note.substr(common));
    return notes;
}

std::vector<std::size_t> in_order(const std::vector<MergeEntry>& entries) {
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return entries[a].rank != entries[b].rank ? entries[a].rank < entries[b].rank : entries[a].group < entries[b].group;
    });
    return order;
}

// application.json of the 12th application: application-0012.json. Names sort as the applications stand.
std::string numbered(const std::string& name, std::size_t number) {
    char digits[24];
    std::snprintf(digits, sizeof digits, "-%04zu", number);
    const std::size_t dot = std::min(name.rfind('.'), name.size());
    return name.substr(0, dot) + digits + name.substr(dot);
}

// Around the lines of a paragraph: what a click may hit.
Rect box_of(const Page& page, std::int32_t paragraph) {
    constexpr double above = 1.0, below = 0.35;  // of the size, from the baseline: a line is easily hit
    Rect box;
    bool any = false;
    for (const Item& item : page.items) {
        const TextRun* run = std::get_if<TextRun>(&item.what);
        if (!run || item.paragraph != paragraph || run->glyphs.empty()) continue;
        const Pt end = run->at.x + Pt{double(run->glyphs.back().x) + double(run->glyphs.back().advance)};
        const Rect own{run->at.x, run->at.y - above * run->size, end, run->at.y + below * run->size};
        if (!any) box = own;
        box = {std::min(box.x0, own.x0), std::min(box.y0, own.y0), std::max(box.x1, own.x1), std::max(box.y1, own.y1)};
        any = true;
    }
    return box;
}

class Merger {
public:
    Merger(Studio& studio, const std::vector<MergeEntry>& entries, const MergeOptions& options)
        : studio_(studio), entries_(entries), notes_(short_notes(entries)), options_(options), order_(in_order(entries)),
          front_(options.contents ? contents_pages(studio, contents(order_, {})).size() : 0),
          writer_(studio.fonts(), even(front_), options.data ? Conformance::pdf_a_3u : Conformance::pdf_a_2u) {}

    Merged run(const std::function<Rendered(std::size_t)>& render) {
        for (const std::size_t entry : order_) {
            const Rendered rendered = render(entry);
            if (rendered.refused) out_.refused.push_back(entry);
            else add(entry, rendered);
        }
        if (out_.order.empty()) return std::move(out_);
        Pages front;
        if (options_.contents) front = contents_pages(studio_, contents(out_.order, out_.first_pages));
        while (front.size() < even(front_)) front.push_back(blank_);
        out_.pages = static_cast<int>(writer_.pages());
        facts_.bookmarks = bookmarks();
        facts_.links = links(front);
        if (!front.empty()) facts_.page_labels.push_back({0, PageLabels::Style::roman});
        facts_.page_labels.push_back({front.size(), PageLabels::Style::decimal});
        facts_.title = options_.title, facts_.producer = producer;
        out_.pdf = writer_.finish(front, std::move(facts_));
        return std::move(out_);
    }

private:
    static std::size_t even(std::size_t pages) { return pages + pages % 2; }

    ContentsFacts contents(const std::vector<std::size_t>& order, const std::vector<int>& pages) const {
        ContentsFacts facts{options_.title, {}};
        for (std::size_t i = 0; i < order.size(); ++i) {
            const MergeEntry& entry = entries_[order[i]];
            if (facts.groups.empty() || facts.groups.back().name != entry.group) facts.groups.push_back({entry.group, {}});
            facts.groups.back().lines.push_back({entry.title, notes_[order[i]], i < pages.size() ? pages[i] : 0});
        }
        return facts;
    }

    int printed() const { return static_cast<int>(writer_.pages() - even(front_)); }

    void add(std::size_t entry, const Rendered& rendered) {
        if (rendered.pages.empty()) throw Error(Code::internal, {"", "PDF"}, "申请没有页面");
        if (out_.order.empty()) {
            blank_.width = rendered.pages.front().width, blank_.height = rendered.pages.front().height;
            facts_.date = options_.date.empty() ? rendered.facts.date : options_.date;
        }
        out_.order.push_back(entry);
        out_.first_pages.push_back(printed() + 1);
        Pages pages = rendered.pages;
        int number = printed();
        for (Page& page : pages) add_page_number(studio_, ++number, page);
        if (pages.size() % 2) pages.push_back(blank_);
        writer_.add(pages, entries_[entry].title);
        if (!options_.data) return;
        for (Attachment attachment : rendered.facts.attachments) {
            attachment.name = numbered(attachment.name, out_.order.size());
            facts_.attachments.push_back(std::move(attachment));
        }
    }

    std::size_t page_of(std::size_t number) const { return even(front_) + static_cast<std::size_t>(out_.first_pages[number]) - 1; }

    bool begins_group(std::size_t number) const {
        return number == 0 || entries_[out_.order[number - 1]].group != entries_[out_.order[number]].group;
    }

    // What each line of the contents leads to, in their order: of a group to its first application.
    std::vector<std::size_t> targets() const {
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < out_.order.size(); ++i) all.insert(all.end(), begins_group(i) ? 2 : 1, i);
        return all;
    }

    std::vector<DocumentLink> links(const Pages& front) const {
        if (!options_.contents) return {};
        const std::vector<std::size_t> lead = targets();
        std::vector<DocumentLink> all;
        std::size_t begun = 0;
        for (std::size_t p = 0; p < front.size(); ++p)
            for (std::size_t i = 0; i < front[p].paragraphs.size(); ++i) {
                if (front[p].paragraphs[i].part != ParagraphPart::entry) continue;
                begun += !front[p].paragraphs[i].continues;
                if (begun == 0 || begun > lead.size()) throw Error(Code::internal, {"", "PDF"}, "目录的行数有误");
                const auto paragraph = static_cast<std::int32_t>(i);
                const std::size_t number = lead[begun - 1];
                all.push_back({p, paragraph, box_of(front[p], paragraph), page_of(number), entries_[out_.order[number]].title});
            }
        return all;
    }

    std::vector<Bookmark> bookmarks() const {
        std::vector<Bookmark> all;
        if (options_.contents) all.push_back({"目录", 0, 0});
        for (std::size_t i = 0; i < out_.order.size(); ++i) {
            const MergeEntry& entry = entries_[out_.order[i]];
            const std::size_t page = page_of(i);
            if (begins_group(i)) all.push_back({entry.group, page, 0});
            const std::string& note = notes_[out_.order[i]];
            all.push_back({note.empty() ? entry.title : entry.title + "（" + note + "）", page, 1});
        }
        return all;
    }

    Studio& studio_;
    const std::vector<MergeEntry>& entries_;
    std::vector<std::string> notes_;
    const MergeOptions& options_;
    std::vector<std::size_t> order_;
    std::size_t front_;
    PdfPartsWriter writer_;
    DocumentFacts facts_;
    Page blank_{to_pt(Mm{210}), to_pt(Mm{297}), {}, {}, {}, {}, {}};
    Merged out_;
};

}  // namespace

Merged merge_applications(Studio& studio, const std::vector<MergeEntry>& entries, const std::function<Rendered(std::size_t)>& render,
                          const MergeOptions& options) {
    if (entries.empty()) throw Error(Code::usage, {"", ""}, "没有可以合并的申请");
    return Merger(studio, entries, options).run(render);
}

MergeEntry merge_entry(const Record& record, const Form& form) {
    const CatalogueValues values = catalogue_values(record, form);
    const auto first = [&](std::string_view role, const char* otherwise) {
        const auto found = values.find(std::string(role));
        return found == values.end() || found->second.empty() ? std::string(otherwise) : found->second.front();
    };
    MergeEntry entry;
    entry.group = first("occupation", "（未填写职业）"), entry.title = first("organization", "（未填写单位）"), entry.note = form.name.zh;
    entry.rank = SIZE_MAX;
    for (const CatalogueRole& role : form.catalogue) {
        const Field* field = role.role == "occupation" && !role.paths.empty() ? form.field(role.paths.front()) : nullptr;
        const ValueList* list = field ? form.values(field->values) : nullptr;
        if (!list) continue;
        const auto at = std::ranges::find(list->entries, entry.group, &ValueEntry::value);
        if (at != list->entries.end()) entry.rank = static_cast<std::size_t>(at - list->entries.begin());
    }
    return entry;
}

}  // namespace tianbiao
