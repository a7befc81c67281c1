#include "typeset/characters.h"
#include "typeset/text.h"

namespace tianbiao {

std::size_t last_sentence_end(std::string_view text, std::size_t before) {
    constexpr std::u32string_view ends = U"。！？；…!?;";
    constexpr std::u32string_view closing = U"”’）》〉】」』〕〗］｝)]}\"'";
    const auto among = [](std::u32string_view set, char32_t code) { return set.find(code) != std::u32string_view::npos; };
    std::size_t found = 0;
    bool after_end = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t code = decode(text, at);
        if (code == U'\r' && at < text.size() && text[at] == '\n') ++at;
        const bool end = among(ends, code);
        // The end of a sentence lies behind its last mark: known when what follows is none.
        if (after_end && !end && !among(closing, code) && from <= before) found = from;
        if (from >= before) break;
        after_end = end || (after_end && among(closing, code));
        if (ends_line(code) && at <= before) found = at;
        if (at == text.size() && after_end && at <= before) found = at;
    }
    return found;
}

}  // namespace tianbiao
