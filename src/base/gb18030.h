// Bytes of GB 18030, and of GB 2312 and GBK within it, as Unicode.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tianbiao {

// One character's bytes as UTF-8, by ICU's table; "" where they are none.
std::string utf8_of_gb18030(std::string_view bytes);

// A whole text; nullopt where one of its bytes belongs to no character.
std::optional<std::string> utf8_text_of_gb18030(std::string_view bytes);

}  // namespace tianbiao
