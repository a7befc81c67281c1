// The office's archive as its clerk calls it.
#include <gmock/gmock.h>

#include <sys/stat.h>

#include <algorithm>

#include "cli/program.h"
#include "support/package.h"

namespace tianbiao::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

const std::vector<std::string> who{"--archive", "store", "--by", "王五", "--date", "2023-06-01"};

Said archive(const Scratch& scratch, std::vector<std::string> arguments, const std::map<std::string, std::string>& variables = {}) {
    arguments.insert(arguments.begin(), "archive");
    arguments.insert(arguments.end(), who.begin(), who.end());
    return tianbiao(scratch, Call{arguments, variables});
}

// Samples in a folder of the office's own, and one of them as a PDF, too.
void fill_inbox(const Scratch& scratch) {
    fs::create_directory(scratch.path("inbox"));
    for (const char* name : {"training-typical", "assessment-typical", "training-42-teachers"})
        fs::copy(sample(name), scratch.path(std::string("inbox/") + name + ".json"));
    const Said made = tianbiao(scratch, {"render", sample("training-typical"), "-o", "inbox/scan.pdf"});
    ASSERT_EQ(made.status, 0) << made.errors;
}

std::string text_at(const Json& json, std::string_view pointer) {
    const Json* found = find_at(json, pointer);
    return found ? found->text : "";
}

// All that an archive says of all its entries.
std::string everything(const Scratch& scratch, const std::string& folder) {
    std::string all;
    const Json list = tianbiao(scratch, {"archive", "list", "--archive", folder, "--json"}).json();
    for (const Json& entry : list.find("entries")->items)
        all += tianbiao(scratch, {"archive", "get", entry.find("id")->text, "--archive", folder, "--unmask", "--json"}).output;
    return all;
}

unsigned mode_of(const fs::path& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 0777 : 0;
}

TEST(Archive, TakesInAFolderAndFindsItByTwoCharacters) {
    const Scratch scratch;
    fill_inbox(scratch);
    const Said added = archive(scratch, {"add", "inbox", "--json"});
    EXPECT_LE(added.status, 1) << added.errors;
    const Json files = added.json();
    ASSERT_EQ(files.find("files")->items.size(), 4u);
    EXPECT_EQ(text_at(files, "/files/2/entries/0/how"),
              "entry");  // by name: assessment-typical, scan, training-42-teachers, training-typical
    const Json again = archive(scratch, {"add", "inbox", "--json"}).json();
    ASSERT_EQ(again.find("files")->items.size(), 4u);
    for (const Json& file : again.find("files")->items) EXPECT_EQ(text_at(file, "/entries/0/how"), "known");

    const Said found = archive(scratch, {"find", "云泽", "--json"});
    EXPECT_EQ(found.status, 0);
    EXPECT_GE(found.json().find("entries")->items.size(), 1u);
    EXPECT_EQ(archive(scratch, {"find", "没有这样的词"}).status, 0);
    EXPECT_EQ(archive(scratch, {"verify"}).status, 0);
}

TEST(Archive, ScanAndDataAreRenditionsOfOneEntry) {
    const Scratch scratch;
    fill_inbox(scratch);
    archive(scratch, {"add", "inbox/training-typical.json"});
    const Said scan = archive(scratch, {"add", "inbox/scan.pdf", "--json"});
    EXPECT_EQ(text_at(scan.json(), "/files/0/entries/0/how"), "rendition") << scan.output;
    const Json whole = archive(scratch, {"get", "1", "--json"}).json();
    EXPECT_EQ(whole.find("originals")->items.size(), 2u);
    EXPECT_TRUE(whole.find("differences")->items.empty()) << write_json(*whole.find("differences"));
}

TEST(Archive, PersonalDataIsMaskedUnlessAskedFor) {
    const Scratch scratch;
    archive(scratch, {"add", sample("training-typical")});
    const std::string id = "990102197108160030", phone = "12000880016";
    for (const std::vector<std::string>& call :
         {std::vector<std::string>{"get", "1"}, {"get", "1", "--json"}, {"list", "--json"}, {"get", "1", "-o", "-"}}) {
        const Said said = archive(scratch, call);
        EXPECT_EQ(said.status, 0) << said.errors;
        EXPECT_THAT(said.output, Not(HasSubstr(id)));
        EXPECT_THAT(said.output, Not(HasSubstr(phone)));
    }
    EXPECT_THAT(archive(scratch, {"get", "1", "--json", "--unmask"}).output, HasSubstr(id));
    EXPECT_EQ(archive(scratch, {"export", "-o", "a.csv"}).status, 0);
    EXPECT_THAT(scratch.read("a.csv"), Not(HasSubstr(phone)));
    EXPECT_EQ(mode_of(scratch.path("a.csv")), 0600u);
}

