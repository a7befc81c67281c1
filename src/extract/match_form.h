// Which form, or which two, a document holds, and which of its cells are the form's labels.
//
// Labels and cells are both taken in reading order; the longest common sequence, weighed by how much a label says, decides which of several
// cells that say 姓名 is whose. A document may hold several applications: each begins where a form's first label stands.
#pragma once
#include <vector>

#include "extract/form_anchors.h"
#include "extract/join_pages.h"

namespace tianbiao {

struct FormMatch {
    const FormAnchors* anchors = nullptr;
    int first_row = 0, end_row = 0;      // of the document
    int first_page = 0, end_page = 0;
    std::vector<int> cell;               // by anchor: piece of the document; -1: not found
    std::vector<bool> loosely;           // by anchor: found in another wording
    double share = 0;                    // of the labels' weight that was found
};

// In page order; empty where no form is recognised.
std::vector<FormMatch> match_forms(const ReadRows& document, const KnownForms& forms);

}  // namespace tianbiao
