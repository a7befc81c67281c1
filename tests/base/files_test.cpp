#include "base/files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "support/temporary_folder.h"

using namespace tianbiao;
namespace fs = std::filesystem;

namespace {

class Files : public testing::Test {
protected:
    std::string at(const std::string& name) const { return (folder / name).string(); }

    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator(folder)) found.push_back(entry.path().filename().string());
        std::ranges::sort(found);
        return found;
    }

    static std::string content(const std::string& path) { return read_file(path, 1 << 20); }

    static void put(const std::string& path, std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

    template <class Call>
    static Code refusal(Call call) {
        try {
            call();
        } catch (const Error& error) {
            last_text = error.text();
            return error.code();
        }
        ADD_FAILURE() << "no error";
        return Code::internal;
    }

    test::TemporaryFolder own;
    fs::path folder = own.path();
    static inline std::string last_text;
};

// Runs `call` in a child with its standard output on `output`; the child's exit status is the code of its Error, 100 without one.
template <class Call>
int in_child(int output, Call call) {
    const pid_t child = fork();
    if (child == 0) {
        dup2(output, STDOUT_FILENO);
        int status = 100;
        try {
            call();
        } catch (const Error& error) {
            status = static_cast<int>(error.code());
        }
        _exit(status);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_F(Files, WhatIsWrittenIsRead) {
    const std::string bytes("\0填\n\r\xFF", 7);
    write_files({{at("a"), bytes}, {at("b"), ""}, {at("c"), std::string(300000, 'x')}});
    EXPECT_EQ(content(at("a")), bytes);
    EXPECT_EQ(content(at("b")), "");
    EXPECT_EQ(content(at("c")).size(), 300000u);
    EXPECT_EQ(names(), (std::vector<std::string>{"a", "b", "c"}));
}

TEST_F(Files, AnOlderFileIsReplacedWhole) {
    put(at("a"), "older and longer");
    put(at("b"), "older");
    write_files({{at("a"), "new"}});
    EXPECT_EQ(content(at("a")), "new");
    write_files({{at("a"), "newer"}, {at("b"), "newest"}});
    EXPECT_EQ(content(at("a")) + content(at("b")), "newernewest");
    EXPECT_EQ(names(), (std::vector<std::string>{"a", "b"}));
}

TEST_F(Files, PiecesBecomeOneFileThatIsItsOwnersAlone) {
    std::string all;
    write_file(at("a"), Readers::owner, [&](const Sink& sink) {
        for (const std::size_t size : {3u, 0u, 300000u, 1u, 200000u, 100000u}) {
            all += std::string(size, static_cast<char>('a' + size % 26));
            sink(std::string(size, static_cast<char>('a' + size % 26)));
            for (const std::string& name : names()) EXPECT_NE(name, "a");
            struct stat facts {};
            stat(at(names().front()).c_str(), &facts);
            EXPECT_EQ(facts.st_mode & 0777, 0600u);
        }
    });
    EXPECT_EQ(content(at("a")), all);
    EXPECT_EQ(names(), std::vector<std::string>{"a"});
}

TEST_F(Files, PiecesThatDoNotComeToAnEndLeaveWhatStoodThere) {
    put(at("a"), "older");
    EXPECT_EQ(refusal([&] {
                  write_file(at("a"), Readers::owner, [](const Sink& sink) {
                      sink(std::string(1u << 20, 'x'));
                      throw Error(Code::unreadable, {}, "没有了");
                  });
              }),
              Code::unreadable);
    EXPECT_EQ(refusal([&] { write_file("/dev/full", Readers::owner, [](const Sink& sink) { sink("x"); }); }), Code::unwritable);
    EXPECT_EQ(refusal([&] { write_file(at("none/b"), Readers::all, [](const Sink& sink) { sink("x"); }); }), Code::unwritable);
    EXPECT_EQ(content(at("a")), "older");
    EXPECT_EQ(names(), std::vector<std::string>{"a"});
}

TEST_F(Files, TheModeFollowsTheUmask) {
    const mode_t before = umask(027);
    write_files({{at("a"), "x"}});
    umask(before);
    struct stat facts {};
    stat(at("a").c_str(), &facts);
    EXPECT_EQ(facts.st_mode & 0777, 0640u);
}

TEST_F(Files, ALinkToAFileStaysALink) {
    put(at("file"), "old");
    fs::create_symlink("file", at("link"));
    write_files({{at("link"), "new"}});
    EXPECT_TRUE(fs::is_symlink(at("link")));
    EXPECT_EQ(content(at("file")), "new");
}

TEST_F(Files, NamesOfTheGreatestLengthCanBeWritten) {
    const std::string name(255, 'n');
    write_files({{at(name), "x"}});
    EXPECT_EQ(names(), std::vector<std::string>{name});
    EXPECT_EQ(refusal([&] { write_files({{at(name + "n"), "x"}}); }), Code::unwritable);
}

TEST_F(Files, ATemporaryFileOfADeadProcessIsNoHindrance) {
    const std::string stale = "a.tmp-" + std::to_string(getpid());
    put(at(stale), "stale");
    write_files({{at("a"), "x"}});
    EXPECT_EQ(names(), (std::vector<std::string>{"a", stale}));
    EXPECT_EQ(content(at(stale)), "stale");
}

TEST_F(Files, ATemporaryNameThatIsALinkIsNotFollowed) {
    put(at("victim"), "safe");
    fs::create_symlink("victim", at("a.tmp-" + std::to_string(getpid())));
    write_files({{at("a"), "x"}});
    EXPECT_EQ(content(at("victim")), "safe");
    EXPECT_EQ(content(at("a")), "x");
}

TEST_F(Files, ATargetThatIsAFolderLeavesNothingBehind) {
    fs::create_directory(at("d"));
    EXPECT_EQ(refusal([&] { write_files({{at("a"), "x"}, {at("d"), "y"}}); }), Code::unwritable);
    EXPECT_NE(last_text.find("文件夹"), std::string::npos);
    EXPECT_EQ(refusal([&] { write_files({{at("a"), "x"}, {at("d/"), "y"}}); }), Code::unwritable);
    EXPECT_EQ(names(), std::vector<std::string>{"d"});
    EXPECT_TRUE(fs::is_empty(at("d")));
}

TEST_F(Files, APathBelowAFileOrInNoFolderIsUnwritable) {
    put(at("file"), "x");
    EXPECT_EQ(refusal([&] { write_files({{at("a"), "x"}, {at("file/b"), "y"}}); }), Code::unwritable);
    EXPECT_EQ(refusal([&] { write_files({{at("a"), "x"}, {at("none/b"), "y"}}); }), Code::unwritable);
    EXPECT_EQ(refusal([&] { write_files({{"", "y"}}); }), Code::unwritable);
    EXPECT_EQ(refusal([&] { write_files({{at(std::string("a\0b", 3)), "y"}}); }), Code::unwritable);
    EXPECT_EQ(names(), std::vector<std::string>{"file"});
}

TEST_F(Files, AFullDiskLeavesNothingBehind) {
    EXPECT_EQ(refusal([&] { write_files({{at("a"), "x"}, {"/dev/full", "y"}}); }), Code::unwritable);
    EXPECT_NE(last_text.find("磁盘空间不足"), std::string::npos);
    EXPECT_EQ(names(), std::vector<std::string>{});
}

TEST_F(Files, OlderFilesSurviveAFailure) {
    put(at("a"), "old");
    EXPECT_EQ(refusal([&] { write_files({{at("a"), "x"}, {"/dev/full", "y"}}); }), Code::unwritable);
    EXPECT_EQ(content(at("a")), "old");
    EXPECT_EQ(names(), std::vector<std::string>{"a"});
}

// A folder takes the place of the last target while we wait for the pipe's reader: too late for any check beforehand.
TEST_F(Files, AFailureAtTheLastRenameUndoesTheOthers) {
    put(at("a"), "old");
    ASSERT_EQ(mkfifo(at("pipe").c_str(), 0600), 0);
    std::thread reader([&] {
        std::ifstream pipe(at("pipe"));
        fs::create_directory(at("z"));
        std::string(std::istreambuf_iterator<char>(pipe), {});
    });
    EXPECT_EQ(refusal([&] {
                  write_files({{at("a"), "x"}, {at("b"), "x"}, {at("pipe"), std::string(200000, 'p')}, {at("z"), "x"}});
              }),
              Code::unwritable);
    reader.join();
    EXPECT_EQ(content(at("a")), "old");
    EXPECT_EQ(names(), (std::vector<std::string>{"a", "pipe", "z"}));
    EXPECT_TRUE(fs::is_directory(at("z")));
}

TEST_F(Files, AFileOverTheSystemsLimitEndsInAnErrorAndNotInASignal) {
    const int status = in_child(STDOUT_FILENO, [&] {
        const rlimit limit{1000, 1000};
        setrlimit(RLIMIT_FSIZE, &limit);
        write_files({{at("a"), "x"}, {at("b"), std::string(5000, 'x')}});
    });
    EXPECT_EQ(status, static_cast<int>(Code::unwritable));
    EXPECT_EQ(names(), std::vector<std::string>{});
}

TEST_F(Files, AClosedPipeEndsInAnErrorAndNotInASignal) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    close(pipe_ends[0]);
    const int status = in_child(pipe_ends[1], [&] { write_files({{at("a"), "x"}, {"-", "y"}}); });
    close(pipe_ends[1]);
    EXPECT_EQ(status, static_cast<int>(Code::unwritable));
    EXPECT_EQ(names(), std::vector<std::string>{});
}

TEST_F(Files, ADashIsStandardOutput) {
    const int output = open(at("out").c_str(), O_WRONLY | O_CREAT, 0666);
    const std::string bytes(200000, 'y');
    EXPECT_EQ(in_child(output, [&] { write_files({{"-", bytes}}); }), 100);
    close(output);
    EXPECT_EQ(content(at("out")), bytes);
}

TEST_F(Files, DevStdoutIsWrittenAndNotReplaced) {
    const int output = open(at("out").c_str(), O_WRONLY | O_CREAT, 0666);
    EXPECT_EQ(in_child(output, [&] { write_files({{"/dev/stdout", "y"}}); }), 100);
    struct stat opened {
    }, named{};
    fstat(output, &opened);
    close(output);
    stat(at("out").c_str(), &named);
    EXPECT_EQ(opened.st_ino, named.st_ino);
    EXPECT_EQ(content(at("out")), "y");
    EXPECT_TRUE(fs::is_symlink("/dev/stdout"));
    EXPECT_EQ(names(), std::vector<std::string>{"out"});
}

TEST_F(Files, TheSameOutputTwiceIsRefused) {
    EXPECT_EQ(refusal([&] { write_files({{at("a"), "x"}, {at("./a"), "y"}}); }), Code::usage);
    EXPECT_EQ(names(), std::vector<std::string>{});
}

TEST_F(Files, ReadingStopsAtTheLimit) {
    put(at("a"), "12345");
    EXPECT_EQ(read_file(at("a"), 5), "12345");
    EXPECT_EQ(refusal([&] { read_file(at("a"), 4); }), Code::too_large);
    EXPECT_EQ(refusal([&] { read_file("/dev/zero", 100000); }), Code::too_large);
}

TEST_F(Files, AHugeFileIsRefusedUnread) {
    put(at("huge"), "");
    fs::resize_file(at("huge"), std::uintmax_t{1} << 40);  // sparse: reading it would take minutes
    EXPECT_EQ(refusal([&] { read_file(at("huge"), 16u << 20); }), Code::too_large);
}

TEST_F(Files, WhatCannotBeReadIsAnError) {
    EXPECT_EQ(refusal([&] { read_file(at("none"), 5); }), Code::unreadable);
    EXPECT_EQ(refusal([&] { read_file(folder.string(), 5); }), Code::unreadable);
    EXPECT_EQ(refusal([&] { read_file("", 5); }), Code::unreadable);
    EXPECT_EQ(refusal([&] { read_file(std::string("/dev/null\0x", 11), 5); }), Code::unreadable);
    EXPECT_EQ(read_file("/dev/null", 5), "");
}

TEST_F(Files, AMappedFileHasItsBytesAndMoves) {
    put(at("a"), "12345");
    MappedFile first(at("a"), 5);
    MappedFile second(std::move(first));
    EXPECT_EQ(second.bytes(), "12345");
    EXPECT_EQ(first.bytes(), "");
    put(at("empty"), "");
    MappedFile third(at("empty"), 5);
    EXPECT_EQ(third.bytes(), "");
    third = std::move(second);
    EXPECT_EQ(third.bytes(), "12345");
    EXPECT_EQ(refusal([&] { MappedFile(at("a"), 4); }), Code::too_large);
    EXPECT_EQ(refusal([&] { MappedFile(at("none"), 4); }), Code::unreadable);
    EXPECT_EQ(refusal([&] { MappedFile(folder, 4096); }), Code::unreadable);
    mkfifo(at("pipe").c_str(), 0600);
    EXPECT_EQ(refusal([&] { MappedFile(at("pipe"), 4); }), Code::unreadable);
}

TEST_F(Files, TheDataFolderIsWhereTheVariableSays) {
    setenv("TIANBIAO_HOME", folder.c_str(), 1);
    EXPECT_EQ(refusal([&] { data_folder(); }), Code::unreadable);
    fs::create_directories(at("forms"));
    fs::create_directories(at("fonts"));
    EXPECT_EQ(refusal([&] { data_folder(); }), Code::unreadable);
    put(at("fonts/manifest.json"), "{}");
    EXPECT_EQ(data_folder(), folder);
    unsetenv("TIANBIAO_HOME");
}
