// batch parse as an office sees it: every file accounted for, killed or out of disk at any moment, and the same result in the end.
#include <gmock/gmock.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "base/limits.h"
#include "base/utf8.h"
#include "cli/program.h"
#include "support/package.h"
#include "support/workshop.h"

namespace tianbiao::cli {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

std::string pdf_of(const Record& record) {
    const Rendered made = test::rendered(record);
    return test::studio().pdf_writer().write(made.pages, made.facts);
}

// Samples again and again, each for an organisation of its own, with some files between that nobody can read.
void fill(const Scratch& scratch, int count) {
    fs::create_directories(scratch.path("in/市"));
    std::vector<std::string> pdfs;
    for (const char* name : {"training-minimal", "training-typical", "assessment-minimal"})
        if (fs::exists(sample(name))) pdfs.push_back(pdf_of(test::sample(name)));
    for (int i = 0; i < count; ++i) {
        const std::string name = "in/" + std::string(i % 3 == 0 ? "市/" : "") + "表" + std::to_string(i);
        if (i % 10 == 4) scratch.write(name + ".pdf", pdfs[0].substr(0, 3000));
        else if (i % 10 == 7) scratch.write(name + ".jpg", "\xFF\xD8\xFF");
        else scratch.write(name + ".pdf", pdfs[static_cast<std::size_t>(i) % pdfs.size()]);
    }
}

// All that stands in the folder but for the journal, by path; of the report the column of seconds left out.
std::map<std::string, std::string> results(const Scratch& scratch, const std::string& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(scratch.path(folder))) {
        const std::string name = entry.path().lexically_relative(scratch.path(folder));
        if (!entry.is_regular_file() || name.starts_with("batch.sqlite") || name.ends_with(".xlsx")) continue;
        std::string bytes = scratch.read(folder + "/" + name);
        if (name == "report.csv") {
            std::string cut;
            for (std::size_t at = 0; at < bytes.size();) {
                const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
                const std::string line = bytes.substr(at, end - at);
                cut += line.substr(0, line.rfind(',')) + "\n";
                at = end + 1;
            }
            bytes = cut;
        }
        all[name] = bytes;
    }
    return all;
}

Said batch(const Scratch& scratch, const std::string& folder, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"batch", "parse", "in", "-o", folder};
    words.insert(words.end(), more.begin(), more.end());
    return tianbiao(scratch, words);
}

TEST(BatchParse, AccountsForEveryFile) {
    const Scratch scratch;
    fill(scratch, 20);
    const Said said = batch(scratch, "out", {"--json"});
    EXPECT_EQ(said.status, 1);
    const Json answer = said.json();
    EXPECT_EQ(find_at(answer, "/files")->text, "20");
    EXPECT_EQ(find_at(answer, "/unread")->text, "4");
    EXPECT_EQ(find_at(answer, "/read")->text, "16");
    EXPECT_EQ(find_at(answer, "/waiting")->text, "0");
    const std::string csv = scratch.read("out/report.csv");
    EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF文件,"));
    EXPECT_EQ(std::ranges::count(csv, '\n'), 21);
    EXPECT_THAT(csv, HasSubstr("市/表0.pdf"));
    EXPECT_THAT(csv, HasSubstr("表7.jpg,,,,,未读"));
    EXPECT_TRUE(fs::exists(scratch.path("out/市/表0.pdf.json")));
    EXPECT_TRUE(fs::exists(scratch.path("out/report.xlsx")));
    EXPECT_THAT(csv, HasSubstr("（内容完全相同）"));
}

TEST(BatchParse, GivesWhatParseGives) {
    const Scratch scratch;
    fill(scratch, 2);
    batch(scratch, "out");
    tianbiao(scratch, {"parse", "in/表1.pdf", "-o", "one.json"});
    EXPECT_EQ(scratch.read("out/表1.pdf.json"), scratch.read("one.json"));
}

TEST(BatchParse, DoesNothingTwiceAndRetriesOnlyWhenAsked) {
    const Scratch scratch;
    fill(scratch, 10);
    batch(scratch, "out");
    const fs::path one = scratch.path("out/表1.pdf.json");
    fs::remove(one);
    scratch.write("in/表4.pdf", scratch.read("in/表1.pdf"));  // mended meanwhile
    batch(scratch, "out");
    EXPECT_FALSE(fs::exists(one));
    EXPECT_FALSE(fs::exists(scratch.path("out/表4.pdf.json")));
    batch(scratch, "out", {"--retry"});
    EXPECT_TRUE(fs::exists(scratch.path("out/表4.pdf.json")));
    scratch.write("in/new.pdf", scratch.read("in/表1.pdf"));
    batch(scratch, "out");
    EXPECT_TRUE(fs::exists(scratch.path("out/new.pdf.json")));
    EXPECT_EQ(batch(scratch, "out", {"--mask"}).status, 2);  // another batch's folder
}

TEST(BatchParse, OneRunAtATimeWorksInAFolder) {
    const Scratch scratch;
    fill(scratch, 2);
    const Said said = shell(scratch, "mkdir out; exec 9<out; flock 9; tianbiao batch parse in -o out");
    EXPECT_EQ(said.status, 3);
    EXPECT_THAT(said.errors, HasSubstr("另一个批处理"));
}

