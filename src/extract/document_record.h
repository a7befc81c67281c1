// A document's evidence to the applications that it holds.
//
// What is visible is the value: it is what was signed. The data inside the file counts where it agrees with it (NFKC, white space folded):
// then its value is taken, type and all; where the two differ both are reported. What no cell shows (the dossier) comes from the data.
#pragma once
#include <string>
#include <vector>

#include "extract/extraction.h"
#include "extract/form_anchors.h"
#include "page/evidence.h"

namespace tianbiao {

struct DocumentRecord {
    std::string form;
    Extraction extraction;
    int first_page = 0, end_page = 0;  // from 0
};

// In page order; empty where none of the forms is recognised.
std::vector<DocumentRecord> read_document(const Evidence& evidence, const KnownForms& forms, Language language);

}  // namespace tianbiao
