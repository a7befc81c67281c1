#include "typeset/breaks.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include "base/error.h"
#include "typeset/characters.h"

namespace tianbiao {
namespace {

using Clusters = std::span<Cluster>;

struct Release {
    void operator()(UBreakIterator* p) const { ubrk_close(p); }
    void operator()(UText* p) const { utext_close(p); }
};

// UAX #14 by ICU, Chinese, strict: 避头尾 at its own level; loose would break inside …….
UBreakIterator& line_breaks() {
    static thread_local const std::unique_ptr<UBreakIterator, Release> iterator = [] {
        UErrorCode status = U_ZERO_ERROR;
        UBreakIterator* made = ubrk_open(UBRK_LINE, "zh@lb=strict", nullptr, 0, &status);
        if (U_FAILURE(status)) throw Error(Code::internal, {"ICU", u_errorName(status)}, "断行数据不可用");
        return std::unique_ptr<UBreakIterator, Release>(made);
    }();
    return *iterator;
}

void mark_icu_breaks(ShapedText& shaped) {
    UErrorCode status = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, shaped.text.data(), static_cast<std::int64_t>(shaped.text.size()), &status);
    const std::unique_ptr<UText, Release> held(&text);
    UBreakIterator& breaks = line_breaks();
    ubrk_setUText(&breaks, &text, &status);
    if (U_FAILURE(status)) throw Error(Code::internal, {"ICU", u_errorName(status)}, "无法断行");
    std::size_t i = 0;
    for (std::int32_t at = ubrk_first(&breaks); at != UBRK_DONE; at = ubrk_next(&breaks)) {
        while (i < shaped.clusters.size() && shaped.clusters[i].begin < static_cast<std::uint32_t>(at)) ++i;
        if (i == shaped.clusters.size()) break;
        if (shaped.clusters[i].begin == static_cast<std::uint32_t>(at)) shaped.clusters[i].break_before = true;
    }
}

// Neighbours for which UAX #14 needs no look further around, as classes of signs. Most texts hold no others, and need no ICU.
enum class Neighbour : std::uint8_t { ideograph, open, close, word, point, percent, unit, other };

Neighbour neighbour(const Cluster& c) {
    if (ideograph(c.code)) return Neighbour::ideograph;
    if (c.code == U'…' || c.code == U'—') return Neighbour::unit;
    if (c.code == U'.' || c.code == U',') return Neighbour::point;
    if (c.code == U'%') return Neighbour::percent;
    switch (kind_of(c)) {
        case Kind::open: return Neighbour::open;
        case Kind::close:
        case Kind::pause:
        case Kind::stop: return Neighbour::close;
        case Kind::letter: return c.code < 0x80 ? Neighbour::word : Neighbour::other;
        default: return Neighbour::other;
    }
}

// By the class in front (down) and the class behind (across): y may break, n may not, ? is ICU's to say. UAX #14: LB13, LB22 to LB30.
constexpr std::array<std::string_view, 8> neighbours{
    "yynynnn?",  // ideograph
    "nnnnnnn?",  // open
    "yynynnn?",  // close
    "yynnnnn?",  // word
    "yynnnnn?",  // point
    "y?nnnnn?",  // percent: with a bracket and a number behind it, it belongs to the number
    "yynynnn?",  // unit
    "????????",
};

char may_break(const Cluster& a, const Cluster& b) {
    return neighbours[static_cast<std::size_t>(neighbour(a))][static_cast<std::size_t>(neighbour(b))];
}

bool needs_icu(Clusters clusters) {
    for (std::size_t i = 1; i < clusters.size(); ++i)
        if (may_break(clusters[i - 1], clusters[i]) == '?') return true;
    return false;
}

bool full_mark(Kind kind) { return kind == Kind::open || kind == Kind::close || kind == Kind::pause || kind == Kind::stop; }

// UAX #14, LB19, keeps both sides of quotation marks together; in Chinese a full-width opening mark begins a line as well as （ does, and
// what follows a closing one may begin the next.
bool breaks_at_quotes(const Cluster& a, const Cluster& b) {
    const bool quote_b = b.code == U'“' || b.code == U'‘';
    const bool quote_a = a.code == U'”' || a.code == U'’';
    const Kind ka = kind_of(a), kb = kind_of(b);
    if (quote_b && kb == Kind::open) return ka == Kind::han || ka == Kind::letter || ka == Kind::other || full_mark(ka);
    if (quote_a && ka == Kind::close) return kb == Kind::han || kb == Kind::letter || kb == Kind::open;
    return false;
}

bool latin(Kind kind) { return kind == Kind::other || kind == Kind::letter; }

// GB/T 15834-2011, 5.1.9: the solidus stands neither at the end of a line nor at its beginning. A long word may still break behind it.
bool solidus(char32_t code) { return code == U'/' || code == U'／'; }

void rule_breaks(Clusters line, Setting setting) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Cluster& a = line[i - 1];
        Cluster& b = line[i];
        const char known = may_break(a, b);
        if (known == 'y') {
            b.break_before = true;
            continue;
        }
        const Kind ka = kind_of(a), kb = kind_of(b);
        const bool starts_badly = edges(b.code).not_first || kb == Kind::attached;
        if (known == 'n' || starts_badly || edges(a.code).not_last || one_sign(a.code, b.code)) b.break_before = false;
        else if (breaks_at_quotes(a, b)) b.break_before = true;
        if (setting == Setting::print && (solidus(b.code) || solidus(a.code))) b.break_before = false;
        if (b.break_before || starts_badly) continue;
        const bool in_word = latin(ka) && latin(kb) && word_mark(a.code) && !word_mark(b.code);
        if (in_word || solidus(a.code)) b.kind |= soft_before;
    }
}

