// The journal of a batch: every job once, whoever works at it and however often the work is cut off.
#include "archive/journal.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <set>
#include <thread>


#include "archive/database.h"
#include "base/error.h"
#include "support/code_of.h"
#include "support/temporary_folder.h"

namespace tianbiao::test {
namespace {

Json text(const std::string& value) { return Json::make_text(value); }

std::vector<Job> jobs(int count) {
    std::vector<Job> all;
    for (int i = 1; i <= count; ++i) all.push_back({0, "文件" + std::to_string(i), text("task " + std::to_string(i))});
    return all;
}

std::string listed(Journal& journal) {
    constexpr std::string_view states[]{"waiting", "taken", "done", "failed"};
    std::string out;
    journal.each([&](const JournalEntry& entry) {
        out += std::to_string(entry.job.number) + " " + entry.job.name + " " + entry.job.task.text + " " +
               std::string(states[static_cast<std::size_t>(entry.state)]) + " " + entry.result.text + "\n";
    });
    return out;
}

TEST(Journal, GivesEachJobOnceInTheOrderOfTheInputs) {
    const TemporaryFolder folder;
    const auto journal = open_journal(folder.path("j.sqlite"));
    EXPECT_EQ(journal->add(jobs(3)), 3);
    EXPECT_EQ(journal->add(jobs(4)), 1);  // three are known
    const std::vector<Job> first = journal->take("a", 3), second = journal->take("b", 3), third = journal->take("c", 3);
    ASSERT_EQ(first.size(), 3u);
    ASSERT_EQ(second.size(), 1u);
    EXPECT_TRUE(third.empty());
    EXPECT_EQ(first[2].number, 3);
    EXPECT_EQ(first[2].name, "文件3");
    EXPECT_EQ(second[0].task.text, "task 4");
}

TEST(Journal, KeepsResultsAndGivesBackWhatWasNotFinished) {
    const TemporaryFolder folder;
    {
        const auto journal = open_journal(folder.path("j.sqlite"));
        journal->add(jobs(4));
        journal->take("a", 2);
        journal->take("b", 2);
        journal->finish({{1, JobState::done, text("well")}, {3, JobState::failed, text("损坏")}});
    }
    const auto journal = open_journal(folder.path("j.sqlite"));
    EXPECT_EQ(listed(*journal), "1 文件1 task 1 done well\n2 文件2 task 2 taken \n3 文件3 task 3 failed 损坏\n4 文件4 task 4 taken \n");
    EXPECT_EQ(journal->release("b"), 1);
    EXPECT_EQ(journal->release(""), 1);
    EXPECT_EQ(journal->retry(), 1);
    const Journal::Counts counts = journal->counts();
    EXPECT_EQ(counts.done, 1);
    EXPECT_EQ(counts.waiting, 3);
    EXPECT_EQ(counts.all(), 4);
    EXPECT_EQ(listed(*journal), "1 文件1 task 1 done well\n2 文件2 task 2 waiting \n3 文件3 task 3 waiting \n4 文件4 task 4 waiting \n");
}

// Each with a connection of its own, as on machines of their own.
TEST(Journal, WorkersAtTheSameTimeNeverTakeTheSameJob) {
    const TemporaryFolder folder;
    constexpr int all = 300;
    open_journal(folder.path("j.sqlite"))->add(jobs(all));
    std::vector<std::vector<std::int64_t>> taken(4);
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < taken.size(); ++i)
        workers.emplace_back([&, i] {
            const auto journal = open_journal(folder.path("j.sqlite"));
            while (true) {
                const std::vector<Job> some = journal->take("host" + std::to_string(i) + ":17", 3);
                if (some.empty()) return;
                for (const Job& job : some) taken[i].push_back(job.number);
            }
        });
    for (std::thread& worker : workers) worker.join();
    std::multiset<std::int64_t> numbers;
    for (const std::vector<std::int64_t>& some : taken) numbers.insert(some.begin(), some.end());
    EXPECT_EQ(numbers.size(), static_cast<std::size_t>(all));
    EXPECT_EQ(std::set<std::int64_t>(numbers.begin(), numbers.end()).size(), static_cast<std::size_t>(all));
}

TEST(Journal, WhatADeadWorkerHadIsTakenOverAndNothingElse) {
    const TemporaryFolder folder;
    const auto journal = open_journal(folder.path("j.sqlite"));
    journal->add(jobs(4));
    journal->take("host-a:17", 2);
    journal->take("host-b:17", 2);
    EXPECT_TRUE(journal->take("host-c:17", 4).empty());
    EXPECT_EQ(journal->release("host-a:17"), 2);  // the same number of a process, on another machine
    const std::vector<Job> over = journal->take("host-c:17", 4);
    ASSERT_EQ(over.size(), 2u);
    EXPECT_EQ(over[0].number, 1);
    EXPECT_EQ(over[1].number, 2);
    EXPECT_EQ(journal->counts().taken, 4);
}

TEST(Journal, OfAnotherBatchIsRefused) {
    const TemporaryFolder folder;
    const auto journal = open_journal(folder.path("j.sqlite"));
    const auto purpose = [](const char* verb, bool mask) {
        return Json::make_object({{"verb", Json::make_text(verb)}, {"mask", Json::make_boolean(mask)}});
    };
    journal->settle(purpose("parse", false));
    journal->settle(purpose("parse", false));
    EXPECT_EQ(code_of([&] { journal->settle(purpose("parse", true)); }), Code::usage);
    EXPECT_EQ(code_of([&] { open_journal(folder.path("j.sqlite"))->settle(purpose("render", false)); }), Code::usage);
}

TEST(Journal, IsForItsOwnerOnly) {
    const TemporaryFolder folder;
    const auto journal = open_journal(folder.path("j.sqlite"));
    struct stat facts {};
    ASSERT_EQ(::stat(folder.path("j.sqlite").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

// The schema as version 1 wrote it, to the character: a journal of then opens now.
TEST(Journal, OfTheFirstVersionOpens) {
    const TemporaryFolder folder;
    {
        Database first(folder.path("j.sqlite"), Access::create, 0x74626A31,
                       {"CREATE TABLE purpose(json TEXT NOT NULL);"
                        "CREATE TABLE jobs(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, task TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0,"
                        " worker TEXT, result TEXT);"
                        "CREATE INDEX open_jobs ON jobs(state, number) WHERE state < 2"});
        first.run("INSERT INTO jobs VALUES (7, 'a.pdf', '\"task\"', 2, NULL, '\"well\"'), (8, 'b.pdf', '\"task\"', 1, '4711', NULL)");
    }
    const auto journal = open_journal(folder.path("j.sqlite"));
    EXPECT_EQ(listed(*journal), "7 a.pdf task done well\n8 b.pdf task taken \n");
}

TEST(Journal, ThatIsDamagedIsUnreadable) {
    const TemporaryFolder folder;
    {
        Database other(folder.path("j.sqlite"), Access::create, 1, {"CREATE TABLE jobs(a)"});
    }
    EXPECT_EQ(code_of([&] { open_journal(folder.path("j.sqlite")); }), Code::unreadable);
}

}  // namespace
}  // namespace tianbiao::test
