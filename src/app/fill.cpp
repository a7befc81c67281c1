#include "app/fill.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "app/field_look.h"
#include "base/error.h"
#include "base/limits.h"
#include "compose/expand.h"
#include "compose/fit.h"
#include "write/pdf_fill.h"

namespace tianbiao {
namespace {

// What the form would print of an application, by the places of the blank form.
struct Answer {
    std::string text, field;       // the field as the application has it, for messages
    std::vector<Option> options;   // of boxes
    LookStyle style;
    int row = 0;                   // of the table: its answers take one size
    std::size_t number = 0;        // in the order of the form
    std::string said() const {
        std::string all;
        for (const Option& option : options)
            if (option.ticked) all += (all.empty() ? "" : "、") + option.text;
        return all.empty() ? text : all;
    }
};
using Answers = std::map<std::string, Answer>;  // by JSON Pointer

// Rows that a key binds stand where the blank form has their key: /plan/yearly/0 is the row of the first key, wherever the list has it;
// a row of another key stands nowhere.
std::string blank_place(const Form& form, const Record& record, const std::string& pointer) {
    for (const BlockDef& block : form.blocks) {
        for (const RowDef& row : block.rows) {
            if (row.key.empty() || !pointer.starts_with(row.repeat + "/")) continue;
            const std::size_t from = row.repeat.size() + 1, end = pointer.find('/', from);
            const std::string entry = pointer.substr(from, end - from);
            const std::string key = printed(value_at(record, row.repeat + "/" + entry + "/" + row.key));
            const auto found = std::ranges::find(row.key_values, key);
            if (found == row.key_values.end()) return "nowhere" + pointer;
            return row.repeat + "/" + std::to_string(found - row.key_values.begin()) + (end == std::string::npos ? "" : pointer.substr(end));
        }
    }
    return pointer;
}

// What names a row that a key binds is a label on paper.
bool is_row_key(const Form& form, const std::string& pointer) {
    for (const BlockDef& block : form.blocks)
        for (const RowDef& row : block.rows)
            if (!row.key.empty() && pointer.starts_with(row.repeat + "/") && pointer.ends_with("/" + row.key)) return true;
    return false;
}

constexpr Pt side{2}, end{1.4};  // what a blank of ours keeps free between a cell's frame and its field
constexpr double rise = 1.05;    // of such a field over the baseline of a line within a cell, ems

LookStyle look_style(const Form& form, const TableCell& cell) {
    const Style& style = form.style(cell.kind == CellKind::value && cell.def->kind == CellKind::label ? "value" : cell.def->style);
    LookStyle out;
    out.role = role_of(style), out.matter = matter_of(cell.field_def), out.sizes = style.sizes, out.pitch = style.pitch, out.indent = style.indent;
    out.align = align_of(style.align), out.middle = style.valign == VerticalAlign::middle;
    out.side = std::max(Pt{0}, to_pt(style.padding) - side), out.top = std::max(Pt{0}, to_pt(style.padding_top) - end);
    return out;
}

LookStyle look_style(const Form& form, const LineText& line) {
    const LineDef& def = *line.def;
    const Style& style = form.style(def.style);
    LookStyle out;
    out.role = role_of(style), out.matter = matter_of(line.field_def), out.sizes = style.sizes, out.indent = def.indent;
    out.pitch = def.pitch.v > 0 ? to_pt(def.pitch).v / style.sizes.front() : style.pitch;
    out.align = align_of(def.align), out.middle = !def.region, out.side = Pt{0};
    if (def.region) out.top = std::max(Pt{0}, Pt{style.sizes.front() * (rise - out.pitch / 2 - baseline_drop)});
    else out.baseline = Pt{style.sizes.front() * rise};
    return out;
}

// /teachers/12 of /teachers/12/phone.
std::string row_or_field(const std::string& pointer) {
    for (std::size_t at = pointer.find('/', 1); at != std::string::npos; at = pointer.find('/', at + 1)) {
        const std::size_t end = pointer.find('/', at + 1);
        if (end != std::string::npos && pointer.substr(at + 1, end - at - 1).find_first_not_of("0123456789") == std::string::npos) return pointer.substr(0, end);
    }
    return pointer;
}

Answers answers_of(const Form& form, const Record& record) {
    Answers out;
    std::map<std::string, std::string> owners;  // of the blank's rows: the application's
    std::size_t count = 0;
    const auto add = [&](const std::string& pointer, std::string text, const std::vector<Option>& options, LookStyle style, int row) {
        const bool ticked = std::ranges::any_of(options, &Option::ticked);
        if (pointer.empty() || (text.empty() && !ticked) || is_row_key(form, pointer)) return;
        std::string place = blank_place(form, record, pointer);
        const std::string& owner = owners.try_emplace(row_or_field(place), row_or_field(pointer)).first->second;
        if (owner != row_or_field(pointer)) place = "again " + pointer;  // a second row of one key: no field is called so
        out[place] = {std::move(text), pointer, options, std::move(style), row, count++};
    };
    int alone = 0;  // lines within a cell have no row
    for (const TableCell& cell : expand(form, &record).cells) {
        if (!cell.field.empty() && cell.kind != CellKind::label) add(cell.field, cell.text, cell.options, look_style(form, cell), cell.row);
        for (const LineText& line : cell.lines)
            if (!line.prompt && !line.field.empty()) add(line.field, line.text, {}, look_style(form, line), --alone);
    }
    return out;
}

std::string pointer_of(const std::string& name) {
    std::string pointer = "/" + name;
    std::ranges::replace(pointer, '.', '/');
    return pointer;
}

class Matching {
public:
    Matching(Studio& studio, const Form& form, const Fillable& file, const Record& record, const FillOptions& options)
        : studio_(studio), form_(form), file_(file), answers_(answers_of(form, record)), options_(options) {}

