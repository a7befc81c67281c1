// batch render: all of them, each once, under the right name, whatever happens in between.
#include "batch/render_batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <random>
#include <thread>

#include "app/parse.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "batch/read_csv.h"
#include "batch/summary.h"
#include "grid/workbook.h"
#include "judges/run_judge.h"
#include "support/package.h"
#include "support/pieces.h"
#include "support/temporary_folder.h"
#include "support/workshop.h"
#include "write/zip_file.h"

namespace tianbiao::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Desk : public TemporaryFolder {
public:
    std::string put(const std::string& name, const std::string& bytes) const {
        fs::create_directories(path(name).parent_path());
        std::ofstream(path(name), std::ios::binary) << bytes;
        return path(name).string();
    }
    std::string bytes(const std::string& name) const { return read_file(path(name).string(), 1u << 30); }

    BatchRenderOptions options(std::vector<std::string> inputs, const std::string& folder = "out") const {
        BatchRenderOptions options;
        options.inputs = std::move(inputs);
        options.folder = path(folder).string();
        options.workers = 2;
        return options;
    }

    // Everything that a batch leaves for people, by name.
    std::map<std::string, std::string> outcome(const std::string& folder) const {
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::directory_iterator(path(folder))) {
            const std::string name = entry.path().filename().string();
            if (!name.starts_with("batch.sqlite") && name != "batch.lock") files[name] = bytes(folder + "/" + name);
        }
        return files;
    }
};

std::vector<std::string> names_of(const std::map<std::string, std::string>& files) {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files) names.push_back(name);
    return names;
}

std::string compact(const Record& record) { return write_json(record.root, JsonStyle::compact); }

TEST(RenderBatch, TakesEveryKindOfInputAndNamesWhatItMakes) {
    const Desk desk;
    desk.put("in/a.json", write_record(sample("training-typical")));
    desk.put("in/b.jsonl", compact(sample("training-typical")) + "\n\n" + compact(sample("assessment-typical")) + "\n");
    Summary summary("2023-05-19");
    summary.add(studio().form("training-2023"), sample("training-minimal"), "x");
    desk.put("in/c.xlsx", whole(summary));
    desk.put("in/d.csv", "/form,/organization/name,/occupation\ntraining-2023,某某大学,人工智能工程技术人员\n");
    desk.put("in/e.txt", "nothing");
    BatchRenderOptions options = desk.options({desk.path("in").string()});
    options.formats = {"pdf", "xlsx"};
    options.name = "{organization}-{form}";
    options.render.draft = true;
    const BatchRendered done = render_batch(studio(), options);
    EXPECT_EQ(done.counts.done, 5);
    EXPECT_EQ(done.counts.failed, 0);
    const auto files = desk.outcome("out");
    EXPECT_EQ(files.size(), 12u);
    for (const char* name : {"云泽省数字技术人才发展中心-附件1.pdf", "云泽省数字技术人才发展中心-附件1-2.xlsx", "某某大学-附件1.pdf"}) EXPECT_TRUE(files.contains(name)) << name;
    const std::string second = "云泽省数字技术人才发展中心-附件1-2.pdf";
    const Parsed back = parse_bytes(studio(), files.at(second), second, {}).front();
    EXPECT_TRUE(differences(sample("training-typical"), back.record).empty());
    const std::string report = files.at("report.csv");
    EXPECT_THAT(report, HasSubstr(second));
    EXPECT_EQ(std::ranges::count(read_csv(report, "r").sheet.cells, 0, &SheetCell::column), 6);
    EXPECT_EQ(studio().reader().workbook(files.at("report.xlsx"), "report.xlsx").sheets.size(), 1u);
}

TEST(RenderBatch, WhatIsWrongCostsOnlyItself) {
    const Desk desk;
    const std::vector<std::string> inputs{desk.put("1.json", "{"), desk.put("2.json", write_record(sample("training-typical"))),
                                          desk.put("3.jsonl", "{\"form\": \n" + compact(sample("training-mistakes"))), desk.put("4.json", "{\"form\":\"none\"}")};
    const BatchRendered done = render_batch(studio(), desk.options(inputs));
    EXPECT_EQ(done.counts.done, 1);
    EXPECT_EQ(done.counts.failed, 4);
    const std::string report = desk.bytes("out/report.csv");
    EXPECT_THAT(report, HasSubstr("无法读取"));
    EXPECT_THAT(report, HasSubstr("line 1"));
    EXPECT_THAT(report, HasSubstr("［unknown_form /form］"));
    // Mended and tried again.
    desk.put("1.json", write_record(sample("training-minimal")));
    BatchRenderOptions again = desk.options(inputs);
    EXPECT_EQ(render_batch(studio(), again).counts.failed, 4);
    again.retry = true;
    EXPECT_EQ(render_batch(studio(), again).counts.failed, 3);
    EXPECT_TRUE(fs::exists(desk.path("out/1.pdf")));
}

