// What is said to a child and heard from it over pipes, for the two ways to run one: child.h and fork_server.h.
#pragma once
#include <chrono>
#include <csignal>
#include <cstddef>
#include <string_view>

#include "base/child.h"

namespace tianbiao {

// Two ends that close themselves and that no other child inherits. Throws Error missing_program where the system has none left.
struct Pipe {
    int read = -1, write = -1;
    Pipe();
    ~Pipe() { close_end(read), close_end(write); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    static void close_end(int& end);
};

// Our ends of the pipes to a child's standard input and from its two outputs; -1 for one that is not there. talk() closes what is done with.
struct OurEnds {
    int &input, &output, &errors;
};

// Moves bytes until the child has closed its outputs. False: its time or its room was up.
bool talk(std::string_view input, std::chrono::steady_clock::time_point end, std::size_t most_output, OurEnds ends, ChildResult& result);

// 128 + signal where one ended the process (waitpid's status).
int status_of(int waited);

// While this object lives, writing to a child that is gone gives EPIPE on this thread, not a signal.
class QuietPipe {
public:
    QuietPipe();
    ~QuietPipe();
    QuietPipe(const QuietPipe&) = delete;
    QuietPipe& operator=(const QuietPipe&) = delete;

private:
    sigset_t before_;
};

}  // namespace tianbiao
