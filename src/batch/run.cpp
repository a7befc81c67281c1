#include "batch/run.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/numbers.h"

namespace tianbiao {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int ahead = 32;               // jobs that are taken for each worker: one flush of the journal for so many
constexpr std::size_t group = 64;       // results that are kept with one flush …
constexpr milliseconds patience{1000};  // … or those of so long
constexpr milliseconds beat{200};       // between two words of progress

// Nobody else's, on this machine and on others that work at the same journal.
std::string worker_name() {
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) != 0) host[0] = '\0';
    return std::string(host.data()) + ":" + std::to_string(::getpid());
}

double seconds_since(Clock::time_point from) { return std::chrono::duration<double>(Clock::now() - from).count(); }

// Jobs on their way to the workers, results on their way back.
class Desk {
public:
    void put(std::vector<Job> jobs) {
        const std::lock_guard lock(mutex_);
        for (Job& job : jobs) waiting_.push_back(std::move(job));
        for_workers_.notify_all();
    }

    std::optional<Job> next() {
        std::unique_lock lock(mutex_);
        for_workers_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
        if (waiting_.empty()) return std::nullopt;
        Job job = std::move(waiting_.front());
        waiting_.pop_front();
        ++under_way_;
        for_collector_.notify_one();
        return job;
    }

    void hand_in(FinishedJob job) {
        const std::lock_guard lock(mutex_);
        --under_way_;
        finished_.push_back(std::move(job));
        for_collector_.notify_one();
    }

    // A worker that could not go on: nobody begins a further job.
    void give_up(std::exception_ptr reason) {
        const std::lock_guard lock(mutex_);
        if (!reason_) reason_ = std::move(reason);
        waiting_.clear();
        closed_ = true;
        for_workers_.notify_all();
        for_collector_.notify_one();
    }

    // No further job will come; those that nobody has begun are dropped where they are not wanted.
    enum class Begun { all, none_further };
    void close(Begun begun) {
        const std::lock_guard lock(mutex_);
        if (begun == Begun::none_further) waiting_.clear();
        closed_ = true;
        for_workers_.notify_all();
    }

    struct View {
        std::size_t waiting, under_way, finished;
        bool given_up;
    };
    // When there is something to do for the collector: fewer than `few` are waiting, a group is finished, all are idle; or after `most`.
    View view(std::size_t few, milliseconds most) {
        std::unique_lock lock(mutex_);
        for_collector_.wait_for(lock, most, [&] {
            return reason_ || waiting_.size() < few || finished_.size() >= group || (waiting_.empty() && under_way_ == 0);
        });
        return {waiting_.size(), under_way_, finished_.size(), reason_ != nullptr};
    }

    std::vector<FinishedJob> collect() {
        const std::lock_guard lock(mutex_);
        return std::exchange(finished_, {});
    }

    std::exception_ptr reason() {
        const std::lock_guard lock(mutex_);
        return reason_;
    }

private:
    std::mutex mutex_;
    std::condition_variable for_workers_, for_collector_;
    std::deque<Job> waiting_;
    std::vector<FinishedJob> finished_;
    std::size_t under_way_ = 0;
    bool closed_ = false;
    std::exception_ptr reason_;
};

FinishedJob failed(const Job& job, const Error& error) { return {job.number, JobState::failed, failure_of(error)}; }

FinishedJob done(Studio& studio, const Job& job, const Work& work) {
    const Clock::time_point from = Clock::now();
    FinishedJob finished;
    try {
        finished = work(studio, job);
    } catch (const Error& error) {
        if (error.code() == Code::unwritable) throw;
        finished = failed(job, error);
    } catch (const std::bad_alloc&) {
        finished = failed(job, Error(Code::too_large, {job.name, ""}, "内存不足：内容过多"));
    } catch (const std::exception& fault) {
        finished = failed(job, Error(Code::internal, {job.name, ""}, fault.what()));
    }
    finished.number = job.number;
    finished.result.member("seconds") = Json::make_number(short_number(seconds_since(from), 3));
    return finished;
}

void work_on(Desk& desk, const RunOptions& options, const Work& work) {
    try {
        Studio studio(options.setup);
        if (options.warm_up) options.warm_up(studio);
        while (const std::optional<Job> job = desk.next()) desk.hand_in(done(studio, *job, work));
    } catch (...) {
        desk.give_up(std::current_exception());
    }
}

