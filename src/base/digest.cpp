#include "base/digest.h"

#include <algorithm>
#include <bit>

namespace tianbiao {
namespace {

constexpr std::size_t block_bytes = 64;
using Block = std::span<const std::uint8_t, block_bytes>;

// FIPS 180-4, 5.1.1 and RFC 1321, 3.1: a one bit, zeros, and the length in bits at the end of the last block.
template <class Step>
void for_each_block(std::string_view bytes, std::endian length_order, Step step) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const std::size_t whole = bytes.size() / block_bytes * block_bytes;
    for (std::size_t at = 0; at < whole; at += block_bytes) step(Block(data + at, block_bytes));
    std::array<std::uint8_t, 2 * block_bytes> tail{};
    const std::size_t rest = bytes.size() - whole;
    std::copy_n(data + whole, rest, tail.begin());
    tail[rest] = 0x80;
    const std::size_t tail_bytes = rest + 9 <= block_bytes ? block_bytes : 2 * block_bytes;
    const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
    for (std::size_t i = 0; i < 8; ++i) {
        const std::size_t at = length_order == std::endian::big ? tail_bytes - 1 - i : tail_bytes - 8 + i;
        tail[at] = static_cast<std::uint8_t>(bits >> (8 * i));
    }
    for (std::size_t at = 0; at < tail_bytes; at += block_bytes) step(Block(tail.data() + at, block_bytes));
}

// FIPS 180-4, 4.2.2.
constexpr std::array<std::uint32_t, 64> sha256_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// FIPS 180-4, 6.2.2.
void sha256_block(std::array<std::uint32_t, 8>& state, Block block) {
    std::array<std::uint32_t, 64> w;
    for (std::size_t i = 0; i < 16; ++i)
        w[i] = std::uint32_t{block[4 * i]} << 24 | std::uint32_t{block[4 * i + 1]} << 16 | std::uint32_t{block[4 * i + 2]} << 8 |
               block[4 * i + 3];
    for (std::size_t i = 16; i < 64; ++i) {
        const std::uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
        const std::uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < 64; ++i) {
        const std::uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + sha256_constants[i] + w[i];
        const std::uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    const std::array<std::uint32_t, 8> add{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) state[i] += add[i];
}

// RFC 1321, 3.4: floor(2^32 * |sin(i + 1)|).
constexpr std::array<std::uint32_t, 64> md5_constants{
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1,
    0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453,
    0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942,
    0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05,
    0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d,
    0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

using Md5State = std::array<std::uint32_t, 4>;
using Md5Words = std::array<std::uint32_t, 16>;

// One of the four rounds: step i mixes by `mix`, takes word (step * i + first) mod 16 and turns by turns[i mod 4]. Unrolled by four, so that
// the registers change names and not places.
template <std::size_t round, std::size_t step, std::size_t first, int t0, int t1, int t2, int t3, class Mix>
void md5_round(Md5State& state, const Md5Words& x, Mix mix) {
    auto [a, b, c, d] = state;
    const auto turn = [&](std::uint32_t& p, std::uint32_t q, std::uint32_t r, std::uint32_t s, std::size_t i, int by) {
        p = q + std::rotl(p + mix(q, r, s) + md5_constants[16 * round + i] + x[(step * i + first) % 16], by);
    };
    for (std::size_t i = 0; i < 16; i += 4) {
        turn(a, b, c, d, i, t0);
        turn(d, a, b, c, i + 1, t1);
        turn(c, d, a, b, i + 2, t2);
        turn(b, c, d, a, i + 3, t3);
    }
    state = {a, b, c, d};
}

void md5_block(Md5State& state, Block block) {
    Md5Words x;
    for (std::size_t i = 0; i < 16; ++i)
        x[i] = block[4 * i] | std::uint32_t{block[4 * i + 1]} << 8 | std::uint32_t{block[4 * i + 2]} << 16 |
               std::uint32_t{block[4 * i + 3]} << 24;
    Md5State next = state;
    using Word = std::uint32_t;
    md5_round<0, 1, 0, 7, 12, 17, 22>(next, x, [](Word b, Word c, Word d) { return d ^ (b & (c ^ d)); });
    md5_round<1, 5, 1, 5, 9, 14, 20>(next, x, [](Word b, Word c, Word d) { return c ^ (d & (b ^ c)); });
    md5_round<2, 3, 5, 4, 11, 16, 23>(next, x, [](Word b, Word c, Word d) { return b ^ c ^ d; });
    md5_round<3, 7, 0, 6, 10, 15, 21>(next, x, [](Word b, Word c, Word d) { return c ^ (b | ~d); });
    for (std::size_t i = 0; i < 4; ++i) state[i] += next[i];
}

}  // namespace

std::array<std::uint8_t, 32> sha256(std::string_view bytes) {
    std::array<std::uint32_t, 8> state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    for_each_block(bytes, std::endian::big, [&](Block block) { sha256_block(state, block); });
    std::array<std::uint8_t, 32> digest;
    for (std::size_t i = 0; i < digest.size(); ++i) digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

std::array<std::uint8_t, 16> md5(std::string_view bytes) {
    Md5State state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    for_each_block(bytes, std::endian::little, [&](Block block) { md5_block(state, block); });
    std::array<std::uint8_t, 16> digest;
    for (std::size_t i = 0; i < digest.size(); ++i) digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (8 * (i % 4)));
    return digest;
}

std::string hex(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) (text += digits[byte >> 4]) += digits[byte & 0xF];
    return text;
}

std::string hex(std::string_view bytes) { return hex(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size())); }

std::string bytes_of_hex(std::string_view digits) {
    const auto value = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) bytes += static_cast<char>(value(digits[i]) << 4 | value(digits[i + 1]));
    return bytes;
}

}  // namespace tianbiao
