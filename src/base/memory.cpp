#include "base/memory.h"

#include <malloc.h>

namespace tianbiao {

// mallopt(3)
void keep_memory() {
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
}

}  // namespace tianbiao
