#include "roundtrip/drawn_by_others.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "base/files.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "form/readings.h"
#include "judges/run_judge.h"
#include "read/pdf_reader.h"
#include "support/reading_back.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

constexpr double fewest_exact = 0.995;

double share(const Tally& tally) { return tally.fields > 0 ? 1 - static_cast<double>(tally.wrong) / static_cast<double>(tally.fields) : 0; }

// The first place where they differ, as `a` has it, in one line.
std::string around_difference(const std::string& a, const std::string& b) {
    std::size_t at = 0;
    while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
    at = at > 30 ? at - 30 : 0;
    while (at > 0 && at < a.size() && (static_cast<unsigned char>(a[at]) & 0xC0) == 0x80) --at;
    std::string out = "[";
    for (const char c : clipped(std::string_view(a).substr(std::min(at, a.size())), 90)) out += c == '\n' ? std::string("⏎") : std::string(1, c);
    return out + "]";
}

// No prompt of the form's stands in what was read, if it does not in what was written.
void expect_no_prompt(const Form& form, const Difference& d, const std::string& name) {
    for (const BlockDef& block : form.blocks)
        for (const CellDef& cell : block.cells)
            if (!cell.prompt.empty() && plain(d.b).find(plain(cell.prompt)) != std::string::npos) {
                EXPECT_NE(plain(d.a).find(plain(cell.prompt)), std::string::npos) << name << " " << d.field;
            }
}

}  // namespace

std::string Folder::bytes(const std::string& name) const { return read_file(file(name), limits::pdf_bytes); }

void Folder::write(const std::string& name, const std::string& text) const { std::ofstream(file(name), std::ios::binary) << text; }

void run(const std::string& command) {
    const ChildResult result = judges::run_judge({"sh", "-c", command});
    ASSERT_EQ(result.status, 0) << command << "\n" << result.errors;
}

std::vector<Made> drawable_samples() {
    std::vector<Made> all;
    for (const std::string& name : sample_names())
        if (name != "training-mistakes" && name != "training-rare-names") all.push_back({name, sample(name)});  // keys that are none; no face has them
    return all;
}

std::vector<Made> blanks() {
    std::vector<Made> all;
    for (const std::string& id : forms()) all.push_back({"blank-" + id, read_records("{\"form\": \"" + id + "\"}", id).front()});
    return all;
}

int usual_variants() { return std::getenv("TIANBIAO_TEST_FULL") ? 24 : 6; }

std::vector<Made> drawn(const Folder& at, const std::string& drawer, const std::string& suffix, const std::vector<Made>& applications, int variants,
                        const std::string& shape) {
    std::vector<Made> all;
    std::string jobs;
    for (const std::string& id : forms()) at.write(id + ".json", write_json(studio().form(id).source));
    for (const Made& each : applications) {
        at.write(each.name + ".application", write_record(each.record));
        for (int seed = 0; seed < variants; ++seed) {
            const std::string stem = drawer + "-" + each.name + "-" + std::to_string(seed);
            jobs += at.file(printed(value_at(each.record, "/form")) + ".json") + "\t" + at.file(each.name + ".application") + "\t" + std::to_string(seed) + "\t" +
                    at.file(stem + suffix) + "\n";
            all.push_back({stem, each.record});
        }
    }
    at.write("jobs", jobs);
    run("/usr/bin/python3 -B " SOURCE_DIR "/tests/extract/word_like/word_like.py " + drawer + " " + shape + " < " + at.file("jobs"));
    return all;
}

void compare(const Made& made, const DocumentRecord& read, Tally& tally) {
    const std::string id = printed(value_at(made.record, "/form"));
    const Form& form = studio().form(id);
    EXPECT_EQ(read.form, id) << made.name;
    tally.fields += read.extraction.fields.size();
    for (const Difference& d : differences(visible(made.record, form), read.extraction.record)) {
        ++tally.wrong;
        std::cout << made.name << " " << d.field << "\n  was  " << around_difference(d.a, d.b) << "\n  read " << around_difference(d.b, d.a) << "\n";
        expect_no_prompt(form, d, made.name);
    }
}

void compare(const Made& made, const std::string& pdf, Tally& tally) {
    const std::vector<DocumentRecord> read = read_document(read_pdf(pdf), anchors(), Language::zh);
    ASSERT_EQ(read.size(), 1u) << made.name;
    compare(made, read[0], tally);
}

void expect_exact(const std::string& producer, const Tally& tally) {
    std::cout << producer << ": " << tally.fields << " fields, " << tally.wrong << " not exact: " << 100 * share(tally) << " %\n";
    EXPECT_GE(share(tally), fewest_exact) << producer;
}

}  // namespace tianbiao::test
