// Letters and printed lists: a template of templates/ and its data to a PDF (PDF/A-2u, tagged), set like the forms.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/studio.h"
#include "base/finding.h"
#include "base/json.h"

namespace tianbiao {

struct LetterOptions {
    std::string date;   // of the document, "2024-05-06"; "" 2023-05-19, the notice's
    std::string title;  // of the document; "" the letter's own title
};

struct MadeLetter {
    std::string pdf;
    Pages pages;
};

// `name`: supplement-notice (补正通知), recommendation-list (推荐汇总表), archive-catalogue (归档文件目录), contents (目录). What data each takes
// stands in templates/README.md. Throws Error: usage for a template that is not there, a name that is missing or not known.
MadeLetter make_letter(Studio& studio, std::string_view name, const Json& data, const LetterOptions& options = {});

// The pages alone, and the document's title.
Pages letter_pages(Studio& studio, std::string_view name, const Json& data, std::string* title = nullptr);

std::vector<std::string> letter_names(const Studio& studio);

// What a notice says of findings: [ { "item", "what", "clause" } ], each once, errors before warnings, remarks left out. Messages hold no values, so
// that a notice holds none.
Json notice_findings(const std::vector<Finding>& findings);

}  // namespace tianbiao
