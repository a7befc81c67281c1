// What the reader still says when a file brings it down: an answer, not silence.
#pragma once
#include <string>

namespace tianbiao {

struct LastWords {
    std::string crashed;   // framed answers: of a stack that ran over, or any other fault of memory
    std::string too_long;  // of the CPU time used up
};

// Kept for the rest of the process and written to standard output by a signal handler on a stack of its own, which then ends the process.
// Built with AddressSanitizer, whose report is worth more, it does nothing.
void keep_last_words(LastWords words);

}  // namespace tianbiao
