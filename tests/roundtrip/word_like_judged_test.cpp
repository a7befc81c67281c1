// Forms filled in an office program: both tables as LibreOffice makes them, with other widths, fonts, ticks and page breaks, back to the data.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <unistd.h>

#include "base/files.h"
#include "base/limits.h"
#include "read/pdf_reader.h"
#include "support/reading_back.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

constexpr int variants = 12;               // seeds a sample
constexpr double fewest_exact = 0.995;

std::filesystem::path folder() {
    const std::filesystem::path path = std::filesystem::temp_directory_path() / ("word-like-" + std::to_string(::getpid()));
    std::filesystem::create_directories(path);
    return path;
}

void write_text(const std::filesystem::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

int run(const std::string& command) { return std::system((command + " > /dev/null 2>&1").c_str()); }

struct Made {
    std::string name, form;
    Record record;
    std::filesystem::path pdf;
};

// All variants of the samples as PDFs, in one start of LibreOffice.
std::vector<Made> make(const std::filesystem::path& at) {
    std::vector<Made> all;
    for (const std::string& id : forms()) write_text(at / (id + ".json"), write_json(studio().form(id).source));
    for (const std::string& name : sample_names()) {
        if (name == "training-mistakes" || name == "training-rare-names") continue;  // keys that are none; characters that the fonts lack
        const Record record = sample(name);
        const std::string form = printed(value_at(record, "/form"));
        for (int seed = 0; seed < variants; ++seed) {
            const std::string stem = name + "-" + std::to_string(seed);
            EXPECT_EQ(run("python3 " SOURCE_DIR "/tests/extract/word_like/word_like.py " + (at / (form + ".json")).string() + " " SOURCE_DIR "/samples/" + name +
                          ".json " + std::to_string(seed) + " " + (at / (stem + ".fodt")).string()), 0);
            all.push_back({stem, form, record, at / (stem + ".pdf")});
        }
    }
    EXPECT_EQ(run("cd " + at.string() + " && soffice -env:UserInstallation=file://" + (at / "profile").string() + " --headless --convert-to pdf *.fodt"), 0);
    return all;
}

TEST(WordLikeJudged, FieldsComeBackExactly) {
    if (run("command -v soffice") != 0) GTEST_SKIP() << "soffice is not installed";
    const std::filesystem::path at = folder();
    std::size_t fields = 0, wrong = 0;
    for (const Made& made : make(at)) {
        const std::vector<DocumentRecord> read = read_document(read_pdf(read_file(made.pdf.string(), limits::pdf_bytes)), anchors(), Language::zh);
        ASSERT_EQ(read.size(), 1u) << made.name;
        EXPECT_EQ(read[0].form, made.form);
        const auto differ = differences(visible(made.record, studio().form(made.form)), read[0].extraction.record);
        fields += read[0].extraction.fields.size();
        wrong += differ.size();
        for (const Difference& d : differ) std::cout << made.name << " " << d.field << "\n  was  [" << d.a << "]\n  read [" << d.b << "]\n";
    }
    std::filesystem::remove_all(at);
    std::cout << fields << " fields, " << wrong << " not exact\n";
    EXPECT_GT(fields, 5000u);
    EXPECT_LT(static_cast<double>(wrong), (1 - fewest_exact) * static_cast<double>(fields));
}

}  // namespace
}  // namespace tianbiao::test
