// Long applications: time grows with text and rows, no faster (the last lines, RMS and big O, say so). ms/page is what must stay level.
#include <benchmark/benchmark.h>

#include "bench/support.h"

namespace tianbiao::bench {
namespace {

void measure(benchmark::State& state, const Record& record) {
    Warm warm;
    const std::string bytes = write_record(record);
    const Rendered rendered = render_application(warm.studio, record, Warm::draft());
    std::size_t size = 0;
    for (auto _ : state) size = whole(warm.studio, bytes).size();
    const auto pages = static_cast<double>(rendered.pages.size());
    state.SetComplexityN(state.range(0));
    state.counters["pages"] = pages;
    state.counters["kB"] = static_cast<double>(size) / 1000;
    state.counters["ms/page"] =
        benchmark::Counter(pages / 1000, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// One text that goes on over 附页: 60,000 characters are the contract's longest case, the last is 500 pages.
void text_of(benchmark::State& state) {
    measure(state, with_long_text(read_application(typical), static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(text_of)->Arg(7500)->Arg(15000)->Arg(30000)->Arg(60000)->Arg(120000)->Arg(240000)->Arg(480000)
    ->Complexity(benchmark::oN)->Unit(benchmark::kMillisecond);

// One list over many pages: 500 rows are the contract's longest case, the last is 500 pages.
void rows_of(benchmark::State& state) {
    measure(state, with_long_list(read_application(typical), static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(rows_of)->Arg(125)->Arg(250)->Arg(500)->Arg(1000)->Arg(2000)->Arg(4000)->Arg(8000)
    ->Complexity(benchmark::oN)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tianbiao::bench