TEST(RenderBatch, ATableWithErrorsIsNotBegun) {
    const Desk desk;
    const std::string table = desk.put("t.csv", "/form,/organization/name,备注,/organization/name\ntraining-2023,甲,乙,丙\n");
    const BatchRendered done = render_batch(studio(), desk.options({table}));
    EXPECT_TRUE(done.refused);
    EXPECT_FALSE(fs::exists(desk.path("out")));
    ASSERT_EQ(done.findings.size(), 2u);
    EXPECT_EQ(done.findings[0].values, std::vector<std::string>{"备注"});
    // A cell that a spreadsheet has spoilt costs only its row.
    desk.put("t.csv", "/form,/organization/credit_code\ntraining-2023,9.90102E+17\n");
    EXPECT_EQ(render_batch(studio(), desk.options({table})).counts.failed, 1);
    EXPECT_THAT(desk.bytes("out/report.csv"), HasSubstr("lost_digits"));
}

TEST(RenderBatch, MasksWhereItIsAskedTo) {
    const Desk desk;
    BatchRenderOptions options = desk.options({desk.put("a.json", write_record(sample("training-typical")))});
    options.render.mask = true;
    options.name = "{source}";
    render_batch(studio(), options);
    const Parsed back = parse_bytes(studio(), desk.bytes("out/a.pdf"), "a.pdf", {}).front();
    EXPECT_EQ(printed(value_at(back.record, "/organization/legal_representative/id_number")), "990***********0030");
}

TEST(RenderBatch, AnotherBatchOrAProcessAtWorkIsRefused) {
    const Desk desk;
    BatchRenderOptions options = desk.options({desk.put("a.json", write_record(sample("training-minimal")))});
    render_batch(studio(), options);
    options.render.mask = true;
    EXPECT_THROW(render_batch(studio(), options), Error);
    options.render.mask = false;
    EXPECT_EQ(render_batch(studio(), options).counts.done, 1);
}

TEST(RenderBatch, ItsOwnOutputsAreNoInputs) {
    const Desk desk;
    desk.put("in/a.json", write_record(sample("training-minimal")));
    for (int round = 0; round < 2; ++round) EXPECT_EQ(render_batch(studio(), desk.options({desk.path("in").string()}, "in/out")).counts.all(), 1);
}

TEST(RenderBatch, StoppedItGoesOnToTheSameResult) {
    const Desk desk;
    std::string lines;
    constexpr int count = 160;  // for a third of a second at least: it is stopped after a small part of that
    for (std::uint32_t i = 0; i < count; ++i) lines += compact(random_application(studio().form(forms()[i % 2]), 900 + i)) + "\n";
    const std::string input = desk.put("all.jsonl", lines);
    BatchRenderOptions whole = desk.options({input}, "whole");
    whole.render.draft = true;
    render_batch(studio(), whole);
    BatchRenderOptions cut = desk.options({input}, "cut");
    cut.render.draft = true;
    std::atomic<bool> stop = false;
    cut.stop = &stop;
    std::thread hand([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        stop = true;
    });
    EXPECT_TRUE(render_batch(studio(), cut).stopped);
    hand.join();
    cut.stop = nullptr;
    EXPECT_EQ(render_batch(studio(), cut).counts.done, count);
    EXPECT_EQ(desk.outcome("whole"), desk.outcome("cut"));
}

