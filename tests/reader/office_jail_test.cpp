// What LibreOffice has in its jail, and where that ends. LibreOffice itself is not started: a name longer than the system takes stops it at the
// last step, and the test goes on in its place.
#include "reader/office_jail.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "base/limits.h"
#include "support/temporary_folder.h"

namespace tianbiao {
namespace {

#ifndef __SANITIZE_ADDRESS__

constexpr int no_jail_here = 98;

// The status of a child that works in the jail, in a folder of its own there; 128 + signal where one ended it.
template <class Work>
int jailed(Work work) {
    const test::TemporaryFolder folder;
    if (::chmod(folder.path().c_str(), 0777) != 0) return 97;  // it is nobody there
    const pid_t child = fork();
    if (child == 0) {
        const int status = become_office(folder.path().string(), std::string(1u << 20, 'x'));
        _exit(status == limits::office_not_jailed ? no_jail_here : status == limits::office_missing && work() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

class OfficeJail : public testing::Test {
protected:
    void SetUp() override {
        if (jailed([] { return true; }) == no_jail_here) GTEST_SKIP() << "no Landlock on this system";
    }
};

rlimit bound(__rlimit_resource resource) {
    rlimit now{};
    getrlimit(resource, &now);
    return now;
}

TEST_F(OfficeJail, HoldsNoMoreMemoryThanItsShare) {
    EXPECT_EQ(jailed([] {
                  const int kind = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
                  const auto map = [=](std::size_t bytes) { return mmap(nullptr, bytes, PROT_NONE, kind, -1, 0); };
                  return map(limits::office_memory / 2) != MAP_FAILED && map(limits::office_memory / 2) == MAP_FAILED;
              }),
              0);
}

TEST_F(OfficeJail, WritesNoLargerFileThanItsShare) {
    EXPECT_EQ(jailed([] {
                  ::signal(SIGXFSZ, SIG_IGN);
                  const int file = open("document.pdf", O_WRONLY | O_CREAT, 0600);
                  const auto last = static_cast<off_t>(limits::office_file_bytes) - 1;
                  return file >= 0 && pwrite(file, "x", 1, last) == 1 && pwrite(file, "x", 1, last + 1) == -1 && errno == EFBIG;
              }),
              0);
}

TEST_F(OfficeJail, OpensNoMoreFilesThanItsShare) {
    EXPECT_EQ(jailed([] {
                  int last = 0;
                  for (int file = 0; (file = dup(1)) >= 0;) last = std::max(last, file);
                  return errno == EMFILE && last == limits::office_files - 1;
              }),
              0);
}

TEST_F(OfficeJail, HasNoMoreTimeThanItsShare) {
    EXPECT_EQ(jailed([] {
                  return bound(RLIMIT_CPU).rlim_max == static_cast<rlim_t>(limits::office_cpu_seconds) && bound(RLIMIT_CORE).rlim_max == 0;
              }),
              0);
}

TEST_F(OfficeJail, SeesNoFilesButItsOwnAndTalksToNobody) {
    EXPECT_EQ(jailed([] {
                  return open("/etc/hostname", O_RDONLY) == -1 && open("/tmp/tianbiao-jail", O_WRONLY | O_CREAT, 0600) == -1 &&
                         socket(AF_INET, SOCK_STREAM, 0) == -1 && geteuid() != 0;
              }),
              0);
}

#endif

}  // namespace
}  // namespace tianbiao
