#include "base/gb18030.h"

#include "base/charsets.h"

namespace tianbiao {

std::string utf8_of_gb18030(std::string_view bytes) { return utf8_of(Charset::gb18030, bytes); }

std::optional<std::string> utf8_text_of_gb18030(std::string_view bytes) {
    // GB 18030-2022, 5.2: one byte below 80; two bytes, the second from 40; four bytes, the second and fourth 30 to 39.
    std::string text;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
        if (byte(at) < 0x80) {
            text += bytes[at++];
            continue;
        }
        const std::size_t size = byte(at + 1) >= 0x30 && byte(at + 1) <= 0x39 ? 4 : 2;
        const std::string character = at + size <= bytes.size() ? utf8_of_gb18030(bytes.substr(at, size)) : "";
        if (character.empty()) return std::nullopt;
        text += character;
        at += size;
    }
    return text;
}

}  // namespace tianbiao
