// Many applications in one PDF: contents in front, grouped, each application on a right-hand page, with bookmarks and page labels.
//
// Pages are numbered through in the merged file, as the contents say: — 12 — outside below the text area (GB/T 9704-2012, 7.5); the applications'
// own numbers are to be left off. Only what a page comes to in the file is kept, so that a thousand applications take little more memory than their
// PDF. Same entries, same bytes.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "app/render.h"
#include "app/studio.h"

namespace tianbiao {

// What the contents and the bookmarks say of one application.
struct MergeEntry {
    std::string group;       // 人工智能工程技术人员: heading of the contents, bookmark of the first level
    std::size_t rank = 0;    // of the group, its place in the form's list of values; groups of one rank follow one another by name
    std::string title;       // 云泽省数字技术人才发展中心
    std::string note;        // behind the title: the form's name; may be empty. What all of them begin with is left out, and so is one that all have
};

struct MergeOptions {
    std::string title = "推荐表汇编";  // of the document and its contents page
    std::string date;                  // of the document, as DocumentFacts has it; "" that of the first application
    bool data = true;                  // the applications' data attached, application-0001.json … in the order of the file (PDF/A-3u); false: PDF/A-2u
    bool contents = true;              // contents pages in front
};

struct Merged {
    std::string pdf;
    int pages = 0;
    std::vector<std::size_t> order;     // entries as they follow one another in the file; the refused ones are not in it
    std::vector<std::size_t> refused;   // whose rendering was refused; where that is all of them, there is no pdf
    std::vector<int> first_pages;       // of `order`, as the contents number them, from 1
};

// By group, then in the order given. `render` is called once for each entry, in the order of the file; its options should have page numbers off and
// no padding. Throws Error: usage without any application, too_large beyond limits::pages, and what rendering throws.
Merged merge_applications(Studio& studio, const std::vector<MergeEntry>& entries, const std::function<Rendered(std::size_t)>& render,
                          const MergeOptions& options = {});

// By the form's catalogue: its occupation with its place in the form's list, the organisation, and the form's name as the note. Texts that are not there
// are told as such.
MergeEntry merge_entry(const Record& record, const Form& form);

}  // namespace tianbiao
