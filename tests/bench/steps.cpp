// Each step of one document, and all of them: the typical 附件1, by a program that has made one before.
#include <benchmark/benchmark.h>

#include "base/files.h"
#include "base/limits.h"
#include "bench/support.h"

namespace tianbiao::bench {
namespace {

void read_record(benchmark::State& state) {
    const std::string bytes = read_file(typical, limits::json_bytes);
    for (auto _ : state) benchmark::DoNotOptimize(read_records(bytes, ""));
}
BENCHMARK(read_record)->Unit(benchmark::kMillisecond);

void validate_record(benchmark::State& state) {
    Warm warm;
    const Form& form = warm.studio.composer("training-2023").form();
    for (auto _ : state) benchmark::DoNotOptimize(validate(warm.record, form, Language::zh));
}
BENCHMARK(validate_record)->Unit(benchmark::kMillisecond);

void plan_pages(benchmark::State& state) {
    Warm warm;
    Composer& composer = warm.studio.composer("training-2023");
    for (auto _ : state) benchmark::DoNotOptimize(composer.plan(warm.record));
}
BENCHMARK(plan_pages)->Unit(benchmark::kMillisecond);

void paint_pages(benchmark::State& state) {
    Warm warm;
    Composer& composer = warm.studio.composer("training-2023");
    for (auto _ : state) benchmark::DoNotOptimize(composer.paint(warm.rendered.plan));
}
BENCHMARK(paint_pages)->Unit(benchmark::kMillisecond);

void write_pdf(benchmark::State& state) {
    Warm warm;
    std::size_t bytes = 0;
    for (auto _ : state) bytes = warm.studio.pdf_writer().write(warm.rendered.pages, warm.rendered.facts).size();
    state.counters["kB"] = static_cast<double>(bytes) / 1000;
}
BENCHMARK(write_pdf)->Unit(benchmark::kMillisecond);

// Bytes of the application to bytes of the PDF.
void render_steady(benchmark::State& state) {
    Warm warm;
    const std::string bytes = read_file(typical, limits::json_bytes);
    for (auto _ : state) benchmark::DoNotOptimize(whole(warm.studio, bytes));
    state.counters["pages"] = static_cast<double>(warm.rendered.pages.size());
    state.counters["documents/s"] = benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(render_steady)->Unit(benchmark::kMillisecond);

// Nothing kept from an earlier document: form files read, faces opened, the form's words shaped, subset and deflated.
void render_first(benchmark::State& state) {
    const std::string bytes = read_file(typical, limits::json_bytes);
    for (auto _ : state) {
        Studio studio{{SOURCE_DIR, {}}};
        benchmark::DoNotOptimize(whole(studio, bytes));
    }
}
BENCHMARK(render_first)->Unit(benchmark::kMillisecond);

void blank_steady(benchmark::State& state) {
    Warm warm;
    for (auto _ : state) {
        const Rendered blank = render_blank(warm.studio, "training-2023", {});
        benchmark::DoNotOptimize(warm.studio.pdf_writer().write(blank.pages, blank.facts));
    }
}
BENCHMARK(blank_steady)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tianbiao::bench
