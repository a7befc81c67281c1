#include "extract/match_form.h"

#include <algorithm>

namespace tianbiao {
namespace {

constexpr double loosely_worth = 0.6;     // of a label found in another wording
constexpr std::size_t longest_label = 400;  // bytes
constexpr int fewest_labels = 8;          // fewer: another table that happens to ask for a name, too
constexpr std::size_t most_seen = 4000;   // cells that may be labels; the longest list has its header once a page
constexpr double contained_enough = 0.2;  // of the labels of a cell of kind lines, by length

struct Candidate {
    int anchor;
    double weight;
    bool loosely;
};
struct Seen {
    int cell;                             // piece
    std::vector<Candidate> candidates;    // by anchor
};

double contained(const Anchor& anchor, const std::string& plain) {
    double all = 0, found = 0;
    for (const std::string& wording : anchor.wordings) {
        all += static_cast<double>(wording.size());
        if (plain.find(wording) != std::string::npos) found += static_cast<double>(wording.size());
    }
    return all > 0 ? found / all : 0;
}

std::vector<Candidate> candidates_of(const FormAnchors& form, const std::string& plain) {
    std::vector<Candidate> found;
    const auto add = [&](const std::map<std::string, std::vector<int>>& from, const std::string& wording, bool loosely) {
        const auto list = from.find(wording);
        if (list == from.end()) return;
        for (const int a : list->second)
            found.push_back({a, form.anchors[static_cast<std::size_t>(a)].weight * (loosely ? loosely_worth : 1), loosely});
    };
    if (plain.size() <= longest_label) {
        add(form.exact, plain, false);
        if (found.empty()) add(form.loose, loose_label(plain), true);
    }
    for (const int a : form.lines) {
        const Anchor& anchor = form.anchors[static_cast<std::size_t>(a)];
        const double share = contained(anchor, plain);
        if (share >= contained_enough) found.push_back({a, anchor.weight * share, false});
    }
    std::ranges::sort(found, {}, &Candidate::anchor);
    return found;
}

// The cells of [first, end) in reading order that may be labels of the form.
std::vector<Seen> labels_seen(const ReadRows& document, const FormAnchors& form, int first, int end) {
    std::vector<Seen> out;
    for (int r = first; r < end; ++r) {
        for (const int piece : document.rows[static_cast<std::size_t>(r)].cells) {
            if (document.first_row[static_cast<std::size_t>(piece)] != r || document.whole(piece) != piece) continue;
            const std::string& plain = document.cell(piece).plain;
            if (plain.empty() || out.size() >= most_seen) continue;
            std::vector<Candidate> candidates = candidates_of(form, plain);
            if (!candidates.empty()) out.push_back({piece, std::move(candidates)});
        }
    }
    return out;
}

// The heaviest common sequence; of equal ones that which takes the earliest cells.
FormMatch align(const ReadRows& document, const FormAnchors& form, int first, int end) {
    FormMatch match;
    match.anchors = &form, match.first_row = first, match.end_row = end;
    match.cell.assign(form.anchors.size(), -1);
    match.loosely.assign(form.anchors.size(), false);
    const std::vector<Seen> seen = labels_seen(document, form, first, end);
    const std::size_t n = form.anchors.size(), m = seen.size();
    std::vector<double> best((n + 1) * (m + 1), 0);
    const auto at = [&](std::size_t i, std::size_t j) -> double& { return best[j * (n + 1) + i]; };
    for (std::size_t j = m; j-- > 0;) {
        auto candidate = seen[j].candidates.rbegin();
        for (std::size_t i = n; i-- > 0;) {
            double value = std::max(at(i + 1, j), at(i, j + 1));
            if (candidate != seen[j].candidates.rend() && candidate->anchor == static_cast<int>(i))
                value = std::max(value, (candidate++)->weight + at(i + 1, j + 1));
            at(i, j) = value;
        }
    }
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
        const auto found = std::ranges::find(seen[j].candidates, static_cast<int>(i), &Candidate::anchor);
        if (found != seen[j].candidates.end() && at(i, j) <= found->weight + at(i + 1, j + 1)) {
            match.cell[i] = seen[j].cell, match.loosely[i] = found->loosely;
            ++i, ++j;
        } else if (at(i, j) <= at(i + 1, j)) {
            ++i;
        } else {
            ++j;
        }
    }
    match.share = form.weight > 0 ? at(0, 0) / form.weight : 0;
    return match;
}

// Rows in which an application begins: that of a form's first label. The first one takes what stands before it.
std::vector<int> beginnings(const ReadRows& document, const KnownForms& forms) {
    std::vector<int> rows;
    for (std::size_t r = 0; r < document.rows.size(); ++r) {
        const bool begins = std::ranges::any_of(document.rows[r].cells, [&](int piece) {
            return std::ranges::any_of(forms, [&](const FormAnchors* form) {
                const auto found = form->exact.find(document.cell(piece).plain);
                return found != form->exact.end() && found->second.front() == 0;
            });
        });
        if (begins) rows.push_back(static_cast<int>(r));
    }
    if (rows.empty()) rows.push_back(0);
    rows.front() = 0;
    return rows;
}

}  // namespace

std::vector<FormMatch> match_forms(const ReadRows& document, const KnownForms& forms) {
    std::vector<FormMatch> out;
    if (document.rows.empty()) return out;
    const std::vector<int> begins = beginnings(document, forms);
    const auto page_of = [&](int row) { return document.pages.tables[static_cast<std::size_t>(document.rows[static_cast<std::size_t>(row)].table)].page; };
    for (std::size_t s = 0; s < begins.size(); ++s) {
        const int end = s + 1 < begins.size() ? begins[s + 1] : static_cast<int>(document.rows.size());
        FormMatch best;
        for (const FormAnchors* form : forms) {
            FormMatch match = align(document, *form, begins[s], end);
            if (match.share > best.share) best = std::move(match);
        }
        if (!best.anchors || std::ranges::count_if(best.cell, [](int cell) { return cell >= 0; }) < fewest_labels) continue;
        best.first_page = out.empty() ? 0 : page_of(begins[s]);
        best.end_page = s + 1 < begins.size() ? page_of(begins[s + 1]) : static_cast<int>(document.pages.pages.size());
        out.push_back(std::move(best));
    }
    return out;
}

}  // namespace tianbiao
