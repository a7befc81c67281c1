#include "compose/compose.h"

#include "compose/assemble.h"
#include "compose/offer_fields.h"
#include "compose/words.h"

namespace tianbiao {

struct Composer::State {
    Fitter fitter;
    int blank_pages = 0;

    State(const Form& form, const Fonts& fonts) : fitter(form, fonts) {
        const Table blank = expand(form, nullptr);
        blank_pages = paginate(form, blank, fitter.fit(blank), fitter.notes_height()).pages;
    }
};

Composer::Composer(std::shared_ptr<const Form> form, const Fonts& fonts)
    : form_(std::move(form)), fonts_(fonts), state_(std::make_unique<State>(*form_, fonts)) {}

Composer::~Composer() = default;

namespace {

// 工作单位 in the third row of a list: its list's name and the row say which.
std::string item_name(const Form& form, const TableCell& cell, const Field* field, const std::string& pointer) {
    const std::string name = field ? field->name.zh : cell.text;
    std::string list, row;
    for (std::size_t at = pointer.find('/'); at != std::string::npos;) {
        const std::size_t next = pointer.find('/', at + 1);
        const std::string part = pointer.substr(at + 1, next == std::string::npos ? next : next - at - 1);
        if (!part.empty() && part.find_first_not_of("0123456789") == std::string::npos) {
            list = pointer.substr(0, at);
            row = std::to_string(std::stoi(part) + 1);
        }
        at = next;
    }
    const Field* owner = list.empty() ? nullptr : form.field(list);
    if (!owner) return name;
    return with(form.word("item_of_list"), {{"list", owner->name.zh}, {"n", row}, {"name", name}});
}

std::vector<Rest> rests_of(const Form& form, const Table& table, const Fitted& fitted) {
    std::vector<Rest> out;
    const auto add = [&](int cell, int part, const TextFit& fit, const std::string& text, const std::string& field, const Field* field_def) {
        if (fit.pointer_lines == 0) return;
        Rest rest;
        rest.cell = cell, rest.part = part, rest.field = field;
        rest.name = item_name(form, table.cells[cell], field_def, field);
        rest.text = text.substr(fit.rest);
        rest.begin = fit.rest;
        rest.continues = fit.rest == fit.kept;
        out.push_back(std::move(rest));
    };
    for (std::size_t c = 0; c < table.cells.size(); ++c) {
        const TableCell& cell = table.cells[c];
        add(static_cast<int>(c), -1, fitted.cells[c].text, cell.text, cell.field, cell.field_def);
        for (std::size_t i = 0; i < fitted.cells[c].parts.size(); ++i) {
            const LineText& line = cell.lines[i];
            add(static_cast<int>(c), static_cast<int>(i), fitted.cells[c].parts[i], line.text, line.field, line.field_def);
        }
    }
    return out;
}

Plan make_plan(const Form& form, Fitter& fitter, int blank_pages, const Record* record, ComposeOptions options) {
    struct Forget {  // also where an Error ends the job: the values are somebody's
        Fitter& fitter;
        ~Forget() { fitter.forget_values(); }
    } forget{fitter};
    if (!record) check_rows(form, options.rows);
    const Table table = expand(form, record, record ? std::map<std::string, int>{} : options.rows);
    const Mm notes = fitter.notes_height();
    Fitted fitted = fitter.fit(table);
    Pagination pagination = paginate(form, table, fitted, notes);
    if (pagination.pages > blank_pages) {
        Fitted tight = fitter.tightened(table, fitted);
        Pagination shorter = paginate(form, table, tight, notes);
        if (shorter.pages < pagination.pages) {
            fitted = std::move(tight);
            pagination = std::move(shorter);
        }
    }
    std::vector<Rest> rests = rests_of(form, table, fitted);
    const Attachments attachments = attach(form, fitter, rests);
    if (options.page_numbers == PageNumbers::automatic)
        options.page_numbers = pagination.pages + attachments.sheets + static_cast<int>(sheets_asked(form, options.rows).size()) > blank_pages ? PageNumbers::on : PageNumbers::off;
    return assemble(form, fitter, table, fitted, pagination, rests, attachments, options);
}

}  // namespace

Plan Composer::plan(const Record& record, const ComposeOptions& options) { return make_plan(*form_, state_->fitter, state_->blank_pages, &record, options); }

Plan Composer::plan_blank(const ComposeOptions& options) { return make_plan(*form_, state_->fitter, state_->blank_pages, nullptr, options); }

}  // namespace tianbiao
