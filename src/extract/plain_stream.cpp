#include "extract/plain_stream.h"

#include "base/utf8.h"
#include "form/readings.h"

namespace tianbiao {

PlainStream::PlainStream(const std::vector<SeenParagraph>& paragraphs) : paragraphs_(paragraphs) {
    for (std::size_t p = 0; p < paragraphs.size(); ++p) {
        const std::string& text = paragraphs[p].text;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t from = at;
            next_code_point(text, at);
            const std::string character = plain(std::string_view(text).substr(from, at - from));
            text_ += character;
            places_.insert(places_.end(), character.size(), {static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(from)});
        }
    }
}

std::vector<SeenParagraph> PlainStream::cut(std::size_t from, std::size_t to) const {
    std::vector<SeenParagraph> out;
    if (from >= to) return out;
    const std::size_t last = places_[to - 1].paragraph;
    std::size_t first = places_[from].paragraph;
    const std::size_t blank = from == 0 ? 0 : places_[from - 1].paragraph + std::size_t{1};  // paragraphs of white space alone come along
    if (blank < first) first = blank;
    for (std::size_t p = first; p <= last; ++p) {
        SeenParagraph part = paragraphs_[p];
        const bool cut_end = p == last && to < size() && places_[to].paragraph == p;
        if (cut_end) part.text.resize(places_[to].offset);
        if (p == first && from > 0 && places_[from - 1].paragraph == p) part.text.erase(0, places_[from].offset), part.empty_before = 0;
        out.push_back(std::move(part));
    }
    return out;
}

std::size_t PlainStream::find(std::string_view wanted, std::size_t from) const {
    std::size_t anywhere = std::string::npos;
    if (wanted.empty()) return anywhere;
    for (std::size_t at = text_.find(wanted, from); at != std::string::npos; at = text_.find(wanted, at + 1)) {
        if (begins_paragraph(at)) return at;
        if (anywhere == std::string::npos) anywhere = at;
    }
    return anywhere;
}

}  // namespace tianbiao
