#include "page/page.h"

#include <array>
#include <utility>

#include "page/dump_text.h"

namespace tianbiao {
namespace {

void put(DumpText& out, const TextRun& run) {
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

void put(DumpText& out, const Mark& mark) {
    out.word("mark").rect(mark.box).word(mark.ticked ? "ticked" : "empty").number(mark.weight.v).quoted(mark.field).quoted(mark.option);
}

void put(DumpText& out, const MissingCharacter& missing) {
    out.word("missing").point(missing.at).word("size").number(missing.size.v).word("box").rect(missing.box).quoted(missing.text);
}

constexpr std::array cell_parts{"value", "row_header", "column_header", "heading", "passage", "again"};
constexpr std::array paragraph_parts{"text", "title", "heading", "note", "entry", "furniture"};

// An answer's cell has said so.
void put(DumpText& out, const CellPlace& place) {
    if (place == CellPlace{}) return;
    if (place.part != CellPart::value) out.word(cell_parts[static_cast<std::size_t>(place.part)]);
    out.word("table").integer(place.table).word("row").integer(place.row);
    out.word("spans").integer(place.rows).integer(place.columns);
}

void put(DumpText& out, const PageField& field) {
    constexpr std::array kinds{"text", "list", "box"};
    out.word("field").word(kinds[static_cast<std::size_t>(field.kind)]).rect(field.box).integer(field.cell).quoted(field.field).quoted(field.said);
    if (field.kind == PageField::Kind::box) out.quoted(field.option).quoted(field.state);
    const std::pair<bool, std::string_view> flags[]{{field.exclusive, "exclusive"}, {field.multi_line, "multi_line"}, {field.open_list, "open_list"},
                                                    {field.centred, "centred"}};
    for (const auto& [set, word] : flags)
        if (set) out.word(word);
    if (field.continuation > 0) out.word("continuation").integer(field.continuation);
    if (field.longest > 0) out.word("longest").integer(field.longest);
    if (field.size.v > 0) out.word("size").number(field.size.v);
    for (const std::string& answer : field.answers) out.quoted(answer);
}

void put(DumpText& out, const Page& page) {
    for (const Rule& r : page.rules) out.word("rule").point(r.from).point(r.to).number(r.width.v).end();
    for (const Frame& f : page.frames) out.word("frame").rect(f.box).number(f.width.v).end();
    for (std::size_t i = 0; i < page.cells.size(); ++i) {
        const PageCell& c = page.cells[i];
        out.word("cell").integer(static_cast<long>(i)).rect(c.box).word(c.label ? "label" : "value").quoted(c.id).quoted(c.field);
        put(out, c.place);
        out.end();
    }
    for (std::size_t i = 0; i < page.paragraphs.size(); ++i) {
        const Paragraph& p = page.paragraphs[i];
        out.word("paragraph").integer(static_cast<long>(i)).word(p.continues ? "continues" : "begins").quoted(p.field);
        if (p.part != ParagraphPart::text) out.word(paragraph_parts[static_cast<std::size_t>(p.part)]);
        out.end();
    }
    for (const Item& item : page.items) {
        out.word("item").integer(item.cell).integer(item.paragraph);
        std::visit([&](const auto& what) { put(out, what); }, item.what);
        out.end();
    }
    for (const PageField& field : page.fields) {
        put(out, field);
        out.end();
    }
}

}  // namespace

std::string dump(const Pages& pages) {
    DumpText out;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        out.word("page").integer(static_cast<long>(i + 1)).number(pages[i].width.v).number(pages[i].height.v).end();
        put(out, pages[i]);
    }
    return out.take();
}

}  // namespace tianbiao
