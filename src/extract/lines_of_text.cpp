#include "extract/lines_of_text.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr double margin_jitter = 0.3;       // ems that justified lines may end apart: what was added behind a line's last glyph is not seen
constexpr int fewest_gaps = 6;              // of a line whose glyphs are told to stand apart
constexpr std::size_t most_overlaps = 400;  // spans of a cell compared with one another: those that share a line and its neighbours

struct TextLine {
    std::string text;
    Pt y, x0, x1, size;
    double apart = 0;    // ems between its glyphs: letter-spacing, justification
    double stretch = 0;  // ems, of all its gaps together
    bool ends_in_space = false;
};

bool is_latin(char32_t c) { return (c < 0x250 && c > 0x20 && c != 0xA0 && c != 0xB7 && c != 0xD7) || c == U'–'; }

char32_t first_of(std::string_view text) {
    std::size_t at = 0;
    return text.empty() ? 0 : next_code_point(text, at);
}

char32_t last_of(std::string_view text) {
    if (text.empty()) return 0;
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return next_code_point(text, at);
}

// What stands between neighbouring glyphs of a line: all of it, and the median, for white space left out is the exception.
void measure_gaps(std::span<const Span> spans, TextLine& line) {
    std::vector<std::pair<double, int>> gaps;  // ems, how many of them
    int all = 0, seen = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const Pt size = std::max(spans[i].size, Pt{1});
        if (i > 0) gaps.push_back({(spans[i].at.x - spans[i - 1].end) / size, 1});
        if (spans[i].glyphs > 1) gaps.push_back({spans[i].apart / size, spans[i].glyphs - 1});
    }
    for (const auto& [gap, count] : gaps) all += count, line.stretch += gap * count;
    std::ranges::sort(gaps);
    for (const auto& [gap, count] : gaps) {
        const bool before = seen * 2 <= all;
        seen += count;
        if (before && seen * 2 > all && all >= fewest_gaps) line.apart = std::clamp(gap, 0.0, 0.8);
    }
}

// Whether white space was left out between two spans: producers may move the pen in its place. `apart`: between all glyphs of the line.
bool is_gap(const Span& before, const Span& after, double apart) {
    if (before.text.empty() || after.text.empty() || before.box || after.box) return false;
    const double gap = (after.at.x - before.end) / std::max(before.size, Pt{1}) - apart;
    const char32_t a = last_of(before.text), b = first_of(after.text);
    if (is_white_space(a) || is_white_space(b)) return false;
    return gap > (is_latin(a) && is_latin(b) ? 0.18 : 0.9);
}

std::vector<TextLine> lines_of(std::vector<Span>& spans) {
    std::ranges::stable_sort(spans, {}, [](const Span& span) { return span.at.y; });
    std::vector<TextLine> lines;
    for (std::size_t first = 0; first < spans.size();) {
        std::size_t end = first + 1;  // also where a size is 0
        Pt size = spans[first].size;
        while (end < spans.size() && (spans[end].at.y - spans[first].at.y).v < 0.45 * std::max(size, spans[end].size).v) size = std::max(size, spans[end++].size);
        const auto line_begin = spans.begin() + static_cast<std::ptrdiff_t>(first), line_end = spans.begin() + static_cast<std::ptrdiff_t>(end);
        std::stable_sort(line_begin, line_end, [](const Span& a, const Span& b) { return a.at.x < b.at.x; });
        TextLine line;
        line.y = spans[first].at.y, line.size = size, line.x0 = Pt{1e9}, line.x1 = Pt{-1e9};
        measure_gaps(std::span(spans).subspan(first, end - first), line);
        for (std::size_t i = first; i < end; ++i) {
            if (i > first && is_gap(spans[i - 1], spans[i], line.apart)) line.text += ' ';
            line.text += spans[i].text;
            if (trim(spans[i].text).empty()) continue;
            line.x0 = std::min(line.x0, spans[i].at.x);
            line.x1 = std::max(line.x1, spans[i].end);
            line.y = spans[i].at.y;
        }
        line.ends_in_space = trim_end(line.text).size() < line.text.size();
        first = end;
        if (!trim(line.text).empty()) lines.push_back(std::move(line));
    }
    return lines;
}

