#include "page/evidence.h"

#include <array>

#include "page/dump_text.h"

namespace tianbiao {
namespace {

struct UnseenName {
    Unseen flag;
    std::string_view name;
};
constexpr std::array unseen_names{
    UnseenName{render_mode, "invisible"}, UnseenName{same_colour, "same-colour"}, UnseenName{clipped_away, "clipped"}, UnseenName{off_page, "off-page"},
    UnseenName{covered, "covered"},       UnseenName{transparent, "transparent"}, UnseenName{tiny, "tiny"},
};

constexpr std::array<std::string_view, 6> kind_names{"text", "check", "radio", "choice", "button", "signature"};

void put(DumpText& out, const SeenText& text) {
    out.word("text").point(text.glyphs.empty() ? Point{} : text.glyphs[0].at).word("size").number(text.size.v);
    if (text.angle != 0) out.word("angle").number(text.angle);
    if (text.vertical) out.word("vertical");
    if (text.replaced) out.word("replaced");
    if (text.unknown != 0) out.word("unknown").integer(text.unknown);
    if (text.confidence != 1) out.word("confidence").number(text.confidence);
    out.quoted(text.font).quoted(text.text).word("glyphs");
    for (const SeenGlyph& glyph : text.glyphs) {
        out.word(std::to_string(glyph.begin) + "+" + std::to_string(glyph.length)).point(glyph.at).number(glyph.advance.v);
        for (const UnseenName& one : unseen_names)
            if ((glyph.unseen & one.flag) != 0) out.word(one.name);
    }
    out.end();
}

void put(DumpText& out, const SeenPage& page) {
    for (const SeenRule& rule : page.rules) out.word("rule").point(rule.from).point(rule.to).number(rule.width.v).end();
    for (const SeenStroke& stroke : page.strokes) out.word("stroke").rect(stroke.box).word(stroke.filled ? "filled" : "drawn").end();
    for (const SeenFill& fill : page.fills) out.word("fill").rect(fill.box).number(fill.grey).end();
    for (const SeenImage& image : page.images) out.word("image").rect(image.box).integer(image.width).integer(image.height).end();
    for (const SeenText& text : page.texts) put(out, text);
    for (const SeenSequence& sequence : page.sequences) {
        out.word("sequence").quoted(sequence.tag).word(sequence.continues ? "continues" : "begins");
        out.integer(sequence.first).integer(sequence.end);
        if (!sequence.field.empty()) out.quoted(sequence.field);
        out.end();
    }
    if (!page.trouble.empty()) out.word("trouble").quoted(page.trouble).end();
}

void put(DumpText& out, const SeenField& field) {
    out.word("field").quoted(field.name).word(kind_names[static_cast<std::size_t>(field.kind)]).integer(field.page).rect(field.box);
    out.quoted(field.value).quoted(field.state).quoted(field.on_state).quoted(field.shown).quoted(field.tooltip);
    if (!field.has_appearance) out.word("bare");
    if (field.hidden) out.word("hidden");
    if (field.multi_line) out.word("multi-line");
    if (field.read_only) out.word("read-only");
    for (const std::string& option : field.options) out.quoted(option);
    out.end();
}

}  // namespace

std::string dump(const Evidence& evidence) {
    DumpText out;
    out.word("document").quoted(evidence.title).quoted(evidence.producer).quoted(evidence.creator).word("pages").integer(evidence.pages_said);
    out.word("revisions").integer(evidence.revisions);
    if (evidence.pages_revised) out.word("pages_revised");
    if (evidence.repaired) out.word("repaired");
    if (evidence.xfa) out.word("xfa");
    out.end();
    for (const std::string& trouble : evidence.troubles) out.word("trouble").quoted(trouble).end();
    for (std::size_t i = 0; i < evidence.pages.size(); ++i) {
        out.word("page").integer(static_cast<long>(i + 1)).number(evidence.pages[i].width.v).number(evidence.pages[i].height.v).end();
        put(out, evidence.pages[i]);
    }
    for (const SeenField& field : evidence.fields) put(out, field);
    for (const SeenFile& file : evidence.files)
        out.word("file").quoted(file.name).quoted(file.mime).quoted(file.relationship).integer(static_cast<long>(file.bytes.size())).end();
    return out.take();
}

}  // namespace tianbiao
