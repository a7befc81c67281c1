// The writer alone, and a whole document from its application to its bytes. CPU time of one thread; the machine's noise falls on wall time.
#include <benchmark/benchmark.h>

#include "app/render.h"
#include "app/studio.h"
#include "write/pdf_writer.h"

namespace tianbiao {
namespace {

const char* const typical = SOURCE_DIR "/samples/training-typical.json";

struct Ready {
    Studio studio{{SOURCE_DIR, {}}};
    Record record = read_application(typical);
    Rendered rendered = render_application(studio, record, {});
};

void write_typical(benchmark::State& state) {
    Ready ready;
    PdfWriter& writer = ready.studio.pdf_writer();
    std::size_t bytes = 0;
    for (auto _ : state) bytes = writer.write(ready.rendered.pages, ready.rendered.facts).size();
    state.counters["kB"] = static_cast<double>(bytes) / 1000;
    state.counters["pages"] = static_cast<double>(ready.rendered.pages.size());
}
BENCHMARK(write_typical)->Unit(benchmark::kMillisecond);

// What a writer costs that has seen no document: subsets of the form's words made and deflated anew, faces still mapped.
void write_typical_first(benchmark::State& state) {
    Ready ready;
    for (auto _ : state) benchmark::DoNotOptimize(PdfWriter(ready.studio.fonts()).write(ready.rendered.pages, ready.rendered.facts));
}
BENCHMARK(write_typical_first)->Unit(benchmark::kMillisecond);

void whole_typical(benchmark::State& state) {
    Ready ready;
    for (auto _ : state) {
        const Rendered rendered = render_application(ready.studio, read_application(typical), {});
        benchmark::DoNotOptimize(ready.studio.pdf_writer().write(rendered.pages, rendered.facts));
    }
}
BENCHMARK(whole_typical)->Unit(benchmark::kMillisecond);

// Pages a second must not fall with the number of pages.
void write_pages(benchmark::State& state) {
    Ready ready;
    Pages pages;
    while (pages.size() < static_cast<std::size_t>(state.range(0))) {
        for (const Page& page : ready.rendered.pages) pages.push_back(page);
    }
    pages.resize(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(ready.studio.pdf_writer().write(pages, ready.rendered.facts));
    state.counters["pages/s"] = benchmark::Counter(static_cast<double>(state.range(0)), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(write_pages)->Arg(6)->Arg(50)->Arg(500)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tianbiao
