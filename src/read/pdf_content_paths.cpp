// Paths, clipping, images and Form XObjects (ISO 32000-1, 8.5, 8.9 and 8.10).
#include <utility>

#include "base/error.h"
#include "base/limits.h"
#include "read/pdf_interpreter.h"

namespace tianbiao {

void Interpreter::move() { path_.move_to(state_.ctm.apply(number(2, 0), number(2, 1))); }
void Interpreter::line() { path_.line_to(state_.ctm.apply(number(2, 0), number(2, 1))); }

void Interpreter::curve() {
    path_.curve_to(state_.ctm.apply(number(6, 0), number(6, 1)), state_.ctm.apply(number(6, 2), number(6, 3)), state_.ctm.apply(number(6, 4), number(6, 5)));
}
void Interpreter::curve_from() {
    const Point a = state_.ctm.apply(number(4, 0), number(4, 1));
    path_.curve_to(a, a, state_.ctm.apply(number(4, 2), number(4, 3)));
}
void Interpreter::curve_to() {
    const Point b = state_.ctm.apply(number(4, 2), number(4, 3));
    path_.curve_to(state_.ctm.apply(number(4, 0), number(4, 1)), b, b);
}

void Interpreter::close_path() { path_.close(); }
void Interpreter::rectangle() { path_.rectangle(state_.ctm, number(4, 0), number(4, 1), number(4, 2), number(4, 3)); }
void Interpreter::clip() { clips_ = true; }
void Interpreter::shading() { ++to_.order; }

template <bool filling, bool stroking, bool closing>
void Interpreter::paint() {
    if (closing) path_.close();
    if (!path_.empty() && !is_hidden()) {
        store_.count_items(path_.size());
        if (filling) path_.fill(state_, to_);
        if (stroking) path_.stroke(state_, to_);
    }
    if (clips_) state_.clip = common(state_.clip, path_.bounds());
    clips_ = false;
    path_.clear();
}

template void Interpreter::paint<false, false, false>();
template void Interpreter::paint<true, false, false>();
template void Interpreter::paint<false, true, false>();
template void Interpreter::paint<false, true, true>();
template void Interpreter::paint<true, true, false>();
template void Interpreter::paint<true, true, true>();

void Interpreter::external_object() {
    const Token* name = last(TokenKind::name);
    const Object* object = name ? resource("XObject", name->text) : nullptr;
    if (!object) return objects_.add_damage();
    if (store_.layers().is_off(objects_.at(object, "OC"))) return;
    if (objects_.is_name(objects_.at(object, "Subtype"), "Form")) run_form(object);
    if (objects_.is_name(objects_.at(object, "Subtype"), "Image")) image(object);
}

// A form that paints itself, directly or by others, is not run again inside of itself.
void Interpreter::run_form(const Object* form) {
    if (!objects_.has_stream(form) || std::find(forms_.begin(), forms_.end(), form) != forms_.end()) return;
    if (forms_.size() >= static_cast<std::size_t>(limits::pdf_forms)) throw Error(Code::too_large, {}, "页面内容异常：图形对象嵌套过深");
    const GraphicsState before = state_;
    const std::size_t floor = std::exchange(floor_, states_.size()), marks_floor = std::exchange(marks_floor_, marks_.size());
    const Path path = std::exchange(path_, {});
    const TextPen pen = pen_;
    state_.ctm = matrix_of(objects_.numbers(objects_.at(form, "Matrix"), 6)) * state_.ctm;
    const std::vector<double> box = objects_.numbers(objects_.at(form, "BBox"), 4);
    if (box.size() == 4) state_.clip = common(state_.clip, bounds(state_.ctm, box[0], box[1], box[2], box[3]));
    const Object* own = objects_.at(form, "Resources");
    forms_.push_back(form);
    run(store_.form(form), own ? own : resources_);
    forms_.pop_back();
    while (marks_.size() > marks_floor_) end_marked();
    states_.resize(floor_);
    state_ = before;
    floor_ = floor;
    marks_floor_ = marks_floor;
    path_ = path;
    pen_ = pen;
}

void Interpreter::add_image(const Rect& box, int width, int height, bool opaque) {
    const Rect seen_box = common(common(box, state_.clip), {0_pt, 0_pt, to_.page.width, to_.page.height});
    if (is_hidden() || state_.fill.alpha < 0.01 || !is_sane(box) || is_empty(seen_box)) return;
    store_.count_items(1);
    to_.page.images.push_back({seen_box, width, height});
    ++to_.order;
    if (opaque && state_.fill.alpha > 0.9) to_.covers.push_back({seen_box, {to_.order, {0, 0, 0, false}}});
}

void Interpreter::image(const Object* dictionary) {
    const auto count = [&](const char* key) { return static_cast<int>(std::clamp(objects_.number(objects_.at(dictionary, key), 0), 0.0, 1e6)); };
    const bool mask = objects_.boolean(objects_.at(dictionary, "ImageMask")).value_or(false);
    const bool opaque = !mask && !objects_.at(dictionary, "SMask") && !objects_.at(dictionary, "Mask");
    add_image(bounds(state_.ctm, 0, 0, 1, 1), count("Width"), count("Height"), opaque);
}

// 8.9.7: keys and values up to ID, one white-space character, the samples, white space and EI.
void Interpreter::inline_image() {
    int width = 0, height = 0;
    bool mask = false;
    for (Token token = tokens_->next(); token.kind != TokenKind::end && !(token.kind == TokenKind::word && token.text == "ID"); token = tokens_->next()) {
        if (token.kind != TokenKind::name) continue;
        const std::string key(token.text);
        const std::size_t before = tokens_->at();
        token = tokens_->next();
        if (token.kind == TokenKind::number && (key == "W" || key == "Width")) width = static_cast<int>(std::clamp(token.number, 0.0, 1e6));
        if (token.kind == TokenKind::number && (key == "H" || key == "Height")) height = static_cast<int>(std::clamp(token.number, 0.0, 1e6));
        if (key == "IM" || key == "ImageMask") mask = token.text == "true";
        if (token.kind == TokenKind::word && token.text == "ID") tokens_->skip_to(before);
    }
    const std::string_view bytes = tokens_->bytes();
    const auto is_white = [&](std::size_t at) { return at >= bytes.size() || std::string_view("\0\t\n\f\r ", 6).find(bytes[at]) != std::string_view::npos; };
    std::size_t end = bytes.find("EI", tokens_->at());
    while (end != std::string_view::npos && !(end > 0 && is_white(end - 1) && is_white(end + 2))) end = bytes.find("EI", end + 1);
    tokens_->skip_to(end == std::string_view::npos ? bytes.size() : end + 2);
    add_image(bounds(state_.ctm, 0, 0, 1, 1), width, height, !mask);
}

}  // namespace tianbiao
