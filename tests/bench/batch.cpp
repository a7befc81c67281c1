// A batch of our own PDFs with the data inside, as a whole process: gathered, read by one worker and by two, journal and reports included.
//
// `files/s` counts wall time; two cores are needed for two workers to be faster than one. `parent MB` is the most that the program itself held
// (its readers not counted): the same for few files and for many.
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include "bench/support.h"

namespace tianbiao::bench {
namespace {

namespace fs = std::filesystem;

// Copies of the typical application, each under an organisation's name of its own, made once for all that is measured here.
class Pile {
public:
    explicit Pile(int count) : folder_(fs::temp_directory_path() / ("tianbiao-bench-batch-" + std::to_string(getpid()))) {
        fs::create_directories(folder_ / "in");
        Warm warm;
        std::string data = write_record(warm.record);
        const std::string name = printed(value_at(warm.record, "/organization/name"));
        for (int i = 0; i < count; ++i) {
            std::string each = data;
            each.replace(each.find(name), name.size(), name + std::to_string(i));
            std::ofstream(folder_ / "in" / (std::to_string(i) + ".pdf"), std::ios::binary) << whole(warm.studio, each);
        }
    }
    ~Pile() { fs::remove_all(folder_); }
    fs::path path(const std::string& name) const { return folder_ / name; }

private:
    fs::path folder_;
};

constexpr int files = 400;

const Pile& pile() {
    static const Pile pile(files);
    return pile;
}

struct Run {
    double seconds = 0, megabytes = 0;
};

Run run(int jobs) {
    fs::remove_all(pile().path("out"));
    const std::string in = pile().path("in"), out = pile().path("out"), number = std::to_string(jobs);
    const auto from = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        const int none = ::dup2(STDOUT_FILENO, STDERR_FILENO);
        static_cast<void>(none);
        execl(TIANBIAO_PROGRAM, "tianbiao", "batch", "parse", in.c_str(), "-o", out.c_str(), "--jobs", number.c_str(), static_cast<char*>(nullptr));
        _exit(127);
    }
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    return {WIFEXITED(status) && WEXITSTATUS(status) <= 1 ? seconds : -1, static_cast<double>(used.ru_maxrss) * 1024 / 1e6};
}

void batch_parse(benchmark::State& state) {
    pile();
    Run best{1e9, 0};
    for (auto _ : state) {
        const Run one = run(static_cast<int>(state.range(0)));
        if (one.seconds < 0) {
            state.SkipWithError("batch parse failed");
            break;
        }
        state.SetIterationTime(one.seconds);
        if (one.seconds < best.seconds) best = one;
    }
    state.counters["files/s"] = files / best.seconds;
    state.counters["parent MB"] = best.megabytes;
}
BENCHMARK(batch_parse)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(3);

}  // namespace
}  // namespace tianbiao::bench