TEST(BatchParse, TakesAListOnStandardInput) {
    const Scratch scratch;
    fill(scratch, 3);
    const Said said = tianbiao(scratch, Call{{"batch", "parse", "-", "-o", "out", "--json"}, {}, "in/表1.pdf\nin/gone.pdf\n"});
    EXPECT_EQ(said.status, 1);
    EXPECT_EQ(find_at(said.json(), "/read")->text, "1");
    EXPECT_EQ(find_at(said.json(), "/unread")->text, "1");
}

// The folder of a batch among the inputs of another: its journal, reports and results are none.
TEST(BatchParse, TakesNoOutputOfABatchForAnInput) {
    const Scratch scratch;
    fill(scratch, 5);
    batch(scratch, "in/out");
    scratch.write("in/out/late.pdf", scratch.read("in/表1.pdf"));  // somebody put it there
    scratch.write("in/out/市/表0.pdf.json.tmp-17", "{");
    const Said said = tianbiao(scratch, {"batch", "parse", "in", "-o", "other", "--json"});
    EXPECT_EQ(find_at(said.json(), "/files")->text, "6") << scratch.read("other/report.csv");
    EXPECT_THAT(scratch.read("other/report.csv"), HasSubstr("\nout/late.pdf,"));
    EXPECT_EQ(find_at(tianbiao(scratch, {"batch", "parse", "in/out/市", "in/out", "-o", "third", "--json"}).json(), "/files")->text, "1");
    fs::remove(scratch.path("in/out/late.pdf"));
    EXPECT_EQ(tianbiao(scratch, {"batch", "parse", "in/out", "-o", "fourth"}).status, 2);
    // What was read can be drawn again, once: the summary says the same.
    EXPECT_EQ(find_at(tianbiao(scratch, {"batch", "render", "in/out", "-o", "drawn", "--draft", "--json"}).json(), "/all")->text, "4");
    EXPECT_EQ(find_at(tianbiao(scratch, {"batch", "parse", "drawn", "-o", "fifth", "--json"}).json(), "/files")->text, "4");
}

TEST(BatchParse, TakesNoLongerListThanTheLimit) {
    const Scratch scratch;
    for (const char* verb : {"parse", "render"}) {
        const auto given = [&](std::size_t size) {
            return tianbiao(scratch, Call{{"batch", verb, "-", "-o", "out"}, {}, std::string(size, '\n')}).status;
        };
        EXPECT_EQ(given(limits::list_bytes), 2) << verb;  // nothing stands in it
        EXPECT_EQ(given(limits::list_bytes + 1), 3) << verb;
    }
}

TEST(BatchParse, NamesWhatItDoesNotOpen) {
    const Scratch scratch;
    fs::create_directories(scratch.path("in"));
    scratch.write("in/a.rar", "Rar!\x1A\x07");
    scratch.write("in/b.7z", "7z\xBC\xAF\x27\x1C");
    scratch.write("in/c.zip", test::zip_of({{"d.pdf", pdf_of(test::sample("training-minimal"))}, {"e.txt", "no"}}));
    scratch.write("in/f.zip", "PK\x03\x04 damaged");
    batch(scratch, "out");
    const std::string csv = scratch.read("out/report.csv");
    EXPECT_THAT(csv, HasSubstr("RAR 和 7z 压缩包不能读取"));
    EXPECT_THAT(csv, HasSubstr("压缩包已损坏"));
    EXPECT_TRUE(fs::exists(scratch.path("out/c.zip/d.pdf.json")));
    EXPECT_THAT(csv, HasSubstr("c.zip/e.txt,,,,,未读"));
}

TEST(BatchParse, KilledAtAnyMomentGoesOnToTheSameEnd) {
    const Scratch scratch;
    const bool full = std::getenv("TIANBIAO_TEST_FULL") != nullptr;
    fill(scratch, full ? 200 : 60);
    const int status = batch(scratch, "calm").status;
    const std::map<std::string, std::string> calm = results(scratch, "calm");
    std::mt19937 random(20230519);
    for (int i = 0; i < (full ? 50 : 8); ++i) {
        const std::string seconds = "0." + std::to_string(100 + random() % (full ? 250 : 400));
        shell(scratch, "timeout -s KILL " + seconds + " '" TIANBIAO_PROGRAM "' batch parse in -o out 2>/dev/null");
    }
    EXPECT_EQ(batch(scratch, "out").status, status);
    EXPECT_EQ(results(scratch, "out"), calm);
}

TEST(BatchParse, StoppedByASignalEndsCleanlyAndGoesOn) {
    const Scratch scratch;
    fill(scratch, 100);
    const Said said = shell(scratch, "timeout --foreground --preserve-status -s INT 0.6 '" TIANBIAO_PROGRAM "' batch parse in -o out --jobs 1 --json");
    EXPECT_TRUE(said.status == 130 || said.status == 1) << said.status;  // 1: it was faster
    if (said.status == 130 && std::filesystem::exists(scratch.path("out/batch.sqlite"))) {  // else it had not begun
        EXPECT_THAT(said.errors, HasSubstr("再执行同一命令即可继续"));
        EXPECT_NE(find_at(said.json(), "/waiting")->text, "0");
    }
    batch(scratch, "calm");
    batch(scratch, "out");
    EXPECT_EQ(results(scratch, "out"), results(scratch, "calm"));
}

