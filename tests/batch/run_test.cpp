// A batch's workers: every job is done once, one that fails costs only itself, and what is stopped goes on.
#include "batch/run.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <mutex>
#include <new>
#include <set>
#include <stdexcept>
#include <thread>

#include "archive/database.h"
#include "base/error.h"
#include "support/temporary_folder.h"

namespace tianbiao::test {
namespace {

class Batch {
public:
    explicit Batch(int count) {
        std::vector<Job> jobs;
        for (int i = 1; i <= count; ++i) jobs.push_back({0, "job " + std::to_string(i), {}});
        journal->add(std::move(jobs));
    }

    Journal::Counts run(const Work& work, RunOptions options = {}) {
        options.setup = {SOURCE_DIR, {}};
        if (options.workers == 1) options.workers = 3;
        run_jobs(*journal, options, work);
        return journal->counts();
    }

    Json result(std::int64_t number) {
        Json found;
        journal->each([&](const JournalEntry& entry) {
            if (entry.job.number == number) found = entry.result;
        });
        return found;
    }

    TemporaryFolder folder;
    std::unique_ptr<Journal> journal = open_journal(folder.path("j.sqlite"));
};

FinishedJob well(const Job& job) { return {job.number, JobState::done, Json::make_object({{"name", Json::make_text(job.name)}})}; }

TEST(RunJobs, DoesEachJobOnceByWorkersOfTheirOwn) {
    Batch batch(500);
    std::mutex mutex;
    std::multiset<std::int64_t> seen;
    std::set<Studio*> studios;
    const Journal::Counts counts = batch.run([&](Studio& studio, const Job& job) {
        {
            const std::lock_guard lock(mutex);
            seen.insert(job.number), studios.insert(&studio);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(200));
        return well(job);
    });
    EXPECT_EQ(counts.done, 500);
    EXPECT_EQ(seen.size(), 500u);
    EXPECT_EQ(std::set<std::int64_t>(seen.begin(), seen.end()).size(), 500u);
    EXPECT_EQ(studios.size(), 3u);
    EXPECT_EQ(find_at(batch.result(321), "/name")->text, "job 321");
    EXPECT_TRUE(find_at(batch.result(321), "/seconds")->is_number());
}

TEST(RunJobs, TheJournalKnowsWhichMachineAndProcessHasAJob) {
    Batch batch(1);
    std::string worker;
    batch.run([&](Studio&, const Job& job) {
        Database journal(batch.folder.path("j.sqlite"), Access::read, 0x74626A31, {""});
        Statement rows = journal.prepare("SELECT worker FROM jobs WHERE state = 1");
        if (rows.step()) worker = rows.text(0);
        return well(job);
    });
    std::array<char, 256> host{};
    ASSERT_EQ(::gethostname(host.data(), host.size() - 1), 0);
    EXPECT_EQ(worker, std::string(host.data()) + ":" + std::to_string(::getpid()));
}

TEST(RunJobs, AnExceptionCostsOnlyItsJob) {
    Batch batch(20);
    const Journal::Counts counts = batch.run([&](Studio&, const Job& job) -> FinishedJob {
        if (job.number == 3) throw Error(Code::unreadable, {"a.pdf", "page 2"}, "损坏");
        if (job.number == 5) throw std::runtime_error("no idea");
        if (job.number == 7) throw std::bad_alloc();
        return well(job);
    });
    EXPECT_EQ(counts.done, 17);
    EXPECT_EQ(counts.failed, 3);
    EXPECT_EQ(find_at(batch.result(3), "/error/code")->text, "unreadable");
    EXPECT_EQ(find_at(batch.result(3), "/error/place")->text, "page 2");
    EXPECT_EQ(find_at(batch.result(5), "/error/code")->text, "internal");
    EXPECT_EQ(find_at(batch.result(7), "/error/code")->text, "too_large");
}

TEST(RunJobs, AnOutputThatCannotBeWrittenEndsTheBatchAndItsJobStaysToBeDone) {
    Batch batch(300);
    std::atomic<bool> full = true;
    const Work work = [&](Studio&, const Job& job) -> FinishedJob {
        if (full && job.number == 40) throw Error(Code::unwritable, {"out", ""}, "磁盘空间不足");
        return well(job);
    };
    EXPECT_THROW(batch.run(work), Error);
    const Journal::Counts counts = batch.journal->counts();
    EXPECT_EQ(counts.failed, 0);
    EXPECT_EQ(counts.taken, 0);
    EXPECT_GT(counts.waiting, 0);
    EXPECT_EQ(counts.all(), 300);
    full = false;
    EXPECT_EQ(batch.run(work).done, 300);
}

TEST(RunJobs, StoppedItKeepsWhatIsUnderWayAndGoesOnLater) {
    Batch batch(300);
    std::atomic<bool> stop = false;
    std::atomic<int> begun = 0;
    RunOptions options;
    options.stop = &stop;
    const Journal::Counts counts = batch.run(
        [&](Studio&, const Job& job) {
            if (++begun == 20) stop = true;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return well(job);
        },
        options);
    EXPECT_EQ(counts.done, begun);
    EXPECT_EQ(counts.taken, 0);
    EXPECT_EQ(counts.waiting, 300 - begun);
    const int before = begun;
    EXPECT_EQ(batch.run([&](Studio&, const Job& job) { return ++begun, well(job); }).done, 300);
    EXPECT_EQ(begun, before + (300 - before));
}

TEST(RunJobs, SaysHowFarItIs) {
    Batch batch(100);
    std::vector<Progress> said;
    RunOptions options;
    options.progress = [&](const Progress& progress) { said.push_back(progress); };
    batch.run([&](Studio&, const Job& job) { return well(job); }, options);
    ASSERT_FALSE(said.empty());
    EXPECT_EQ(said.back().counts.done, 100);
    EXPECT_EQ(said.back().counts.all(), 100);
    EXPECT_GT(said.back().per_second, 0);
}

TEST(RunJobs, AWorkerThatCannotBeginEndsTheBatch) {
    Batch batch(10);
    RunOptions options;
    options.warm_up = [](Studio&) { throw Error(Code::missing_program, {}, "找不到读取程序"); };
    EXPECT_THROW(batch.run([&](Studio&, const Job& job) { return well(job); }, options), Error);
    EXPECT_EQ(batch.journal->counts().waiting, 10);
}

}  // namespace
}  // namespace tianbiao::test
