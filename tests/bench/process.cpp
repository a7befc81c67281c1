// The program as people start it: from fork to exit, with the largest memory it ever held.
//
// Time is wall time, as a person waits. `written`: to a file, whole and synced to the disk before its name appears; `piped`: to standard
// output, so that the disk has no part in it; `bare`: only started, to answer --version. Then the peers (peers/README.md) that are
// installed: one document from fork to exit, and what each further one takes.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

#include "bench/support.h"

extern char** environ;

namespace tianbiao::bench {
namespace {

struct Run {
    int status = -1;
    double megabytes = 0;  // max RSS
    double cpu = 0;        // ms, user and system
};

Run run(const std::vector<std::string>& arguments) {
    std::vector<char*> argv;
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    Run out;
    rusage used{};
    if (posix_spawn(&child, argv[0], &actions, nullptr, argv.data(), environ) == 0) wait4(child, &out.status, 0, &used);
    posix_spawn_file_actions_destroy(&actions);
    const auto ms = [](const timeval& time) { return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3; };
    out.megabytes = static_cast<double>(used.ru_maxrss) * 1024 / 1e6;
    out.cpu = ms(used.ru_utime) + ms(used.ru_stime);
    return out;
}

void measure(benchmark::State& state, const std::vector<std::string>& arguments) {
    double largest = 0, cpu = 0;
    for (auto _ : state) {
        const Run once = run(arguments);
        if (once.status != 0) {
            state.SkipWithError("the program failed");
            break;
        }
        largest = std::max(largest, once.megabytes);
        cpu += once.cpu;
    }
    state.counters["RSS MB"] = largest;
    state.counters["cpu ms"] = benchmark::Counter(cpu, benchmark::Counter::kAvgIterations);
}

const std::string& written_pdf() {
    static const std::string path = std::filesystem::temp_directory_path() / ("tianbiao-bench-" + std::to_string(getpid()) + ".pdf");
    return path;
}

void bare(benchmark::State& state) { measure(state, {TIANBIAO_PROGRAM, "--version"}); }
void check(benchmark::State& state) { measure(state, {TIANBIAO_PROGRAM, "check", typical}); }
void piped(benchmark::State& state) { measure(state, {TIANBIAO_PROGRAM, "render", typical, "-o", "-"}); }
void written(benchmark::State& state) {
    measure(state, {TIANBIAO_PROGRAM, "render", typical, "-o", written_pdf()});
    std::filesystem::remove(written_pdf());
}
void workbook(benchmark::State& state) {
    const std::string path = written_pdf() + ".xlsx";
    measure(state, {TIANBIAO_PROGRAM, "render", typical, "-o", path});
    std::filesystem::remove(path);
}
void parsed(benchmark::State& state) {
    run({TIANBIAO_PROGRAM, "render", typical, "-o", written_pdf()});
    measure(state, {TIANBIAO_PROGRAM, "parse", written_pdf()});
    std::filesystem::remove(written_pdf());
}
BENCHMARK(bare)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(check)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(parsed)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(piped)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(workbook)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(written)->Unit(benchmark::kMillisecond)->UseRealTime();

// A peer that cannot start (its packages are not there) is left out.
std::vector<std::string> peer(int documents) {
    return {"/usr/bin/python3", SOURCE_DIR "/tests/bench/peers/reportlab_table.py", typical, std::to_string(documents), written_pdf()};
}
bool there() {
    const bool ran = run(peer(1)).status == 0;
    std::filesystem::remove(written_pdf());
    return ran;
}

void reportlab_whole(benchmark::State& state) {
    if (!there()) return state.SkipWithError("not installed, see peers/README.md");
    measure(state, peer(1));
    std::filesystem::remove(written_pdf());
}

void reportlab_steady(benchmark::State& state) {
    if (!there()) return state.SkipWithError("not installed, see peers/README.md");
    constexpr int further = 5;
    for (auto _ : state) state.SetIterationTime((run(peer(1 + further)).cpu - run(peer(1)).cpu) / further / 1e3);
    std::filesystem::remove(written_pdf());
}
BENCHMARK(reportlab_whole)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(reportlab_steady)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(3);

}  // namespace
}  // namespace tianbiao::bench
