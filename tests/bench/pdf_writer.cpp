// The PDF writer alone. CPU time of one thread; the machine's noise falls on wall time.
#include <benchmark/benchmark.h>

#include "bench/support.h"
#include "write/pdf_writer.h"

namespace tianbiao::bench {
namespace {

// What a writer costs that has seen no document: subsets of the form's words made and deflated anew, faces still mapped.
void write_first(benchmark::State& state) {
    Warm warm;
    for (auto _ : state) benchmark::DoNotOptimize(PdfWriter(warm.studio.fonts()).write(warm.rendered.pages, warm.rendered.facts));
}
BENCHMARK(write_first)->Unit(benchmark::kMillisecond);

// Pages a second must not fall with the number of pages.
void write_pages(benchmark::State& state) {
    Warm warm;
    Pages pages;
    while (pages.size() < static_cast<std::size_t>(state.range(0))) {
        for (const Page& page : warm.rendered.pages) pages.push_back(page);
    }
    pages.resize(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(warm.studio.pdf_writer().write(pages, warm.rendered.facts));
    state.counters["pages/s"] = benchmark::Counter(static_cast<double>(state.range(0)), benchmark::Counter::kIsIterationInvariantRate);
    state.SetComplexityN(state.range(0));
}
BENCHMARK(write_pages)->Arg(6)->Arg(50)->Arg(500)->Complexity(benchmark::oN)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tianbiao::bench
