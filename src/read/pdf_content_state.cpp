// q Q cm w gs and the colour operators (ISO 32000-1, tables 57 and 74).
#include <array>

#include "base/error.h"
#include "base/limits.h"
#include "read/pdf_interpreter.h"

namespace tianbiao {

void Interpreter::save() {
    if (states_.size() >= static_cast<std::size_t>(limits::pdf_states)) throw Error(Code::too_large, {}, "页面内容异常：图形状态嵌套过深");
    states_.push_back(state_);
}

void Interpreter::restore() {
    if (states_.size() <= floor_) return;
    state_ = std::move(states_.back());
    states_.pop_back();
}

void Interpreter::concatenate() { state_.ctm = matrix() * state_.ctm; }
void Interpreter::line_width() { state_.line_width = std::max(0.0, number(1, 0)); }

void Interpreter::external_state() {
    const Token* name = last(TokenKind::name);
    const Object* dictionary = name ? resource("ExtGState", name->text) : nullptr;
    if (!dictionary) return;
    state_.fill.alpha = objects_.number(objects_.at(dictionary, "ca"), state_.fill.alpha);
    state_.stroke.alpha = objects_.number(objects_.at(dictionary, "CA"), state_.stroke.alpha);
    state_.line_width = objects_.number(objects_.at(dictionary, "LW"), state_.line_width);
    const Object* font = objects_.at(dictionary, "Font");
    if (objects_.size(font) != 2) return;
    state_.text.font = store_.font(objects_.item(font, 0));
    state_.text.size = objects_.number(objects_.item(font, 1), 0);
}

namespace {

constexpr std::size_t most_components = 32;

}  // namespace

template <bool stroking, Space space>
void Interpreter::device_colour() {
    Paint& paint = stroking ? state_.stroke : state_.fill;
    constexpr std::size_t count = space == Space::grey ? 1 : space == Space::rgb ? 3 : 4;
    std::array<double, count> components{};
    for (std::size_t i = 0; i < count; ++i) components[i] = number(count, i);
    paint.space = space;
    paint.colour = colour_of(space, components);
}

template <bool stroking>
void Interpreter::colour_space() {
    Paint& paint = stroking ? state_.stroke : state_.fill;
    const Token* name = last(TokenKind::name);
    if (!name) return;
    const Object* object = resource("ColorSpace", name->text);
    paint.space = object ? space_of(objects_, object) : space_named(name->text);
    // 8.6.3: the initial colour is black, and full ink of a tint.
    constexpr std::array black_cmyk{0.0, 0.0, 0.0, 1.0};
    constexpr std::array full{1.0};
    if (paint.space == Space::cmyk) paint.colour = colour_of(Space::cmyk, black_cmyk);
    else if (paint.space == Space::tint) paint.colour = colour_of(Space::tint, full);
    else paint.colour = colour_of(paint.space, {});
}

template <bool stroking>
void Interpreter::colour() {
    Paint& paint = stroking ? state_.stroke : state_.fill;
    std::array<double, most_components> components{};
    std::size_t count = 0;
    for (const Token& token : operands_)
        if (token.kind == TokenKind::number && count < most_components) components[count++] = token.number;
    const bool pattern = last(TokenKind::name) != nullptr;
    paint.colour = colour_of(pattern ? Space::pattern : paint.space, std::span(components).first(count));
}

template void Interpreter::device_colour<false, Space::grey>();
template void Interpreter::device_colour<true, Space::grey>();
template void Interpreter::device_colour<false, Space::rgb>();
template void Interpreter::device_colour<true, Space::rgb>();
template void Interpreter::device_colour<false, Space::cmyk>();
template void Interpreter::device_colour<true, Space::cmyk>();
template void Interpreter::colour_space<false>();
template void Interpreter::colour_space<true>();
template void Interpreter::colour<false>();
template void Interpreter::colour<true>();

}  // namespace tianbiao
