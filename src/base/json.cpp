// Reads JSON. The grammar is nlohmann's, whose SAX parser keeps a stack of its own; values, lexemes and places are ours.
#include "base/json.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <set>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/limits.h"
#include "base/mask.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Where the parser stands in the text, and whether inside a string.
//
// The parser converts numbers and refuses those that no double holds, which RFC 8259 allows; we keep lexemes and need its judgement of
// the grammar only. So outside of strings it is shown no more than the first two digits of a run: enough to refuse 01, too few to overflow.
struct Reading {
    const char* at;
    const char* end;
    bool in_string = false, escaped = false;
    int digits = 0;  // of the run of digits before `at`

    void advance() {
        const char c = *at++;
        if (in_string) {
            if (escaped) escaped = false;
            else if (c == '\\') escaped = true;
            else if (c == '"') in_string = false;
            return;
        }
        if (c == '"') in_string = true;
        digits = is_digit(c) ? digits + 1 : 0;
        if (digits >= 2) at = std::find_if_not(at, end, is_digit);
    }
};

// The iterator that the parser reads through; a copy moves the same Reading.
struct ReadingIterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    Reading* reading = nullptr;  // null: the end

    char operator*() const { return *reading->at; }
    ReadingIterator& operator++() {
        reading->advance();
        return *this;
    }
    bool at_end() const { return !reading || reading->at == reading->end; }
    bool operator==(const ReadingIterator& other) const { return at_end() == other.at_end(); }
    bool operator!=(const ReadingIterator& other) const { return !(*this == other); }
};

// Line and column (in code points) of rising offsets.
class LineColumn {
public:
    explicit LineColumn(const char* at) : at_(at) {}

