// How the programs keep memory between one job and the next.
#pragma once

namespace tianbiao {

// What a job gives back stays with the process, for the next one will ask for as much: given back to the system it comes again page by
// page, each with a fault. What is held at most is not changed by it. Once, before other threads begin.
void keep_memory();

// For a process that forks one for each job: what a job asks for from then on is memory that none of them has touched, in large pages
// where the kernel has them. What the parent once freed would be copied page by page instead. Once, when all else is ready, before the
// first fork and while there is one thread.
void leave_memory_to_forks();

}  // namespace tianbiao
