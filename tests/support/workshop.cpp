#include "support/workshop.h"

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "base/limits.h"

namespace tianbiao::test {

Studio& studio() {
    static Studio studio({SOURCE_DIR, {}});
    return studio;
}

Record sample(const std::string& name) { return read_application(SOURCE_DIR "/samples/" + name + ".json"); }

std::vector<std::string> sample_names() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/samples"))
        if (entry.path().extension() == ".json") names.push_back(entry.path().stem());
    std::sort(names.begin(), names.end());
    return names;
}

const std::vector<std::string>& forms() {
    static const std::vector<std::string> forms{"training-2023", "assessment-2023"};
    return forms;
}

Rendered rendered(const Record& record, RenderOptions options) {
    options.draft = true;
    return render_application(studio(), record, options);
}

std::string fillable_blank(const std::string& form, std::map<std::string, int> rows) {
    RenderOptions options;
    options.fillable = true;
    options.rows = std::move(rows);
    const Rendered made = render_blank(studio(), form, options);
    return studio().pdf_writer().write(made.pages, made.facts);
}

std::string printed_on(const Pages& pages, const std::string& field) {
    std::string out;
    for (const Page& page : pages) {
        for (const Item& item : page.items) {
            if (item.paragraph < 0 || page.paragraphs[item.paragraph].field != field) continue;
            if (const TextRun* run = std::get_if<TextRun>(&item.what)) out += run->text;
            else if (const MissingCharacter* missing = std::get_if<MissingCharacter>(&item.what)) out += missing->text;
        }
    }
    return out;
}

}  // namespace tianbiao::test