TEST(Archive, GivesBackTheOriginalToTheByteAndTheDataPrintedAgain) {
    const Scratch scratch;
    archive(scratch, {"add", sample("training-typical")});
    EXPECT_EQ(archive(scratch, {"get", "1", "--original", "1", "-o", "back.json"}).status, 0);
    EXPECT_EQ(scratch.read("back.json"), sample_text("training-typical"));
    EXPECT_EQ(archive(scratch, {"get", "1", "--unmask", "-o", "data.json"}).status, 0);
    EXPECT_EQ(tianbiao(scratch, {"diff", "back.json", "data.json"}).status, 0);
    EXPECT_EQ(archive(scratch, {"get", "1", "-o", "again.pdf"}).status, 0);
    EXPECT_EQ(scratch.read("again.pdf").substr(0, 5), "%PDF-");
    EXPECT_EQ(mode_of(scratch.path("again.pdf")), 0600u);
}

TEST(Archive, ACorrectedValueKeepsTheReadOneByWhomAndWhen) {
    const Scratch scratch;
    archive(scratch, {"add", sample("training-typical")});
    EXPECT_EQ(archive(scratch, {"correct", "1", "/organization/employees", "87"}).status, 0);
    const Json whole = archive(scratch, {"get", "1", "--json"}).json();
    EXPECT_EQ(text_at(whole, "/application/organization/employees"), "87");
    EXPECT_EQ(text_at(whole, "/events/1/detail/was"), "86");
    EXPECT_EQ(text_at(whole, "/events/1/by"), "王五");
    EXPECT_EQ(text_at(whole, "/events/1/date"), "2023-06-01");
    EXPECT_EQ(text_at(whole, "/differences/0/original"), "86");
    EXPECT_EQ(archive(scratch, {"correct", "1", "/organization/nothing", "1"}).status, 2);
    EXPECT_EQ(archive(scratch, {"correct", "1", "/teachers/999/name", "某"}).status, 2);
    EXPECT_EQ(archive(scratch, {"verify"}).status, 0);
}

TEST(Archive, AStateFollowsOnlyWhereItMayAndTheNoticeNamesWhatToMend) {
    const Scratch scratch;
    scratch.write("wrong.json", [] {
        std::string text = sample_text("training-typical");
        const std::string code = "MB0A36256Y";
        return text.replace(text.find(code), code.size(), "MB0A36265Y");
    }());
    EXPECT_EQ(archive(scratch, {"add", "wrong.json"}).status, 1);
    EXPECT_EQ(archive(scratch, {"state", "1", "listed"}).status, 2);
    EXPECT_EQ(archive(scratch, {"state", "1", "returned", "--notice", "n.json"}).status, 2);  // no deadline
    const Said returned =
        archive(scratch, {"state", "1", "returned", "--notice", "n.pdf", "--deadline", "2023-06-15", "--office", "云泽省人社厅", "--json"});
    EXPECT_EQ(returned.status, 0) << returned.errors;
    EXPECT_EQ(text_at(returned.json(), "/entries/0/state"), "returned");
    EXPECT_EQ(scratch.read("n.pdf").substr(0, 5), "%PDF-");
    EXPECT_EQ(archive(scratch, {"find", "--state", "已退回补正", "--json"}).json().find("entries")->items.size(), 1u);
}

TEST(Archive, WhoAndWhenMustBeSaid) {
    const Scratch scratch;
    const std::string file = sample("training-minimal");
    EXPECT_EQ(tianbiao(scratch, {"archive", "add", file, "--archive", "store"}).status, 2);
    EXPECT_EQ(tianbiao(scratch, {"archive", "add", file, "--archive", "store", "--by", "王五"}).status, 2);
    EXPECT_EQ(tianbiao(scratch, {"archive", "add", file, "--by", "王五", "--date", "2023-06-01"}).status, 2);
    EXPECT_FALSE(fs::exists(scratch.path("store")));
    const Said said =
        tianbiao(scratch, Call{{"archive", "add", file, "--json"},
                               {{"TIANBIAO_ARCHIVE", "store"}, {"TIANBIAO_BY", "王五"}, {"SOURCE_DATE_EPOCH", "1685577600"}}});
    EXPECT_LE(said.status, 1) << said.errors;
    EXPECT_EQ(text_at(tianbiao(scratch, {"archive", "get", "1", "--archive", "store", "--json"}).json(), "/received"), "2023-06-01");
    EXPECT_EQ(tianbiao(scratch, {"archive", "find", "--archive", "none"}).status, 3);
}

