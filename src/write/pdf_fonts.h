// The fonts of one document: Type0, Identity-H, embedded subsets with their own ToUnicode (ISO 32000-1, 9.7 and 9.10).
//
// Two sets a face. Words of the form make the form's font, which is the same for every document that shows the same words, so that its
// deflated bytes are kept (FontCache). Words of an application make a second one, subset and deflated for each document; of it are left out
// the glyphs that the form's font of the same face has, even where a line changes fonts for one of them: on the typical sample that makes the
// file 16 % smaller (195 kB, not 233) and the writer some 8 % faster, since outlines weigh more than font changes.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "typeset/fonts.h"
#include "write/pdf_objects.h"
#include "write/pdf_slots.h"

namespace tianbiao {

// All that a font's objects need, ready to be written.
struct FontParts {
    std::string name;        // "ABCDEF+NotoSerifCJKsc-Regular"
    std::string program;     // deflated
    std::size_t length = 0;  // of the program before it was deflated
    std::string widths;      // the body of /W
    std::string to_unicode;  // deflated
    std::string cid_set;     // one bit a CID; PDF/A-1 alone wants it
};

// What was made of the form's own words, by face and slots. Only time depends on it, never a byte of the output.
class FontCache {
public:
    using Parts = std::shared_ptr<const FontParts>;
    Parts find(const std::string& key) const;
    void keep(const std::string& key, Parts parts);

private:
    static constexpr std::size_t most = 64;  // some 60 kB each
    std::map<std::string, Parts> parts_;
};

// Where a glyph is found: the font's place in the book (its resource is /F<font>), its code and its width in thousandths.
struct Shown {
    std::uint16_t font = 0;
    std::uint16_t code = 0;
    std::int16_t width = 1000;
    std::uint16_t surplus_span = 0;  // SaidGlyph
    bool further = false;            // says more of the text of the glyph before it: invisible, without width, no glyph of the run
};

// One for many documents: it keeps its tables' memory.
class FontBook {
public:
    // `prefix`: of its fonts' names in the resources, another one where they join those of an existing page.
    explicit FontBook(const Fonts& fonts, char prefix = 'F') : fonts_(fonts), prefix_(prefix) {}
    char prefix() const { return prefix_; }

    // First pass over all pages of a document: gives every glyph its code. The form's words come first, since an application's words may
    // use their font.
    void collect(const Pages& pages);
    // The same for a further part of a document that is written part by part: codes that were given stay, runs count anew. A value's glyph that
    // an earlier part put into its own font may stand in the form's, too.
    void collect_part(const Pages& pages);
    void begin() { clear(); }

    // Second pass: the glyphs of the document's n-th text run, in reading order.
    std::span<const Shown> run(std::size_t number) const;
    // Invisible glyphs that say a text (marks and missing characters): the first 1 em wide, further ones without width.
    void carry(std::string_view text, std::vector<Shown>& to) const;

    // Adds all font objects; gives the entries of the resource dictionary's /Font. The objects borrow bytes of the book.
    std::string embed(ObjectTaker& objects, bool cid_sets);

private:
    struct Font {
        FaceIndex face = 0;
        Origin origin = Origin::form;
        std::unique_ptr<SlotTable> slots;
    };
    static constexpr FaceIndex carrier = -1;

    void clear();
    void collect_run(const TextRun& run, std::vector<Shown>& to);
    void collect_carried(const Page& page);
    void collect_further(std::string_view rest, std::vector<Shown>& to);
    std::size_t font_for(FaceIndex face, Origin origin);
    int place(FaceIndex face, Origin origin) const;  // -1: there is no such font
    FontCache::Parts parts_of(const Font& font);

    const Fonts& fonts_;
    char prefix_;
    FontCache cache_;
    std::vector<Font> book_;
    std::vector<std::unique_ptr<SlotTable>> spare_;  // empty tables of earlier documents
    std::vector<FontCache::Parts> embedded_;
    std::vector<std::vector<Shown>> shown_;          // by run
    std::vector<SaidGlyph> said_;
};

}  // namespace tianbiao
