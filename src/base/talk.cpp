#include "base/talk.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <string>

#include "base/error.h"
#include "base/system_text.h"

namespace tianbiao {
namespace {

constexpr int room = 1 << 20;  // of a pipe, in bytes: the most that pipe(7) gives to all; a form of ours passes in one piece

// A child that stopped reading is no fault of ours: what it says counts.
void feed(int& end, std::string_view& input) {
    const ssize_t count = write(end, input.data(), input.size());
    if (count > 0) input.remove_prefix(static_cast<std::size_t>(count));
    if ((count < 0 && errno != EINTR && errno != EAGAIN) || input.empty()) Pipe::close_end(end);
}

void drain(int& end, std::string& to) {
    std::array<char, 65536> buffer;
    const ssize_t count = read(end, buffer.data(), buffer.size());
    if (count > 0) to.append(buffer.data(), static_cast<std::size_t>(count));
    if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) Pipe::close_end(end);
}

sigset_t of_pipes() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    return set;
}

}  // namespace

Pipe::Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw Error(Code::missing_program, {}, "无法启动程序：" + system_text(errno));
    read = ends[0], write = ends[1];
    fcntl(write, F_SETPIPE_SZ, room);  // where it is refused, the usual room serves too
}

void Pipe::close_end(int& end) {
    if (end >= 0) close(end);
    end = -1;
}

bool talk(std::string_view input, std::chrono::steady_clock::time_point end, std::size_t most_output, OurEnds ends, ChildResult& result) {
    if (input.empty()) Pipe::close_end(ends.input);
    else fcntl(ends.input, F_SETFL, O_NONBLOCK);
    while (ends.output >= 0 || ends.errors >= 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
        if (left <= 0 || result.output.size() + result.errors.size() > most_output) return false;
        std::array<pollfd, 3> polled{pollfd{ends.input, POLLOUT, 0}, pollfd{ends.output, POLLIN, 0}, pollfd{ends.errors, POLLIN, 0}};
        if (poll(polled.data(), polled.size(), static_cast<int>(std::min<long long>(left, 1000))) <= 0) continue;
        if (polled[0].revents != 0) feed(ends.input, input);
        if (polled[1].revents != 0) drain(ends.output, result.output);
        if (polled[2].revents != 0) drain(ends.errors, result.errors);
    }
    return true;
}

int status_of(int waited) { return WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited); }

QuietPipe::QuietPipe() {
    const sigset_t set = of_pipes();
    pthread_sigmask(SIG_BLOCK, &set, &before_);
}

QuietPipe::~QuietPipe() {
    const sigset_t set = of_pipes();
    constexpr timespec at_once{};
    if (sigismember(&before_, SIGPIPE) == 0) {
        while (sigtimedwait(&set, nullptr, &at_once) < 0 && errno == EINTR) {
        }
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace tianbiao