TEST(Archive, WhatCannotBeReadIsKeptAndSaid) {
    const Scratch scratch;
    scratch.write("scan.tif", "II*");
    const Said said = archive(scratch, {"add", "scan.tif", "missing.pdf", "--json"});
    EXPECT_EQ(said.status, 1);
    EXPECT_EQ(text_at(said.json(), "/files/0/entries/0/how"), "entry");
    EXPECT_TRUE(find_at(said.json(), "/files/1/entries")->items.empty());
    EXPECT_EQ(archive(scratch, {"find", "scan", "--state", "needs_review", "--json"}).json().find("entries")->items.size(), 1u);
    EXPECT_EQ(archive(scratch, {"get", "1", "--original", "1", "-o", "back.tif"}).status, 0);
    EXPECT_EQ(scratch.read("back.tif"), "II*");
}

// A PDF by itself and two in ZIPs, one of them in the other, read by a batch.
void run_batch(const Scratch& scratch) {
    fs::create_directory(scratch.path("in"));
    const auto pdf = [&](const char* name) {
        EXPECT_EQ(tianbiao(scratch, {"render", sample(name), "-o", "in/x.pdf"}).status, 0) << name;
        const std::string bytes = scratch.read("in/x.pdf");
        fs::remove(scratch.path("in/x.pdf"));
        return bytes;
    };
    scratch.write("in/a.pdf", pdf("training-typical"));
    const std::string inner = test::zip_of({{"c.pdf", pdf("training-42-teachers")}});
    scratch.write("in/all.zip", test::zip_of({{"省/b.pdf", pdf("assessment-typical")}, {"in.zip", inner}}));
    EXPECT_LE(tianbiao(scratch, {"batch", "parse", "in", "-o", "out"}).status, 1);
}

TEST(Archive, ABatchsFolderStandsForItsInputsAlsoThoseInZips) {
    const Scratch scratch;
    run_batch(scratch);
    const Json files = archive(scratch, {"add", "out", "--json"}).json();
    ASSERT_EQ(files.find("files")->items.size(), 3u) << write_json(files);
    for (const Json& file : files.find("files")->items) EXPECT_EQ(text_at(file, "/entries/0/how"), "entry");
    EXPECT_THAT(text_at(files, "/files/0/path"), testing::EndsWith("/in/a.pdf"));
    EXPECT_EQ(text_at(files, "/files/1/path"), "all.zip/省/b.pdf");
    EXPECT_EQ(text_at(files, "/files/2/path"), "all.zip/in.zip/c.pdf");
    EXPECT_EQ(archive(scratch, {"get", "2", "--original", "2", "-o", "b.pdf"}).status, 0);
    EXPECT_THAT(scratch.read("in/all.zip"), HasSubstr(scratch.read("b.pdf")));
    EXPECT_EQ(text_at(archive(scratch, {"get", "2", "--json"}).json(), "/originals/0/name"), "b.pdf");
    const Json again = archive(scratch, {"add", "out", "--json"}).json();
    for (const Json& file : again.find("files")->items) EXPECT_EQ(text_at(file, "/entries/0/how"), "known");
}

TEST(Archive, AFileInAZipThatIsNoLongerWhatTheBatchReadIsNotTaken) {
    const Scratch scratch;
    run_batch(scratch);
    std::string zip = scratch.read("in/all.zip");
    const std::size_t at = zip.find("%PDF-");
    zip.replace(at, 8, "%PDF-9.9");  // its sum is wrong now, too
    scratch.write("in/all.zip", zip);
    const Said said = archive(scratch, {"add", "out", "--json"});
    EXPECT_EQ(said.status, 1);
    EXPECT_EQ(text_at(said.json(), "/files/1/error/code"), "unreadable");
    EXPECT_TRUE(find_at(said.json(), "/files/1/entries")->items.empty());
    EXPECT_EQ(find_at(said.json(), "/files/2/entries")->items.size(), 1u);
    // Another file under the same name and of the same size, sound in itself.
    std::string other = scratch.read("in/a.pdf");
    scratch.write("in/all.zip", test::zip_of({{"a.pdf", other}}));
    EXPECT_LE(tianbiao(scratch, {"batch", "parse", "in/all.zip", "-o", "out-2"}).status, 1);
    other.back() = ' ';
    scratch.write("in/all.zip", test::zip_of({{"a.pdf", other}}));
    EXPECT_THAT(archive(scratch, {"add", "out-2"}).errors, HasSubstr("被改动了"));
}

