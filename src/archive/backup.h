// A whole archive as one file, and back.
//
// POSIX tar (ustar, IEEE Std 1003.1, pax), so that any system can look into it without us: catalogue.sqlite, originals/sha256/ab/cdef…, and
// last SHA256SUMS of them all, as sha256sum -c takes it. No times, no owners: the same archive gives the same file.
#pragma once
#include <cstdint>
#include <filesystem>

#include "archive/catalogue.h"
#include "archive/originals.h"

namespace tianbiao {

// Appears under its name whole or not at all, mode 0600. Throws Error: unwritable, unreadable (an original is missing or damaged: its name).
void write_backup(Catalogue& catalogue, const Originals& originals, const std::filesystem::path& target);

struct Restored {
    std::int64_t originals = 0, bytes = 0;
};

// Into a folder that is not there yet, or empty, or begun by a restoring that was cut off. Every byte is checked against its digest, and the
// catalogue appears last. Throws Error: usage (something else stands there), unreadable (no backup of ours, cut off, damaged), unwritable.
Restored restore_backup(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace tianbiao
