// batch render: many applications to PDF and XLSX, each a job of the journal in OUTDIR; then a report, one PDF and a ZIP of all.
#pragma once
#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "app/render.h"
#include "batch/plan_render.h"
#include "batch/run.h"

namespace tianbiao {

struct BatchRenderOptions {
    std::vector<std::string> inputs;
    std::string folder;                         // OUTDIR, made where it is not there
    std::vector<std::string> formats{"pdf"};    // pdf, xlsx
    std::string name = "{region}-{organization}-{occupation}-{form}";
    std::string zip;                            // "": none
    std::string merge;                          // one PDF of all that were written, by occupation (app/merge.h); "": none
    RenderOptions render;
    bool retry = false;                         // what failed is tried again
    int workers = 1;
    const std::atomic<bool>* stop = nullptr;
    std::function<void(const Progress&)> progress;
};

struct BatchRendered {
    std::vector<Finding> findings, masked_findings;  // of the tables
    bool refused = false;                            // a table has errors, and no draft was asked for: nothing was begun
    bool stopped = false;                            // Ctrl-C: the same call goes on
    Journal::Counts counts;
    std::vector<std::string> not_merged;             // inputs that were written but are not in the merged file: they have changed since
    std::int64_t doubtful = 0;                       // written, with errors in the application (a draft) or a character that no font has
};

// Reports are written when all is done: report.csv, report.xlsx. The same inputs and options give the same bytes, however often the work was
// cut off. Throws Error: usage (options, an OUTDIR of another batch, or at which another process works), what ends a batch (run.h).
BatchRendered render_batch(Studio& studio, const BatchRenderOptions& options);

// One row a job, by number.
void write_render_reports(Journal& journal, const BatchRenderOptions& options, std::string_view date);

}  // namespace tianbiao
