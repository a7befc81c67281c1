// Digests of bytes: SHA-256 for files and attachments, MD5 for the /ID of a PDF (ISO 32000-1, 14.4). Neither guards a secret.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tianbiao {

std::array<std::uint8_t, 32> sha256(std::string_view bytes);  // FIPS 180-4
std::array<std::uint8_t, 16> md5(std::string_view bytes);     // RFC 1321

std::string hex(std::span<const std::uint8_t> bytes);  // lower case
std::string hex(std::string_view bytes);
std::string bytes_of_hex(std::string_view digits);  // lower case; of what are none, bytes that mean nothing

}  // namespace tianbiao
