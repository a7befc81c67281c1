// Pages to PDF bytes, in one pass over libharu's object API.
//
// PDF 1.7 (ISO 32000-1) built to the rules of PDF/A-3u or -2u (ISO 19005-3, -2): XMP, sRGB output intent, embedded subsets with
// ToUnicode, document language. Same pages and facts: same bytes.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "page/page.h"
#include "typeset/fonts.h"

namespace tianbiao {

enum class Conformance {
    plain,     // PDF 1.7 without a PDF/A mark
    pdf_a_1b,  // the tests' twin: what PDFBox Preflight can judge
    pdf_a_2u,
    pdf_a_3u,  // may carry attachments
};

struct Attachment {
    std::string name;          // file name, Unicode
    std::string mime;          // "application/json"
    std::string relationship;  // AFRelationship: "Source", "Data" … (ISO 32000-2, 7.11.3)
    std::string description;
    std::string bytes;
};

// Of the document's outline (ISO 32000-1, 12.3.3): leads to a page; one level deeper than the one before stands below it.
struct Bookmark {
    std::string title;
    std::size_t page = 0;      // from 0
    int level = 0;
};

// From an entry of a table of contents to a page: a click anywhere in the box.
struct DocumentLink {
    std::size_t page = 0;         // where it stands, from 0; links stand in the order of pages and of what is read there
    std::int32_t paragraph = -1;  // of that page, a ParagraphPart::entry; a paragraph has one link at most
    Rect box;
    std::size_t target = 0;       // from 0
    std::string said;             // to a person who does not see it
};

// How pages are counted from one on (12.4.2), each such stretch from 1.
struct PageLabels {
    enum class Style { decimal, roman };
    std::size_t page = 0;      // from 0, ascending; the first is 0
    Style style = Style::decimal;
};

struct DocumentFacts {
    std::string title, author, subject;
    std::string language = "zh-CN";
    std::string date;          // "2023-05-19" or "2023-05-19T08:00:00Z"; creation, modification and XMP
    std::string producer;      // "tianbiao 1.0"
    Conformance conformance = Conformance::pdf_a_3u;
    std::vector<Attachment> attachments;
    std::vector<Bookmark> bookmarks = {};
    std::vector<DocumentLink> links = {};  // of a document without form fields
    std::vector<PageLabels> page_labels = {};
};

// Keeps what it made of the form's own words (font subsets, deflated) for the next document. One per thread.
class PdfWriter {
public:
    explicit PdfWriter(const Fonts& fonts);
    ~PdfWriter();
    std::string write(const Pages& pages, const DocumentFacts& facts);  // throws Error: missing_font, internal, too_large

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tianbiao
