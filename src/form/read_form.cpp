#include <algorithm>
#include <array>

#include "base/numbers.h"
#include "form/reading.h"

namespace tianbiao {
namespace {

constexpr Mm least_column{3};     // a sheet has one set of columns: a narrower one is a slip of the pen
constexpr double least_size = 9;  // pt: nothing is ever set smaller
constexpr double most_size = 300;

constexpr std::string_view form_words[] = {"id",     "name",   "date",  "paper",  "styles", "words",    "heading",
                                           "fields", "values", "rules", "blocks", "notes",  "catalogue", "quotas"};
constexpr std::string_view paper_words[] = {"width", "height", "left", "top", "area", "table_top", "frame", "rule"};
constexpr std::string_view style_words[] = {"role",           "sizes",  "pitch", "padding", "padding_top",
                                            "padding_bottom", "indent", "align", "valign",  "print_rules"};
constexpr std::string_view heading_words[] = {"text", "style", "x", "baseline", "width"};
constexpr std::string_view notes_words[] = {"style", "label", "items", "first", "pitch", "hang"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> role_words{{
    {"title", "title"},
    {"heading", "heading"},
    {"label", "label"},
    {"value", "value"},
    {"body", "body"},
}};
constexpr std::array<std::pair<std::string_view, HorizontalAlign>, 4> align_words{{
    {"left", HorizontalAlign::left},
    {"centre", HorizontalAlign::centre},
    {"right", HorizontalAlign::right},
    {"justify", HorizontalAlign::justify},
}};
constexpr std::array<std::pair<std::string_view, VerticalAlign>, 3> valign_words{{
    {"top", VerticalAlign::top},
    {"middle", VerticalAlign::middle},
    {"bottom", VerticalAlign::bottom},
}};

// Styles that every form has: what stands in a cell without a style of its own, and what every 附页 is set in.
constexpr std::array<std::string_view, 13> needed_styles{"label",        "head",        "options", "vertical",   "value",
                                                         "prose",        "prompt",      "pointer", "sheet_head", "sheet_text",
                                                         "sheet_number", "page_number", "draft"};

// Words that every form has, and what each must leave room for.
struct NeededWord {
    std::string_view name;
    std::array<std::string_view, 3> holds;
};
constexpr std::array<NeededWord, 12> needed_words{{
    {"continued", {}},
    {"item", {"{name}"}},
    {"item_of_list", {"{list}", "{n}", "{name}"}},
    {"sheet", {"{n}"}},
    {"pointer", {"{n}"}},
    {"draft", {}},
    {"page_number", {"{x}", "{y}"}},
    {"yes", {}},
    {"no", {}},
    {"year", {}},
    {"month", {}},
    {"day", {}},
}};

bool is_date(std::string_view text) {
    constexpr std::string_view shape = "0000-00-00";
    if (text.size() != shape.size()) return false;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    return true;
}

bool is_id(std::string_view text) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text[0] != '-' && std::ranges::all_of(text, plain);
}

void read_head(const Members& members, Reading& reading) {
    Form& form = reading.form;
    form.id = members.text("id", Need::must);
    if (!form.id.empty() && !is_id(form.id)) members.fault("id", "id 只用小写英文字母、数字和 -");
    form.name = read_name(members, reading.faults);
    form.date = members.text("date", Need::must);
    if (!form.date.empty() && !is_date(form.date)) members.fault("date", "日期要写成 2023-05-19");
}

void read_paper(const Json& definition, Reading& reading) {
    const Json* json = definition.find("paper");
    if (!json) return;
    Form& form = reading.form;
    const Members members(*json, paper_words, reading.faults);
    form.page_width = members.mm("width", Need::may, form.page_width);
    form.page_height = members.mm("height", Need::may, form.page_height);
    form.left = members.mm("left", Need::may, form.left);
    form.top = members.mm("top", Need::may, form.top);
    form.table_top = members.mm("table_top");
    form.frame_weight = members.number("frame", 10, form.frame_weight);
    form.rule_weight = members.number("rule", 10, form.rule_weight);
    if (members.has("area")) {
        const std::vector<double> area = members.numbers("area", 5000);
        if (area.size() == 2) form.area_width = {area[0]}, form.area_height = {area[1]};
        else members.fault("area", "版心要写成 [宽, 高]");
    }
    if (form.left + form.area_width > form.page_width || form.top + form.area_height > form.page_height)
        members.fault("area", "版心超出了纸");
    if (form.table_top >= form.area_height) members.fault("table_top", "表格顶端要在版心之内");
}

void check_sizes(const Members& members, const std::vector<double>& sizes) {
    const bool falling = std::ranges::adjacent_find(sizes, std::ranges::less_equal{}) == sizes.end();
    if (sizes.empty() || !falling) members.fault("sizes", "sizes 要从大到小写字号（pt）");
    else if (sizes.back() < least_size) members.fault("sizes", "字号不能小于 9 pt");
}

Style style_of(const std::string& name, const Json& json, Faults& faults) {
    const Members members(json, style_words, faults);
    Style style;
    style.name = name;
    style.role = members.word("role", WordTable<std::string_view>(role_words), std::string_view(style.role));
    if (members.has("sizes")) style.sizes = members.numbers("sizes", most_size);
    check_sizes(members, style.sizes);
    style.pitch = members.number("pitch", 10, style.pitch);
    style.padding = members.mm("padding", Need::may, style.padding);
    style.padding_top = members.mm("padding_top", Need::may, style.padding_top);
    style.padding_bottom = members.mm("padding_bottom", Need::may, style.padding_bottom);
    style.indent = members.number("indent", 40, style.indent);
    style.align = read_align(members, style.align);
    style.valign = members.word("valign", WordTable<VerticalAlign>(valign_words), style.valign);
    style.print_rules = members.flag("print_rules");
    return style;
}

void read_styles(const Json& definition, Reading& reading) {
    const Json* styles = definition.find("styles");
    const Json& place = styles ? *styles : definition;
    if (styles)
        for (const auto& [name, json] : styles->members) reading.form.styles.push_back(style_of(name, json, reading.faults));
    for (std::string_view name : needed_styles)
        if (std::ranges::find(reading.form.styles, name, &Style::name) == reading.form.styles.end())
            reading.faults.add(place, "缺样式「" + std::string(name) + "」");
}

void read_words(const Json& definition, Reading& reading) {
    const Json* words = definition.find("words");
    const Json& place = words ? *words : definition;
    if (words)
        for (const auto& [name, json] : words->members) {
            if (!json.is_text()) reading.faults.add(json, "用语「" + name + "」要是文字");
            reading.form.words.emplace_back(name, json.text);
        }
    for (const NeededWord& needed : needed_words) {
        const Json* word = words ? words->find(needed.name) : nullptr;
        if (!word) reading.faults.add(place, "缺用语「" + std::string(needed.name) + "」");
        else
            for (std::string_view hole : needed.holds)
                if (word->text.find(hole) == std::string::npos)
                    reading.faults.add(*word, "用语「" + std::string(needed.name) + "」里要有 " + std::string(hole));
    }
}

void read_heading(const Json& definition, Reading& reading) {
    const Json* list = definition.find("heading");
    if (!list) return;
    for (const Json& json : list->items) {
        const Members members(json, heading_words, reading.faults);
        HeadingDef heading;
        heading.text = members.text("text", Need::must);
        expect_filled(members.at("text"), heading.text, reading.faults);
        heading.style = read_style_name(members, "title", reading);
        heading.x = members.mm("x");
        heading.baseline = members.mm("baseline", Need::must);
        heading.width = members.mm("width", Need::may, reading.form.area_width - heading.x);
        if (heading.x + heading.width > reading.form.area_width) members.fault("width", "标题超出了版心");
        reading.form.headings.push_back(std::move(heading));
    }
}

void read_notes(const Json& definition, Reading& reading) {
    const Json* json = definition.find("notes");
    if (!json) return;
    const Members members(*json, notes_words, reading.faults);
    NotesDef& notes = reading.form.notes;
    notes.style = read_style_name(members, "note", reading);
    notes.label = members.text("label");
    notes.items = members.texts("items");
    for (const Json& item : members.list("items", Need::must)) expect_filled(item, item.text, reading.faults);
    notes.first = members.mm("first", Need::must);
    notes.pitch = members.mm("pitch", Need::must);
    notes.hang = members.mm("hang");
}

// Each pair of edges that nearly coincide is named once, at the edge that stands later in the files.
void check_edges(Reading& reading) {
    auto& edges = reading.all_edges;
    std::ranges::stable_sort(edges, {}, [](const auto& edge) { return edge.first; });
    for (std::size_t i = 1; i < edges.size(); ++i) {
        const Mm gap = edges[i].first - edges[i - 1].first;
        if (gap <= Mm{0.001} || gap >= least_column) continue;
        const auto& late = edges[i].second->line > edges[i - 1].second->line ? edges[i] : edges[i - 1];
        const auto& early = &late == &edges[i] ? edges[i - 1] : edges[i];
        reading.faults.add(*late.second, "竖线 " + short_number(late.first.v, 3) + " mm 离另一条竖线（" + short_number(early.first.v, 3) +
                                             " mm）不到 3 mm：请用同一个数，或分得开些");
    }
}

bool is_leaf(const Field& field) { return field.type != FieldType::group && field.type != FieldType::list; }

// Not in a list: an application has one organisation, one occupation …; a choice of several has each of its values.
void read_role(const std::string& role, const Json& json, Reading& reading) {
    CatalogueRole read{role, {}};
    const bool list = json.is_array();
    for (const Json& path : list ? json.items : std::vector<Json>{json}) {
        const Field* field = path.is_text() ? reading.form.field(path.text) : nullptr;
        if (!field || !is_leaf(*field) || field->path != path.text || path.text.find('*') != std::string::npos)
            reading.faults.add(path, "catalogue 里的「" + role + "」要指向列表之外的一个填写项，或几个填写项的 [ … ]");
        else if (field->sensitive) reading.faults.add(path, "catalogue 里不能有须隐去的填写项");
        else read.paths.push_back(path.text);
    }
    if (!is_plain_key(role)) reading.faults.add(json, "catalogue 里的名称只用小写英文字母、数字和 _");
    reading.form.catalogue.push_back(std::move(read));
}

void read_catalogue(const Json& definition, Reading& reading) {
    const Json* catalogue = definition.find("catalogue");
    if (!catalogue) return;
    if (!catalogue->is_object()) reading.faults.add(*catalogue, "catalogue 要写成 { \"名称\": \"/填写项\" }");
    for (const auto& [role, json] : catalogue->members) read_role(role, json, reading);
}

void check_all_printed(const std::vector<Field>& fields, Reading& reading) {
    for (const Field& field : fields) {
        if (field.printed && is_leaf(field) && !reading.bound.contains(field.path))
            reading.faults.add(*reading.field_places.at(field.path),
                               "「" + field.path + "」没有印在任何一格里：请给它一格，或写 \"printed\": false");
        check_all_printed(field.fields, reading);
    }
}

void expect_list(const Members& members, std::string_view key, Need need) { members.list(key, need); }

}  // namespace

HorizontalAlign read_align(const Members& members, HorizontalAlign otherwise) {
    return members.word("align", WordTable<HorizontalAlign>(align_words), otherwise);
}

std::string read_style_name(const Members& members, std::string_view otherwise, Reading& reading) {
    std::string name = members.text("style", Need::may, otherwise);
    if (std::ranges::find(reading.form.styles, name, &Style::name) == reading.form.styles.end())
        members.fault("style", "没有样式「" + name + "」");
    return name;
}

Form read_form(const Json& definition, Faults& faults) {
    Form form;
    Reading reading{form, faults, {}, {}, {}};
    const Members members(definition, form_words, faults);
    if (!definition.is_object()) return form;
    read_head(members, reading);
    for (std::string_view key : {"heading", "values", "rules", "quotas"}) expect_list(members, key, Need::may);
    for (std::string_view key : {"fields", "blocks"}) expect_list(members, key, Need::must);
    read_paper(definition, reading);
    read_styles(definition, reading);
    read_words(definition, reading);
    read_heading(definition, reading);
    read_notes(definition, reading);
    read_values(definition, reading);
    read_fields(definition, reading);
    read_rules(definition, reading);
    read_catalogue(definition, reading);
    read_quotas(definition, reading);
    read_blocks(definition, reading);
    check_edges(reading);
    check_all_printed(form.fields, reading);
    return form;
}

}  // namespace tianbiao
