#include "reader/office_jail.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdlib>

#include "base/descriptor.h"
#include "base/limits.h"

namespace tianbiao {
namespace {

constexpr uid_t nobody = 65534;

// landlock(7), by the numbers of the kernel's interface: the headers of an older system have not all of them.
constexpr std::uint64_t execute = 1, write_file = 2, read_file = 4, read_folder = 8;
constexpr std::uint64_t all_of_first = (1u << 13) - 1;   // ABI 1
constexpr std::uint64_t refer = 1u << 13, truncate = 1u << 14, device = 1u << 15;  // ABI 2, 3, 5
constexpr std::uint64_t bind_tcp = 1, connect_tcp = 2;   // ABI 4
constexpr std::uint64_t abstract_sockets = 1, signals = 2;  // ABI 6

struct Ruleset {
    std::uint64_t files, network, scoped;
};

struct Open {
    const char* path;
    std::uint64_t rights;
};
constexpr std::uint64_t reading = read_file | read_folder;
constexpr std::uint64_t make_socket = 1u << 9;  // it makes one in /tmp, whoever is to talk to it; nobody can: connect() is refused
constexpr Open opens[]{
    {"/tmp", make_socket}, {"/var/tmp", make_socket},
    {"/usr", reading | execute}, {"/lib", reading | execute}, {"/lib64", reading | execute}, {"/bin", reading | execute}, {"/opt", reading | execute},
    {"/etc/fonts", reading}, {"/etc/libreoffice", reading}, {"/etc/ld.so.cache", read_file}, {"/etc/nsswitch.conf", read_file}, {"/etc/passwd", read_file}, {"/etc/group", read_file},
    {"/etc/localtime", read_file}, {"/etc/alternatives", reading}, {"/var/cache/fontconfig", reading}, {"/var/lib/libreoffice", reading}, {"/var/spool/libreoffice", reading},
    {"/proc", reading}, {"/sys/devices/system/cpu", reading}, {"/dev/null", read_file | write_file}, {"/dev/urandom", read_file}, {"/dev/random", read_file},
};

bool limit(int resource, rlim_t most) {
    rlimit now{};
    if (getrlimit(static_cast<__rlimit_resource_t>(resource), &now) != 0) return false;
    const rlimit wanted{std::min(now.rlim_max, most), std::min(now.rlim_max, most)};
    return setrlimit(static_cast<__rlimit_resource_t>(resource), &wanted) == 0;
}

bool limit_resources() {
    return limit(RLIMIT_AS, limits::office_memory) && limit(RLIMIT_CPU, limits::office_cpu_seconds) && limit(RLIMIT_FSIZE, limits::office_file_bytes) &&
           limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, limits::office_files);
}

bool leave_root() {
    if (geteuid() != 0) return true;
    return syscall(SYS_setgroups, 0, nullptr) == 0 && setresgid(nobody, nobody, nobody) == 0 && setresuid(nobody, nobody, nobody) == 0;
}

bool allow(int ruleset, const char* path, std::uint64_t rights) {
    const Descriptor place(open(path, O_PATH | O_CLOEXEC));
    if (!place) return true;  // not on this system
    landlock_path_beneath_attr rule{};
    rule.allowed_access = rights;
    rule.parent_fd = place.number();
    return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

// Files that are not named here do not exist for it.
bool shut_files(const char* folder) {
    const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, 1);  // LANDLOCK_CREATE_RULESET_VERSION
    if (version < 1) return false;
    const std::uint64_t everything = all_of_first | (version >= 2 ? refer : 0) | (version >= 3 ? truncate : 0) | (version >= 5 ? device : 0);
    const Ruleset wanted{everything, version >= 4 ? bind_tcp | connect_tcp : 0, version >= 6 ? abstract_sockets | signals : 0};
    const std::size_t size = version >= 6 ? sizeof wanted : version >= 4 ? 2 * sizeof wanted.files : sizeof wanted.files;
    const Descriptor ruleset(static_cast<int>(syscall(SYS_landlock_create_ruleset, &wanted, size, 0)));
    if (!ruleset) return false;
    bool sound = allow(ruleset.number(), folder, everything & ~device & ~execute);
    for (const Open& each : opens) sound = sound && allow(ruleset.number(), each.path, each.rights);
    return sound && syscall(SYS_landlock_restrict_self, ruleset.number(), 0) == 0;
}

// A list of what is refused, for a program so large needs most of the rest.
constexpr int refused_calls[]{
    SCMP_SYS(connect),        SCMP_SYS(ptrace),      SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(mount),       SCMP_SYS(umount2),
    SCMP_SYS(unshare),        SCMP_SYS(setns),       SCMP_SYS(chroot),           SCMP_SYS(pivot_root),        SCMP_SYS(bpf),         SCMP_SYS(keyctl),
    SCMP_SYS(add_key),        SCMP_SYS(request_key), SCMP_SYS(perf_event_open),  SCMP_SYS(userfaultfd),       SCMP_SYS(kexec_load),  SCMP_SYS(init_module),
    SCMP_SYS(finit_module),   SCMP_SYS(reboot),      SCMP_SYS(swapon),           SCMP_SYS(open_by_handle_at), SCMP_SYS(io_uring_setup),
};

bool refuse_calls() {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter) return false;
    bool sound = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_NE, AF_UNIX)) == 0;
    for (const int call : refused_calls) sound = sound && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0) == 0;
    sound = sound && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return sound;
}

void set_environment(const std::string& folder) {
    clearenv();
    for (const char* name : {"HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"}) setenv(name, folder.c_str(), 1);
    setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("SAL_USE_VCLPLUGIN", "svp", 1);  // no display
    setenv("SAL_DISABLE_JAVALDX", "1", 1);
}

}  // namespace

int become_office(const std::string& folder, const std::string& document) {
    const bool jailed = chdir(folder.c_str()) == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && limit_resources() && leave_root() &&
                        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0 && shut_files(folder.c_str()) && refuse_calls();
    if (!jailed) return limits::office_not_jailed;
    set_environment(folder);
    const std::string profile = "-env:UserInstallation=file://" + folder + "/settings";
    const std::array arguments{"soffice", profile.c_str(), "--headless", "--norestore", "--nologo", "--convert-to", "pdf:writer_pdf_Export",
                               "--outdir", folder.c_str(), document.c_str(), static_cast<const char*>(nullptr)};
    execvp(arguments[0], const_cast<char* const*>(arguments.data()));
    return limits::office_missing;
}

}  // namespace tianbiao
