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

using Decompressor = std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)>;

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

Inflated zlib_decompress(std::string_view packed, std::size_t most) {
    constexpr std::size_t head = 2, check_sum = 4, first_guess = 4;
    thread_local const Decompressor decompressor(libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    if (!decompressor) throw std::bad_alloc();
    if (packed.size() < head) return {};
    Inflated out;
    for (std::size_t room = std::min(most, std::max<std::size_t>(1024, packed.size() * first_guess));; room = std::min(most, room * 4)) {
        out.bytes.resize(room);
        std::size_t used = 0, length = 0;
        auto result = libdeflate_zlib_decompress_ex(decompressor.get(), packed.data(), packed.size(), out.bytes.data(), room, &used, &length);
        if (result == LIBDEFLATE_BAD_DATA) {
            const std::string_view body = packed.substr(head);
            result = libdeflate_deflate_decompress_ex(decompressor.get(), body.data(), body.size(), out.bytes.data(), room, &used, &length);
            if (result == LIBDEFLATE_SUCCESS && body.size() - used >= check_sum) result = LIBDEFLATE_BAD_DATA;
        }
        if (result == LIBDEFLATE_SUCCESS) return out.bytes.resize(length), out.ending = Inflating::whole, out;
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE) return {};
        if (room == most) return {Inflating::too_much};
    }
}

std::uint32_t crc32(std::string_view bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

}  // namespace tianbiao