    void move_to(const char* to) {
        if (to <= at_) return;
        if (const auto lines = std::count(at_, to, '\n')) {
            line += static_cast<int>(lines);
            column = 1;
            at_ = std::find(std::make_reverse_iterator(to), std::make_reverse_iterator(at_), '\n').base();
        }
        column += static_cast<int>(std::count_if(at_, to, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
        at_ = to;
    }

    int line = 1, column = 1;

private:
    const char* at_;
};

std::string place_text(const LineColumn& place) {
    return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

// What the parser's English says, in words that help to mend the file.
struct Fault {
    std::string_view sign, text;
};
constexpr std::array faults{
    Fault{"control character", "引号内有未转义的控制字符（如换行、制表符）：请写作 \\n、\\t"},
    Fault{"missing closing quote", "引号没有闭合：请补上右引号"},
    Fault{"must be followed by 4 hex", "\\u 后应有四位十六进制数"},
    Fault{"surrogate", "\\u 转义只有代理对的一半：请写出完整的一对，或直接写该字"},
    Fault{"forbidden character after", "反斜杠后的字符不合规定：反斜杠本身应写作 \\\\"},
    Fault{"invalid number", "数字写法不合规定"},
    Fault{"invalid literal", "此处的内容不合规定：文字应加英文双引号"},
    Fault{"empty input", "文件到此中断：缺少括号或引号，可能没有存完整"},
    Fault{"unexpected end of input", "文件到此中断：缺少括号或引号，可能没有存完整"},
};

std::string fault_text(std::string_view what) {
    for (const Fault& fault : faults)
        if (what.find(fault.sign) != std::string_view::npos) return "不是合法的 JSON：" + std::string(fault.text);
    return "不是合法的 JSON：请检查此处的逗号、冒号、引号和括号";
}

// Keys of one object. A few are compared one by one; many are kept sorted, so that a hostile object costs no more than its length allows.
class Keys {
public:
    bool add(const std::vector<std::pair<std::string, Json>>& members, const std::string& key) {
        if (members.size() < few) return std::ranges::none_of(members, [&](const auto& member) { return member.first == key; });
        if (sorted_.empty())
            for (const auto& member : members) sorted_.insert(member.first);
        return sorted_.insert(key).second;
    }

private:
    static constexpr std::size_t few = 24;
    std::set<std::string> sorted_;
};

// Takes the parser's events and builds the tree.
class Builder {
public:
    using Exception = nlohmann::json::exception;

    Builder(const Reading& reading, const std::string& file) : reading_(reading), token_end_(reading.at), place_(reading.at), file_(file) {}

    bool null() { return put({}); }
    bool boolean(bool value) { return put(Json::make_boolean(value)); }
    bool number_integer(std::int64_t) { return number(); }
    bool number_unsigned(std::uint64_t) { return number(); }
    bool number_float(double, const std::string&) { return number(); }
    bool string(std::string& value) { return put(Json::make_text(std::move(value))); }
    bool binary(std::vector<std::uint8_t>&) { return false; }  // no such token in text
    bool start_object(std::size_t) { return open(Json::make_object()); }
    bool start_array(std::size_t) { return open(Json::make_array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& value) {
        begin_token();
        end_token();
        Level& level = levels_.back();
        if (!level.keys.add(level.json.members, value)) {
            const std::string where = place_text(place_) + ", " + masked_by_shape(pointer() + "/" + escape_key(value));
            throw Error(Code::bad_json, {file_, where}, "同一个键写了两次：请只留一个");
        }
        level.json.members.emplace_back(std::move(value), Json{});
        level.waiting = true;
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const Exception& exception) {
        const std::string_view what = exception.what();
        place_.move_to(fault_place(what));
        const std::string at = masked_by_shape(pointer());
        throw Error(Code::bad_json, {file_, place_text(place_) + (at.empty() ? "" : ", " + at)}, fault_text(what));
    }

    Json take() { return std::move(root_); }

private:
    struct Level {
        Json json;
        Keys keys;
        bool waiting = false;  // an object's key has come, its value not yet
    };

    // The token that the parser has just taken begins behind the one before, white space and one separator.
    const char* next_token(bool over_separator) const {
        const char* at = std::find_if_not(token_end_, reading_.end, is_blank);
        if (over_separator && at != reading_.end && (*at == ',' || *at == ':')) at = std::find_if_not(at + 1, reading_.end, is_blank);
        return at;
    }

    void begin_token() {
        token_ = next_token(true);
        place_.move_to(token_);
    }
    void end_token() { token_end_ = reading_.at; }

    bool number() {
        begin_token();
        const auto in_number = [](char c) { return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; };
        token_end_ = std::find_if_not(token_, reading_.end, in_number);  // the parser has read one character further
        return place(Json::make_number(std::string(token_, token_end_)));
    }

    bool put(Json json) {
        begin_token();
        end_token();
        return place(std::move(json));
    }

    bool place(Json json) {
        count();
        json.line = place_.line;
        json.column = place_.column;
        add(std::move(json));
        return true;
    }

    void add(Json json) {
        if (levels_.empty()) {
            root_ = std::move(json);
            return;
        }
        Level& level = levels_.back();
        if (level.json.is_array()) level.json.items.push_back(std::move(json));
        else level.json.members.back().second = std::move(json);
        level.waiting = false;
    }

    bool open(Json json) {
        begin_token();
        end_token();
        count();
        if (levels_.size() >= static_cast<std::size_t>(limits::json_nesting))
            throw Error(Code::too_large, {file_, place_text(place_)},
                        "嵌套超过 " + std::to_string(limits::json_nesting) + " 层：请检查括号");
        json.line = place_.line;
        json.column = place_.column;
        levels_.push_back({std::move(json), {}, false});
        return true;
    }

    bool close() {
        end_token();
        Json json = std::move(levels_.back().json);
        levels_.pop_back();
        add(std::move(json));
        return true;
    }

    void count() {
        if (++values_ > limits::json_values)
            throw Error(Code::too_large, {file_, place_text(place_)},
                        "数据项超过 " + std::to_string(limits::json_values) + " 个：请拆成几个文件");
    }

    // Where a fault shows: the character that the lexer stumbled over, or the start of a token that has no place here.
    const char* fault_place(std::string_view what) const {
        if (what.find("unexpected end of input") != std::string_view::npos) return reading_.end;
        const char* last = reading_.at > token_end_ ? reading_.at - 1 : token_end_;
        if (what.find("invalid") != std::string_view::npos) return last;
        const char* plain = next_token(false);
        return plain >= last ? plain : std::min(next_token(true), last);
    }

    std::string pointer() const {
        std::string text;
        for (const Level& level : levels_) {
            const bool innermost = &level == &levels_.back();
            if (level.json.is_array()) (text += '/') += std::to_string(level.json.items.size());
            else if (!innermost || level.waiting) (text += '/') += escape_key(level.json.members.back().first);
        }
        return text;
    }

    const Reading& reading_;
    const char* token_ = nullptr;
    const char* token_end_;  // of the token before
    LineColumn place_;
    const std::string& file_;
    std::vector<Level> levels_;
    Json root_;
    std::size_t values_ = 0;
};

[[noreturn]] void refuse(std::string_view bytes, std::size_t offset, Code code, const std::string& file, std::string text) {
    LineColumn place(bytes.data());
    place.move_to(bytes.data() + offset);
    throw Error(code, {file, place_text(place)}, std::move(text));
}

}  // namespace

Json read_json(std::string_view bytes, const std::string& file) {
    if (bytes.size() > limits::json_bytes)
        throw Error(Code::too_large, {file, ""}, "文件超过 " + std::to_string(limits::json_bytes >> 20) + " MiB：请拆分后再试");
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    if (const auto bad = first_bad_utf8(bytes)) refuse(bytes, *bad, Code::bad_utf8, file, "不是合法的 UTF-8：请把文件另存为 UTF-8 编码");
    // The parser takes a NUL for the end of its input, and a second mark for none.
    if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos)
        refuse(bytes, nul, Code::bad_json, file, "不是合法的 JSON：文件里有空字符（NUL），可能已损坏");
    if (bytes.starts_with(byte_order_mark)) refuse(bytes, 0, Code::bad_json, file, "不是合法的 JSON：文件开头有两个字节顺序标记");

    Reading reading{bytes.data(), bytes.data() + bytes.size()};
    Builder builder(reading, file);
    nlohmann::json::sax_parse(ReadingIterator{&reading}, ReadingIterator{}, &builder);
    return builder.take();
}

}  // namespace tianbiao
