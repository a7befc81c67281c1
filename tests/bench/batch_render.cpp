// batch render as people start it: files a second, with one job and with two, and the most memory it held.
//
// The inputs are random applications made of seeds. Wall time, synced to the disk.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <filesystem>
#include <fstream>

#include "base/child.h"
#include "bench/support.h"
#include "support/temporary_folder.h"
#include "support/workshop.h"

namespace tianbiao::bench {
namespace {

constexpr int applications = 400;

std::string lines() {
    std::string all;
    for (int i = 0; i < applications; ++i) {
        const Record record = test::random_application(test::studio().form(test::forms()[static_cast<std::size_t>(i) % 2]), static_cast<std::uint32_t>(i));
        all += write_json(record.root, JsonStyle::compact) + "\n";
    }
    return all;
}

void batch_render(benchmark::State& state, const std::string& format) {
    const test::TemporaryFolder folder;
    const std::string input = folder.path("all.jsonl").string();
    std::ofstream(input, std::ios::binary) << lines();
    int round = 0;
    for (auto _ : state) {
        const std::string out = folder.path("out" + std::to_string(++round)).string();
        const auto said = run_child({{TIANBIAO_PROGRAM, "batch", "render", input, "-o", out, "--draft", "--format", format, "--jobs", std::to_string(state.range(0))},
                                     "", std::chrono::seconds(600)});
        if (!said || said->status > 1) state.SkipWithError("batch render failed");
        state.PauseTiming();
        std::filesystem::remove_all(out);
        state.ResumeTiming();
    }
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    state.counters["files/s"] = benchmark::Counter(static_cast<double>(applications) * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.counters["MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

BENCHMARK_CAPTURE(batch_render, pdf, "pdf")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(batch_render, xlsx, "xlsx")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tianbiao::bench