// Columns of vertical writing, or of a turned line: from right to left, each from top to bottom.
SeenParagraph turned_paragraph(std::vector<Span> spans) {
    std::ranges::stable_sort(spans, [](const Span& a, const Span& b) {
        return std::abs((a.at.x - b.at.x).v) > 0.5 * a.size.v ? a.at.x > b.at.x : a.at.y < b.at.y;
    });
    SeenParagraph paragraph;
    for (const Span& span : spans) paragraph.text += span.text;
    paragraph.at = spans.front().at;
    return paragraph;
}

constexpr std::u32string_view closing = U"，。、；：！？）》」』】〕”’…—％,.;:!?)%", opening = U"（《「『【〔“‘(";

// Upright characters one under another in columns, each painted by itself: vertical writing as some producers paint it.
bool is_stacked(const std::vector<Span>& spans) {
    if (spans.size() < 3) return false;
    Pt left = spans.front().at.x, right = left;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const Span& span = spans[i];
        std::size_t at = 0;
        if (span.text.empty() || span.box || (next_code_point(span.text, at), at != span.text.size())) return false;
        left = std::min(left, span.at.x), right = std::max(right, span.at.x);
        const Span* before = i > 0 ? &spans[i - 1] : nullptr;
        if (before && std::abs((span.at.x - before->at.x).v) < 1 && (span.at.y - before->at.y).v > 1.3 * span.size.v) return false;
        if (before && std::abs((span.at.y - before->at.y).v) < 1) return false;  // two side by side were painted one after another: lines
    }
    return right - left > 0.5 * spans.front().size;
}

// Whether a line may be broken between two characters (UAX #14, the rules that East Asian text meets).
bool may_part(char32_t a, char32_t b) {
    const bool opens = opening.find(a) != std::u32string_view::npos, closes = closing.find(b) != std::u32string_view::npos;
    const bool word = is_latin(a) || closing.find(a) != std::u32string_view::npos;  // some producers do not part a mark and a word behind it
    return !opens && !closes && !(word && is_latin(b)) && !(is_latin(a) && opening.find(b) != std::u32string_view::npos);
}

// The width, in ems, of what may not be parted at a line's beginning.
double unit_width(std::string_view text) {
    double width = 0;
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (before != 0 && (is_white_space(c) || may_part(before, c))) break;
        width += is_latin(c) ? 0.55 : 1;
        before = c;
    }
    return std::min(width, 12.0);
}

// What the next line begins with had no room on the line before it.
bool reaches(double room, std::string_view next) { return room < unit_width(trim(next)) + 0.35; }

// How full lines are set, where they are justified: most of them end at the same place to the point.
struct Justified {
    Pt to;                   // their right edge; 0: they are not justified
    bool stretched = false;  // most of them are wider than their glyphs: one that is not, and ends short of the edge, ends a paragraph

    bool ends_at(const TextLine& line) const {
        if (to.v <= 0) return false;
        const double short_of = (to - line.x1) / std::max(line.size, Pt{1});
        return short_of > margin_jitter || (stretched && short_of > 0.04 && std::abs(line.stretch) < 0.02);
    }
};

template <class Room>
Justified justified(const std::vector<TextLine>& lines, Room room) {
    std::vector<Pt> ends;
    std::vector<double> stretches;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
        if (reaches(room(lines[i]), lines[i + 1].text)) ends.push_back(lines[i].x1), stretches.push_back(lines[i].stretch);
    if (ends.size() < 4) return {};
    std::ranges::sort(ends);
    std::ranges::sort(stretches);
    if (stretches[stretches.size() / 2] < 0.05) return {};  // as wide as their glyphs: characters of one width end at one place by themselves
    const Pt middle = ends[ends.size() / 2];
    const auto close = std::ranges::count_if(ends, [&](Pt end) { return std::abs((end - middle).v) < margin_jitter * lines[0].size.v; });
    if (4 * static_cast<std::size_t>(close) < 3 * ends.size()) return {};
    return {middle, stretches[stretches.size() / 4] > 0.1};
}

// How a line numbers its item: 一、 (一) 1. 1、 (1) ①. none: it does not.
enum class Numbering { none, han, han_in_brackets, digits, digits_in_brackets, circled };

