// render, blank and check: an application to findings, a plan, and a PDF.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/studio.h"
#include "base/finding.h"
#include "form/validate.h"

namespace tianbiao {

struct RenderOptions {
    Language language = Language::zh;
    bool draft = false;
    bool mask = false;
    bool paint = true;                  // false: the plan is all that is wanted (a workbook, a page for the screen)
    bool data = true;                   // the application attached (PDF/A-3u); false: PDF/A-2u
    std::vector<Acceptance> accepted;
    PageNumbers page_numbers = PageNumbers::automatic;
    Padding padding = Padding::none;
    std::string date;                   // of the document; "" the form's own
    std::string form;                   // where the application does not name its form, or to overrule it
    bool fillable = false;              // of a blank form: with fields for the screen
    std::map<std::string, int> rows;    // of a blank form: more rows of a list, or 附页 of a long text, by path
    std::optional<Conformance> conformance;  // the tests' twin; else as `data` says
};

struct Checked {
    std::string form;                   // "" where it is not known
    Record record;
    std::vector<Finding> findings;
    std::vector<Finding> masked_findings;  // the same, for what may reach a log
};

// Every rule. An application whose form is not known has that one finding.
Checked check_application(Studio& studio, Record record, const RenderOptions& options);

struct Rendered {
    std::vector<Finding> findings, masked_findings;
    std::string form;
    bool refused = false;               // errors, and not a draft: nothing was made
    Plan plan;
    Pages pages;
    DocumentFacts facts;
    std::optional<Record> record;       // what was printed, masked where it was asked for; none of a blank form
};

Rendered render_application(Studio& studio, Record record, const RenderOptions& options);
Rendered render_blank(Studio& studio, const std::string& form, const RenderOptions& options);

// The same plan as a workbook, and as a page for the screen (by templates/form.html).
std::string workbook_of(Studio& studio, const Rendered& rendered);
std::string html_of(Studio& studio, const Rendered& rendered);

// One application of a file. Error usage where it holds several.
Record read_application(const std::string& path);

}  // namespace tianbiao
