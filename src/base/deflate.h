// Compression and its check sum, by libdeflate: the same bytes give the same result on every run.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tianbiao {

// A zlib stream (RFC 1950), as FlateDecode and PNG want it. `level` from 0 (stored) to 12 (smallest); others are taken to the nearer end.
// The compressors are kept, one a thread and level: making one costs more than a small stream.
std::string zlib_compress(std::string_view bytes, int level);

// Of a zlib stream. Whole: it ends where it says (a check sum that is missing altogether is forgiven: met in real files; a wrong one is not).
enum class Inflating : std::uint8_t { whole, damaged, too_much };
struct Inflated {
    Inflating ending = Inflating::damaged;
    std::string bytes = {};  // of a whole one
};
Inflated zlib_decompress(std::string_view packed, std::size_t most);

// CRC-32 of ISO 3309, as PNG, ZIP and gzip use it.
std::uint32_t crc32(std::string_view bytes);

}  // namespace tianbiao
