#include "app/letters.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "compose/letter.h"
#include "write/letter_template.h"

namespace tianbiao {
namespace {

constexpr std::string_view producer = "tianbiao " TIANBIAO_VERSION;
constexpr std::string_view notice_date = "2023-05-19";
constexpr std::string_view suffix = ".letter";

std::filesystem::path folder_of(const Studio& studio) { return studio.setup().data / "templates"; }

// 2023年6月1日 of 2023-06-01 (GB/T 9704-2012, 7.3.5.4: no zeros in front); "" of anything else.
std::string official_date(const std::string& text) {
    const auto digit_or_dash = [&](std::size_t at) { return at == 4 || at == 7 ? text[at] == '-' : text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 10) return {};
    for (std::size_t at = 0; at < text.size(); ++at)
        if (!digit_or_dash(at)) return {};
    return text.substr(0, 4) + "年" + std::to_string(std::stoi(text.substr(5, 2))) + "月" + std::to_string(std::stoi(text.substr(8, 2))) + "日";
}

// Entries of lists are counted: `index` from 1, and `count` where there is one list. The letter's own dates are written out.
Json counted(Json data) {
    int lists = 0;
    std::size_t entries = 0;
    for (auto& [key, list] : data.members) {
        if (std::string date = list.is_text() ? official_date(list.text) : std::string(); !date.empty()) list.text = std::move(date);
        if (!list.is_array()) continue;
        ++lists, entries = list.items.size();
        std::int64_t index = 0;
        for (Json& entry : list.items) {
            ++index;
            if (entry.is_object() && !entry.find("index")) entry.member("index") = Json::make_number(index);
        }
    }
    if (lists == 1 && !data.find("count")) data.member("count") = Json::make_number(static_cast<std::int64_t>(entries));
    return data;
}

std::string title_of(const Letter& letter) {
    const auto title = std::ranges::find(letter.blocks, LetterKind::title, &LetterBlock::kind);
    if (title == letter.blocks.end()) return {};
    std::string text = title->text;
    std::erase(text, '\n');
    return text;
}

}  // namespace

std::vector<std::string> letter_names(const Studio& studio) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_of(studio)))
        if (entry.path().extension() == suffix) names.push_back(entry.path().stem().string());
    std::ranges::sort(names);
    return names;
}

Pages letter_pages(Studio& studio, std::string_view name, const Json& data, std::string* title) {
    const std::vector<std::string> known = letter_names(studio);
    if (std::ranges::find(known, name) == known.end()) throw Error(Code::usage, {std::string(name), ""}, "没有这个模板");
    const std::string file = std::string(name) + std::string(suffix);
    const std::string text = read_file((folder_of(studio) / file).string(), limits::template_bytes);
    const Letter letter = read_letter(render_template(text, counted(data), file), file);
    if (title) *title = title_of(letter);
    return compose_letter(studio.fonts(), letter);
}

MadeLetter make_letter(Studio& studio, std::string_view name, const Json& data, const LetterOptions& options) {
    MadeLetter out;
    DocumentFacts facts;
    out.pages = letter_pages(studio, name, data, &facts.title);
    if (!options.title.empty()) facts.title = options.title;
    facts.date = options.date.empty() ? std::string(notice_date) : options.date;
    facts.producer = producer;
    facts.conformance = Conformance::pdf_a_2u;
    out.pdf = studio.pdf_writer().write(out.pages, facts);
    return out;
}

Json notice_findings(const std::vector<Finding>& findings) {
    constexpr std::string_view colon = "：";
    Json list = Json::make_array();
    std::set<std::pair<std::string, std::string>> said;
    for (const Severity severity : {Severity::error, Severity::warning}) {
        for (const Finding& finding : findings) {
            if (finding.severity != severity || !said.emplace(finding.message, finding.clause).second) continue;
            const std::size_t at = finding.message.find(colon);
            const bool split = at != std::string::npos;
            list.items.push_back(Json::make_object({{"item", Json::make_text(split ? finding.message.substr(0, at) : "推荐表")},
                                                    {"what", Json::make_text(split ? finding.message.substr(at + colon.size()) : finding.message)},
                                                    {"clause", Json::make_text(finding.clause)}}));
        }
    }
    return list;
}

}  // namespace tianbiao
