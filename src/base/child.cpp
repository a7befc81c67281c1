#include "base/child.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <string_view>

#include "base/error.h"
#include "base/system_text.h"

extern char** environ;

namespace tianbiao {
namespace {

using Clock = std::chrono::steady_clock;

// Two ends that close themselves and that no other child inherits.
struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) throw Error(Code::missing_program, {}, "无法启动程序：" + system_text(errno));
        read = ends[0], write = ends[1];
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() { close_end(read), close_end(write); }
    static void close_end(int& end) {
        if (end >= 0) close(end);
        end = -1;
    }
};

std::vector<std::string> environment() {
    std::vector<std::string> result{"LC_ALL=C.UTF-8"};
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

struct Pipes {
    Pipe input, output, errors;
};

// 0: there is no such program.
pid_t spawn(const ChildJob& job, Pipes& pipes) {
    std::vector<std::string> arguments = job.arguments, variables = environment();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipes.input.read, 0);
    posix_spawn_file_actions_adddup2(&actions, pipes.output.write, 1);
    posix_spawn_file_actions_adddup2(&actions, pipes.errors.write, 2);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    pid_t child = 0;
    const int fault = posix_spawnp(&child, arguments.at(0).c_str(), &actions, &attributes, pointers(arguments).data(), pointers(variables).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (fault == ENOENT || fault == EACCES || fault == ENOTDIR) return 0;
    if (fault != 0) throw Error(Code::missing_program, {job.arguments[0], ""}, "无法启动程序：" + system_text(fault));
    return child;
}

// A child that stopped reading is no fault of ours: what it says counts.
void feed(Pipe& pipe, std::string_view& input) {
    const ssize_t count = write(pipe.write, input.data(), std::min<std::size_t>(input.size(), PIPE_BUF));
    if (count > 0) input.remove_prefix(static_cast<std::size_t>(count));
    if ((count < 0 && errno != EINTR && errno != EAGAIN) || input.empty()) Pipe::close_end(pipe.write);
}

void drain(Pipe& pipe, std::string& to) {
    std::array<char, 65536> buffer;
    const ssize_t count = read(pipe.read, buffer.data(), buffer.size());
    if (count > 0) to.append(buffer.data(), static_cast<std::size_t>(count));
    if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) Pipe::close_end(pipe.read);
}

// Moves bytes until the child has closed both its outputs. False: its time or its room was up.
bool talk(const ChildJob& job, Pipes& pipes, ChildResult& result) {
    const Clock::time_point end = Clock::now() + job.patience;
    std::string_view input = job.input;
    if (input.empty()) Pipe::close_end(pipes.input.write);
    while (pipes.output.read >= 0 || pipes.errors.read >= 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left <= 0 || result.output.size() + result.errors.size() > job.most_output) return false;
        std::array<pollfd, 3> ends{pollfd{pipes.input.write, POLLOUT, 0}, pollfd{pipes.output.read, POLLIN, 0}, pollfd{pipes.errors.read, POLLIN, 0}};
        if (poll(ends.data(), ends.size(), static_cast<int>(std::min<long long>(left, 1000))) <= 0) continue;
        if (ends[0].revents != 0) feed(pipes.input, input);
        if (ends[1].revents != 0) drain(pipes.output, result.output);
        if (ends[2].revents != 0) drain(pipes.errors, result.errors);
    }
    return true;
}

// Writing to a child that is gone gives EPIPE, not a signal, while this object lives.
class QuietPipe {
public:
    QuietPipe() {
        struct sigaction ignore {};
        ignore.sa_handler = SIG_IGN;
        sigaction(SIGPIPE, &ignore, &before_);
    }
    ~QuietPipe() { sigaction(SIGPIPE, &before_, nullptr); }
    QuietPipe(const QuietPipe&) = delete;
    QuietPipe& operator=(const QuietPipe&) = delete;

private:
    struct sigaction before_ {};
};

}  // namespace

std::optional<ChildResult> run_child(const ChildJob& job) {
    Pipes pipes;
    const pid_t child = spawn(job, pipes);
    if (child == 0) return std::nullopt;
    Pipe::close_end(pipes.input.read);
    Pipe::close_end(pipes.output.write);
    Pipe::close_end(pipes.errors.write);
    const QuietPipe quiet;
    ChildResult result;
    const bool whole = talk(job, pipes, result);
    if (!whole) kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!whole) throw Error(Code::missing_program, {job.arguments[0], ""}, "程序运行过久或输出过多，已停止");
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

}  // namespace tianbiao