    std::vector<FieldEdit> edits() {
        for (std::size_t f = 0; f < file_.fields.size(); ++f) place_[pointer_of(file_.fields[f].name)] = f;
        for (std::size_t f = 0; f < file_.fields.size(); ++f) match(f);
        report_unused();
        std::ranges::sort(edits_, {}, &FieldEdit::field);
        return std::move(edits_);
    }
    std::vector<Finding> findings;

private:
    void match(std::size_t number) {
        const FillField& field = file_.fields[number];
        const std::string pointer = pointer_of(field.name);
        const auto answer = answers_.find(pointer);
        switch (field.kind) {
            case FillField::Kind::text:
            case FillField::Kind::choice:
                if (answer != answers_.end()) write(number, pointer, answer->second);
                break;
            case FillField::Kind::radio:
                if (answer != answers_.end()) choose(number, pointer, answer->second);
                break;
            case FillField::Kind::check: tick(number, pointer); break;
            case FillField::Kind::other: break;
        }
    }

    // A field, and those that take what it has no room for.
    std::vector<std::size_t> chain(std::size_t number, const std::string& pointer) const {
        std::vector<std::size_t> out{number};
        for (int piece = 0;; ++piece) {
            const auto next = place_.find("/continued" + pointer + "/" + std::to_string(piece));
            if (next == place_.end() || file_.fields[next->second].kind != FillField::Kind::text) return out;
            out.push_back(next->second);
        }
    }

    LookStyle style_in(const FillField& field, LookStyle style) const {
        constexpr std::array by_quadding{Align::left, Align::centre, Align::right};
        const auto quadding = static_cast<std::size_t>(std::clamp(field.quadding, 0, 2));
        if (quadding == 0 && style.align == Align::centre) style.align = field.multi_line ? Align::justify : Align::left;
        if (quadding != 0 && (style.align == Align::left || style.align == Align::justify)) style.align = by_quadding[quadding];
        if (!file_.producer.starts_with("tianbiao ")) style.baseline.reset();
        return style;
    }

    // All answers of a row take the largest size at which each of them fits, telephones and codes on one line where that can be.
    double size_of_row(int row) {
        const auto known = sizes_.find(row);
        if (known != sizes_.end()) return known->second;
        std::vector<FieldText> texts;
        std::set<double, std::greater<>> sizes;
        for (const auto& [pointer, answer] : answers_) {
            const auto place = place_.find(pointer);
            if (answer.row != row || place == place_.end() || chain(place->second, pointer).size() > 1) continue;
            const FillField& field = file_.fields[place->second];
            if (is_button(field)) continue;
            for (const FillWidget& widget : field.widgets) texts.emplace_back(studio_.fonts(), field, widget, answer.said(), style_in(field, answer.style));
            sizes.insert(answer.style.sizes.begin(), answer.style.sizes.end());
        }
        for (const Breaks breaks : {Breaks::none, Breaks::any})
            for (const double size : sizes)
                if (std::ranges::all_of(texts, [&](FieldText& text) { return text.fits(size, breaks); })) return sizes_[row] = size;
        return sizes_[row] = sizes.empty() ? 0 : *sizes.rbegin();
    }

