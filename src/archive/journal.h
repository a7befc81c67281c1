// What a batch has taken in hand, and what came of it: every job is done once, whoever works at it and however often the work is cut off.
//
// The one interface between a batch and its queue. SQLite (write-ahead log, flushed at every commit) stands behind it here; a PostgreSQL
// behind it for offices with many machines must be able to do the same, so a job is taken by a named worker, and nothing that only one
// process could know decides anything. All throw Error: unwritable (the disk is full or fails: nothing of that call is kept), unreadable.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace tianbiao {

enum class JobState { waiting, taken, done, failed };  // failed: an end, too, with its reason; may be tried again where that is asked for

struct Job {
    std::int64_t number = 0;  // from 1, in the order of the inputs
    std::string name;         // of its input, unique in the batch: "folder/a.pdf", "all.zip/folder/b.pdf", "table.xlsx#12"
    Json task;                // what there is to do, decided before anything was done: paths, names of outputs
};

struct FinishedJob {
    std::int64_t number = 0;
    JobState state = JobState::done;  // done or failed
    Json result;                      // what the reports say of it
};

struct JournalEntry {
    Job job;
    JobState state = JobState::waiting;
    Json result;  // null until it is finished
};

class Journal {
public:
    virtual ~Journal() = default;

    // Says what batch this is, once: the verb and every option that its results depend on. Throws Error usage where the journal is of another.
    virtual void settle(const Json& purpose) = 0;

    // Adds those whose names are not known yet, all or none, in their order; how many they were. Their numbers are given here.
    virtual int add(std::vector<Job> jobs) = 0;

    // Gives this worker the next ones that nobody has, at most `most`; empty where there are none.
    virtual std::vector<Job> take(std::string_view worker, int most) = 0;

    // Keeps what came of them, all or none. On return it survives a power cut.
    virtual void finish(const std::vector<FinishedJob>& jobs) = 0;

    // Back to the queue: what that worker had taken and not finished ("": what anyone had, for the one who knows that nobody else works);
    // and what has failed, to be tried again. How many they were.
    virtual int release(std::string_view worker) = 0;
    virtual int retry() = 0;

    struct Counts {
        std::int64_t waiting = 0, taken = 0, done = 0, failed = 0;
        std::int64_t all() const { return waiting + taken + done + failed; }
    };
    virtual Counts counts() = 0;

    // Every job by its number; without holding them all in memory.
    virtual void each(const std::function<void(const JournalEntry&)>& visit) = 0;
};

// The embedded one, made where there is none (mode 0600).
std::unique_ptr<Journal> open_journal(const std::filesystem::path& file);

}  // namespace tianbiao
