#include "read/pdf_content.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/limits.h"
#include "read/pdf_interpreter.h"

namespace tianbiao {

namespace {

// Operators of annex A that paint nothing and change nothing that matters here.
constexpr std::array<std::string_view, 14> silent{"BX", "DP", "EX", "J", "M", "MP", "d", "d0", "d1", "gs", "i", "j", "ri", "sh"};

bool is_value(std::string_view word) { return word == "true" || word == "false" || word == "null"; }

}  // namespace

Font* ContentStore::font(const Object* dictionary) {
    if (!dictionary) return nullptr;
    std::unique_ptr<Font>& font = fonts_[dictionary];
    if (!font) font = open_font(objects_, dictionary);
    return font.get();
}

const std::string& ContentStore::form(const Object* stream) {
    const auto found = forms_.find(stream);
    if (found != forms_.end()) return found->second;
    return forms_.emplace(stream, objects_.decoded(stream, limits::pdf_content)).first->second;
}

void ContentStore::count_operator() {
    if (++operators_ > limits::pdf_operators)
        throw Error(Code::too_large, {}, "页面内容过多：绘制指令超过 " + std::to_string(limits::pdf_operators) + " 条的上限");
}

void ContentStore::count_items(std::size_t more) {
    items_ += more;
    if (items_ > static_cast<std::size_t>(limits::pdf_items))
        throw Error(Code::too_large, {}, "页面内容过多：文字和线条超过 " + std::to_string(limits::pdf_items) + " 个的上限");
}

Interpreter::Interpreter(ContentStore& store, Painting& to, const Drawing& drawing) : store_(store), objects_(store.objects()), to_(to) {
    state_.ctm = drawing.ctm;
    state_.clip = drawing.clip;
    state_.fill.colour = state_.stroke.colour = {0, 0, 0, true};  // table 52
}

// Annex A, but for the silent ones.
const Interpreter::Operator Interpreter::operators[] = {
    {"\"", &Interpreter::show_with_spacing}, {"'", &Interpreter::show_on_next_line},
    {"B", &Interpreter::paint<true, true, false>}, {"B*", &Interpreter::paint<true, true, false>},
    {"BDC", &Interpreter::begin_marked_with}, {"BI", &Interpreter::inline_image}, {"BMC", &Interpreter::begin_marked}, {"BT", &Interpreter::begin_text},
    {"CS", &Interpreter::colour_space<true>}, {"Do", &Interpreter::external_object}, {"EMC", &Interpreter::end_marked}, {"ET", &Interpreter::end_text},
    {"F", &Interpreter::paint<true, false, false>}, {"G", &Interpreter::device_colour<true, Space::grey>},
    {"K", &Interpreter::device_colour<true, Space::cmyk>}, {"Q", &Interpreter::restore}, {"RG", &Interpreter::device_colour<true, Space::rgb>},
    {"S", &Interpreter::paint<false, true, false>}, {"SC", &Interpreter::colour<true>}, {"SCN", &Interpreter::colour<true>},
    {"T*", &Interpreter::next_line}, {"TD", &Interpreter::move_line_leading}, {"TJ", &Interpreter::show_array}, {"TL", &Interpreter::set_leading},
    {"Tc", &Interpreter::set_spacing}, {"Td", &Interpreter::move_line}, {"Tf", &Interpreter::set_font}, {"Tj", &Interpreter::show},
    {"Tm", &Interpreter::text_matrix}, {"Tr", &Interpreter::set_mode}, {"Ts", &Interpreter::set_rise}, {"Tw", &Interpreter::set_word_spacing},
    {"Tz", &Interpreter::set_stretch}, {"W", &Interpreter::clip}, {"W*", &Interpreter::clip},
    {"b", &Interpreter::paint<true, true, true>}, {"b*", &Interpreter::paint<true, true, true>}, {"c", &Interpreter::curve}, {"cm", &Interpreter::concatenate},
    {"cs", &Interpreter::colour_space<false>}, {"f", &Interpreter::paint<true, false, false>}, {"f*", &Interpreter::paint<true, false, false>},
    {"g", &Interpreter::device_colour<false, Space::grey>}, {"gs", &Interpreter::external_state}, {"h", &Interpreter::close_path},
    {"k", &Interpreter::device_colour<false, Space::cmyk>}, {"l", &Interpreter::line}, {"m", &Interpreter::move},
    {"n", &Interpreter::paint<false, false, false>}, {"q", &Interpreter::save}, {"re", &Interpreter::rectangle},
    {"rg", &Interpreter::device_colour<false, Space::rgb>}, {"s", &Interpreter::paint<false, true, true>}, {"sc", &Interpreter::colour<false>},
    {"scn", &Interpreter::colour<false>}, {"sh", &Interpreter::shading}, {"v", &Interpreter::curve_from}, {"w", &Interpreter::line_width},
    {"y", &Interpreter::curve_to},
};

// Operators of up to three characters as numbers, in the order of the table.
constexpr std::uint32_t number_of(std::string_view name) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 3; ++i) number = number << 8 | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0u);
    return number;
}