    void write(std::size_t number, const std::string& pointer, const Answer& answer) {
        used_.insert(pointer);
        std::string rest = answer.said();
        const std::vector<std::size_t> fields = chain(number, pointer);
        const double size = fields.size() > 1 ? answer.style.sizes.front() : size_of_row(answer.row);
        for (std::size_t i = 0; i < fields.size() && !rest.empty(); ++i) {
            const std::size_t kept = write_piece(fields[i], rest, answer, size, i + 1 < fields.size() ? Rests::may : Rests::no);
            rest.erase(0, kept);
        }
    }

    std::size_t write_piece(std::size_t number, const std::string& text, const Answer& answer, double size, Rests rests) {
        const FillField& field = file_.fields[number];
        FieldEdit edit{number, text, {}};
        std::size_t kept = text.size();
        for (const FillWidget& widget : field.widgets) {
            FieldLook look = FieldText(studio_.fonts(), field, widget, text, style_in(field, answer.style)).look(size, rests);
            if (widget.page >= 0) kept = std::min(kept, look.kept);
            edit.looks.push_back(std::move(look.page));
        }
        if (kept < text.size() && rests == Rests::no)
            report("no_room", answer.field, "栏里放不下全部文字：值已写入，但显示不全，请另附页（--rows 给长文本加附页）。",
                   "its place does not show all of it: the value is whole, its picture is not; offer a sheet for it (--rows).");
        if (rests == Rests::may) edit.value.resize(kept);
        edits_.push_back(std::move(edit));
        return kept;
    }

    // 12.7.4.2.4: the state whose name says the answer, else the one that stands where the form has the answer.
    void choose(std::size_t number, const std::string& pointer, const Answer& answer) {
        constexpr std::array<std::string_view, 2> plain{"yes", "no"};
        const FillField& field = file_.fields[number];
        if (std::ranges::count_if(answer.options, &Option::ticked) != 1 || !answer.text.empty()) return;  // 「是、否」
        for (std::size_t i = 0; i < answer.options.size(); ++i) {
            if (!answer.options[i].ticked) continue;
            const auto says = [&](const FillWidget& widget) {
                return widget.on_state == answer.options[i].text || (answer.options.size() == plain.size() && widget.on_state == plain[i]) ||
                       widget.on_state == std::to_string(i);
            };
            auto found = std::ranges::find_if(field.widgets, says);
            if (found == field.widgets.end() && field.widgets.size() == answer.options.size()) found = field.widgets.begin() + static_cast<std::ptrdiff_t>(i);
            if (found == field.widgets.end() || found->on_state.empty()) continue;
            used_.insert(pointer);
            edits_.push_back({number, found->on_state, {}});
            return;
        }
    }

    // levels.0, levels.初级, or a box of its own for a yes.
    void tick(std::size_t number, const std::string& pointer) {
        const FillField& field = file_.fields[number];
        const std::size_t slash = pointer.rfind('/');
        const std::string option = pointer.substr(slash + 1), above = pointer.substr(0, slash);
        const auto own = answers_.find(pointer), list = answers_.find(above);
        std::optional<bool> ticked;
        if (own != answers_.end() && !own->second.options.empty()) ticked = own->second.options.front().ticked, used_.insert(pointer);
        if (list != answers_.end()) {
            const std::vector<Option>& all = list->second.options;
            for (std::size_t i = 0; i < all.size(); ++i)
                if (all[i].text == option || std::to_string(i) == option) {
                    ticked = all[i].ticked;
                    if (list->second.text.empty()) used_.insert(above);  // what is no option has no box
                }
        }
        const auto state = std::ranges::find_if(field.widgets, [](const FillWidget& widget) { return !widget.on_state.empty(); });
        if (!ticked || state == field.widgets.end()) return;
        edits_.push_back({number, *ticked ? state->on_state : "Off", {}});
    }

    // In the order of the form; a row of a list is told once.
    void report_unused() {
        std::map<std::size_t, std::string> unused;
        for (const auto& [place, answer] : answers_)
            if (!used_.contains(place)) unused.emplace(answer.number, row_or_field(answer.field));
        std::set<std::string> told;
        for (const auto& [number, field] : unused)
            if (told.insert(field).second)
                report("no_field", field, "表中没有放这一项的栏：未填入，请另附页或改用行数更多的空白表（--rows）。",
                       "the form has no field for it: not filled in; use a blank form with more rows (--rows).");
    }

