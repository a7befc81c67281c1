// Text state, positioning and showing (ISO 32000-1, 9.3 and 9.4).
#include "read/pdf_interpreter.h"

namespace tianbiao {

void Interpreter::begin_text() { pen_.begin(); }
void Interpreter::set_spacing() { state_.text.spacing = number(1, 0); }
void Interpreter::set_word_spacing() { state_.text.word_spacing = number(1, 0); }
void Interpreter::set_stretch() { state_.text.stretch = number(1, 0) / 100; }
void Interpreter::set_leading() { state_.text.leading = number(1, 0); }
void Interpreter::set_mode() { state_.text.mode = static_cast<int>(std::clamp(number(1, 0), 0.0, 7.0)); }
void Interpreter::set_rise() { state_.text.rise = number(1, 0); }

// Lines change between a few fonts many times: their names are looked up once.
Font* Interpreter::font_named(std::string_view name) {
    constexpr std::size_t most = 64;
    for (const NamedFont& one : named_fonts_)
        if (one.resources == resources_ && one.name == name) return one.font;
    if (named_fonts_.size() >= most) named_fonts_.clear();
    Font* const font = store_.font(resource("Font", name));
    named_fonts_.push_back({resources_, std::string(name), font});
    return font;
}

void Interpreter::set_font() {
    const Token* name = last(TokenKind::name);
    state_.text.font = name ? font_named(name->text) : nullptr;
    state_.text.size = number(1, 0);
}

void Interpreter::move_line() { pen_.next_line(number(2, 0), number(2, 1)); }
void Interpreter::move_line_leading() {
    state_.text.leading = -number(2, 1);
    move_line();
}
void Interpreter::text_matrix() { pen_.set(matrix()); }
void Interpreter::next_line() { pen_.next_line(0, -state_.text.leading); }

// A string without a font shows nothing: no reader can tell what it says, and it is missing from the page.
template <class Work>
void Interpreter::shown(Work work) {
    if (!state_.text.font) return objects_.add_damage();
    pen_.open(state_, is_hidden() ? std::uint8_t{transparent} : std::uint8_t{seen}, to_);
    work();
    store_.count_items(pen_.glyphs());
    pen_.close(to_);
}

void Interpreter::show() {
    const Token* string = last(TokenKind::string);
    if (!string) return objects_.add_damage();
    shown([&] { pen_.show(string->text); });
}

void Interpreter::show_array() {
    shown([&] {
        for (const Token& token : operands_) {
            if (token.kind == TokenKind::string) pen_.show(token.text);
            if (token.kind == TokenKind::number) pen_.adjust(token.number);
        }
    });
}

void Interpreter::show_on_next_line() {
    next_line();
    show();
}

void Interpreter::show_with_spacing() {
    if (operands_.size() < 3) return;
    state_.text.word_spacing = number(3, 0);
    state_.text.spacing = number(3, 1);
    show_on_next_line();
}

}  // namespace tianbiao
