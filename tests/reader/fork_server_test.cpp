// The reader as a server: jobs one after the other, each in a process of its own, whatever the one before did to itself.
#include "base/fork_server.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <thread>

#include "base/error.h"
#include "base/files.h"
#include "base/frame.h"
#include "support/small_pdf.h"

namespace tianbiao {
namespace {

using std::chrono::seconds;

const std::string letter = asked("", test::bytes_of({"BT /F 10 Tf 10 50 Td (A) Tj ET", "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>", {}, {}, {}}));
constexpr std::size_t much = 1u << 20;

std::vector<std::string> reader() { return {std::filesystem::read_symlink("/proc/self/exe").parent_path() / "tianbiao-reader"}; }

bool answers(ForkServer& server) {
    const ChildResult result = server.run(word_document, letter, seconds(30), much);
    return result.status == 0 && unframed(result.output).value_or("").starts_with(evidence_answer);
}

std::size_t open_files() { return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {})); }

// Those whose parent is `parent`, by the kernel's own list.
std::vector<pid_t> children_of(pid_t parent) {
    std::vector<pid_t> out;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        std::string line;
        try {
            line = read_file(entry.path() / "stat", 4096);
        } catch (const Error&) {
            continue;  // it ended meanwhile
        }
        if (std::stoi(line.substr(line.rfind(')') + 4)) == parent) out.push_back(std::stoi(name));
    }
    return out;
}

TEST(ForkServer, AnswersJobAfterJobAndKeepsNothingOpen) {
    ForkServer server(reader());
    ASSERT_TRUE(answers(server));
    const std::size_t before = open_files();
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(answers(server)) << i;
    EXPECT_EQ(open_files(), before);
}

TEST(ForkServer, GoesOnAfterAJobThatDied) {
    ForkServer server(reader());
    const std::string file = read_file(SOURCE_DIR "/tests/broken/pdf/child/nested-in-an-object-stream.pdf", 1u << 20);
    server.run(word_fields, asked("", file), seconds(30), much);
    EXPECT_TRUE(answers(server));
}

TEST(ForkServer, EndsAJobThatTakesTooLongOrSaysTooMuch) {
    ForkServer server(reader());
    EXPECT_THROW(server.run(word_document, letter, seconds(0), much), Error);
    EXPECT_TRUE(answers(server));
    EXPECT_THROW(server.run(word_document, letter, seconds(30), 10), Error);
    EXPECT_TRUE(answers(server));
}

TEST(ForkServer, OneThatWasKilledIsStartedAgain) {
    ForkServer server(reader());
    ASSERT_TRUE(answers(server));
    for (const pid_t child : children_of(getpid())) kill(child, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_TRUE(answers(server));
}

TEST(ForkServer, EndsWithWhoStartedIt) {
    const pid_t starter = fork();
    if (starter == 0) {
        ForkServer server(reader());
        if (!server.start()) _exit(1);
        pause();
    }
    std::vector<pid_t> servers;
    for (int i = 0; i < 500 && servers.empty(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        servers = children_of(starter);
    }
    ASSERT_EQ(servers.size(), 1u);
    kill(starter, SIGKILL);
    waitpid(starter, nullptr, 0);
    const auto gone = [&] {
        try {
            return read_file("/proc/" + std::to_string(servers[0]) + "/stat", 4096).find(") Z") != std::string::npos;
        } catch (const Error&) {
            return true;
        }
    };
    for (int i = 0; i < 500 && !gone(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_TRUE(gone());
}

TEST(ForkServer, AProgramThatIsNotThereIsSaid) {
    ForkServer server({"/no/such/reader"});
    EXPECT_FALSE(server.start());
    EXPECT_THROW(server.run(word_document, letter, seconds(1), much), Error);
}

}  // namespace
}  // namespace tianbiao
