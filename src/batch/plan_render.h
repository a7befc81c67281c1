// batch render: what stands in the inputs, as jobs with names for their outputs, before anything is written.
//
// Inputs in the order given: a JSON file has one application or an array of them; JSON Lines (.jsonl) one a line; a table (.xlsx, .csv) one
// a row (read_summary.h); a folder all of these below it, by name; "-" a list of files and folders on standard input, one a line. A table's and a line's application goes into the job itself, so that the
// batch goes on as it began; a JSON file is read again when its turn comes.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/source.h"
#include "app/studio.h"
#include "archive/journal.h"
#include "base/finding.h"
#include "batch/output_names.h"
#include "batch/read_summary.h"

namespace tianbiao {

struct RenderInput {
    std::string file;                // of a member of a ZIP: all.zip/folder/a.json
    std::optional<Source> packed;    // where such a member is
    std::string sha256;              // of tables, JSON Lines and members of ZIPs; "" else
    std::optional<TableRead> table;  // of a table
};

struct RenderPlanOptions {
    std::vector<std::string> inputs;
    std::string form;     // where an application does not say its own, or to overrule it
    std::string pattern;  // of the outputs' names
    Language language = Language::zh;
    std::string outputs;  // a folder that is no input, even where it lies in one
};

// Which files there are, folders, patterns and ZIPs opened (ZIPs that are named, not those in folders); tables are read, the others not yet. Throws
// Error: unreadable for one that is not there, unsupported for a kind that is not read, usage for one that is given twice, and what is wrong
// with a table's file.
std::vector<RenderInput> render_inputs(Studio& studio, const RenderPlanOptions& options);

// Gives each job that is not `known` (by its name) to `add`, in order. `names` has those that are taken already.
void plan_render(Studio& studio, const RenderPlanOptions& options, const std::vector<RenderInput>& inputs, OutputNames& names,
                 const std::function<bool(const std::string&)>& known, const std::function<void(Job)>& add);

// The application of a job. Throws what was wrong with it.
Record application_of(const Json& task);

// In a task. A result, and what of it a table said, as the report has it.
Json to_json_brief(const std::vector<Finding>& findings);
std::vector<Finding> findings_of_json(const Json* list);

}  // namespace tianbiao