Numbering numbering_of(std::string_view text) {
    static constexpr std::u32string_view han = U"一二三四五六七八九十百", circled = U"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
    std::size_t at = 0, hans = 0, digits = 0;
    const auto next = [&] { return at < text.size() ? next_code_point(text, at) : char32_t{0}; };
    char32_t c = next();
    if (circled.find(c) != std::u32string_view::npos && c != 0) return Numbering::circled;
    const bool bracket = c == U'（' || c == U'(';
    if (bracket) c = next();
    for (; c != 0 && han.find(c) != std::u32string_view::npos; c = next()) ++hans;
    for (; hans == 0 && c >= U'0' && c <= U'9'; c = next()) ++digits;
    if (hans + digits == 0 || hans > 3 || digits > 2) return Numbering::none;
    if (bracket) return c != U'）' && c != U')' ? Numbering::none : hans > 0 ? Numbering::han_in_brackets : Numbering::digits_in_brackets;
    if (hans > 0) return c == U'、' || c == U'．' || c == U'.' ? Numbering::han : Numbering::none;
    const char32_t behind = next();
    const bool decimal = behind >= U'0' && behind <= U'9';
    return (c == U'、' || c == U'．' || c == U'.') && !decimal ? Numbering::digits : Numbering::none;
}

bool ends_sentence(std::string_view text) {
    static constexpr std::u32string_view ends = U"。！？；：!?;:", closes = U"”’）)";
    bool ended = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (!is_white_space(c) && closes.find(c) == std::u32string_view::npos) ended = ends.find(c) != std::u32string_view::npos;
    }
    return ended;
}

// The numberings that certainly begin a line of their own: after a line that had room left for more.
template <class Room>
std::set<Numbering> item_numberings(const std::vector<TextLine>& lines, Room room) {
    std::set<Numbering> found;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (i == 0 || !reaches(room(lines[i - 1]), lines[i].text)) found.insert(numbering_of(lines[i].text));
    found.erase(Numbering::none);
    return found;
}

Pt common_pitch(const std::vector<TextLine>& lines) {
    Pt pitch{1e9};
    for (std::size_t i = 1; i < lines.size(); ++i) pitch = std::min(pitch, lines[i].y - lines[i - 1].y);
    return pitch;
}

bool is_centred(const std::vector<TextLine>& lines, Rect cell) {
    const Pt middle = (cell.x0 + cell.x1) / 2;
    return std::ranges::all_of(lines, [&](const TextLine& line) { return std::abs(((line.x0 + line.x1) / 2 - middle).v) < 0.6 * line.size.v + 1; });
}

// Centred lines that would not fit into one line less, however short each is: they were broken for their looks. Numbers are not.
bool balanced(const std::vector<TextLine>& lines, Pt room) {
    Pt sum;
    for (const TextLine& line : lines) sum += line.x1 - line.x0;
    return lines.size() > 1 && sum > 0.97 * (static_cast<double>(lines.size()) - 1) * room;
}

bool parts_number(const TextLine& line, const TextLine& next) {
    const char32_t a = last_of(trim_end(line.text)), b = first_of(next.text);
    return is_latin(a) && is_latin(b);
}

Rect box_of(const TextLine& line) { return {line.x0, line.y - 0.88 * line.size, line.x1, line.y + 0.12 * line.size}; }

Rect around(const Rect& a, const Rect& b) { return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)}; }

// An e-mail or web address has no space in it, wherever it is broken.
bool ends_in_address(std::string_view text) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();)
        if (const char32_t c = next_code_point(text, at); !is_latin(c) || c == U';' || c == U',') from = at;
    const std::string_view word = text.substr(from);
    return word.find('@') != std::string_view::npos || word.find("://") != std::string_view::npos || word.starts_with("www.");
}

// A word that was broken because it filled its line goes on without a space; else the space at the line's end may have been left out.
void append_line(SeenParagraph& paragraph, const TextLine& line, double room) {
    const char32_t a = last_of(paragraph.text), b = first_of(line.text);
    if (room > 0.75 && is_latin(a) && is_latin(b) && !ends_in_address(paragraph.text) && a != U'-' && a != U'/' && a != U'@' && a != U'.' && a != U'_' && a != U'–') paragraph.text += ' ';
    paragraph.text += line.text;
    paragraph.box = around(paragraph.box, box_of(line));
}

}  // namespace

