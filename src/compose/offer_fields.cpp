#include "compose/offer_fields.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/limits.h"
#include "compose/compose.h"
#include "compose/words.h"

namespace tianbiao {
namespace {

constexpr std::size_t longest_list = 40;    // more answers than this serve nobody as a drop-down
constexpr Pt narrow = to_pt(60_mm);         // below: a text of some words needs more than one line
constexpr Pt line_height = to_pt(6.2_mm);   // of one line of 12 pt
constexpr Pt side{2}, end{1.4};             // kept free of a cell's frame

// Codes whose characters are counted; a longer answer is certainly another thing.
struct Counted {
    std::string_view check;
    int characters;
};
constexpr std::array counted{Counted{"credit_code", 18}};  // GB 32100-2015, 4

// The value that binds a row of this list: 初级 for the first one; "" where rows follow the order of the list.
std::string key_of(const Form& form, const std::string& list, std::size_t entry) {
    for (const BlockDef& block : form.blocks)
        for (const RowDef& row : block.rows)
            if (row.repeat == list && entry < row.key_values.size()) return row.key_values[entry];
    return {};
}

// 申报单位·法定代表人·姓名, 师资队伍第3行·联系电话, 年度计划培训·初级·培训人数.
std::string spoken_name(const Form& form, const std::string& pointer) {
    std::string name, last;
    for (std::size_t at = 0; at != std::string::npos;) {
        const std::size_t next = pointer.find('/', at + 1);
        const std::string token = pointer.substr(at + 1, next == std::string::npos ? next : next - at - 1);
        const std::string path = pointer.substr(0, next), above = pointer.substr(0, at);
        at = next;
        const bool entry = !token.empty() && token.find_first_not_of("0123456789") == std::string::npos;
        if (entry) {
            const auto number = static_cast<std::size_t>(std::stoi(token));
            const std::string key = key_of(form, above, number);
            std::string row = with(form.word("item_of_list"), {{"list", name}, {"n", std::to_string(number + 1)}, {"name", ""}});
            if (row.ends_with("·")) row.resize(row.size() - std::string_view("·").size());
            name = key.empty() ? row : name + "·" + key;
            continue;
        }
        const Field* field = form.field(path);
        if (!field || field->name.zh == last) continue;
        last = field->name.zh;
        name += (name.empty() ? "" : "·") + last;
    }
    return name;
}

bool closed_list(const Form& form, std::string_view path) {
    return std::ranges::any_of(form.rules, [&](const FormRule& rule) {
        const Json* field = rule.parameters.find("field");
        const Json* severity = rule.parameters.find("severity");
        return rule.kind == "one_of" && field && field->text == path && severity && severity->text == "error";
    });
}

std::vector<std::string> answers_of(const Form& form, const Field& field) {
    if (field.type == FieldType::yes_no) return {form.word("yes"), form.word("no")};
    std::vector<std::string> answers;
    const ValueList* list = form.values(field.values);
    if (!list || list->entries.size() > longest_list) return answers;
    for (const ValueEntry& entry : list->entries)
        if (!entry.closed) answers.push_back(entry.value);
    return answers;
}

}  // namespace

PageField written_field(const Form& form, const Field* field, const std::string& pointer, const std::string& prompt, const Rect& box) {
    PageField out;
    out.box = box;
    out.field = pointer;
    out.said = spoken_name(form, pointer) + prompt;
    if (!field) return out;
    out.answers = answers_of(form, *field);
    out.open_list = !closed_list(form, field->path);
    if (!out.answers.empty()) out.kind = PageField::Kind::list;
    const bool words = field->type == FieldType::text && matter_of(field) == Matter::text;
    out.multi_line = out.answers.empty() && (field->type == FieldType::prose || (words && box.width() < narrow));
    for (const Counted& code : counted)
        if (field->check == code.check) out.longest = code.characters;
    return out;
}

PageField ticked_field(const Form& form, const Field* field, const std::string& pointer, const std::vector<Option>& options, std::size_t number,
                       const Rect& box) {
    constexpr std::array<std::string_view, 2> answers{"yes", "no"};
    PageField out;
    out.kind = PageField::Kind::box;
    out.box = box;
    out.exclusive = field && field->type == FieldType::yes_no;
    out.field = out.exclusive ? pointer : pointer + "/" + std::to_string(number);
    out.said = spoken_name(form, pointer) + "：" + options[number].text;
    out.option = options[number].text;
    out.state = out.exclusive ? answers[std::min(number, answers.size() - 1)] : "yes";
    return out;
}

Rect written_place(const Rect& cell, const PageField& field, Pt prompt) {
    Rect place{cell.x0 + side, cell.y0 + prompt + end, cell.x1 - side, cell.y1 - end};
    if (field.multi_line || place.height() <= line_height) return place;
    const Pt middle = (place.y0 + place.y1) / 2;
    place.y0 = middle - line_height / 2, place.y1 = middle + line_height / 2;
    return place;
}

std::vector<const Field*> sheets_asked(const Form& form, const std::map<std::string, int>& rows) {
    std::vector<std::pair<int, const Field*>> found;
    for (const auto& [path, count] : rows) {
        const Field* field = form.field(path);
        if (!field || field->type != FieldType::prose) continue;
        found.insert(found.end(), static_cast<std::size_t>(count), {field->line, field});
    }
    std::vector<const Field*> out;
    for (const auto& [line, field] : found) out.push_back(field);
    return out;
}

void check_rows(const Form& form, const std::map<std::string, int>& rows) {
    for (const auto& [path, count] : rows) {
        const Field* field = form.field(path);
        bool grows = field && field->type == FieldType::prose;
        for (const BlockDef& block : form.blocks)
            for (const RowDef& row : block.rows) grows = grows || (row.repeat == path && row.key.empty() && row.most == 0);
        if (!grows) throw Error(Code::usage, {"", path}, "这一栏不能加行：请给出可以加行的清单，或可以另附页的长文本");
        if (count < 1 || count > limits::blank_rows)
            throw Error(Code::usage, {"", path}, "行数应在 1 至 " + std::to_string(limits::blank_rows) + " 之间");
    }
}

}  // namespace tianbiao
