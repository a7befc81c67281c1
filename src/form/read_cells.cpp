#include <algorithm>
#include <array>
#include <initializer_list>

#include "form/reading.h"

namespace tianbiao {
namespace {

constexpr std::string_view cell_words[] = {"text",  "value",  "options", "lines",    "across", "down",    "kind",
                                           "style", "prompt", "tail",    "vertical", "also",   "overflow"};
constexpr std::string_view line_words[] = {"text", "value",  "prompt", "style", "x",          "width", "baseline",
                                           "foot", "region", "pitch",  "align", "most_lines", "indent"};
constexpr std::string_view overflow_words[] = {"shrink", "grow", "attach", "refuse"};
constexpr std::array<std::pair<std::string_view, CellKind>, 2> label_kinds{{{"label", CellKind::label}, {"head", CellKind::head}}};

// What a cell or line says stands in one of these members; it also says what kind of cell it is, and how it looks if nothing else is said.
struct ContentWord {
    std::string_view member;
    CellKind kind;
    std::string_view style;
};
constexpr std::array contents{
    ContentWord{"text", CellKind::label, "label"},
    ContentWord{"value", CellKind::value, "value"},
    ContentWord{"options", CellKind::options, "options"},
    ContentWord{"lines", CellKind::lines, "label"},
};

// Words that make sense beside one kind of content only.
struct LimitedWord {
    std::string_view member;
    CellKind kind;
};
constexpr std::array limited_words{
    LimitedWord{"prompt", CellKind::value},   LimitedWord{"overflow", CellKind::value}, LimitedWord{"tail", CellKind::options},
    LimitedWord{"vertical", CellKind::label}, LimitedWord{"kind", CellKind::label},     LimitedWord{"also", CellKind::label},
};

using Types = std::initializer_list<FieldType>;
constexpr Types printed_types{FieldType::text, FieldType::prose,  FieldType::integer, FieldType::decimal,
                              FieldType::date, FieldType::yes_no, FieldType::choice};
constexpr Types ticked_types{FieldType::choices, FieldType::choice, FieldType::yes_no};

bool is_one_of(FieldType type, Types types) { return std::ranges::find(types, type) != types.end(); }

const Field* member_of(const RowDef& row, std::string_view member, const Form& form) {
    const Field* list = row.repeat.empty() ? nullptr : form.field(row.repeat);
    if (!list) return nullptr;
    const auto found = std::ranges::find(list->fields, member, &Field::key);
    return found == list->fields.end() ? nullptr : &*found;
}

// "=/organization/name" as "/organization/name", "=.year" as "./year". Takes note that the field is printed. Empty, and a fault, where it is
// no binding, or names no field that may stand there.
class Binding {
public:
    Binding(const Json& json, const RowDef& row, Reading& reading) : json_(json), row_(row), reading_(reading) {}

    std::string path() {
        const std::string_view text = json_.text;
        if (!json_.is_text() || text.size() < 3 || text[0] != '=' || (text[1] != '/' && text[1] != '.'))
            return fault("填写项要写成 \"=/路径\"，repeat 行里写 \"=.成员\"");
        if (text[1] == '.') {
            field_ = member_of(row_, text.substr(2), reading_.form);
            if (row_.repeat.empty()) return fault("\"=.成员\" 只能用在 repeat 行里");
            if (!field_) return fault("「" + row_.repeat + "」没有「" + std::string(text.substr(2)) + "」");
        } else {
            field_ = reading_.form.field(text.substr(1));
            if (!field_) return fault("没有「" + std::string(text.substr(1)) + "」这个填写项");
            if (field_->path != text.substr(1) || text.find('*') != std::string_view::npos)
                return fault("列表里的项要在 repeat 行里写成 \"=.成员\"");
        }
        note();
        return text[1] == '.' ? "./" + std::string(text.substr(2)) : std::string(text.substr(1));
    }

    const Field* field() const { return field_; }

    void expect(Types types, std::string_view what) {
        if (field_ && !is_one_of(field_->type, types)) reading_.faults.add(json_, "「" + field_->path + "」的类型不能" + std::string(what));
    }

private:
    std::string fault(std::string text) {
        reading_.faults.add(json_, std::move(text));
        return "";
    }

    // The key of a row is said on both sides of it; anything else is said once, or a reader would have two answers.
    void note() {
        const bool is_key = !row_.key.empty() && field_->key == row_.key && json_.text[1] == '.';
        if (!field_->printed) reading_.faults.add(json_, "「" + field_->path + "」写明不打印（printed: false）");
        if (!reading_.bound.insert(field_->path).second && !is_key) reading_.faults.add(json_, "「" + field_->path + "」已经印在另一格里");
    }

    const Json& json_;
    const RowDef& row_;
    Reading& reading_;
    const Field* field_ = nullptr;
};

LineDef line_of_cell(const Json& json, const RowDef& row, Reading& reading) {
    const Members members(json, line_words, reading.faults);
    LineDef line;
    const bool bound = members.has("value");
    if (bound == members.has("text")) reading.faults.add(json, "一行字要有 text 或 value，二者之一");
    line.text = members.text("text");
    expect_filled(members.at("text"), line.text, reading.faults);
    if (bound) {
        Binding binding(members.at("value"), row, reading);
        line.path = binding.path();
        binding.expect(printed_types, "印成文字");
    }
    line.prompt = members.text("prompt");
    line.style = read_style_name(members, bound ? "line_value" : "statement", reading);
    line.x = members.mm("x");
    line.width = members.mm("width");
    if (members.has("baseline")) line.baseline = members.mm("baseline");
    if (members.has("foot")) line.foot = members.mm("foot");
    if (members.has("region")) line.region = members.mm("region");
    line.pitch = members.mm("pitch");
    line.most_lines = members.integer("most_lines", 1, 100, 1);
    line.align = read_align(members, HorizontalAlign::left);
    line.indent = members.number("indent", 40, 0);
    if (line.baseline.has_value() == line.foot.has_value()) reading.faults.add(json, "一行字要有 baseline 或 foot，二者之一");
    if (line.region && (!bound || line.foot)) members.fault("region", "region 只能同 value 和 baseline 一起写");
    if (!bound && members.has("prompt")) members.fault("prompt", "prompt 只能同 value 一起写");
    return line;
}

class CellReader {
public:
    CellReader(const Members& members, const RowDef& row, CellDef& cell, Reading& reading)
        : members_(members), row_(row), cell_(cell), reading_(reading) {}

