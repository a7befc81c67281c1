// What the reader does once, before the first job and before the jail is shut.
#pragma once

namespace tianbiao {

// Libraries load tables, open what they need and bind their functions when they are first used: here, on a file of our own that has what
// submitted ones have, so that every job's process finds it done. Throws Error internal where they cannot work.
void warm_up();

}  // namespace tianbiao