// Kills the program itself at random moments, then lets it end.
TEST(RenderBatchJudged, KilledAtAnyMomentItEndsWithTheSameResult) {
    const Desk desk;
    std::string lines;
    for (std::uint32_t i = 0; i < 60; ++i) lines += compact(random_application(studio().form(forms()[i % 2]), 40 + i)) + "\n";
    const std::string input = desk.put("all.jsonl", lines);
    const auto start = [&](const std::string& folder) {
        const pid_t child = fork();
        if (child == 0) {
            if (!std::freopen("/dev/null", "w", stderr)) _exit(9);
            const std::string out = desk.path(folder).string(), zip = desk.path(folder + "/all.zip").string();
            execl(TIANBIAO_PROGRAM, "tianbiao", "batch", "render", input.c_str(), "-o", out.c_str(), "--draft", "--format", "pdf,xlsx", "--jobs", "2", "--zip",
                  zip.c_str(), nullptr);
            _exit(9);
        }
        return child;
    };
    const auto wait = [](pid_t child) {
        int status = 0;
        waitpid(child, &status, 0);
        return status;
    };
    EXPECT_TRUE(WIFEXITED(wait(start("whole"))));
    const auto whole = desk.outcome("whole");
    EXPECT_EQ(whole.size(), 123u);
    std::mt19937 random(3);
    for (int batch = std::getenv("TIANBIAO_TEST_FULL") ? 10 : 1; batch > 0; --batch) {
        const std::string folder = "cut" + std::to_string(batch);
        for (int kill_number = 0; kill_number < 5; ++kill_number) {
            const pid_t child = start(folder);
            usleep(30000 + random() % 400000);
            kill(child, SIGKILL);
            wait(child);
        }
        EXPECT_TRUE(WIFEXITED(wait(start(folder))));
        const auto cut = desk.outcome(folder);
        EXPECT_EQ(names_of(cut), names_of(whole));
        EXPECT_TRUE(cut == whole) << "the same names, but not the same bytes";
    }
}

TEST(RenderBatchJudged, MergesAllIntoOneFileByOccupation) {
    const Desk desk;
    std::vector<std::string> inputs;
    for (const char* name : {"training-typical", "training-minimal", "assessment-typical"}) inputs.push_back(desk.put(std::string(name) + ".json", write_record(sample(name))));
    inputs.push_back(desk.put("broken.json", "{"));
    BatchRenderOptions options = desk.options(inputs);
    options.merge = desk.path("all.pdf").string();
    EXPECT_EQ(render_batch(studio(), options).counts.done, 3);
    const ChildResult said = judges::run_judge({"pdftotext", "-l", "1", options.merge, "-"});
    for (const char* name : {"云泽省数字技术人才发展中心", "临岚市启明职业培训学校", "物联网工程技术人员"}) EXPECT_THAT(said.output, HasSubstr(name));
    const std::string first = desk.bytes("all.pdf");
    EXPECT_EQ(render_batch(studio(), options).counts.done, 3);
    EXPECT_EQ(desk.bytes("all.pdf"), first);
}

TEST(RenderBatch, WhatHasChangedSinceItWasDrawnIsNotMergedAndSaid) {
    const Desk desk;
    const std::string first = desk.put("a.json", write_record(sample("training-typical")));
    const std::string second = desk.put("b.json", write_record(sample("training-minimal"))), third = desk.put("c.json", write_record(sample("assessment-typical")));
    EXPECT_EQ(render_batch(studio(), desk.options({first, second, third})).counts.done, 3);
    desk.put("b.json", write_record(sample("training-mistakes")));
    desk.put("c.json", "{");
    BatchRenderOptions merging = desk.options({first, second, third});
    merging.merge = desk.path("all.pdf").string();
    EXPECT_THAT(render_batch(studio(), merging).not_merged, testing::UnorderedElementsAre(second, third));
    EXPECT_TRUE(fs::exists(merging.merge));
    desk.put("a.json", write_record(sample("training-mistakes")));
    fs::remove(merging.merge);
    EXPECT_EQ(render_batch(studio(), merging).not_merged.size(), 3u);
    EXPECT_FALSE(fs::exists(merging.merge));
}

