#include "reader/jail.h"

#include <cerrno>

#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/system_text.h"

namespace tianbiao {
namespace {

struct Bound {
    int resource;
    rlim_t most;
};
constexpr Bound bounds[]{
    {RLIMIT_CPU, limits::reader_cpu_seconds},
    {RLIMIT_STACK, limits::reader_stack},
    {RLIMIT_FSIZE, 0},  // it writes to pipes alone
    {RLIMIT_NOFILE, limits::reader_files},
    {RLIMIT_CORE, 0},   // a dump would hold an applicant's data
#ifndef __SANITIZE_ADDRESS__
    {RLIMIT_AS, limits::reader_memory},
#endif
};

[[noreturn]] void refused() { throw Error(Code::internal, {}, "无法限制读取程序的权限：" + system_text(errno)); }

}  // namespace

void enter_jail() {
    for (const Bound& bound : bounds) {
        rlimit now{};
        if (getrlimit(static_cast<__rlimit_resource_t>(bound.resource), &now) != 0) refused();
        const rlim_t most = now.rlim_max == RLIM_INFINITY || now.rlim_max > bound.most ? bound.most : now.rlim_max;
        const rlimit wanted{most, most};
        if (setrlimit(static_cast<__rlimit_resource_t>(bound.resource), &wanted) != 0) refused();
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) refused();
}

}  // namespace tianbiao