// Digits from `from` on, until something else stands.
std::size_t digits(Clusters line, std::size_t from) {
    std::size_t end = from;
    while (end < line.size() && digit(line[end].code)) ++end;
    return end - from;
}

bool telephone_mark(char32_t code) {
    constexpr std::u32string_view marks = U"-–—/、,，;；:：)） \u3000\t或转";
    return marks.find(code) != std::u32string_view::npos;
}

// 3 + 4 + 4, as mobile numbers are read; a country's code before them (86, 0086) stands by itself.
void telephone_breaks(Clusters line) {
    constexpr std::size_t mobile = 11;
    for (std::size_t i = 0; i < line.size();) {
        const std::size_t count = digits(line, i);
        if (count == 0) {
            const bool mark = telephone_mark(line[i].code);
            if (i + 1 < line.size() && mark && !edges(line[i + 1].code).not_first && kind_of(line[i + 1]) != Kind::attached)
                line[i + 1].break_before = true;
            ++i;
            continue;
        }
        for (std::size_t k = 1; k < count; ++k) line[i + k].break_before = false;
        if (count >= mobile) {
            const std::size_t prefix = count - mobile;
            for (const std::size_t behind : {std::size_t{0}, std::size_t{3}, std::size_t{7}})
                if (prefix + behind > 0) line[i + prefix + behind].break_before = true;
        }
        i += count;
    }
}

// After @ or a mark of the address, so that a part begins the next line; never inside a part.
void email_breaks(Clusters line) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (latin(kind_of(line[i - 1])) && kind_of(line[i]) == Kind::letter) line[i].break_before = word_mark(line[i - 1].code);
    }
}

// clreq 3.2.2: a quarter em between Han and Latin letters or digits, none beside marks and typed spaces.
bool takes_gap(Kind a, Kind b) { return (a == Kind::han && b == Kind::letter) || (a == Kind::letter && b == Kind::han); }

// GB/T 15834-2011, 5.1.11, clreq 3.1.6.1: two full-width marks beside each other take an em and a half: the white between them goes, that
// of the first where it has some, else that of the second.
void pair_marks(Cluster& a, Cluster& b) {
    const Kind ka = kind_of(a), kb = kind_of(b);
    if (!full_mark(ka) || !full_mark(kb)) return;
    if (a.trim_back > 0) a.kind |= pair_back;
    else if (b.trim_front > 0) b.kind |= pair_front;
}

}  // namespace

void find_breaks(ShapedText& shaped, Matter matter) {
    if (needs_icu(shaped.clusters)) mark_icu_breaks(shaped);
    for (const ShapedParagraph& p : shaped.paragraphs) {
        const Clusters line = Clusters(shaped.clusters).subspan(p.first_cluster, p.cluster_count);
        if (line.empty()) continue;
        rule_breaks(line, shaped.setting);
        if (matter == Matter::telephone) telephone_breaks(line);
        if (matter == Matter::email) email_breaks(line);
        line[0].break_before = false;
        if (shaped.setting == Setting::plate) continue;
        std::size_t base = 0;  // a mark that hangs on a letter does not part it from the Han behind it
        for (std::size_t i = 1; i < line.size(); ++i) {
            if (kind_of(line[i - 1]) != Kind::attached) base = i - 1;
            if (takes_gap(kind_of(line[base]), kind_of(line[i]))) line[i].kind |= gap_before;
            pair_marks(line[i - 1], line[i]);
        }
    }
}

void warm_up() {
    ShapedText text;
    text.text = "填a1";
    text.clusters.resize(3);
    mark_icu_breaks(text);
}

}  // namespace tianbiao
