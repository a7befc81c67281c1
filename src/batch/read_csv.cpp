#include "batch/read_csv.h"

#include <algorithm>

#include "base/error.h"
#include "base/gb18030.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "write/table_book.h"

namespace tianbiao {
namespace {

std::string line_place(std::size_t line) { return "line " + std::to_string(line); }

std::size_t lines_before(std::string_view bytes, std::size_t at) {
    return 1 + static_cast<std::size_t>(std::ranges::count(bytes.substr(0, at), '\n'));
}

bool between(char c, int least, int most) { return static_cast<unsigned char>(c) >= least && static_cast<unsigned char>(c) <= most; }

// GB 18030: bytes of the character that begins there, 0 where none does.
std::size_t length_at(std::string_view bytes, std::size_t at) {
    const std::string_view rest = bytes.substr(at, 4);
    if (between(rest[0], 0, 0x7F)) return 1;
    if (rest.size() < 2 || !between(rest[0], 0x81, 0xFE)) return 0;
    if (between(rest[1], 0x40, 0x7E) || between(rest[1], 0x80, 0xFE)) return 2;
    return rest.size() == 4 && between(rest[1], 0x30, 0x39) && between(rest[2], 0x81, 0xFE) && between(rest[3], 0x30, 0x39) ? 4 : 0;
}

std::string text_of_gb18030(std::string_view bytes, const std::string& file) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 2);
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = length_at(bytes, at);
        const std::string one = length == 1 ? std::string(1, bytes[at]) : length > 1 ? utf8_of_gb18030(bytes.substr(at, length)) : "";
        if (one.empty())
            throw Error(Code::bad_utf8, {file, line_place(lines_before(bytes, at))}, "既不是 UTF-8 也不是 GB 18030：请另存为“CSV UTF-8”");
        text += one;
        at += length;
    }
    return text;
}

std::string decoded(std::string_view bytes, const std::string& file) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        throw Error(Code::unsupported, {file, ""}, "是 UTF-16 的文本：请另存为“CSV UTF-8”");
    const bool marked = bytes.starts_with(csv_mark);
    if (marked) bytes.remove_prefix(csv_mark.size());
    const std::optional<std::size_t> bad = first_bad_utf8(bytes);
    if (!bad) return std::string(bytes);
    if (marked) throw Error(Code::bad_utf8, {file, line_place(lines_before(bytes, *bad))}, "不是合规的 UTF-8");
    return text_of_gb18030(bytes, file);
}

// One pass over the text, field by field.
class Scanner {
public:
    Scanner(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    CsvTable run() {
        while (at_ < text_.size()) row();
        while (!table_.lines.empty() && (table_.sheet.cells.empty() || table_.sheet.cells.back().row < static_cast<int>(table_.lines.size()) - 1))
            table_.lines.pop_back();
        return std::move(table_);
    }

private:
    [[noreturn]] void broken(const std::string& text) const { throw Error(Code::unreadable, {file_, line_place(line_)}, text); }

    bool at_end_of_line() const { return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

    void end_line() {
        if (at_ >= text_.size()) return;
        at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
        ++line_;
    }

    void row() {
        const int number = static_cast<int>(table_.lines.size());
        if (number >= limits::sheet_rows) throw Error(Code::too_large, {file_, line_place(line_)}, "超过 " + std::to_string(limits::sheet_rows) + " 行的上限");
        table_.lines.push_back(static_cast<int>(line_));
        for (int column = 0;; ++column) {
            if (column >= limits::sheet_columns)
                throw Error(Code::too_large, {file_, line_place(line_)}, "一行超过 " + std::to_string(limits::sheet_columns) + " 格的上限");
            add(number, column, at_ < text_.size() && text_[at_] == '"' ? quoted() : bare());
            if (at_end_of_line()) break;
            if (text_[at_] != ',') broken("引号之后还有文字：引号内的引号须写两次");
            ++at_;
        }
        end_line();
    }

    void add(int row, int column, std::string text) {
        if (text.empty()) return;
        if (table_.sheet.cells.size() >= limits::csv_cells)
            throw Error(Code::too_large, {file_, line_place(line_)}, "超过 " + std::to_string(limits::csv_cells) + " 格的上限：请分成几个文件");
        if (text.find('\0') != std::string::npos) broken("含有空字符（NUL），不是 CSV");
        table_.sheet.cells.push_back({row, column, SheetValue::text, without_guard(std::move(text)), false});
    }

    std::string bare() {
        const std::size_t from = at_;
        while (!at_end_of_line() && text_[at_] != ',') {
            if (text_[at_] == '"') broken("引号只能在一格的开头：含引号的文字须整个放在引号内");
            ++at_;
        }
        return std::string(text_.substr(from, at_ - from));
    }

    std::string quoted() {
        std::string out;
        const std::size_t opened = line_;
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '"') {
                if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') return ++at_, out;
                ++at_;
            }
            line_ += c == '\n' || (c == '\r' && !text_.substr(at_ + 1).starts_with('\n'));
            out += c;
        }
        line_ = opened;
        broken("引号没有结束");
    }

    std::string_view text_;
    const std::string& file_;
    std::size_t at_ = 0, line_ = 1;
    CsvTable table_;
};

}  // namespace

CsvTable read_csv(std::string_view bytes, const std::string& file) {
    if (bytes.size() > limits::csv_bytes)
        throw Error(Code::too_large, {file, ""}, "CSV 超过 " + std::to_string(limits::csv_bytes >> 20) + " MiB 的上限：请分成几个文件");
    const std::string text = decoded(bytes, file);
    return Scanner(text, file).run();
}

}  // namespace tianbiao