TEST(Archive, WhatABatchMadeOfItsInputsIsNotTakenForOneOfThem) {
    const Scratch scratch;
    run_batch(scratch);
    const Json files = archive(scratch, {"add", ".", "--json"}).json();
    ASSERT_EQ(files.find("files")->items.size(), 2u) << write_json(files);
    EXPECT_EQ(text_at(files, "/files/0/path"), "./in/a.pdf");
    EXPECT_EQ(text_at(files, "/files/1/path"), "./in/all.zip");
}

TEST(Archive, OfABatchThatDrewItsDocumentsAreTaken) {
    const Scratch scratch;
    const Said drawn = tianbiao(scratch, {"batch", "render", sample("training-typical"), sample("training-mistakes"), "-o", "drawn", "--name", "{source}"});
    EXPECT_EQ(drawn.status, 1) << drawn.errors;
    const Said said = archive(scratch, {"add", "drawn", "--json"});
    EXPECT_EQ(said.status, 1);
    ASSERT_EQ(said.json().find("files")->items.size(), 2u) << said.output;
    EXPECT_EQ(text_at(said.json(), "/files/0/path"), "drawn/training-typical.pdf");
    EXPECT_EQ(text_at(said.json(), "/files/0/entries/0/how"), "entry");
    EXPECT_THAT(text_at(said.json(), "/files/1/error/text"), HasSubstr("没有输出"));
}

TEST(Archive, AFileOverTheLimitCostsOnlyItself) {
    const Scratch scratch;
    fs::copy(sample("training-minimal"), scratch.path("a.json"));
    scratch.write("big.pdf", "%PDF-1.7\n");
    fs::resize_file(scratch.path("big.pdf"), (64u << 20) + 1);
    const Said said = archive(scratch, {"add", "a.json", "big.pdf", "--json"});
    EXPECT_EQ(said.status, 1);
    EXPECT_EQ(text_at(said.json(), "/files/1/error/code"), "too_large");
    EXPECT_EQ(find_at(said.json(), "/files/0/entries")->items.size(), 1u);
}

TEST(Archive, IsKeptAsLongAsItMustBeAndThenGoes) {
    const Scratch scratch;
    archive(scratch, {"add", sample("training-typical")});
    EXPECT_EQ(archive(scratch, {"retain", "1", "10年"}).status, 0);
    EXPECT_EQ(archive(scratch, {"delete", "1", "--reason", "误收"}).status, 2);
    EXPECT_EQ(tianbiao(scratch, {"archive", "delete", "1", "--archive", "store", "--by", "王五", "--date", "2034-01-02"}).status,
              2);  // no reason
    EXPECT_EQ(
        tianbiao(scratch, {"archive", "delete", "1", "--reason", "期满", "--archive", "store", "--by", "王五", "--date", "2034-01-02"})
            .status,
        0);
    const std::string trace = archive(scratch, {"get", "1"}).output;
    EXPECT_THAT(trace, HasSubstr("2034-01-02  王五  删除：期满"));
    EXPECT_THAT(trace, Not(HasSubstr("云泽")));
    EXPECT_EQ(archive(scratch, {"verify"}).status, 0);
}

