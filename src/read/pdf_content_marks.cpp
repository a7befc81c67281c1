// Marked content (ISO 32000-1, 14.6): optional content, ActualText, and the sequences of the page.
#include <utility>

#include "base/error.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/pdf_interpreter.h"

namespace tianbiao {
namespace {

constexpr std::size_t longest_cluster = 255;

}  // namespace

void Interpreter::open_marked(Marked marked, std::string_view tag, OwnMarks own) {
    if (marks_.size() >= static_cast<std::size_t>(limits::pdf_states)) throw Error(Code::too_large, {}, "页面内容异常：标记嵌套过深");
    marked.first_text = to_.page.texts.size();
    if (marks_.empty() && forms_.empty() && tag != "Artifact") {
        const auto first = static_cast<std::uint32_t>(marked.first_text);
        marked.sequence = static_cast<int>(to_.page.sequences.size());
        store_.count_items(1);
        to_.page.sequences.push_back({text_of_name(tag), own.continues, first, first, std::move(own.field)});
    }
    hidden_ += marked.hidden;
    replacing_ += marked.actual_text.has_value();
    marks_.push_back(std::move(marked));
}

void Interpreter::begin_marked() {
    const Token* tag = last(TokenKind::name);
    open_marked({}, tag ? tag->text : "", {});
}

// The property list is a name of the resources, or stands between << and >>.
void Interpreter::begin_marked_with() {
    if (operands_.empty() || operands_[0].kind != TokenKind::name) return open_marked({}, "", {});
    const std::string_view tag = operands_[0].text;
    OwnMarks own;
    Marked marked;
    if (operands_.size() >= 2 && operands_[1].kind == TokenKind::name) {
        const Object* properties = resource("Properties", operands_[1].text);
        marked.hidden = tag == "OC" && store_.layers().is_off(properties);
        const Object* text = objects_.at(properties, "ActualText");
        if (objects_.string(text)) marked.actual_text = objects_.text(text);
        own.continues = objects_.boolean(objects_.at(properties, "TB_Continues")).value_or(false);
    } else {
        marked.actual_text = actual_text_of_operands(own);
    }
    if (replacing_ > 0) marked.actual_text.reset();  // the outer one speaks for all
    open_marked(std::move(marked), tag, std::move(own));
}

std::optional<std::string> Interpreter::actual_text_of_operands(OwnMarks& own) const {
    std::optional<std::string> text;
    for (std::size_t i = 0; i + 1 < operands_.size(); ++i) {
        if (operands_[i].kind != TokenKind::name) continue;
        if (operands_[i].text == "TB_Continues") own.continues = operands_[i + 1].text == "true";
        if (operands_[i].text == "TB_Field" && operands_[i + 1].kind == TokenKind::string) own.field = text_of_string(operands_[i + 1].text);
        if (operands_[i].text == "ActualText" && operands_[i + 1].kind == TokenKind::string) text = text_of_string(operands_[i + 1].text);
    }
    return text;
}

void Interpreter::end_marked() {
    if (marks_.size() <= marks_floor_) return;
    const Marked marked = std::move(marks_.back());
    marks_.pop_back();
    hidden_ -= marked.hidden;
    replacing_ -= marked.actual_text.has_value();
    if (marked.actual_text) replace_text(marked);
    if (marked.sequence >= 0) to_.page.sequences[static_cast<std::size_t>(marked.sequence)].end = static_cast<std::uint32_t>(to_.page.texts.size());
}

// 14.9.4: the text stands for all that the sequence shows. Its characters go to the glyphs one by one where their numbers agree; else they
// are spread over them in order. A run that is left without a character keeps its place and says nothing.
void Interpreter::replace_text(const Marked& marked) {
    std::vector<SeenText>& texts = to_.page.texts;
    std::size_t glyphs = 0;
    for (std::size_t i = marked.first_text; i < texts.size(); ++i) glyphs += texts[i].glyphs.size();
    if (glyphs == 0) return;
    std::vector<std::size_t> starts;  // of the characters, and the end
    for (std::size_t at = 0; at < marked.actual_text->size(); next_code_point(*marked.actual_text, at)) starts.push_back(at);
    starts.push_back(marked.actual_text->size());
    const std::size_t characters = starts.size() - 1;
    std::size_t place = 0;
    for (std::size_t i = marked.first_text; i < texts.size(); ++i) {
        SeenText& text = texts[i];
        text.replaced = true;
        text.unknown = 0;
        text.text.clear();
        for (SeenGlyph& glyph : text.glyphs) {
            const std::size_t first = (place * characters + glyphs - 1) / glyphs, end = ((place + 1) * characters + glyphs - 1) / glyphs;
            const std::string_view said = std::string_view(*marked.actual_text).substr(starts[first], starts[end] - starts[first]);
            glyph.begin = static_cast<std::uint32_t>(text.text.size());
            glyph.length = static_cast<std::uint8_t>(clipped(said, longest_cluster).size());
            text.text += said;
            ++place;
        }
    }
}

}  // namespace tianbiao
