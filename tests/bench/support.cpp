#include "bench/support.h"

#include "base/utf8.h"

namespace tianbiao::bench {
namespace {

Json* longest_text(Json& json) {
    Json* found = json.is_text() ? &json : nullptr;
    const auto look = [&](Json& inner) {
        Json* other = longest_text(inner);
        if (other && (!found || other->text.size() > found->text.size())) found = other;
    };
    for (Json& item : json.items) look(item);
    for (auto& [key, value] : json.members) look(value);
    return found;
}

Json* longest_list(Json& json) {
    Json* found = json.is_array() ? &json : nullptr;
    const auto look = [&](Json& inner) {
        Json* other = longest_list(inner);
        if (other && (!found || other->items.size() > found->items.size())) found = other;
    };
    for (Json& item : json.items) look(item);
    for (auto& [key, value] : json.members) look(value);
    return found;
}

}  // namespace

RenderOptions Warm::draft() {
    RenderOptions options;
    options.draft = true;
    return options;
}

Record with_long_text(const Record& record, std::size_t characters) {
    Record grown = record;
    std::string& text = longest_text(grown.root)->text;
    const std::string part = text;
    const std::size_t of_part = graphemes(part).size();
    for (std::size_t said = of_part; said < characters; said += of_part) text += "\n" + part;
    return grown;
}

Record with_long_list(const Record& record, std::size_t rows) {
    Record grown = record;
    std::vector<Json>& items = longest_list(grown.root)->items;
    const std::vector<Json> part = items;
    while (items.size() < rows) items.push_back(part[items.size() % part.size()]);
    items.resize(rows);
    return grown;
}

std::string whole(Studio& studio, const std::string& application) {
    const Rendered rendered = render_application(studio, std::move(read_records(application, "").front()), Warm::draft());
    return studio.pdf_writer().write(rendered.pages, rendered.facts);
}

}  // namespace tianbiao::bench
