// A PDF back to its application, by a program that has read one before: with the child that opens it, from its bytes to the fields weighed.
//
// Wall time, as a batch waits; the child works beside us, one file at a time. `reader MB` is the largest memory that one of our readers ever
// held. The peer only lists the characters and rules of the same file (peers/README.md).
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "app/fill.h"
#include "app/parse.h"
#include "bench/support.h"
#include "extract/document_record.h"
#include "read/pdf_reader.h"

namespace tianbiao::bench {
namespace {

std::string printed(Studio& studio, bool data) {
    RenderOptions options = Warm::draft();
    options.data = data;
    const Rendered made = render_application(studio, read_application(typical), options);
    return studio.pdf_writer().write(made.pages, made.facts);
}

std::string fillable(Studio& studio) {
    RenderOptions options;
    options.fillable = true;
    options.rows = {{"/teachers", 20}};
    const Rendered made = render_blank(studio, "training-2023", options);
    return studio.pdf_writer().write(made.pages, made.facts);
}

void parse(benchmark::State& state, Studio& studio, const std::string& pdf) {
    std::size_t fields = 0;
    for (auto _ : state) fields = parse_bytes(studio, pdf, "bench.pdf", {}).at(0).fields.size();
    state.counters["fields"] = static_cast<double>(fields);
    state.counters["kB"] = static_cast<double>(pdf.size()) / 1000;
}

void with_attachment(benchmark::State& state) {
    Warm warm;
    parse(state, warm.studio, printed(warm.studio, true));
}
BENCHMARK(with_attachment)->Unit(benchmark::kMillisecond)->UseRealTime();

void by_text_alone(benchmark::State& state) {
    Warm warm;
    parse(state, warm.studio, printed(warm.studio, false));
}
BENCHMARK(by_text_alone)->Unit(benchmark::kMillisecond)->UseRealTime();

// The evidence of the child, and nothing done with it.
void evidence_alone(benchmark::State& state) {
    Warm warm;
    const std::string pdf = printed(warm.studio, true);
    for (auto _ : state) benchmark::DoNotOptimize(warm.studio.reader().evidence(pdf, "bench.pdf"));
}
BENCHMARK(evidence_alone)->Unit(benchmark::kMillisecond)->UseRealTime();

// The child's own work without its process: our own file, in this one.
void reading_alone(benchmark::State& state) {
    Warm warm;
    const std::string pdf = printed(warm.studio, true);
    for (auto _ : state) benchmark::DoNotOptimize(packed(read_pdf(pdf)));
}
BENCHMARK(reading_alone)->Unit(benchmark::kMillisecond);

// What is done with it.
void extraction_alone(benchmark::State& state) {
    Warm warm;
    const Evidence evidence = warm.studio.reader().evidence(printed(warm.studio, true), "bench.pdf");
    KnownForms anchors;
    for (const std::string& id : warm.studio.form_ids()) anchors.push_back(&warm.studio.anchors(id));
    for (auto _ : state) benchmark::DoNotOptimize(read_document(evidence, anchors, Language::zh));
}
BENCHMARK(extraction_alone)->Unit(benchmark::kMillisecond);

void filled_fields(benchmark::State& state) {
    Warm warm;
    const Filled filled = fill_form(warm.studio, fillable(warm.studio), "bench.pdf", warm.record, {});
    state.counters["filled"] = filled.fields;
    parse(state, warm.studio, filled.pdf);
}
BENCHMARK(filled_fields)->Unit(benchmark::kMillisecond)->UseRealTime();

void reading_filled_fields_alone(benchmark::State& state) {
    Warm warm;
    const Filled filled = fill_form(warm.studio, fillable(warm.studio), "bench.pdf", warm.record, {});
    for (auto _ : state) benchmark::DoNotOptimize(packed(read_pdf(filled.pdf)));
}
BENCHMARK(reading_filled_fields_alone)->Unit(benchmark::kMillisecond);

void fill(benchmark::State& state) {
    Warm warm;
    const std::string form = fillable(warm.studio);
    for (auto _ : state) benchmark::DoNotOptimize(fill_form(warm.studio, form, "bench.pdf", warm.record, {}));
}
BENCHMARK(fill)->Unit(benchmark::kMillisecond)->UseRealTime();

// Last, when the readers of all the others have ended.
void memory_of_readers(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(state.iterations());
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    state.counters["reader MB"] = static_cast<double>(used.ru_maxrss) * 1024 / 1e6;
}
BENCHMARK(memory_of_readers)->Iterations(1);

double seconds_of_peer(const std::string& path, int times) {
    rusage before{}, after{};
    getrusage(RUSAGE_CHILDREN, &before);
    const std::string command = "/usr/bin/python3 " SOURCE_DIR "/tests/bench/peers/pymupdf_list.py " + path + " " + std::to_string(times);
    if (std::system(command.c_str()) != 0) return -1;
    getrusage(RUSAGE_CHILDREN, &after);
    const auto used = [](const rusage& of) {
        return static_cast<double>(of.ru_utime.tv_sec + of.ru_stime.tv_sec) + static_cast<double>(of.ru_utime.tv_usec + of.ru_stime.tv_usec) / 1e6;
    };
    return used(after) - used(before);
}

void pymupdf_list(benchmark::State& state) {
    Warm warm;
    const std::string path = std::filesystem::temp_directory_path() / ("tianbiao-bench-" + std::to_string(getpid()) + ".pdf");
    std::ofstream(path, std::ios::binary) << printed(warm.studio, false);
    constexpr int further = 20;
    for (auto _ : state) {
        const double one = seconds_of_peer(path, 1), many = seconds_of_peer(path, 1 + further);
        if (one < 0 || many < 0) {
            state.SkipWithError("not installed, see peers/README.md");
            break;
        }
        state.SetIterationTime((many - one) / further);
    }
    std::filesystem::remove(path);
}
BENCHMARK(pymupdf_list)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(3);

}  // namespace
}  // namespace tianbiao::bench
