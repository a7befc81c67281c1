#include "batch/output_names.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/mask.h"
#include "base/texts.h"
#include "base/utf8.h"
#include "batch/report.h"
#include "batch/summary.h"
#include "form/catalogue.h"

namespace tianbiao {
namespace {

struct Likeness {
    char32_t from, to;
};
constexpr std::array likenesses{Likeness{U'/', U'／'}, Likeness{U'\\', U'＼'}, Likeness{U':', U'：'}, Likeness{U'*', U'＊'}, Likeness{U'?', U'？'},
                                Likeness{U'"', U'＂'}, Likeness{U'<', U'＜'}, Likeness{U'>', U'＞'}, Likeness{U'|', U'｜'}, Likeness{U'\n', U' '},
                                Likeness{U'\t', U' '}};

// Names of devices, with any suffix (Microsoft, Naming Files, Paths, and Namespaces).
constexpr std::array<std::string_view, 6> devices{"con", "prn", "aux", "nul", "com", "lpt"};

// Controls, marks of direction, joiners: nobody sees them, and names that look alike would differ.
bool is_unseen(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

bool is_device(const std::string& name) {
    const std::string stem = lower(name.substr(0, name.find('.')));
    const bool numbered = stem.size() == 4 && stem[3] >= '0' && stem[3] <= '9';
    return std::ranges::any_of(devices, [&](std::string_view device) {
        return device == "com" || device == "lpt" ? numbered && stem.starts_with(device) : stem == device;
    });
}

std::string cut(std::string_view text, std::size_t most) { return std::string(trim(clipped(text, most))); }

std::string as_it_is(std::string_view text) { return std::string(text); }

}  // namespace

NamePattern::NamePattern(std::string_view text) {
    const auto wrong = [] { return Error(Code::usage, {"", "--name"}, "文件名的写法不对：应如 {region}-{organization}-{form}"); };
    if (first_bad_utf8(text)) throw wrong();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = std::min(text.find('{', at), text.size());
        const std::string_view before = text.substr(at, open - at);
        if (before.find('}') != std::string_view::npos) throw wrong();
        if (!before.empty()) parts_.push_back({false, std::string(before)});
        if (open == text.size()) break;
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos || close == open + 1) throw wrong();
        parts_.push_back({true, std::string(text.substr(open + 1, close - open - 1))});
        at = close + 1;
    }
    if (std::ranges::none_of(parts_, &Part::word)) throw wrong();
}

std::string NamePattern::name(const Form* form, const Record& record, const std::string& source, std::size_t number) const {
    CatalogueValues values = form ? catalogue_values(record, *form) : CatalogueValues{};
    values["source"] = {source};
    values["number"] = {std::to_string(number)};
    if (form) values["form"] = {summary_tables(*form).front().name};
    std::string out, between;
    bool said = false, any = false;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (!parts_[i].word) {
            if (i == 0 || i + 1 == parts_.size()) out += parts_[i].text;
            else between = parts_[i].text;
            continue;
        }
        const auto found = values.find(parts_[i].text);
        // Lists, ZIPs and e-mails show the name of a file to whom its content is not for.
        const auto shown = parts_[i].text == role_code ? masked_as_code : parts_[i].text == "source" ? as_it_is : masked_by_shape;
        const std::string value = found == values.end() ? "" : fit_for_files(shown(joined(found->second)));
        if (value.empty()) continue;
        out += (said ? between : "") + value;
        said = any = true;
    }
    out = any ? fit_for_files(out) : "";
    if (out.empty()) out = fit_for_files(source);
    return out.empty() ? std::to_string(number) : out;
}

std::string fit_for_files(std::string_view text, std::size_t most) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = next_code_point(text, at);
        for (const Likeness& likeness : likenesses)
            if (c == likeness.from) c = likeness.to;
        if (!is_unseen(c)) append_utf8(out, c);
    }
    out = cut(out, most);
    out.erase(0, std::min(out.find_first_not_of(". "), out.size()));       // hidden files
    out.erase(out.find_last_not_of(". ") + 1);                             // Windows drops them
    return is_device(out) ? "_" + out : out;
}

void OutputNames::keep(std::string_view name) { taken_.insert(lower(name)); }

std::string OutputNames::take(const std::string& name) {
    if (taken_.insert(lower(name)).second) return name;
    for (std::size_t& n = last_.try_emplace(lower(name), 1).first->second;;) {
        const std::string tail = "-" + std::to_string(++n);
        const std::string numbered = cut(name, longest_output_name - tail.size()) + tail;
        if (taken_.insert(lower(numbered)).second) return numbered;
    }
}

}  // namespace tianbiao
