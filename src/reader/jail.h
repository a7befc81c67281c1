// What tianbiao-reader gives up before it looks at a foreign file.
#pragma once

namespace tianbiao {

// Limits on address space, CPU time, stack, file size, descriptors and core files (base/limits.h), and no way to more rights than it has.
// Throws Error internal where one of them cannot be set: then nothing is read. Built with AddressSanitizer, whose shadow memory takes
// terabytes of addresses, the program keeps the address space free.
void enter_jail();

}  // namespace tianbiao
