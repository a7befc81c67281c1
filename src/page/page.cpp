#include "page/page.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tianbiao {
namespace {

// Lines of words; numbers with three decimals, never through a locale.
class Text {
public:
    Text& word(std::string_view w) { return gap(), text_ += w, *this; }
    Text& number(double v) {
        std::array<char, 400> digits{};
        if (std::abs(v) < 0.0005) v = 0;  // no minus before a rounded zero
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), v, std::chars_format::fixed, 3).ptr;
        return word({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    Text& integer(long v) { return word(std::to_string(v)); }
    Text& point(Point p) { return number(p.x.v).number(p.y.v); }
    Text& rect(const Rect& r) { return number(r.x0.v).number(r.y0.v).number(r.x1.v).number(r.y1.v); }
    Text& quoted(std::string_view s) {
        gap();
        text_ += '"';
        for (const char c : s) {
            constexpr std::string_view hex = "0123456789abcdef";
            const auto b = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') text_ += '\\', text_ += c;
            else if (b < 0x20 || b == 0x7F) text_ += "\\x", text_ += hex[b >> 4], text_ += hex[b & 15];
            else text_ += c;
        }
        text_ += '"';
        return *this;
    }
    void end() { text_ += '\n', fresh_ = true; }
    std::string take() { return std::move(text_); }

private:
    void gap() {
        if (!fresh_) text_ += ' ';
        fresh_ = false;
    }
    std::string text_;
    bool fresh_ = true;
};

void put(Text& out, const TextRun& run) {
    out.word("text").point(run.at).word("size").number(run.size.v).word("face").integer(run.face);
    out.word(run.origin == Origin::form ? "form" : "value");
    if (run.grey != 0) out.word("grey").number(run.grey);
    if (run.angle != 0) out.word("angle").number(run.angle);
    out.quoted(run.text);
    out.word("glyphs");
    for (const PlacedGlyph& g : run.glyphs) {
        out.word(std::to_string(g.id) + "@" + std::to_string(g.begin) + "+" + std::to_string(g.length));
        out.number(g.x).number(g.advance);
    }
}

void put(Text& out, const Mark& mark) {
    out.word("mark").rect(mark.box).word(mark.ticked ? "ticked" : "empty").number(mark.weight.v).quoted(mark.field).quoted(mark.option);
}

void put(Text& out, const MissingCharacter& missing) {
    out.word("missing").point(missing.at).word("size").number(missing.size.v).word("box").rect(missing.box).quoted(missing.text);
}

void put(Text& out, const Page& page) {
    for (const Rule& r : page.rules) out.word("rule").point(r.from).point(r.to).number(r.width.v).end();
    for (const Frame& f : page.frames) out.word("frame").rect(f.box).number(f.width.v).end();
    for (std::size_t i = 0; i < page.cells.size(); ++i) {
        const PageCell& c = page.cells[i];
        out.word("cell").integer(static_cast<long>(i)).rect(c.box).word(c.label ? "label" : "value").quoted(c.id).quoted(c.field).end();
    }
    for (std::size_t i = 0; i < page.paragraphs.size(); ++i) {
        const Paragraph& p = page.paragraphs[i];
        out.word("paragraph").integer(static_cast<long>(i)).word(p.continues ? "continues" : "begins").quoted(p.field).end();
    }
    for (const Item& item : page.items) {
        out.word("item").integer(item.cell).integer(item.paragraph);
        std::visit([&](const auto& what) { put(out, what); }, item.what);
        out.end();
    }
}

}  // namespace

std::string dump(const Pages& pages) {
    Text out;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        out.word("page").integer(static_cast<long>(i + 1)).number(pages[i].width.v).number(pages[i].height.v).end();
        put(out, pages[i]);
    }
    return out.take();
}

}  // namespace tianbiao
