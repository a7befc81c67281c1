// How the programs keep memory between one job and the next.
#pragma once

namespace tianbiao {

// What a job gives back stays with the process, for the next one will ask for as much: given back to the system it comes again page by
// page, each with a fault. What is held at most is not changed by it. Once, before other threads begin.
void keep_memory();

}  // namespace tianbiao
