#include "base/memory.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace tianbiao {
namespace {

constexpr int usual_growth = 1 << 20;

#ifndef __SANITIZE_ADDRESS__
constexpr std::size_t mebibyte = std::size_t{1} << 20;
constexpr std::size_t large_page = 2 * mebibyte;
constexpr int first_growth = 16 << 20;

void* (*const volatile ask)(std::size_t) = std::malloc;  // a call that the compiler knows is left out where nobody uses the block

std::uintptr_t end_of_heap() { return reinterpret_cast<std::uintptr_t>(sbrk(0)); }

// Where malloc goes on when no freed block fits: right behind its newest block, which lies highest (malloc(3), glibc).
std::uintptr_t end_of_block(void* block) { return reinterpret_cast<std::uintptr_t>(block) + malloc_usable_size(block); }

// Takes every freed block below `top`, the large ones first. They are never given back: that is what it is for.
void use_up_freed_blocks(std::uintptr_t top) {
    constexpr std::size_t smallest = 16;
    for (std::size_t size = mebibyte; size >= smallest; size /= 2)
        while (void* block = ask(size))
            if (reinterpret_cast<std::uintptr_t>(block) >= top) break;
}
#endif

}  // namespace

// mallopt(3)
void keep_memory() {
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    mallopt(M_TOP_PAD, usual_growth);
}

#ifndef __SANITIZE_ADDRESS__
void leave_memory_to_forks() {
    constexpr std::size_t margin = 4096;  // malloc writes at the begin of what is left: in front of the first large page, not on it
    constexpr std::size_t more_than_is_left = 2 * mebibyte;
    void* const newest = ask(more_than_is_left);
    if (!newest) return;
    use_up_freed_blocks(reinterpret_cast<std::uintptr_t>(newest));
    mallopt(M_TOP_PAD, first_growth);
    void* const last = ask(more_than_is_left);
    mallopt(M_TOP_PAD, usual_growth);
    if (!last) return;
    const std::uintptr_t top = end_of_block(last), first = (top + 2 * margin + large_page - 1) / large_page * large_page;
    void* const filler = ask(first - margin - top);
    const std::uintptr_t end = end_of_heap() / large_page * large_page;
    if (filler && first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);  // refused: small pages, as ever
}
#else
void leave_memory_to_forks() {}  // its blocks are AddressSanitizer's
#endif

}  // namespace tianbiao
