#include "base/deflate.h"

#include <algorithm>
#include <array>
#include <memory>
#include <new>

#include <libdeflate.h>

namespace tianbiao {
namespace {

constexpr int highest_level = 12;
using Compressor = std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)>;

struct KeptCompressor {
    Compressor compressor{nullptr, &libdeflate_free_compressor};
};

libdeflate_compressor* compressor_of(int level) {
    thread_local std::array<KeptCompressor, highest_level + 1> kept;
    Compressor& compressor = kept[static_cast<std::size_t>(level)].compressor;
    if (!compressor) compressor.reset(libdeflate_alloc_compressor(level));
    if (!compressor) throw std::bad_alloc();
    return compressor.get();
}

}  // namespace

std::string zlib_compress(std::string_view bytes, int level) {
    libdeflate_compressor* compressor = compressor_of(std::clamp(level, 0, highest_level));
    std::string packed(libdeflate_zlib_compress_bound(compressor, bytes.size()), '\0');
    packed.resize(libdeflate_zlib_compress(compressor, bytes.data(), bytes.size(), packed.data(), packed.size()));
    return packed;
}

std::uint32_t crc32(std::string_view bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

}  // namespace tianbiao