TEST(RenderBatch, TakesPatternsAndTheFilesOfAZip) {
    const Desk desk;
    const std::string json = write_record(sample("training-typical")), line = compact(sample("assessment-typical"));
    const std::string table = "/form,/organization/name,/occupation\ntraining-2023,某某大学,人工智能工程技术人员\n";
    desk.put("in/a.json", json), desk.put("in/b.json", "{");
    const Parts parts{{"省/a.json", json}, {"省/a.json", json}, {"b.jsonl", line + "\n" + line + "\n"}, {"c.csv", table}, {"d.txt", ""}, {"e.json", "{"}};
    const std::string zip = desk.put("all.zip", zip_of(parts));
    BatchRenderOptions options = desk.options({desk.path("in/*.json").string(), zip});
    options.render.draft = true;
    options.name = "{source}";
    const auto counts = render_batch(studio(), options).counts;
    EXPECT_EQ(counts.done, 6);
    EXPECT_EQ(counts.failed, 2);
    const std::string report = desk.bytes("out/report.csv");
    for (const char* name : {"all.zip/省/a.json,", "all.zip/省/a-2.json,", "all.zip/b.jsonl#2,", "all.zip/c.csv#1,", "all.zip/e.json,"})
        EXPECT_THAT(report, HasSubstr(name));
    EXPECT_EQ(desk.bytes("out/a.pdf"), desk.bytes("out/a-2.pdf"));
    EXPECT_EQ(render_batch(studio(), options).counts.all(), 8);
    desk.put("all.zip", zip_of({{"f.json", json}}));
    EXPECT_THROW(render_batch(studio(), options), Error);  // another batch
    EXPECT_THROW(render_batch(studio(), desk.options({desk.put("no.zip", "PK")}, "other")), Error);
    EXPECT_THROW(render_batch(studio(), desk.options({desk.path("no*thing").string()}, "other")), Error);
}

TEST(RenderBatch, InputsThatAreNoneAreSaidBeforeAnythingIsWritten) {
    const Desk desk;
    const std::string file = desk.put("a.json", "{}"), other = desk.put("a.txt", "");
    const auto code = [&](std::vector<std::string> inputs) {
        try {
            render_batch(studio(), desk.options(std::move(inputs)));
        } catch (const Error& error) {
            return std::string(name(error.code()));
        }
        return std::string();
    };
    EXPECT_EQ(code({}), name(Code::usage));
    EXPECT_EQ(code({file, file}), name(Code::usage));
    EXPECT_EQ(code({other}), name(Code::unsupported));
    EXPECT_EQ(code({desk.path("gone.json").string()}), name(Code::unreadable));
    EXPECT_FALSE(fs::exists(desk.path("out")));
}

TEST(RenderBatch, LinesPastTheLimitAreRefused) {
    const Desk desk;
    const std::string file = desk.put("a.jsonl", "");
    fs::resize_file(file, limits::json_lines_bytes + 1);
    try {
        render_batch(studio(), desk.options({file}));
        ADD_FAILURE() << "taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::too_large);
    }
}

TEST(RenderBatch, AWorkbookPastItsLimitIsToldAnotherWay) {
    constexpr int columns = 100;
    std::string cells;
    for (int row = 1; row <= limits::workbook_cells / columns + 1; ++row) {
        const std::string number = std::to_string(row);
        cells += "<row r=\"" + number + "\">";
        for (int column = 0; column < columns; ++column) cells += "<c r=\"" + column_letters(column) + number + "\"><v>1</v></c>";
        cells += "</row>";
    }
    const Desk desk;
    const std::string file = desk.put("a.xlsx", bytes_of({.cells = cells}));
    try {
        render_batch(studio(), desk.options({file}));
        ADD_FAILURE() << "taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::too_large);
        EXPECT_THAT(error.text(), HasSubstr("JSON Lines"));
    }
}

TEST(WriteZipJudged, IsAnArchiveWithChineseNamesAndTheSameBytesTwice) {
    const Desk desk;
    const std::vector<ZipEntry> entries{{"云泽省-附件1.pdf", desk.put("a", "one")}, {"b.pdf", desk.put("b", "two")}};
    write_zip(desk.path("1.zip").string(), entries, "2023-05-19");
    setenv("TZ", "Asia/Shanghai", 1);
    write_zip(desk.path("2.zip").string(), entries, "2023-05-19");
    unsetenv("TZ");
    EXPECT_EQ(desk.bytes("1.zip"), desk.bytes("2.zip"));
    const ChildResult said = judges::run_judge({"python3", "-c",
                                                "import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist(), [i.date_time[:3] for i in z.infolist()])",
                                                desk.path("1.zip").string()});
    EXPECT_EQ(said.output, "None ['云泽省-附件1.pdf', 'b.pdf'] [(2023, 5, 19), (2023, 5, 19)]\n");
    EXPECT_THROW(write_zip(desk.path("3.zip").string(), {{"x", desk.path("gone").string()}}, "2023-05-19"), Error);
    EXPECT_FALSE(fs::exists(desk.path("3.zip")));
    EXPECT_THROW(write_zip(desk.path("none/3.zip").string(), entries, "2023-05-19"), Error);
}

}  // namespace
}  // namespace tianbiao::test