    void report(const char* rule, const std::string& field, const char* zh, const char* en) {
        Finding finding;
        finding.severity = Severity::error;
        finding.rule = rule;
        finding.field = field;
        finding.message = options_.language == Language::zh ? zh : en;
        findings.push_back(std::move(finding));
    }

    Studio& studio_;
    const Form& form_;
    const Fillable& file_;
    Answers answers_;
    const FillOptions& options_;
    std::map<std::string, std::size_t> place_;
    std::map<int, double> sizes_;        // by row
    std::set<std::string> used_;
    std::vector<FieldEdit> edits_;
};

// A blank of another form shares fields with ours, and an application put into it would be half an application. It is told by what it asks for:
// something that only the other form knows, and nothing that only ours does. A file all of whose fields are ours needs no other form loaded.
void refuse_another_form(Studio& studio, const Form& form, const Fillable& fillable, const std::string& file) {
    std::vector<std::string> ours, foreign;
    for (const FillField& field : fillable.fields) {
        std::string pointer = pointer_of(field.name);
        (form.field(pointer) ? ours : foreign).push_back(std::move(pointer));
    }
    if (foreign.empty()) return;
    for (const std::string& id : studio.form_ids()) {
        const Form& other = studio.form(id);
        const auto knows = [&](const std::string& pointer) { return other.field(pointer) != nullptr; };
        if (std::ranges::any_of(foreign, knows) && std::ranges::all_of(ours, knows))
            throw Error(Code::unsupported, {file, ""},
                        "这是《" + other.name.zh + "》，申请用的是《" + form.name.zh + "》：请换用 tianbiao blank " + form.id + " --fillable 给出的空白表");
    }
}

Finding warning(const char* rule, std::string message) {
    Finding finding;
    finding.rule = rule;
    finding.message = std::move(message);
    return finding;
}

// What a person has to know of a form that was encrypted.
std::vector<Finding> said_of(const ReaderChild::PlainPdf& plain, Language language) {
    const bool zh = language == Language::zh;
    std::vector<Finding> said{warning("encryption_removed",
                                      zh ? "所给的表已加密，填好的文件没有加密：如须保密，请重新加密。"
                                         : "the form is encrypted, the filled file is not: encrypt it again where it is confidential.")};
    if (!plain.may_be_filled)
        said.push_back(warning("filling_forbidden", zh ? "所给的表的权限设置不许填写，已照填：请先征得制表单位同意。"
                                                       : "the form's permissions forbid filling; it was filled: ask whoever issued it."));
    return said;
}

}  // namespace

Filled fill_form(Studio& studio, const std::string& given, const std::string& file, const Record& record, const FillOptions& options) {
    if (given.size() > limits::fill_bytes) throw Error(Code::too_large, {file, ""}, "文件超过 " + std::to_string(limits::fill_bytes >> 20) + " MiB 的上限");
    const Json* named = value_at(record, "/form");
    const std::string id = !options.form.empty() ? options.form : named && named->is_text() ? named->text : "";
    const Form& form = studio.form(id);
    std::optional<ReaderChild::PlainPdf> plain;  // of an encrypted form
    if (given.find("/Encrypt") != std::string::npos) plain = studio.reader().decrypted(given, file, options.password);
    const std::string& pdf = plain ? plain->bytes : given;
    const Fillable fillable = studio.reader().fields(pdf, file);
    refuse_another_form(studio, form, fillable, file);
    Matching matching(studio, form, fillable, record, options);
    const std::vector<FieldEdit> edits = matching.edits();
    if (edits.empty()) throw Error(Code::unsupported, {file, ""}, "没有一栏的名称与申请相符：请用 tianbiao blank --fillable 给出的空白表");
    Filled out;
    out.fields = static_cast<int>(edits.size());
    if (plain) out.findings = said_of(*plain, options.language);
    std::ranges::move(matching.findings, std::back_inserter(out.findings));
    out.pdf = fill_pdf(studio.fonts(), pdf, fillable, edits, options.flat ? Filling::flat : Filling::fields, options.date.empty() ? form.date : options.date);
    return out;
}

}  // namespace tianbiao