TEST(Archive, ExportsWhatAnOfficeHandsIn) {
    const Scratch scratch;
    std::string text = sample_text("training-typical");
    const std::string name = "\"name\": \"云泽省数字技术人才发展中心\"";
    text.replace(text.find(name), name.size(), "\"name\": \"=cmd|' /C calc'!A0\"");
    scratch.write("formula.json", text);
    archive(scratch, {"add", "formula.json", sample("assessment-typical")});
    for (const char* id : {"1", "2"}) archive(scratch, {"retain", id, "30年"});
    EXPECT_EQ(archive(scratch, {"export", "-o", "list.csv"}).status, 0);
    EXPECT_EQ(scratch.read("list.csv").substr(0, 3), "\xEF\xBB\xBF");
    EXPECT_THAT(scratch.read("list.csv"), HasSubstr(",'=cmd|' /C calc'!A0,"));
    EXPECT_EQ(archive(scratch, {"export", "-o", "data.jsonl", "--unmask"}).status, 0);
    const std::string lines = scratch.read("data.jsonl");
    EXPECT_EQ(std::ranges::count(lines, '\n'), 2);
    EXPECT_EQ(read_json(lines.substr(0, lines.find('\n')), ""), read_json(text, ""));
    EXPECT_EQ(archive(scratch, {"export", "--as", "directory", "--fonds", "Z109", "-o", "directory.csv"}).status, 0);
    EXPECT_THAT(scratch.read("directory.csv"), HasSubstr("2,Z109-WS·2023-D30-0002,Z109,2023,30年,"));
    EXPECT_EQ(archive(scratch, {"export", "--as", "summary", "-o", "summary.csv"}).status, 0);
    EXPECT_EQ(archive(scratch, {"export", "--as", "summary", "-o", "summary.pdf"}).status, 0);
    EXPECT_EQ(archive(scratch, {"export", "--as", "directory", "--fonds", "Z109", "-o", "directory.pdf"}).status, 0);
    EXPECT_EQ(archive(scratch, {"export", "-o", "all.zip"}).status, 2);  // originals are not masked
    EXPECT_EQ(archive(scratch, {"export", "-o", "all.zip", "--unmask"}).status, 0);
    EXPECT_THAT(scratch.read("all.zip"), HasSubstr("-formula.json"));
    EXPECT_THAT(scratch.read("all.zip"), HasSubstr(text));
    EXPECT_EQ(mode_of(scratch.path("all.zip")), 0600u);
}

TEST(Archive, TheListOfRecommendedIsInTheOrderOfTheirRecommendersAndRanks) {
    const Scratch scratch;
    const std::vector<std::string> samples{"training-typical", "assessment-typical", "training-42-teachers", "training-minimal"};
    std::vector<std::string> call{"add"};
    for (const std::string& name : samples) call.push_back(sample(name));
    EXPECT_LE(archive(scratch, call).status, 1);
    const std::vector<std::pair<std::string, std::string>> said{{"乙厅", "10"}, {"乙厅", "9"}, {"甲厅", "3"}, {"乙厅", ""}};  // ten comes behind nine
    for (std::size_t i = 0; i < said.size(); ++i) {
        const std::string id = std::to_string(i + 1);
        EXPECT_EQ(archive(scratch, {"correct", id, "/dossier/recommender", said[i].first}).status, 0);
        EXPECT_EQ(archive(scratch, {"correct", id, "/dossier/rank", said[i].second}).status, 0);
    }
    EXPECT_EQ(archive(scratch, {"export", "--as", "summary", "-o", "list.csv"}).status, 0);
    const std::string csv = scratch.read("list.csv");
    std::vector<std::string> rows;
    for (std::size_t at = csv.find('\n') + 1; at < csv.size(); at = csv.find('\n', at) + 1) rows.push_back(csv.substr(at, csv.find('\r', at) - at));
    ASSERT_EQ(rows.size(), 4u) << csv;
    const std::vector<std::string> rank{",9,", ",10,", ",,", ",3,"};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_THAT(rows[i], testing::StartsWith(std::to_string(i + 1) + "," + (i == 3 ? "甲厅" : "乙厅"))) << csv;
        EXPECT_THAT(rows[i], HasSubstr(rank[i])) << csv;
    }
}

// The seeded share of a long set; all of it where TIANBIAO_TEST_FULL is set.
int share(int all, int few) { return std::getenv("TIANBIAO_TEST_FULL") ? all : few; }

TEST(Archive, KilledAtAnyMomentItEndsAsIfUndisturbed) {
    const Scratch scratch;
    fill_inbox(scratch);
    const std::string add = "'" TIANBIAO_PROGRAM "' archive add inbox --by 王五 --date 2023-06-01 --archive ";
    shell(scratch, add + "whole");
    const std::string expected = everything(scratch, "whole");
    ASSERT_THAT(expected, HasSubstr("云泽"));
    std::uint32_t seed = 20230519;
    for (int i = 0; i < share(50, 6); ++i) {
        seed = seed * 1664525u + 1013904223u;
        const std::string moment = std::to_string(0.001 * (seed >> 8 & 1023));  // up to a second
        const std::string folder = "store" + std::to_string(i);
        shell(scratch, "timeout -s KILL " + moment + " " + add + folder);
        const Said again = shell(scratch, add + folder);
        EXPECT_LE(again.status, 1) << moment << again.errors;
        EXPECT_EQ(everything(scratch, folder), expected) << moment;
        EXPECT_EQ(tianbiao(scratch, {"archive", "verify", "--archive", folder}).status, 0) << moment;
        fs::remove_all(scratch.path(folder));
    }
}

