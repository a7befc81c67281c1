// The archive's search over 10,000 applications of 2,500 characters each: a word of two characters, of three, of every entry, and by organisation.
#include <benchmark/benchmark.h>

#include <memory>

#include "archive/store.h"
#include "base/utf8.h"
#include "support/temporary_folder.h"

namespace tianbiao {
namespace {

constexpr int applications = 10000, characters = 2500;

std::string prose(std::uint32_t seed) {
    std::string text;
    for (int i = 0; i < characters; ++i) {
        seed = seed * 1664525u + 1013904223u;
        if (seed % 29 == 0) text += "，";
        else append_utf8(text, 0x4E00 + (seed >> 8) % 3500);
    }
    return text;
}

Arrival arrival(int number) {
    Arrival out;
    out.sha256 = std::string(64, 'a');
    out.name = std::to_string(number) + ".pdf";
    out.kind = "pdf";
    out.form = "training-2023";
    out.state = "received";
    out.place = number;
    out.values = {{"organization", {"云泽省第" + std::to_string(number) + "职业培训学校"}}, {"code", {std::to_string(number)}}};
    out.data =
        Json::make_object({{"text", Json::make_text(prose(static_cast<std::uint32_t>(number)) + (number % 100 == 0 ? "，望湖区" : ""))}});
    out.findings = Json::make_array();
    return out;
}

struct Filled {
    test::TemporaryFolder folder;
    std::unique_ptr<Store> store;
    Filled() : store(std::make_unique<Store>(folder.path("archive"), CatalogueUse::make)) {
        std::vector<Arrival> all;
        for (int number = 0; number < applications; ++number) {
            all.push_back(arrival(number));
            if (all.size() == 500) store->catalogue().add(all, {"bench", "2023-06-01"}), all.clear();
        }
    }
};

Store& filled() {
    static Filled one;
    return *one.store;
}

void find(benchmark::State& state, const Query& query) {
    Store& store = filled();
    std::int64_t hits = 0;
    for (auto _ : state) {
        hits = 0;
        store.catalogue().find(query, [&](const Entry&) { ++hits; });
    }
    state.counters["hits"] = static_cast<double>(hits);
}

Query words(const char* text) {
    Query query;
    query.words = text;
    return query;
}

Query organisation_like(const char* text) {
    Query query;
    query.values = {{"organization", text}};
    return query;
}

void two_characters(benchmark::State& state) { find(state, words("望湖")); }
void three_characters(benchmark::State& state) { find(state, words("望湖区")); }
void a_word_of_every_entry(benchmark::State& state) { find(state, words("pdf")); }  // of every file's name
void organisation(benchmark::State& state) { find(state, organisation_like("第77职业")); }

BENCHMARK(two_characters)->Unit(benchmark::kMillisecond);
BENCHMARK(three_characters)->Unit(benchmark::kMillisecond);
BENCHMARK(a_word_of_every_entry)->Unit(benchmark::kMillisecond);
BENCHMARK(organisation)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tianbiao