// The disk fails from its Nth change on: what is listed as done is whole, and the same command with a sound disk comes to the same end.
TEST(BatchParse, ADiskThatFailsLosesNothing) {
    const Scratch scratch;
    fill(scratch, 12);
    batch(scratch, "calm");
    const std::map<std::string, std::string> calm = results(scratch, "calm");
    const int step = std::getenv("TIANBIAO_TEST_FULL") ? 3 : 23;
    for (const char* fault : {"ENOSPC", "EIO"}) {
        for (int after = 1; after < 160; after += step) {
            const std::string out = std::string("out-") + fault + std::to_string(after);
            const Said said = shell(scratch, std::string("LD_PRELOAD=" FAULTY_DISK " FAULTY_DISK_ERROR=") + fault + " FAULTY_DISK_AFTER=" +
                                                 std::to_string(after) + " '" TIANBIAO_PROGRAM "' batch parse in -o " + out + " 2>&1");
            EXPECT_TRUE(said.status == 3 || said.status == 1) << fault << " " << after << ": " << said.status << " " << said.output;
            EXPECT_EQ(batch(scratch, out).status, 1) << fault << " " << after;
            EXPECT_EQ(results(scratch, out), calm) << fault << " " << after;
        }
    }
}

// The most that the program, or one of its readers, held; kB.
long peak_of(const Scratch& scratch, const std::string& in, const std::string& out) {
    const pid_t child = fork();
    if (child == 0) {
        if (::chdir(scratch.path().c_str()) != 0 || !std::freopen("/dev/null", "w", stderr)) _exit(127);
        ::setenv("TIANBIAO_HOME", SOURCE_DIR, 1);
        execl(TIANBIAO_PROGRAM, "tianbiao", "batch", "parse", in.c_str(), "-o", out.c_str(), static_cast<char*>(nullptr));
        _exit(127);
    }
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 1) << status;
    return used.ru_maxrss;
}

#ifdef __SANITIZE_ADDRESS__
constexpr bool memory_is_ours = false;  // it keeps what is freed in quarantine
#else
constexpr bool memory_is_ours = true;
#endif

TEST(BatchParse, ManyRandomApplicationsAreAllAccountedForInNoMoreMemory) {
    const Scratch scratch;
    const int many = std::getenv("TIANBIAO_TEST_FULL") ? 10000 : 160, few = many / 8;
    for (const char* folder : {"few", "many"}) fs::create_directories(scratch.path(folder));
    int damaged = 0;
    for (int i = 0; i < many; ++i) {
        const Form& form = test::studio().form(test::forms()[static_cast<std::size_t>(i) % 2]);
        std::string pdf = pdf_of(test::random_application(form, static_cast<std::uint32_t>(i)));
        if (i % 20 == 13) pdf.resize(3000), ++damaged;
        const std::string name = std::to_string(i) + ".pdf";
        scratch.write("many/" + name, pdf);
        if (i < few) scratch.write("few/" + name, pdf);
    }
    const long small = peak_of(scratch, "few", "out-few"), large = peak_of(scratch, "many", "out-many");
    if (memory_is_ours) {
        EXPECT_LT(large, small + 48 * 1024);
    }
    const std::string csv = scratch.read("out-many/report.csv");
    int unread = 0, json = 0;
    for (std::size_t at = csv.find(",未读,"); at != std::string::npos; at = csv.find(",未读,", at + 1)) ++unread;
    for (const auto& entry : fs::directory_iterator(scratch.path("out-many"))) json += entry.path().extension() == ".json";
    EXPECT_EQ(unread, damaged);
    EXPECT_EQ(json, many - damaged);
}

TEST(BatchParse, IsToldWhatItNeeds) {
    const Scratch scratch;
    EXPECT_EQ(tianbiao(scratch, {"batch", "parse", "in"}).status, 2);
    EXPECT_EQ(tianbiao(scratch, {"batch", "-o", "out"}).status, 2);
    EXPECT_EQ(tianbiao(scratch, {"batch", "parse", "in", "-o", "out", "--jobs", "257"}).status, 2);
    fs::create_directories(scratch.path("empty"));
    EXPECT_EQ(tianbiao(scratch, {"batch", "parse", "empty", "-o", "out"}).status, 2);
    EXPECT_EQ(tianbiao(scratch, {"batch", "parse", "empty", "-o", "empty"}).status, 2);
    EXPECT_EQ(tianbiao(scratch, {"batch", "parse", "empty", "-o", "/proc/none"}).status, 3);
    EXPECT_THAT(tianbiao(scratch, {"batch", "parse", "--help"}).output, HasSubstr("--jobs"));
}

}  // namespace
}  // namespace tianbiao::cli