    void read() {
        const ContentWord* content = find_content();
        cell_.kind = content ? content->kind : CellKind::filler;
        cell_.across = members_.integer("across", 1, 1000, 1);
        cell_.down = members_.integer("down", 1, 1000, 1);
        cell_.stretches = members_.has("down") && !row_.repeat.empty();
        for (const LimitedWord& word : limited_words)
            if (members_.has(word.member) && cell_.kind != word.kind)
                members_.fault(word.member, "「" + std::string(word.member) + "」不能写在这种格里");
        if (content) read_content(members_.at(content->member), *content);
        cell_.style = read_style_name(members_, default_style(content), reading_);
    }

    // `json` is the member of an object, or the whole cell where it is written short.
    void read_content(const Json& json, const ContentWord& content) {
        switch (content.kind) {
            case CellKind::value: read_value(json); break;
            case CellKind::options: read_options(json); break;
            case CellKind::lines: read_lines(); break;
            default: read_label(json); break;
        }
    }

    std::string_view default_style(const ContentWord* content) const {
        if (!content) return "label";
        if (cell_.kind == CellKind::head) return "head";
        if (cell_.vertical) return "vertical";
        if (cell_.kind == CellKind::label) return "label";  // the key of a row, too, which is written as a value
        return prose_ ? "prose" : content->style;
    }

private:
    const ContentWord* find_content() const {
        const ContentWord* found = nullptr;
        for (const ContentWord& content : contents) {
            if (!members_.has(content.member)) continue;
            if (found) members_.fault(content.member, "一格只能有 text、value、options、lines 之一");
            else found = &content;
        }
        return found;
    }

    void read_label(const Json& json) {
        cell_.text = json.text;
        if (!json.is_text() || json.text.empty()) reading_.faults.add(json, "格里的文字不能空着");
        expect_filled(json, cell_.text, reading_.faults);
        cell_.also = members_.texts("also");
        cell_.vertical = members_.flag("vertical");
        cell_.kind = members_.word("kind", WordTable<CellKind>(label_kinds), CellKind::label);
    }

    void read_value(const Json& json) {
        Binding binding(json, row_, reading_);
        cell_.path = binding.path();
        binding.expect(printed_types, "印成文字（choices 要用 options，group 和 list 要印它们的成员）");
        if (binding.field() && cell_.path == "./" + row_.key) cell_.kind = CellKind::label;
        prose_ = binding.field() && binding.field()->type == FieldType::prose;
        check_repeat(json);
        cell_.prompt = members_.text("prompt");
        expect_filled(members_.at("prompt"), cell_.prompt, reading_.faults);
        read_overflow();
    }

    void read_options(const Json& json) {
        Binding binding(json, row_, reading_);
        cell_.path = binding.path();
        binding.expect(ticked_types, "印成方框");
        check_repeat(json);
        cell_.tail = members_.text("tail");
    }

    void read_lines() {
        for (const Json& json : members_.list("lines", Need::must)) cell_.lines.push_back(line_of_cell(json, row_, reading_));
    }

    // What stands in every repetition of a row says something of its entry.
    void check_repeat(const Json& json) {
        if (!row_.repeat.empty() && !cell_.stretches && cell_.path.starts_with('/'))
            reading_.faults.add(json, "repeat 行里的格要印列表的成员（\"=.成员\"）；整列只印一次的格要写 down");
    }

    void read_overflow() {
        if (!members_.has("overflow")) return;
        cell_.overflow = members_.texts("overflow");
        for (const Json& step : members_.list("overflow", Need::must))
            if (std::ranges::find(overflow_words, step.text) == std::end(overflow_words))
                reading_.faults.add(step, "overflow 里只能写 shrink、grow、attach、refuse");
    }

    const Members& members_;
    const RowDef& row_;
    CellDef& cell_;
    Reading& reading_;
    bool prose_ = false;
};

}  // namespace

// Short: "文字" a label, "=/path" or "=.member" a value, "" a filler. Long: an object.
void read_cell(const Json& json, const RowDef& row, CellDef& cell, Reading& reading) {
    if (!json.is_text()) {
        CellReader(Members(json, cell_words, reading.faults), row, cell, reading).read();
        return;
    }
    static const Json nothing = Json::make_object();
    const Members none(nothing, cell_words, reading.faults);
    CellReader reader(none, row, cell, reading);
    cell.kind = json.text.empty() ? CellKind::filler : json.text[0] == '=' ? CellKind::value : CellKind::label;
    const auto content = std::ranges::find(contents, cell.kind, &ContentWord::kind);
    if (content != contents.end()) reader.read_content(json, *content);
    cell.style = reader.default_style(content != contents.end() ? &*content : nullptr);
}

}  // namespace tianbiao