std::vector<SeenParagraph> paragraphs_of(std::vector<Span> spans, Rect cell) {
    std::vector<SeenParagraph> out;
    std::vector<Span> turned;
    std::erase_if(spans, [&](const Span& span) {
        if (!span.upright) turned.push_back(span);
        return !span.upright;
    });
    if (is_stacked(spans)) turned = std::move(spans), spans.clear();
    if (!turned.empty()) out.push_back(turned_paragraph(std::move(turned)));
    const std::vector<TextLine> lines = lines_of(spans);
    if (lines.empty()) return out;
    Pt left = lines.front().x0, right = lines.front().x1;
    for (const TextLine& line : lines) left = std::min(left, line.x0), right = std::max(right, line.x1);
    const bool bounded = cell.x1 > cell.x0, centred = bounded && is_centred(lines, cell);
    if (bounded) {
        const Pt padding = centred ? Pt{6} : std::clamp(left - cell.x0, Pt{1}, Pt{9});
        right = cell.x1 - padding;
        for (const TextLine& line : lines)
            if (line.x1 <= cell.x1) right = std::max(right, line.x1);  // clreq 3.1.7: a mark may hang out of its line
    }
    const auto room = [&](const TextLine& line) {  // left over on it, ems
        const Pt free = centred ? cell.x1 - cell.x0 - Pt{12} - (line.x1 - line.x0) : right - line.x1;
        return free / std::max(line.size, Pt{1});
    };
    const Justified margin = centred ? Justified{} : justified(lines, room);
    const bool evened = centred && balanced(lines, cell.x1 - cell.x0 - Pt{12});
    const Pt pitch = common_pitch(lines);
    const std::set<Numbering> numberings = item_numberings(lines, room);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const TextLine& line = lines[i];
        const bool indented = i > 0 && !centred && line.x0 - left > 1.3 * line.size && lines[i - 1].x0 - left < line.x0 - left + Pt{1};
        const int empty = i == 0 ? 0 : std::max(0, static_cast<int>(std::lround((line.y - lines[i - 1].y) / pitch)) - 1);
        const bool spaced = is_white_space(first_of(line.text));  // a soft wrap leaves no white space at a line's beginning
        const bool needed = i > 0 && (reaches(room(lines[i - 1]), line.text) || (evened && !parts_number(lines[i - 1], line)));
        const bool aside = i > 0 && !centred && lines[i - 1].x0 - line.x0 > 4 * line.size;  // a line set to the right or in the middle
        const bool short_of = i > 0 && margin.ends_at(lines[i - 1]);  // ends a paragraph, full as it is
        const bool item = i > 0 && numberings.contains(numbering_of(line.text)) && ends_sentence(lines[i - 1].text);
        const bool soft = needed && !short_of && empty == 0 && !indented && !spaced && !aside && !item;
        if (soft && !out.empty()) {
            append_line(out.back(), line, room(lines[i - 1]));
        } else {
            SeenParagraph paragraph;
            paragraph.text = lines.size() > 1 ? line.text : std::string(trim(line.text));
            paragraph.empty_before = empty;
            paragraph.at = {line.x0, line.y};
            paragraph.box = box_of(line);
            out.push_back(std::move(paragraph));
        }
        out.back().room = margin.ends_at(line) ? 99 : room(line);
    }
    for (SeenParagraph& paragraph : out) paragraph.text.resize(trim_end(paragraph.text).size());
    return out;
}

bool goes_on_in(const SeenParagraph& above, const SeenParagraph& below) { return reaches(above.room, below.text); }

bool text_over_text(const std::vector<Span>& spans) {
    if (spans.size() < 2) return false;
    struct Ink {
        Pt x0, x1, y, size;
    };
    std::vector<Ink> sorted;
    for (const Span& span : spans) {
        if (!span.upright || span.box || trim(span.text).empty()) continue;
        // clreq 3.1.6: a full-width mark keeps half its width white, and its neighbour may stand there.
        const bool opens = opening.find(first_of(span.text)) != std::u32string_view::npos, closes = closing.find(last_of(span.text)) != std::u32string_view::npos;
        sorted.push_back({span.at.x + (opens ? span.size / 2 : Pt{0}), span.end - (closes ? span.size / 2 : Pt{0}), span.at.y, span.size});
    }
    std::ranges::sort(sorted, {}, &Ink::y);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const std::size_t end = std::min(sorted.size(), i + most_overlaps);
        for (std::size_t j = i + 1; j < end && sorted[j].y - sorted[i].y < 0.3 * sorted[i].size; ++j) {
            const Pt size = std::min(sorted[i].size, sorted[j].size);
            const Pt overlap = std::min(sorted[i].x1, sorted[j].x1) - std::max(sorted[i].x0, sorted[j].x0);
            if (overlap > 0.45 * size && sorted[j].y - sorted[i].y < 0.3 * size) return true;
        }
    }
    return false;
}

}  // namespace tianbiao
