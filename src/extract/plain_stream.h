// Paragraphs as one plain text (NFKC, without white space) in which labels can be looked for, with the way back to what stands on paper.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/read_cells.h"

namespace tianbiao {

class PlainStream {
public:
    explicit PlainStream(const std::vector<SeenParagraph>& paragraphs);

    const std::string& text() const { return text_; }
    std::size_t size() const { return text_.size(); }
    std::size_t paragraph_at(std::size_t at) const { return places_[at].paragraph; }
    bool begins_paragraph(std::size_t at) const { return at < size() && (at == 0 || places_[at].paragraph != places_[at - 1].paragraph); }

    // What stands on paper for [from, to): whole paragraphs and parts of them. White space around a part goes with the part before it.
    std::vector<SeenParagraph> cut(std::size_t from, std::size_t to) const;

    // The next place of `wanted` (plain), preferably where a paragraph begins; npos where there is none.
    std::size_t find(std::string_view wanted, std::size_t from) const;

private:
    struct Place {
        std::uint32_t paragraph, offset;  // of the character that gave this byte
    };
    const std::vector<SeenParagraph>& paragraphs_;
    std::string text_;
    std::vector<Place> places_;
};

}  // namespace tianbiao