// The threads, joined whatever happens. Signals are for the thread that called.
class Workers {
public:
    Workers(Desk& desk, const RunOptions& options, const Work& work) : desk_(desk) {
        sigset_t all, before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        try {
            for (int i = 0; i < std::max(options.workers, 1); ++i) threads_.emplace_back([&desk, &options, &work] { work_on(desk, options, work); });
        } catch (...) {  // the system has no thread left for us
            pthread_sigmask(SIG_SETMASK, &before, nullptr);
            finish();
            throw;
        }
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
    }
    ~Workers() { finish(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    void finish() {
        desk_.close(Desk::Begun::none_further);
        for (std::thread& thread : threads_)
            if (thread.joinable()) thread.join();
    }

private:
    Desk& desk_;
    std::vector<std::thread> threads_;
};

// The thread that called: takes jobs ahead of the workers, keeps results in groups, says how far it is.
class Run {
public:
    Run(Journal& journal, const RunOptions& options) : journal_(journal), options_(options), counts_(journal.counts()) {}

    void operator()(const Work& work) {
        try {
            Workers workers(desk_, options_, work);
            while (step()) {}
            workers.finish();
            keep();
        } catch (...) {
            release();
            throw;
        }
        release();
        say();
        if (const std::exception_ptr reason = desk_.reason()) std::rethrow_exception(reason);
    }

private:
    // False: nothing is left to be done here.
    bool step() {
        const std::size_t few = more_ ? 2 * workers_ : 0;
        const Desk::View now = desk_.view(few, beat);
        if (now.given_up || (options_.stop && *options_.stop)) return false;
        if (now.finished >= group || (now.finished > 0 && (now.waiting + now.under_way == 0 || Clock::now() - kept_ > patience))) keep();
        const bool idle = now.waiting + now.under_way == 0;
        if (now.waiting < few || idle) {
            const bool any = take();
            if (!any && idle && now.finished == 0) return false;
        }
        if (Clock::now() - said_ > beat) say();
        return true;
    }

    bool take() {
        std::vector<Job> jobs = journal_.take(name_, static_cast<int>(workers_) * ahead);
        more_ = !jobs.empty();
        if (jobs.empty()) return false;
        counts_.waiting -= static_cast<std::int64_t>(jobs.size());
        counts_.taken += static_cast<std::int64_t>(jobs.size());
        desk_.put(std::move(jobs));
        return true;
    }

    void keep() {
        const std::vector<FinishedJob> finished = desk_.collect();
        journal_.finish(finished);
        for (const FinishedJob& job : finished) ++(job.state == JobState::done ? counts_.done : counts_.failed), --counts_.taken, ++here_;
        kept_ = Clock::now();
    }

    void release() {
        try {
            const int back = journal_.release(name_);
            counts_.waiting += back, counts_.taken -= back;
        } catch (const Error&) {}  // what ends the batch is said already; whoever goes on releases all
    }

    void say() {
        said_ = Clock::now();
        if (!options_.progress) return;
        Progress progress{counts_, 0, 0};
        if (const double passed = seconds_since(from_); passed > 0) progress.per_second = static_cast<double>(here_) / passed;
        if (progress.per_second > 0) progress.seconds_left = static_cast<double>(counts_.waiting + counts_.taken) / progress.per_second;
        options_.progress(progress);
    }

    Journal& journal_;
    const RunOptions& options_;
    const std::size_t workers_ = static_cast<std::size_t>(std::max(options_.workers, 1));
    const std::string name_ = worker_name();
    Desk desk_;
    Journal::Counts counts_;
    bool more_ = true;       // the journal had further jobs when it was asked last
    std::int64_t here_ = 0;  // finished by this run
    const Clock::time_point from_ = Clock::now();
    Clock::time_point kept_ = from_, said_ = from_;
};

}  // namespace

Json failure_of(const Error& error) {
    Json body = Json::make_object({{"code", Json::make_text(std::string(name(error.code())))}, {"text", Json::make_text(error.text())}});
    if (!error.place().detail.empty()) body.member("place") = Json::make_text(error.place().detail);
    return Json::make_object({{"error", std::move(body)}});
}

void run_jobs(Journal& journal, const RunOptions& options, const Work& work) { Run(journal, options)(work); }

}  // namespace tianbiao
