#include "base/gb18030.h"

#include <array>
#include <memory>

#include <unicode/ucnv.h>

#include "base/error.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter opened() {
    UErrorCode fault = U_ZERO_ERROR;
    Converter converter(ucnv_open("gb18030", &fault), &ucnv_close);
    if (U_FAILURE(fault)) throw Error(Code::internal, {}, "ICU 缺少 GB 18030 的对照表");
    // What is no character gives nothing, not U+FFFD.
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &fault);
    return converter;
}

}  // namespace

std::string utf8_of_gb18030(std::string_view bytes) {
    thread_local const Converter converter = opened();
    std::array<UChar, 8> units{};
    UErrorCode fault = U_ZERO_ERROR;
    ucnv_reset(converter.get());
    const int32_t count = ucnv_toUChars(converter.get(), units.data(), units.size(), bytes.data(), static_cast<int32_t>(bytes.size()), &fault);
    if (U_FAILURE(fault) || count < 1 || count > 2) return {};
    std::string text;
    const auto surrogate = [&](std::size_t at, UChar from) { return units[at] >= from && units[at] < from + 0x400; };
    if (count == 1 && !surrogate(0, 0xD800) && !surrogate(0, 0xDC00)) append_utf8(text, units[0]);
    else if (count == 2 && surrogate(0, 0xD800) && surrogate(1, 0xDC00)) append_utf8(text, 0x10000 + ((units[0] - 0xD800u) << 10) + (units[1] - 0xDC00u));
    return text;
}

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
