#include "extract/lines_of_text.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr double margin_jitter = 0.3;       // ems that justified lines may end apart: what was added behind a line's last glyph is not seen
constexpr std::size_t most_overlaps = 400;  // spans of a cell compared with one another: those that share a line and its neighbours

struct TextLine {
    std::string text;
    Pt y, x0, x1, size;
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

// Whether white space was left out between two spans: producers may move the pen in its place.
bool is_gap(const Span& before, const Span& after) {
    if (before.text.empty() || after.text.empty() || before.box || after.box) return false;
    const double gap = (after.at.x - before.end) / std::max(before.size, Pt{1});
    const char32_t a = last_of(before.text), b = first_of(after.text);
    if (is_white_space(a) || is_white_space(b)) return false;
    return gap > (is_latin(a) && is_latin(b) ? 0.18 : 0.9);
}

std::vector<TextLine> lines_of(std::vector<Span>& spans) {
    std::ranges::stable_sort(spans, {}, [](const Span& span) { return span.at.y; });
    std::vector<TextLine> lines;
    for (std::size_t first = 0; first < spans.size();) {
        std::size_t end = first;
        Pt size = spans[first].size;
        while (end < spans.size() && (spans[end].at.y - spans[first].at.y).v < 0.45 * std::max(size, spans[end].size).v) size = std::max(size, spans[end++].size);
        const auto line_begin = spans.begin() + static_cast<std::ptrdiff_t>(first), line_end = spans.begin() + static_cast<std::ptrdiff_t>(end);
        std::stable_sort(line_begin, line_end, [](const Span& a, const Span& b) { return a.at.x < b.at.x; });
        TextLine line;
        line.y = spans[first].at.y, line.size = size, line.x0 = Pt{1e9}, line.x1 = Pt{-1e9};
        for (std::size_t i = first; i < end; ++i) {
            if (i > first && is_gap(spans[i - 1], spans[i])) line.text += ' ';
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

// The right edge that full lines are set to, where they are justified: most of them end at the same place to the point. 0: they are not.
template <class Room>
Pt justified_to(const std::vector<TextLine>& lines, Room room) {
    std::vector<Pt> ends;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
        if (reaches(room(lines[i]), lines[i + 1].text)) ends.push_back(lines[i].x1);
    if (ends.size() < 4) return Pt{0};
    std::ranges::sort(ends);
    const Pt middle = ends[ends.size() / 2];
    const auto close = std::ranges::count_if(ends, [&](Pt end) { return std::abs((end - middle).v) < margin_jitter * lines[0].size.v; });
    return 4 * static_cast<std::size_t>(close) >= 3 * ends.size() ? middle : Pt{0};
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

// A word that was broken because it filled its line goes on without a space; else the space at the line's end may have been left out.
void append_line(SeenParagraph& paragraph, const TextLine& line, double room) {
    const char32_t a = last_of(paragraph.text), b = first_of(line.text);
    if (room > 0.75 && is_latin(a) && is_latin(b) && a != U'-' && a != U'/' && a != U'@' && a != U'.' && a != U'_' && a != U'–') paragraph.text += ' ';
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
        right = std::max(right, cell.x1 - padding);
    }
    const auto room = [&](const TextLine& line) {  // left over on it, ems
        const Pt free = centred ? cell.x1 - cell.x0 - Pt{12} - (line.x1 - line.x0) : right - line.x1;
        return free / std::max(line.size, Pt{1});
    };
    const Pt margin = justified_to(lines, room);
    const bool evened = centred && balanced(lines, cell.x1 - cell.x0 - Pt{12});
    const Pt pitch = common_pitch(lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const TextLine& line = lines[i];
        const bool indented = i > 0 && !centred && line.x0 - left > 1.3 * line.size && lines[i - 1].x0 - left < line.x0 - left + Pt{1};
        const int empty = i == 0 ? 0 : std::max(0, static_cast<int>(std::lround((line.y - lines[i - 1].y) / pitch)) - 1);
        const bool spaced = is_white_space(first_of(line.text));  // a soft wrap leaves no white space at a line's beginning
        const bool needed = i > 0 && (reaches(room(lines[i - 1]), line.text) || (evened && !parts_number(lines[i - 1], line)));
        const bool aside = i > 0 && !centred && lines[i - 1].x0 - line.x0 > 4 * line.size;  // a line set to the right or in the middle
        const bool short_of = i > 0 && margin.v > 0 && lines[i - 1].x1 < margin - margin_jitter * line.size;  // ends a paragraph, full as it is
        const bool soft = needed && !short_of && empty == 0 && !indented && !spaced && !aside;
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
        out.back().room = margin.v > 0 && line.x1 < margin - margin_jitter * line.size ? 99 : room(line);
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
    std::ranges::stable_sort(sorted, {}, &Ink::x0);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const std::size_t end = std::min(sorted.size(), i + most_overlaps);
        for (std::size_t j = i + 1; j < end && sorted[j].x0 < sorted[i].x1; ++j) {
            const Pt size = std::min(sorted[i].size, sorted[j].size);
            const Pt overlap = std::min(sorted[i].x1, sorted[j].x1) - sorted[j].x0;
            if (overlap > 0.45 * size && std::abs((sorted[i].y - sorted[j].y).v) < 0.3 * size.v) return true;
        }
    }
    return false;
}

}  // namespace tianbiao
