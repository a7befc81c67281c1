#include "base/memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace tianbiao {
namespace {

std::uintptr_t place_of(const void* block) { return reinterpret_cast<std::uintptr_t>(block); }

// Blocks of every size up to 64 KiB, freed again but for every tenth: the holes that a warmed-up program is full of. Their highest end.
std::uintptr_t leave_holes() {
    std::vector<void*> blocks;
    std::uintptr_t highest = 0;
    for (std::size_t i = 0; i < 5000; ++i) {
        const std::size_t size = 16 + i * 7919 % 65536;
        blocks.push_back(std::malloc(size));
        highest = std::max(highest, place_of(blocks.back()) + size);
    }
    for (std::size_t i = 0; i < blocks.size(); ++i)
        if (i % 10 != 0) std::free(blocks[i]);
    return highest;
}

// Bytes of two mebibytes, asked for in pieces, that lie in what was there before.
std::size_t bytes_in_old_memory(std::uintptr_t highest) {
    std::size_t old = 0;
    for (std::size_t i = 0, all = 0; all < (2 << 20); ++i) {
        const std::size_t size = 24 + i * 104729 % 8192;
        if (place_of(std::malloc(size)) < highest) old += size;
        all += size;
    }
    return old;
}

constexpr std::size_t little = 64 << 10;  // what malloc keeps at hand for each thread stays

TEST(Memory, WhatTheParentFreedIsNotWhatAForkedJobGets) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "AddressSanitizer has a malloc of its own";
#endif
    const auto run = [](bool leaves) {
        keep_memory();
        const std::uintptr_t highest = leave_holes();
        if (leaves) leave_memory_to_forks();
        const std::size_t old = bytes_in_old_memory(highest);
        std::exit(old <= little ? 0 : 1);
    };
    EXPECT_EXIT(run(true), testing::ExitedWithCode(0), "");
    EXPECT_EXIT(run(false), testing::ExitedWithCode(1), "");
}

}  // namespace
}  // namespace tianbiao
