// Characters of the double-byte sets that PDFs name by their CMaps (base/gb18030.h for those of China), by ICU's tables.
#pragma once
#include <string>
#include <string_view>

namespace tianbiao {

enum class Charset {
    gb18030,
    shift_jis,  // Windows-31J: JIS X 0208 with the rows of NEC and IBM
    big5,       // with HKSCS and with it ETen's rows
    korean,     // Windows-949: KS X 1001 and all further Hangul
};

// One character's bytes as UTF-8; "" where they are none, or more than one. The first call for a set opens its table: ahead of a jail.
std::string utf8_of(Charset charset, std::string_view bytes);

}  // namespace tianbiao
