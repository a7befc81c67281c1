#include "base/charsets.h"

#include <array>
#include <memory>

#include <unicode/ucnv.h>

#include "base/error.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

constexpr std::array names{"gb18030", "windows-31j", "Big5-HKSCS", "windows-949"};  // as ICU has them, in the order of Charset

Converter opened(const char* name) {
    UErrorCode fault = U_ZERO_ERROR;
    Converter converter(ucnv_open(name, &fault), &ucnv_close);
    if (U_FAILURE(fault)) throw Error(Code::internal, {}, std::string("ICU 缺少 ") + name + " 的对照表");
    // What is no character gives nothing, not U+FFFD.
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &fault);
    return converter;
}

UConverter* converter_of(Charset charset) {
    thread_local std::array<Converter, names.size()> all{Converter(nullptr, &ucnv_close), Converter(nullptr, &ucnv_close),
                                                         Converter(nullptr, &ucnv_close), Converter(nullptr, &ucnv_close)};
    const auto at = static_cast<std::size_t>(charset);
    if (!all[at]) all[at] = opened(names[at]);
    return all[at].get();
}

}  // namespace

std::string utf8_of(Charset charset, std::string_view bytes) {
    UConverter* const converter = converter_of(charset);
    std::array<UChar, 8> units{};
    UErrorCode fault = U_ZERO_ERROR;
    ucnv_reset(converter);
    const int32_t count = ucnv_toUChars(converter, units.data(), units.size(), bytes.data(), static_cast<int32_t>(bytes.size()), &fault);
    if (U_FAILURE(fault) || count < 1 || count > 2) return {};
    std::string text;
    const auto surrogate = [&](std::size_t at, UChar from) { return units[at] >= from && units[at] < from + 0x400; };
    if (count == 1 && !surrogate(0, 0xD800) && !surrogate(0, 0xDC00)) append_utf8(text, units[0]);
    else if (count == 2 && surrogate(0, 0xD800) && surrogate(1, 0xDC00)) append_utf8(text, 0x10000 + ((units[0] - 0xD800u) << 10) + (units[1] - 0xDC00u));
    return text;
}

}  // namespace tianbiao
