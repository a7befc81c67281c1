#include "reader/jail.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/system_text.h"

namespace tianbiao {
namespace {

struct Bound {
    int resource;
    rlim_t most;
    rlim_t grace = 0;  // before what cannot be answered any more
};
#ifdef __SANITIZE_ADDRESS__
constexpr rlim_t slower = 4;  // what a second of work takes under it
#else
constexpr rlim_t slower = 1;
#endif
constexpr Bound bounds[]{
    {RLIMIT_CPU, limits::reader_cpu_seconds * slower, 1},
    {RLIMIT_STACK, limits::reader_stack},
    {RLIMIT_FSIZE, 0},  // it writes to pipes alone
    {RLIMIT_NOFILE, limits::reader_files},
    {RLIMIT_CORE, 0},   // a dump would hold an applicant's data
#ifndef __SANITIZE_ADDRESS__
    {RLIMIT_AS, limits::reader_memory},
#endif
};

[[noreturn]] void refused() { throw Error(Code::internal, {}, "无法限制读取程序的权限：" + system_text(errno)); }

#ifndef __SANITIZE_ADDRESS__
// All that reading from a pipe, computing and answering takes; memory for data, never for code. Everything else fails with EPERM: nothing is
// opened, started, sent or forked.
constexpr int allowed_calls[]{
    SCMP_SYS(read),          SCMP_SYS(write),        SCMP_SYS(close),         SCMP_SYS(exit),          SCMP_SYS(exit_group), SCMP_SYS(brk),
    SCMP_SYS(munmap),        SCMP_SYS(mremap),       SCMP_SYS(madvise),       SCMP_SYS(futex),         SCMP_SYS(lseek),      SCMP_SYS(fstat),
    SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigaltstack),  SCMP_SYS(getpid),     SCMP_SYS(gettid),
    SCMP_SYS(tgkill),        SCMP_SYS(getrandom),    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),  SCMP_SYS(time),       SCMP_SYS(sched_yield),
};
constexpr std::size_t most_instructions = 1024;  // 8 KiB, far less than a pipe holds
constexpr int allowed_without_code[]{SCMP_SYS(mmap), SCMP_SYS(mprotect)};  // their third argument is the protection

// As libseccomp compiles it, through a pipe, which holds it whole.
std::vector<sock_filter> compiled_filter() {
    scmp_filter_ctx rules = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!rules) refused();
    bool sound = true;
    for (const int call : allowed_calls) sound = sound && seccomp_rule_add(rules, SCMP_ACT_ALLOW, call, 0) == 0;
    for (const int call : allowed_without_code)
        sound = sound && seccomp_rule_add(rules, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
    std::array<int, 2> ends{-1, -1};
    sound = sound && pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0 && seccomp_export_bpf(rules, ends[1]) == 0;
    seccomp_release(rules);
    std::vector<sock_filter> filter(most_instructions);
    const ssize_t count = sound ? read(ends[0], filter.data(), filter.size() * sizeof(sock_filter)) : -1;
    for (const int end : ends) close(end);
    if (count <= 0 || static_cast<std::size_t>(count) == filter.size() * sizeof(sock_filter) || count % sizeof(sock_filter) != 0) refused();
    filter.resize(static_cast<std::size_t>(count) / sizeof(sock_filter));
    return filter;
}

void allow_calls(const std::vector<sock_filter>& filter) {
    const sock_fprog program{static_cast<unsigned short>(filter.size()), const_cast<sock_filter*>(filter.data())};  // the kernel only reads it
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0) refused();
}
#else
std::vector<sock_filter> compiled_filter() { return {}; }
void allow_calls(const std::vector<sock_filter>&) {}
#endif

}  // namespace

Jail::Jail() : filter_(compiled_filter()) {}

void Jail::enter() const {
    for (const Bound& bound : bounds) {
        rlimit now{};
        if (getrlimit(static_cast<__rlimit_resource_t>(bound.resource), &now) != 0) refused();
        const rlim_t hard = std::min(now.rlim_max, bound.most + bound.grace);  // RLIM_INFINITY is the largest of all
        const rlimit wanted{std::min(bound.most, hard), hard};
        if (setrlimit(static_cast<__rlimit_resource_t>(bound.resource), &wanted) != 0) refused();
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) refused();
    allow_calls(filter_);
}

}  // namespace tianbiao
