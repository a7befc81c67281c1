#include "base/child.h"

#include <sys/wait.h>

#include <cerrno>
#include <csignal>

#include "base/error.h"
#include "base/spawn.h"
#include "base/talk.h"

namespace tianbiao {

std::optional<ChildResult> run_child(const ChildJob& job) {
    Pipe input, output, errors;
    const pid_t child = spawn(job.arguments, {input.read, output.write, errors.write}, job.group);
    if (child == 0) return std::nullopt;
    Pipe::close_end(input.read);
    Pipe::close_end(output.write);
    Pipe::close_end(errors.write);
    const QuietPipe quiet;
    ChildResult result;
    const bool whole = talk(job.input, std::chrono::steady_clock::now() + job.patience, job.most_output,
                            {input.write, output.read, errors.read}, result);
    if (!whole) kill(child, SIGKILL);
    if (job.group == ProcessGroup::its_own) {
        siginfo_t ended{};
        if (!whole) kill(-child, SIGKILL);
        while (waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
        }
        kill(-child, SIGKILL);  // before its number is free for another
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!whole) throw Error(Code::missing_program, {job.arguments[0], ""}, "程序运行过久或输出过多，已停止");
    result.status = status_of(status);
    return result;
}

}  // namespace tianbiao
