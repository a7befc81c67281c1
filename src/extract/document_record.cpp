#include "extract/document_record.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "extract/continuation_sheets.h"
#include "extract/messages.h"
#include "extract/named_fields.h"
#include "extract/turn_pages.h"
#include "extract/weigh_sources.h"

namespace tianbiao {
namespace {

// The applications that the file carries, of all its attachments; what is no application says nothing.
std::vector<Record> embedded_records(const Evidence& evidence) {
    std::vector<Record> out;
    for (const SeenFile& file : evidence.files) {
        if (!file.mime.ends_with("json") && !file.name.ends_with(".json")) continue;
        try {
            for (Record& record : read_records(file.bytes, file.name)) out.push_back(std::move(record));
        } catch (const Error&) {}
    }
    return out;
}

// That of the same form, in the order of the file.
const Record* take_record(const std::vector<Record>& records, std::vector<bool>& taken, const std::string& form) {
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (taken[i] || printed(value_at(records[i], "/form")) != form) continue;
        taken[i] = true;
        return &records[i];
    }
    return nullptr;
}

class Findings {
public:
    Findings(Language language, std::vector<Finding>& to) : language_(language), to_(to) {}

    void add(std::string_view rule, int page = 0, std::vector<std::string> values = {}) {
        Finding finding = reading_finding(rule, language_, "", std::move(values));
        finding.page = page;
        to_.push_back(std::move(finding));
    }

private:
    Language language_;
    std::vector<Finding>& to_;
};

// What the document itself makes doubtful, whatever its fields say.
void judge_document(const Evidence& evidence, const ReadRows& document, const FormMatch& match, Findings& findings) {
    if (evidence.pages_said > static_cast<int>(evidence.pages.size())) findings.add("pages_lost");
    if (evidence.repaired) findings.add("repaired");
    if (!evidence.troubles.empty()) findings.add("file_incomplete", 0, evidence.troubles);
    if (evidence.pages_revised && evidence.producer.starts_with("tianbiao")) findings.add("revised");  // fields are there to be filled, however often
    for (int p = match.first_page; p < match.end_page; ++p) {
        const auto page = static_cast<std::size_t>(p);
        const ReadPage& read = document.pages.pages[page];
        if (!evidence.pages[page].trouble.empty()) findings.add("page_incomplete", p + 1);
        if (read.too_many) findings.add("page_too_full", p + 1);
        if (!read.legible) findings.add("page_illegible", p + 1);
        for (const HiddenText& hidden : read.hidden) findings.add("hidden_text", p + 1, {hidden.text});
    }
}

constexpr std::size_t fewest_names = 8;  // fewer: another form that happens to ask for a name, too

// A form whose labels nobody finds, as another program laid it out, may be known by the names of its fields: the one that has most of them.
std::vector<FormMatch> matches_by_name(const Evidence& evidence, const KnownForms& forms) {
    FormMatch best;
    std::size_t most = fewest_names - 1;
    for (const FormAnchors* form : forms) {
        const std::size_t named = count_named_fields(evidence, *form->form);
        if (named > most) best.anchors = form, most = named;
    }
    if (!best.anchors) return {};
    best.end_page = static_cast<int>(evidence.pages.size());
    return {best};
}

// Places on pages that were turned before they were read, as the pages are shown.
void place_as_shown(const std::vector<int>& turns, const ReadPages& read, Extraction& extraction) {
    const auto turn_back = [&](int page, auto& box) {
        const auto p = static_cast<std::size_t>(page) - 1;
        if (page > 0 && p < turns.size() && turns[p] != 0) box = as_shown(box, turns[p], read.pages[p].width, read.pages[p].height);
    };
    for (FieldSource& source : extraction.fields) turn_back(source.page, source.box);
    for (Finding& finding : extraction.findings) turn_back(finding.page, finding.box);
}

// Of pages that stand upright. `turns`: by which they were turned for it.
std::vector<DocumentRecord> read_upright(const Evidence& evidence, const std::vector<int>& turns, const KnownForms& forms,
                                         Language language) {
    std::vector<DocumentRecord> out;
    const ReadRows document = join_pages(read_cells(evidence), forms);
    const std::vector<Record> records = embedded_records(evidence);
    std::vector<bool> taken(records.size(), false);
    std::vector<FormMatch> matches = match_forms(document, forms);
    if (matches.empty()) matches = matches_by_name(evidence, forms);
    for (const FormMatch& match : matches) {
        const Form& form = *match.anchors->form;
        BoundFields fields = match.cell.empty() ? BoundFields{} : bind_fields(document, match);
        join_sheets(document.pages, match, fields);
        bind_named_fields(evidence, {match.first_page, match.end_page}, form, fields);
        DocumentRecord& each = out.emplace_back();
        each.form = form.id, each.first_page = match.first_page, each.end_page = match.end_page;
        each.extraction = weigh_sources(document, form, fields, take_record(records, taken, form.id), language);
        Findings findings(language, each.extraction.findings);
        judge_document(evidence, document, match, findings);
        if (!fields.missing.empty()) findings.add("labels_missing", 0, fields.missing);
        place_as_shown(turns, document.pages, each.extraction);
    }
    return out;
}

}  // namespace

std::vector<DocumentRecord> read_document(const Evidence& evidence, const KnownForms& forms, Language language) {
    const std::vector<int> turns = turns_of(evidence);
    if (std::ranges::all_of(turns, [](int turn) { return turn == 0; })) return read_upright(evidence, turns, forms, language);
    Evidence upright = evidence;
    set_upright(upright, turns);
    return read_upright(upright, turns, forms, language);
}

}  // namespace tianbiao
