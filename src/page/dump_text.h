// What the dumps of page/ are written with.
#pragma once
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "base/units.h"

namespace tianbiao {

// Lines of words; numbers with three decimals, never through a locale.
class DumpText {
public:
    DumpText& word(std::string_view w) { return gap(), text_ += w, *this; }
    DumpText& number(double v) {
        std::array<char, 400> digits{};
        if (std::abs(v) < 0.0005) v = 0;  // no minus before a rounded zero
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), v, std::chars_format::fixed, 3).ptr;
        return word({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    DumpText& integer(long v) { return word(std::to_string(v)); }
    DumpText& point(Point p) { return number(p.x.v).number(p.y.v); }
    DumpText& rect(const Rect& r) { return number(r.x0.v).number(r.y0.v).number(r.x1.v).number(r.y1.v); }
    DumpText& quoted(std::string_view s) {
        gap();
        text_ += '"';
        for (const char c : s) {
            constexpr std::string_view hex = "0123456789abcdef";
            const auto b = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') text_ += '\\', text_ += c;
            else if (b < 0x20 || b == 0x7F) text_ += "\\x", text_ += hex[b >> 4], text_ += hex[b & 15];
            else text_ += c;
        }
        text_ += '"';
        return *this;
    }
    void end() { text_ += '\n', fresh_ = true; }
    std::string take() { return std::move(text_); }

private:
    void gap() {
        if (!fresh_) text_ += ' ';
        fresh_ = false;
    }
    std::string text_;
    bool fresh_ = true;
};

}  // namespace tianbiao
