// What the system's error numbers mean, in words for people; the C library's own texts follow the locale.
#pragma once
#include <string>

namespace tianbiao {

std::string system_text(int error_number);  // ENOSPC: "磁盘空间不足"

}  // namespace tianbiao