Interpreter::Handler Interpreter::handler_of(std::string_view name) {
    static const auto numbers = [] {
        std::array<std::uint32_t, std::size(operators)> all{};
        std::ranges::transform(operators, all.begin(), number_of, &Operator::name);
        return all;
    }();
    if (name.size() > 3) return nullptr;
    const auto found = std::ranges::lower_bound(numbers, number_of(name));
    return found != numbers.end() && *found == number_of(name) ? operators[found - numbers.begin()].run : nullptr;
}

void Interpreter::run(std::string_view content, const Object* resources) {
    Tokenizer tokens(content);
    Tokenizer* const outer_tokens = tokens_;
    const Object* const outer_resources = resources_;
    std::vector<Token> outer_operands = std::move(operands_);
    tokens_ = &tokens;
    resources_ = resources;
    operands_.clear();
    for (Token token = tokens.next(); token.kind != TokenKind::end; token = tokens.next()) {
        if (token.kind != TokenKind::word || is_value(token.text)) {
            if (operands_.size() >= static_cast<std::size_t>(limits::pdf_operands)) throw Error(Code::too_large, {}, "页面内容异常：一条指令的参数过多");
            operands_.push_back(token);
            continue;
        }
        store_.count_operator();
        if (const Handler handler = handler_of(token.text)) (this->*handler)();
        else note_operator(token.text);
        operands_.clear();
        tokens.reset();
    }
    tokens_ = outer_tokens;
    resources_ = outer_resources;
    operands_ = std::move(outer_operands);
}

// 7.8.2: between BX and EX an operator may be unknown; elsewhere the content is damaged, and what it would have painted is missing.
void Interpreter::note_operator(std::string_view name) {
    if (name == "BX") ++compatible_;
    if (name == "EX") compatible_ = std::max(compatible_ - 1, 0);
    if (compatible_ == 0 && std::ranges::find(silent, name) == silent.end()) objects_.add_damage();
}

void Interpreter::finish() {
    while (!marks_.empty()) end_marked();
}

double Interpreter::number(std::size_t count, std::size_t index) const {
    if (operands_.size() < count || operands_[operands_.size() - count + index].kind != TokenKind::number) return 0;
    return operands_[operands_.size() - count + index].number;
}

Matrix Interpreter::matrix() const { return {number(6, 0), number(6, 1), number(6, 2), number(6, 3), number(6, 4), number(6, 5)}; }

const Token* Interpreter::last(TokenKind kind) const {
    for (std::size_t i = operands_.size(); i-- > 0;)
        if (operands_[i].kind == kind) return &operands_[i];
    return nullptr;
}

const Object* Interpreter::resource(const char* category, std::string_view name) const {
    return objects_.at(objects_.at(resources_, category), name);
}

void run_content(ContentStore& store, const Drawing& drawing, Painting& to) {
    Interpreter interpreter(store, to, drawing);
    interpreter.run(drawing.content, drawing.resources);
    interpreter.finish();
}

void run_form(ContentStore& store, const Object* form, const Drawing& drawing, Painting& to) {
    Interpreter interpreter(store, to, drawing);
    interpreter.run_form(form);
    interpreter.finish();
}

}  // namespace tianbiao
