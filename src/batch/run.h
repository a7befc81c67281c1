// The work at a batch: jobs of a journal, done by several workers, each with a Studio and a reader of its own.
//
// Killed at any moment, it goes on where it stopped: what a job writes stands whole on disk before the journal says that it is done, and a
// job that is done twice writes the same bytes. Results are kept in groups, so that flushing the journal costs a batch little.
#pragma once
#include <atomic>
#include <functional>

#include "app/studio.h"
#include "archive/journal.h"
#include "base/error.h"

namespace tianbiao {

struct Progress {
    Journal::Counts counts;
    double per_second = 0;   // of this run
    double seconds_left = 0; // 0: not known yet
};

struct RunOptions {
    Setup setup;
    int workers = 1;
    const std::atomic<bool>* stop = nullptr;        // Ctrl-C: jobs under way are finished and kept, no further one is begun
    std::function<void(const Progress&)> progress;  // from the thread that called, some times a second and once at the end
    std::function<void(Studio&)> warm_up;           // before a worker's first job; an Error of it ends the batch
};

// What a worker does with one job. An Error that it throws makes the job failed, with {"error": {"code", "text", "place"}} as its result,
// unless it is unwritable: then the batch ends with it, and the job stays to be done. Called from several threads, never two with the same
// Studio. The result of each is given the member "seconds", the time that it took.
using Work = std::function<FinishedJob(Studio&, const Job&)>;

// Until the journal has no job left, or `stop` is set: then what was taken and not begun goes back. The journal is used by the calling thread
// alone. Throws what ends the batch: the journal's own Errors, and unwritable of a job.
void run_jobs(Journal& journal, const RunOptions& options, const Work& work);

// The result of a job that this Error ended, as above.
Json failure_of(const Error& error);

}  // namespace tianbiao
