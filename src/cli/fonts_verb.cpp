// The doctor: which file serves which role, what it lacks, and what to install.
#include <set>

#include "base/texts.h"
#include "base/utf8.h"
#include "cli/report.h"
#include "cli/verbs.h"

namespace tianbiao::cli {
namespace {

constexpr std::string_view role_words[]{"title", "heading", "label", "value", "body"};

// Every character of every form's own words: what a face must have at the least.
void collect(const Json& json, std::set<std::string>& characters) {
    if (json.is_text())
        for (std::string_view grapheme : graphemes(json.text)) characters.emplace(grapheme);
    for (const Json& item : json.items) collect(item, characters);
    for (const auto& [key, value] : json.members) collect(value, characters);
}

Json list_of(const std::vector<std::string>& texts) {
    Json list = Json::make_array();
    for (const std::string& text : texts) list.items.push_back(Json::make_text(text));
    return list;
}

}  // namespace

int fonts(Studio& studio, const Options& options) {
    std::set<std::string> characters;
    for (const std::string& id : studio.form_ids()) collect(studio.form(id).source, characters);
    std::string sample;
    for (const std::string& character : characters)
        if (character != "\n") sample += character;
    const Speech speech{options.language};
    Json list = Json::make_array();
    std::string text;
    bool well = true;
    for (const RoleReport& report : studio.fonts().report(sample)) {
        const std::string role(role_words[static_cast<int>(report.role)]);
        well &= !report.file.empty() && report.lacks.empty();
        list.items.push_back(Json::make_object({{"role", Json::make_text(role)},
                                                {"face", Json::make_text(report.face)},
                                                {"file", Json::make_text(report.file)},
                                                {"fallbacks", list_of(report.fallbacks)},
                                                {"absent", list_of(report.absent)},
                                                {"install", Json::make_text(report.install)},
                                                {"lacks", list_of(report.lacks)}}));
        text += role + "  " + report.face + "  " + report.file + "\n";
        text += speech("  后备：", "  fallbacks: ") + joined(report.fallbacks, ", ") + "\n";
        if (!report.absent.empty()) text += speech("  未找到：", "  not found: ") + joined(report.absent, ", ") + "\n";
        if (!report.install.empty()) text += speech("  可安装：", "  install: ") + report.install + "\n";
        text += report.lacks.empty() ? speech("  表中文字齐全\n", "  has every character of the forms\n")
                                     : speech("  缺：", "  lacks: ") + joined(report.lacks, ", ") + "\n";
    }
    if (options.json) print(list);
    else print(text);
    return well ? 0 : 1;
}

}  // namespace tianbiao::cli
