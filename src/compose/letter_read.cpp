#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "compose/letter.h"

namespace tianbiao {
namespace {

struct Word {
    std::string_view name;
    LetterKind kind;
};
constexpr std::array words{
    Word{"title", LetterKind::title},         Word{"number", LetterKind::number},   Word{"salutation", LetterKind::salutation},
    Word{"paragraph", LetterKind::paragraph}, Word{"heading", LetterKind::heading}, Word{"item", LetterKind::item},
    Word{"line", LetterKind::line},           Word{"note", LetterKind::note},       Word{"group", LetterKind::group},
    Word{"entry", LetterKind::entry},         Word{"table", LetterKind::table},     Word{"sign", LetterKind::sign},
    Word{"gap", LetterKind::gap},             Word{"rule", LetterKind::rule},       Word{"page_break", LetterKind::page_break},
};

template <class Value>
struct Choice {
    std::string_view name;
    Value value;
};
constexpr std::array sides{Choice{"left", HorizontalAlign::left}, Choice{"centre", HorizontalAlign::centre}, Choice{"right", HorizontalAlign::right}};
constexpr std::array numberings{Choice{"off", LetterNumbers::off}, Choice{"on", LetterNumbers::on}, Choice{"automatic", LetterNumbers::automatic},
                                Choice{"roman", LetterNumbers::roman}};

class LetterReader {
public:
    explicit LetterReader(const std::string& name) : name_(name) {}

    void line(std::string_view text, int number) {
        line_ = number;
        const Json block = read_json(text, name_ + "#" + std::to_string(number));
        if (!block.is_object() || block.members.size() != 1) fail("每行应是只有一个成员的对象");
        const auto& [word, value] = block.members.front();
        if (word == "page") return page(value);
        if (word == "row") return row(value);
        const auto* known = std::ranges::find(words, word, &Word::name);
        if (known == words.end()) fail("没有这种块：" + word);
        LetterBlock& out = letter.blocks.emplace_back();
        out.kind = known->kind, out.line = number;
        fill(out, value);
    }

    Letter letter;

private:
    [[noreturn]] void fail(const std::string& text) const { throw Error(Code::bad_json, {name_, "line " + std::to_string(line_)}, text); }

    std::string text_of(const Json* value) const {
        if (!value || value->is_null()) return {};
        if (!value->is_text() && !value->is_number()) fail("此处应是文字");
        return value->text;
    }

    double number_of(const Json* value) const {
        if (!value) return 0;
        double number = -1;
        const char* end = value->text.data() + value->text.size();
        if (!value->is_number() || std::from_chars(value->text.data(), end, number).ptr != end || number < 0 || number > 300)
            fail("此处应是 0 至 300 的数");
        return number;
    }

    template <class Choices>
    auto choice(const Choices& choices, const Json* value) const {
        const std::string word = text_of(value);
        for (const auto& each : choices)
            if (each.name == word || (word.empty() && &each == &choices.front())) return each.value;
        fail("没有这个词：" + word);
    }

    void known_members(const Json& value, std::initializer_list<std::string_view> names) const {
        for (const auto& [key, member] : value.members)
            if (std::ranges::find(names, key) == names.end()) fail("没有这个成员：" + key);
    }

    void page(const Json& value) {
        known_members(value, {"landscape", "numbers"});
        const Json* landscape = value.find("landscape");
        letter.landscape = landscape && landscape->is_boolean() && landscape->boolean;
        if (const Json* numbers = value.find("numbers")) letter.numbers = choice(numberings, numbers);
    }

    void row(const Json& value) {
        if (letter.blocks.empty() || letter.blocks.back().kind != LetterKind::table) fail("行不在表中");
        LetterBlock& table = letter.blocks.back();
        if (!value.is_array() || value.items.size() != table.columns.size()) fail("行的格数与表头不同");
        std::vector<std::string>& cells = table.rows.emplace_back();
        for (const Json& item : value.items) cells.push_back(text_of(&item));
    }

    void fill(LetterBlock& out, const Json& value) const {
        switch (out.kind) {
            case LetterKind::table: return table(out, value);
            case LetterKind::sign:
                known_members(value, {"organization", "date"});
                out.text = text_of(value.find("organization")), out.further = text_of(value.find("date"));
                return;
            case LetterKind::entry:
            case LetterKind::group:
                known_members(value, {"text", "page"});
                out.text = text_of(value.find("text")), out.further = text_of(value.find("page"));
                return;
            case LetterKind::line:
                known_members(value, {"text", "align"});
                out.text = text_of(value.find("text")), out.align = choice(sides, value.find("align"));
                return;
            case LetterKind::gap: out.height = Mm{number_of(&value)}; return;
            case LetterKind::rule:
            case LetterKind::page_break: return;
            default: out.text = text_of(&value);
        }
    }

    void table(LetterBlock& out, const Json& value) const {
        known_members(value, {"columns", "size"});
        out.size = Pt{number_of(value.find("size"))};
        const Json* columns = value.find("columns");
        if (!columns || !columns->is_array() || columns->items.empty()) fail("表没有栏");
        for (const Json& column : columns->items) {
            known_members(column, {"name", "width", "align"});
            out.columns.push_back({text_of(column.find("name")), Mm{number_of(column.find("width"))}, choice(sides, column.find("align"))});
            if (out.columns.back().width.v < 5) fail("栏宽不足 5 毫米");
        }
    }

    const std::string& name_;
    int line_ = 0;
};

}  // namespace

Letter read_letter(std::string_view lines, const std::string& name) {
    LetterReader reader(name);
    int number = 0;
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', at), lines.size());
        const std::string_view line = trim(lines.substr(at, end - at));
        ++number;
        if (!line.empty()) reader.line(line, number);
        at = end + 1;
    }
    return std::move(reader.letter);
}

}  // namespace tianbiao
