// A program that warms up once and forks a process of its own for every job, one ahead: no job sees another's bytes, and none waits for a start.
//
// The protocol: the server's standard input is a socket (unix(7), SOCK_SEQPACKET). A message of one byte, the job's word, brings the ends
// of two pipes (SCM_RIGHTS). The forked process has them as its standard input and output; when it has ended, its exit status goes
// back over the socket as an int. The server itself never reads a job's bytes, and ends when the socket is closed.
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

#include "base/child.h"

namespace tianbiao {

// The asking side. One job at a time; a thread that works beside others has a server of its own.
class ForkServer {
public:
    explicit ForkServer(std::vector<std::string> arguments) : arguments_(std::move(arguments)) {}
    ~ForkServer() { stop(); }
    ForkServer(const ForkServer&) = delete;
    ForkServer& operator=(const ForkServer&) = delete;

    // Starts the program, so that it warms up while we do other things; does nothing where it runs. False: there is no such program.
    bool start();

    // Starts it where it does not run. Throws Error missing_program where it cannot be started, or runs too long or says too much (the server
    // and the job are ended then, and the next job starts another server).
    ChildResult run(char word, std::string_view input, std::chrono::seconds patience, std::size_t most_output);

private:
    void stop();

    std::vector<std::string> arguments_;
    int socket_ = -1;
    pid_t server_ = 0;
};

// The answering side: for each job a forked process that does `work`, whose result is its exit status. Returns when nobody asks any more.
void serve_jobs(const std::function<int(char word)>& work);

}  // namespace tianbiao
