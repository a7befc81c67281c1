#include "base/fork_server.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/spawn.h"
#include "base/system_text.h"
#include "base/talk.h"

namespace tianbiao {
namespace {

using Clock = std::chrono::steady_clock;

struct Job {
    char word = 0;
    std::array<int, 2> ends{-1, -1};  // its standard input and output
};

// The message of a job, laid out for sendmsg and recvmsg.
struct Message {
    char word = 0;
    iovec part{&word, 1};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(Job::ends))> control{};
    msghdr head{};
    Message() {
        head.msg_iov = &part, head.msg_iovlen = 1;
        head.msg_control = control.data(), head.msg_controllen = control.size();
    }
    Message(const Message&) = delete;
    Message& operator=(const Message&) = delete;
};

bool send_job(int socket, const Job& job) {
    Message message;
    message.word = job.word;
    cmsghdr* rights = CMSG_FIRSTHDR(&message.head);
    rights->cmsg_level = SOL_SOCKET, rights->cmsg_type = SCM_RIGHTS, rights->cmsg_len = CMSG_LEN(sizeof job.ends);
    std::memcpy(CMSG_DATA(rights), job.ends.data(), sizeof job.ends);
    return sendmsg(socket, &message.head, MSG_NOSIGNAL) == 1;
}

std::optional<Job> receive_job(int socket) {
    Message message;
    ssize_t count = 0;
    do count = recvmsg(socket, &message.head, MSG_CMSG_CLOEXEC);
    while (count < 0 && errno == EINTR);
    const cmsghdr* rights = count == 1 ? CMSG_FIRSTHDR(&message.head) : nullptr;
    if (!rights || rights->cmsg_type != SCM_RIGHTS || rights->cmsg_len != CMSG_LEN(sizeof(Job::ends))) return std::nullopt;
    Job job{message.word, {}};
    std::memcpy(job.ends.data(), CMSG_DATA(rights), sizeof job.ends);
    return job;
}

// In the forked process.
int work_on(const Job& job, const std::function<int(char)>& work) {
    for (int place = 0; place < 2; ++place) {
        const int end = job.ends[static_cast<std::size_t>(place)];
        if (dup2(end, place) < 0 || close(end) != 0) return 1;
    }
    return work(job.word);
}

int waited_for(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return status_of(status);
}

// A process that waits for its one job on a socket of its own.
class Spare {
public:
    explicit Spare(const std::function<int(char)>& work) {
        const pid_t server = getpid();
        std::array<int, 2> ends{-1, -1};
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return;
        process_ = fork();
        if (process_ == 0) {
            close(ends[0]);
            _exit(wait_and_work(ends[1], server, work));
        }
        close(ends[1]);
        socket_ = ends[0];
    }
    Spare(const Spare&) = delete;
    Spare& operator=(const Spare&) = delete;
    Spare(Spare&& other) noexcept : process_(std::exchange(other.process_, -1)), socket_(std::exchange(other.socket_, -1)) {}
    Spare& operator=(Spare&& other) noexcept {
        std::swap(process_, other.process_), std::swap(socket_, other.socket_);
        return *this;
    }
    ~Spare() {
        Pipe::close_end(socket_);
        if (process_ > 0) waited_for(process_);
    }

    // False where it is not there any more.
    bool take(const Job& job) {
        const bool sent = process_ > 0 && send_job(socket_, job);
        Pipe::close_end(socket_);
        return sent;
    }
    int status() { return process_ > 0 ? waited_for(std::exchange(process_, -1)) : 1; }

private:
    // It ends with the server, which is how one that takes too long is ended.
    static int wait_and_work(int socket, pid_t server, const std::function<int(char)>& work) {
        if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != server) return 1;
        const std::optional<Job> job = receive_job(socket);
        close(socket);
        return job ? work_on(*job, work) : 0;
    }

    pid_t process_ = -1;
    int socket_ = -1;
};

// The job's exit status; nullopt where the server ended before it or the time is up.
std::optional<int> receive_status(int socket, Clock::time_point end) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd polled{socket, POLLIN, 0};
    int status = 0;
    if (poll(&polled, 1, static_cast<int>(std::max<long long>(left, 0))) != 1 || recv(socket, &status, sizeof status, 0) != sizeof status) return std::nullopt;
    return status;
}

}  // namespace

bool ForkServer::start() {
    if (socket_ >= 0) return true;
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw Error(Code::missing_program, {arguments_[0], ""}, "无法启动程序：" + system_text(errno));
    socket_ = ends[0];
    try {
        server_ = spawn(arguments_, {ends[1], -1, -1}, ProcessGroup::its_own, {"LD_BIND_NOW=1"});  // ld.so(8): once here, not in every job
    } catch (const Error&) {
        close(ends[1]);
        stop();
        throw;
    }
    close(ends[1]);
    if (server_ == 0) stop();
    return server_ != 0;
}

void ForkServer::stop() {
    Pipe::close_end(socket_);
    if (server_ == 0) return;
    kill(server_, SIGKILL);
    waited_for(server_);
    server_ = 0;
}

ChildResult ForkServer::run(char word, std::string_view input, std::chrono::seconds patience, std::size_t most_output) {
    const Clock::time_point end = Clock::now() + patience;
    if (!start()) throw Error(Code::missing_program, {arguments_[0], ""}, "无法启动程序");
    Pipe to, from;
    if (!send_job(socket_, {word, {to.read, from.write}})) {  // the server was ended from outside: another takes its place
        stop();
        if (!start() || !send_job(socket_, {word, {to.read, from.write}})) throw Error(Code::missing_program, {arguments_[0], ""}, "无法启动程序");
    }
    Pipe::close_end(to.read);
    Pipe::close_end(from.write);
    const QuietPipe quiet;
    ChildResult result;
    int no_errors = -1;
    const bool whole = talk(input, end, most_output, {to.write, from.read, no_errors}, result);
    const std::optional<int> status = whole ? receive_status(socket_, end) : std::nullopt;
    if (status) {
        result.status = *status;
        return result;
    }
    stop();
    throw Error(Code::missing_program, {arguments_[0], ""}, "程序运行过久或输出过多，已停止");
}

void serve_jobs(const std::function<int(char)>& work) {
    Spare spare(work);
    while (const std::optional<Job> job = receive_job(STDIN_FILENO)) {
        bool taken = spare.take(*job);
        if (!taken) {  // ended from outside: another takes its place
            spare = Spare(work);
            taken = spare.take(*job);
        }
        for (const int end : job->ends) close(end);
        Spare at_work = std::move(spare);
        spare = Spare(work);  // while the job is done
        const int status = taken ? at_work.status() : 1;
        if (send(STDIN_FILENO, &status, sizeof status, MSG_NOSIGNAL) != sizeof status) return;
    }
}

}  // namespace tianbiao
