#include "extract/read_lines.h"

#include <algorithm>

#include "base/utf8.h"
#include "extract/plain_stream.h"
#include "form/readings.h"

namespace tianbiao {
namespace {

// Nothing but digits and the signs of year, month and day, in that order, one of them at least: 2023年6月　日, 年 月 日.
bool is_date_line(const Form& form, const std::string& text) {
    const std::string line = plain(text);
    std::size_t at = 0;
    int signs = 0;
    const auto digits = [&] {
        while (at < line.size() && ((line[at] >= '0' && line[at] <= '9') || line[at] == '_')) ++at;
    };
    for (const char* word : {"year", "month", "day"}) {
        digits();
        const std::string& sign = form.word(word);
        if (std::string_view(line).substr(at).starts_with(sign)) at += sign.size(), ++signs;
    }
    return signs > 0 && at == line.size();
}

class LineReader {
public:
    LineReader(const Form& form, const CellDef& cell, const std::vector<SeenParagraph>& paragraphs, bool exact)
        : form_(form), cell_(cell), stream_(paragraphs), exact_(exact) {}

    std::vector<LineReading> run() {
        std::size_t at = 0;
        std::vector<const LineDef*> waiting;  // fields since the last label
        for (const LineDef& line : cell_.lines) {
            if (line.text.empty()) {
                waiting.push_back(&line);
                continue;
            }
            const std::size_t found = stream_.find(plain(line.text), at);
            if (found == std::string::npos) continue;
            settle(waiting, at, found);
            waiting.clear();
            at = found + plain(line.text).size();
        }
        settle(waiting, at, stream_.size());
        return std::move(out_);
    }

private:
    // The fields between two labels share the text between them: a date is told by its signs, the first other one takes the rest.
    void settle(const std::vector<const LineDef*>& fields, std::size_t from, std::size_t to) {
        if (fields.empty() || from >= to) return;
        std::vector<SeenParagraph> rest = stream_.cut(from, to);
        std::vector<LineReading> found;
        for (std::size_t i = fields.size(); i-- > 0;) {
            const Field* field = form_.field(fields[i]->path);
            std::vector<SeenParagraph> own;
            if (field && field->type == FieldType::date) own = take_date(rest, i > 0);
            else if (i == 0) own = std::move(rest);
            if (!own.empty()) add(*fields[i], std::move(own), found);
        }
        std::ranges::reverse(found);
        for (LineReading& reading : found) out_.push_back(std::move(reading));
    }

    // The last paragraph that is a date. In a cell of ours a date always has a paragraph, the last one, whatever it says.
    std::vector<SeenParagraph> take_date(std::vector<SeenParagraph>& rest, bool others) {
        for (std::size_t i = rest.size(); i-- > 0;) {
            if (!is_date_line(form_, rest[i].text)) continue;
            std::vector<SeenParagraph> own{rest[i]};
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
            return own;
        }
        if (rest.empty() || (!exact_ && others)) return {};
        std::vector<SeenParagraph> own{rest.back()};
        rest.pop_back();
        return own;
    }

    void add(const LineDef& line, std::vector<SeenParagraph> paragraphs, std::vector<LineReading>& to) {
        LineReading reading;
        reading.line = &line;
        reading.box = paragraphs.front().box;
        if (!exact_) {
            std::string& first = paragraphs.front().text;
            first.erase(0, first.size() - trim_front(first).size());
        }
        reading.text = value_text(form_, std::move(paragraphs), line.prompt);
        if (!reading.text.paragraphs.empty()) to.push_back(std::move(reading));
    }

    static std::string_view trim_front(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t from = at;
            if (!is_white_space(next_code_point(text, at))) return text.substr(from);
        }
        return {};
    }

    const Form& form_;
    const CellDef& cell_;
    PlainStream stream_;
    bool exact_;
    std::vector<LineReading> out_;
};

}  // namespace

std::vector<LineReading> read_lines(const Form& form, const CellDef& cell, const std::vector<SeenParagraph>& paragraphs, bool exact) {
    return LineReader(form, cell, paragraphs, exact).run();
}

}  // namespace tianbiao
