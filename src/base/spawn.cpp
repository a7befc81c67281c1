#include "base/spawn.h"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/system_text.h"

extern char** environ;

namespace tianbiao {
namespace {

std::vector<std::string> environment(std::vector<std::string> first) {
    std::vector<std::string> result = std::move(first);
    result.emplace_back("LC_ALL=C.UTF-8");
    for (char** entry = environ; entry && *entry; ++entry) {
        if (std::string_view(*entry).substr(0, 3) != "LC_") result.emplace_back(*entry);
    }
    return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

}  // namespace

pid_t spawn(std::vector<std::string> arguments, std::array<int, 3> ends, ProcessGroup group, std::vector<std::string> variables) {
    variables = environment(std::move(variables));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (int place = 0; place < 3; ++place) {
        if (ends[static_cast<std::size_t>(place)] >= 0) posix_spawn_file_actions_adddup2(&actions, ends[static_cast<std::size_t>(place)], place);
        else posix_spawn_file_actions_addopen(&actions, place, "/dev/null", O_RDWR, 0);
    }
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t pipe_signal, none;
    sigemptyset(&none);
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, static_cast<short>(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK |
                                                             (group == ProcessGroup::its_own ? POSIX_SPAWN_SETPGROUP : 0)));
    pid_t child = 0;
    const int fault = posix_spawnp(&child, arguments.at(0).c_str(), &actions, &attributes, pointers(arguments).data(), pointers(variables).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (fault == ENOENT || fault == EACCES || fault == ENOTDIR) return 0;
    if (fault != 0) throw Error(Code::missing_program, {arguments[0], ""}, "无法启动程序：" + system_text(fault));
    return child;
}

}  // namespace tianbiao
