// The journal of a batch in one SQLite file: WAL, flushed at every commit, one transaction a call.
#include <fcntl.h>
#include <unistd.h>

#include <optional>

#include "archive/database.h"
#include "archive/journal.h"
#include "base/descriptor.h"
#include "base/error.h"

namespace tianbiao {
namespace {

constexpr std::int32_t journal_file = 0x74626A31;  // "tbj1"

// A file of an older version is brought to the newest, step by step; a step that was published is never changed.
const Migrations schema{
    "CREATE TABLE purpose(json TEXT NOT NULL);"
    "CREATE TABLE jobs(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, task TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0,"
    " worker TEXT, result TEXT);"
    "CREATE INDEX open_jobs ON jobs(state, number) WHERE state < 2",
};

// As `state` holds them.
constexpr std::int64_t number_of(JobState state) { return static_cast<std::int64_t>(state); }
static_assert(number_of(JobState::waiting) == 0 && number_of(JobState::taken) == 1 && number_of(JobState::done) == 2 && number_of(JobState::failed) == 3);

std::string text_of(const Json& json) { return write_json(json, JsonStyle::compact); }

class SqliteJournal : public Journal {
public:
    explicit SqliteJournal(const std::filesystem::path& file) : database_(file, Access::create, journal_file, schema) {
        // The name of a new file must last, too (fsync(2)).
        const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
        if (const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); descriptor) ::fsync(descriptor.number());
    }

    void settle(const Json& purpose) override {
        Transaction all(database_);
        if (const std::optional<Json> known = known_purpose()) {
            if (!(*known == purpose))
                throw Error(Code::usage, {database_.file(), ""}, "这个输出文件夹属于另一批（命令或选项不同）：请用原来的选项继续，或另指定输出文件夹");
            return;
        }
        database_.prepare("INSERT INTO purpose VALUES (?)").bind(text_of(purpose)).run();
        all.commit();
    }

    int add(std::vector<Job> jobs) override {
        Transaction all(database_);
        int added = 0;
        for (const Job& job : jobs) {
            database_.prepare("INSERT OR IGNORE INTO jobs(name, task) VALUES (?, ?)").bind(job.name).bind(text_of(job.task)).run();
            added += database_.changes();
        }
        all.commit();
        return added;
    }

    std::vector<Job> take(std::string_view worker, int most) override {
        std::vector<Job> jobs;
        Transaction all(database_);
        {
            Statement waiting = database_.prepare("SELECT number, name, task FROM jobs WHERE state = 0 ORDER BY number LIMIT ?");
            waiting.bind(std::int64_t{most});
            while (waiting.step()) jobs.push_back({waiting.integer(0), waiting.text(1), json_of(waiting.text(2))});
        }
        if (jobs.empty()) return jobs;
        for (const Job& job : jobs)
            database_.prepare("UPDATE jobs SET state = 1, worker = ? WHERE number = ?").bind(worker).bind(job.number).run();
        all.commit();
        return jobs;
    }

    void finish(const std::vector<FinishedJob>& jobs) override {
        if (jobs.empty()) return;
        Transaction all(database_);
        for (const FinishedJob& job : jobs)
            database_.prepare("UPDATE jobs SET state = ?, worker = NULL, result = ? WHERE number = ?")
                .bind(number_of(job.state)).bind(text_of(job.result)).bind(job.number).run();
        all.commit();
    }

    int release(std::string_view worker) override {
        if (worker.empty()) return changed("UPDATE jobs SET state = 0, worker = NULL WHERE state = 1", {});
        return changed("UPDATE jobs SET state = 0, worker = NULL WHERE state = 1 AND worker = ?", worker);
    }

    int retry() override { return changed("UPDATE jobs SET state = 0, worker = NULL, result = NULL WHERE state = 3", {}); }

    Counts counts() override {
        Counts counts;
        Statement groups = database_.prepare("SELECT state, count(*) FROM jobs GROUP BY state");
        while (groups.step()) {
            const std::int64_t state = groups.integer(0), count = groups.integer(1);
            (state == 0 ? counts.waiting : state == 1 ? counts.taken : state == 2 ? counts.done : counts.failed) += count;
        }
        return counts;
    }

    void each(const std::function<void(const JournalEntry&)>& visit) override {
        Statement all = database_.prepare("SELECT number, name, task, state, result FROM jobs ORDER BY number");
        while (all.step()) {
            JournalEntry entry{{all.integer(0), all.text(1), json_of(all.text(2))}, static_cast<JobState>(all.integer(3)), {}};
            if (!all.is_null(4)) entry.result = json_of(all.text(4));
            visit(entry);
        }
    }

private:
    Json json_of(const std::string& text) const {
        try {
            return read_json(text, database_.file());
        } catch (const Error&) {
            throw Error(Code::unreadable, {database_.file(), ""}, "批处理的记录已损坏：请另指定输出文件夹重新处理");
        }
    }

    std::optional<Json> known_purpose() {
        Statement known = database_.prepare("SELECT json FROM purpose");
        return known.step() ? std::optional(json_of(known.text(0))) : std::nullopt;
    }

    int changed(std::string_view sql, std::string_view worker) {
        Statement statement = database_.prepare(sql);
        if (!worker.empty()) statement.bind(worker);
        statement.run();
        return database_.changes();
    }

    Database database_;
};

}  // namespace

std::unique_ptr<Journal> open_journal(const std::filesystem::path& file) { return std::make_unique<SqliteJournal>(file); }

}  // namespace tianbiao
