// What a program in the jail can no longer do. Each case runs in a child of its own, which the jail ends with.
#include "reader/jail.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <new>
#include <vector>

#include "base/limits.h"

namespace tianbiao {
namespace {

#ifndef __SANITIZE_ADDRESS__

// The status of a child that enters the jail and then works: 128 + signal where one ended it.
template <class Work>
int jailed(Work work) {
    const pid_t child = fork();
    if (child == 0) {
        try {
            Jail().enter();
            _exit(work() ? 0 : 1);
        } catch (...) {
            _exit(99);
        }
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool refused(long result) { return result == -1 && errno == EPERM; }

TEST(Jail, OpensNothing) {
    EXPECT_EQ(jailed([] { return refused(open("/etc/hostname", O_RDONLY)); }), 0);
    EXPECT_EQ(jailed([] { return refused(creat("/tmp/tianbiao-jail", 0600)); }), 0);
    EXPECT_EQ(jailed([] { return refused(socket(AF_INET, SOCK_STREAM, 0)); }), 0);
}

TEST(Jail, StartsNothing) {
    EXPECT_EQ(jailed([] { return refused(fork()); }), 0);
    EXPECT_EQ(jailed([] {
                  char* const none[]{nullptr};
                  return refused(execve("/bin/true", none, none));
              }),
              0);
    EXPECT_EQ(jailed([] { return refused(kill(getppid(), SIGTERM)); }), 0);
}

TEST(Jail, RunsNoCodeThatWasData) {
    EXPECT_EQ(jailed([] { return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED; }), 0);
    EXPECT_EQ(jailed([] {
                  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                  return page != MAP_FAILED && refused(mprotect(page, 4096, PROT_READ | PROT_EXEC));
              }),
              0);
}

TEST(Jail, TakesNoMoreMemoryThanItsShare) {
    EXPECT_EQ(jailed([] {
                  try {
                      const std::vector<char> much(limits::reader_memory);
                      return much.empty();
                  } catch (const std::bad_alloc&) {
                      return true;
                  }
              }),
              0);
}

// As the kernel tells its parent: a program in the jail cannot ask itself.
TEST(Jail, HoldsToEveryBound) {
    int ready[2], go[2];
    ASSERT_TRUE(pipe(ready) == 0 && pipe(go) == 0);
    const pid_t child = fork();
    if (child == 0) {
        char byte = 0;
        close(go[1]);
        Jail().enter();
        _exit(write(ready[1], &byte, 1) == 1 && read(go[0], &byte, 1) == 0 ? 0 : 1);
    }
    close(go[0]);
    char byte = 0;
    ASSERT_EQ(read(ready[0], &byte, 1), 1);
    const auto bound = [&](__rlimit_resource resource) {
        rlimit now{};
        EXPECT_EQ(prlimit(child, resource, nullptr, &now), 0);
        return now;
    };
    EXPECT_EQ(bound(RLIMIT_NOFILE).rlim_max, static_cast<rlim_t>(limits::reader_files));
    EXPECT_EQ(bound(RLIMIT_STACK).rlim_max, limits::reader_stack);
    EXPECT_EQ(bound(RLIMIT_AS).rlim_max, limits::reader_memory);
    EXPECT_EQ(bound(RLIMIT_CPU).rlim_cur, static_cast<rlim_t>(limits::reader_cpu_seconds));
    EXPECT_EQ(bound(RLIMIT_FSIZE).rlim_max, 0u);
    EXPECT_EQ(bound(RLIMIT_CORE).rlim_max, 0u);
    close(go[1]);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    close(ready[0]), close(ready[1]);
}

TEST(Jail, StillReadsWritesAndThrows) {
    EXPECT_EQ(jailed([] {
                  try {
                      throw 1;
                  } catch (int) {
                  }
                  return write(1, "", 0) == 0 && !std::vector<char>(1u << 20).empty();
              }),
              0);
}

#endif

}  // namespace
}  // namespace tianbiao
