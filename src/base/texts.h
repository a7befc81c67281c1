// Small things that are done to texts in many places.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tianbiao {

// A to Z alone: suffixes and names of systems.
inline std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return out;
}

inline std::string joined(const std::vector<std::string>& texts, std::string_view between = "、") {
    std::string out;
    for (const std::string& text : texts) out.append(out.empty() ? "" : between).append(text);
    return out;
}

}  // namespace tianbiao
