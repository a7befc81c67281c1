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

}  // namespace tianbiao
