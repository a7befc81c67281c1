#include "base/digest.h"

#include <nettle/md5.h>
#include <nettle/sha2.h>

namespace tianbiao {
namespace {

const std::uint8_t* data_of(std::string_view bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

}  // namespace

std::array<std::uint8_t, SHA256_DIGEST_SIZE> sha256(std::string_view bytes) {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest;
    sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.size(), data_of(bytes));
    sha256_digest(&context, digest.size(), digest.data());
    return digest;
}

std::array<std::uint8_t, MD5_DIGEST_SIZE> md5(std::string_view bytes) {
    std::array<std::uint8_t, MD5_DIGEST_SIZE> digest;
    md5_ctx context;
    md5_init(&context);
    md5_update(&context, bytes.size(), data_of(bytes));
    md5_digest(&context, digest.size(), digest.data());
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