// Whatever call it is that fails, nothing half written is listed, and the same command goes on when there is room again.
TEST(Archive, OnADiskThatFailsNothingHalfWrittenIsListedJudged) {
    const Scratch scratch;
    fs::create_directory(scratch.path("inbox"));
    for (const char* name : {"training-typical", "assessment-typical"})
        fs::copy(sample(name), scratch.path(std::string("inbox/") + name + ".json"));
    const std::string add = "'" TIANBIAO_PROGRAM "' archive add inbox --by 王五 --date 2023-06-01 --archive ";
    const std::string faulty = "LD_PRELOAD='" FAULTY_DISK "' ";
    ASSERT_LE(shell(scratch, "FAULTY_DISK_COUNT=count " + faulty + add + "whole").status, 1);
    const int calls = std::stoi(scratch.read("count"));
    ASSERT_GT(calls, 20);
    const std::string expected = everything(scratch, "whole");
    for (const std::string setting : {"FAULTY_DISK_ERROR=ENOSPC", "FAULTY_DISK_ERROR=EIO FAULTY_DISK_TIMES=1"}) {
        for (int after = 0; after < calls; after += share(1, std::max(1, calls / 7))) {
            const std::string when = setting + " after " + std::to_string(after);
            fs::remove_all(scratch.path("store"));
            const Said failed = shell(scratch, setting + " FAULTY_DISK_AFTER=" + std::to_string(after) + " " + faulty + add + "store");
            EXPECT_TRUE(failed.status == 3 || failed.status <= 1) << when << failed.status << failed.errors;
            if (fs::exists(scratch.path("store/catalogue.sqlite")) && fs::file_size(scratch.path("store/catalogue.sqlite")) > 0) {
                const Said verified = tianbiao(scratch, {"archive", "verify", "--archive", "store"});
                EXPECT_EQ(verified.status, 0) << when << verified.output << verified.errors;
            }
            EXPECT_LE(shell(scratch, add + "store").status, 1) << when;
            EXPECT_EQ(everything(scratch, "store"), expected) << when;
        }
    }
}

TEST(Archive, TwoProcessesAddAtOnceWithoutLoss) {
    const Scratch scratch;
    fill_inbox(scratch);
    const std::string add = "'" TIANBIAO_PROGRAM "' archive add inbox --by 王五 --date 2023-06-01 --archive store >/dev/null 2>&1";
    shell(scratch, add + " & " + add + " & " + add + "; wait");
    const Json list = tianbiao(scratch, {"archive", "list", "--archive", "store", "--json"}).json();
    EXPECT_EQ(tianbiao(scratch, {"archive", "verify", "--archive", "store"}).status, 0);
    std::size_t originals = 0;
    for (const Json& entry : list.find("entries")->items)
        originals += tianbiao(scratch, {"archive", "get", entry.find("id")->text, "--archive", "store", "--json"})
                         .json()
                         .find("originals")
                         ->items.size();
    EXPECT_EQ(originals, 4u);
}

TEST(Archive, BackedUpAndRestoredItSaysTheSame) {
    const Scratch scratch;
    fill_inbox(scratch);
    archive(scratch, {"add", "inbox"});
    EXPECT_EQ(archive(scratch, {"backup", "-o", "a.tar"}).status, 0);
    EXPECT_EQ(tianbiao(scratch, {"archive", "restore", "a.tar", "--archive", "back"}).status, 0);
    EXPECT_EQ(everything(scratch, "back"), everything(scratch, "store"));
    EXPECT_EQ(tianbiao(scratch, {"archive", "restore", "a.tar", "--archive", "back"}).status, 2);
}

TEST(Archive, VerifyNamesADamagedOriginal) {
    const Scratch scratch;
    archive(scratch, {"add", sample("training-minimal")});
    const std::string sha256 = text_at(archive(scratch, {"get", "1", "--json"}).json(), "/originals/0/sha256");
    const fs::path file = scratch.path("store/originals/sha256") / sha256.substr(0, 2) / sha256.substr(2);
    fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
    fs::resize_file(file, 10);
    const Said said = archive(scratch, {"verify", "--json"});
    EXPECT_EQ(said.status, 1);
    EXPECT_EQ(text_at(said.json(), "/damages/0/name"), sha256);
    EXPECT_EQ(archive(scratch, {"get", "1", "--original", "1", "-o", "x.json"}).status, 3);
}

}  // namespace
}  // namespace tianbiao::cli
