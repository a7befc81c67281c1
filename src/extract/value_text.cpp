#include "extract/value_text.h"

#include <charconv>

#include "base/utf8.h"
#include "extract/plain_stream.h"
#include "form/readings.h"

namespace tianbiao {

int number_in(const std::string& text, const std::string& phrase) {
    const std::size_t gap = phrase.find("{n}");
    if (gap == std::string::npos) return 0;
    const std::string_view before = std::string_view(phrase).substr(0, gap), behind = std::string_view(phrase).substr(gap + 3);
    if (text.size() <= before.size() + behind.size() || !text.starts_with(before) || !text.ends_with(behind)) return 0;
    const std::string_view digits = std::string_view(text).substr(before.size(), text.size() - before.size() - behind.size());
    int number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return fault == std::errc{} && end == digits.data() + digits.size() && number > 0 ? number : 0;
}

ValueText value_text(const Form& form, std::vector<SeenParagraph> paragraphs, const std::string& prompt) {
    ValueText out;
    const std::string pointer = plain(form.word("pointer"));
    if (!paragraphs.empty()) out.sheet = number_in(plain(paragraphs.back().text), pointer);
    if (out.sheet > 0) paragraphs.pop_back();
    const std::string asked = plain(prompt);
    if (!asked.empty() && !paragraphs.empty() && asked.starts_with(plain(clipped(paragraphs.front().text, 6)))) {
        const PlainStream stream(paragraphs);
        if (stream.text().starts_with(asked)) {
            out.prompted = true;
            out.paragraphs = stream.cut(asked.size(), stream.size());
            if (!out.paragraphs.empty()) out.paragraphs.front().empty_before = 0;
            return out;
        }
    }
    out.paragraphs = std::move(paragraphs);
    return out;
}

}  // namespace tianbiao
