// Grapheme clusters and compatibility forms, by ICU. Most texts are Han and plain marks, and these need no ICU.
#include "base/utf8.h"

#include <memory>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/error.h"

namespace tianbiao {
namespace {

// Code points that never join another such one: UAX #29 gives them Grapheme_Cluster_Break Other, Control or LF.
// Not all there are, but all that forms are full of. CR is left out: it joins LF (rule GB3).
bool stands_alone(char32_t code) {
    if (code < 0x7F) return code != U'\r';
    if (code < 0x2014) return false;
    if (code <= 0x2027) return true;  // dashes, quotes, bullets, ellipsis
    if (code < 0x3000) return false;
    if (code <= 0x30FF) return !(code >= 0x302A && code <= 0x303F) && !(code >= 0x3097 && code <= 0x309A);  // tone marks; ゙ ゚
    if (code >= 0x3400 && code <= 0x9FFF) return true;
    if (code >= 0xFF01 && code <= 0xFF60) return true;  // full-width forms
    return code >= 0x20000 && code <= 0x323AF;
}

using BreakIterator = std::unique_ptr<UBreakIterator, decltype(&ubrk_close)>;
using Text = std::unique_ptr<UText, decltype(&utext_close)>;

void check(UErrorCode status) {
    if (U_FAILURE(status)) throw Error(Code::internal, {}, std::string("ICU: ") + u_errorName(status));
}

void split_by_icu(std::string_view text, std::vector<std::string_view>& clusters) {
    thread_local BreakIterator breaks(nullptr, &ubrk_close);
    UErrorCode status = U_ZERO_ERROR;
    if (!breaks) {
        breaks.reset(ubrk_open(UBRK_CHARACTER, "root", nullptr, 0, &status));
        check(status);
    }
    const Text source(utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status), &utext_close);
    check(status);
    ubrk_setUText(breaks.get(), source.get(), &status);
    check(status);
    std::int32_t start = ubrk_first(breaks.get());
    for (std::int32_t end = ubrk_next(breaks.get()); end != UBRK_DONE; start = end, end = ubrk_next(breaks.get()))
        clusters.push_back(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start)));
}

bool is_ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

}  // namespace

// Between two code points that stand alone there is always a boundary; only what lies between such places is shown to ICU.
std::vector<std::string_view> graphemes(std::string_view text) {
    std::vector<std::string_view> clusters;
    clusters.reserve(text.size() / 2);
    std::size_t start = 0;
    bool before_alone = true, all_alone = true;  // the code point before; all since `start`
    const auto close = [&](std::size_t end) {
        if (end == start) return;
        if (all_alone) clusters.push_back(text.substr(start, end - start));
        else split_by_icu(text.substr(start, end - start), clusters);
        start = end;
        all_alone = true;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const bool alone = stands_alone(next_code_point(text, at));
        if (alone && before_alone) close(here);
        if (!alone) all_alone = false;
        before_alone = alone;
    }
    close(text.size());
    return clusters;
}

std::string nfkc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(status);
    check(status);
    std::string result;
    icu::StringByteSink<std::string> sink(&result, static_cast<std::int32_t>(text.size()));
    normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, status);
    check(status);
    return result;
}

}  // namespace tianbiao
