// What tianbiao-reader gives up before it looks at a foreign file.
#pragma once
#include <vector>

#include <linux/filter.h>

namespace tianbiao {

// Limits on address space, CPU time, stack, file size, descriptors and core files (base/limits.h), no way to more rights than it has, and a
// list of the system calls that remain.
// Throws Error internal where one of them cannot be set: then nothing is read. Built with AddressSanitizer, whose shadow memory takes
// terabytes of addresses and whose runtime makes calls of its own, the program keeps the address space free and the list away, and has four
// times the CPU time, since all it does takes that much longer.
class Jail {
public:
    Jail();              // compiles the list of calls: once, for all the processes that will enter
    void enter() const;  // this process, for good

private:
    std::vector<sock_filter> filter_;
};

}  // namespace tianbiao
