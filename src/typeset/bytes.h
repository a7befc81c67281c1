// Big-endian numbers of a font table, never past its end (OpenType, "Data types").
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tianbiao {

class Bytes {
public:
    struct PastEnd {};  // thrown by the strict readers; turned into Error by who reads the table

    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

    std::size_t size() const { return bytes_.size(); }
    bool holds(std::size_t at, std::size_t count) const { return at <= bytes_.size() && count <= bytes_.size() - at; }
    std::uint8_t u8(std::size_t at) const { return check(at, 1), byte(at); }
    std::uint16_t u16(std::size_t at) const { return check(at, 2), static_cast<std::uint16_t>(byte(at) << 8 | byte(at + 1)); }
    std::int16_t i16(std::size_t at) const { return static_cast<std::int16_t>(u16(at)); }
    std::uint32_t u32(std::size_t at) const { return static_cast<std::uint32_t>(u16(at)) << 16 | u16(at + 2); }
    std::string_view part(std::size_t at, std::size_t count) const { return check(at, count), bytes_.substr(at, count); }

    int i16_or(std::size_t at, int other) const { return holds(at, 2) ? i16(at) : other; }
    int u16_or(std::size_t at, int other) const { return holds(at, 2) ? u16(at) : other; }

private:
    std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(bytes_[at]); }
    void check(std::size_t at, std::size_t count) const {
        if (!holds(at, count)) throw PastEnd{};
    }

    std::string_view bytes_;
};

inline void put16(std::string& to, std::uint32_t v) {
    to += static_cast<char>(v >> 8);
    to += static_cast<char>(v);
}
inline void put32(std::string& to, std::uint32_t v) {
    put16(to, v >> 16);
    put16(to, v & 0xFFFF);
}
inline void set16(std::string& in, std::size_t at, std::uint32_t v) {
    in[at] = static_cast<char>(v >> 8);
    in[at + 1] = static_cast<char>(v);
}
inline void set32(std::string& in, std::size_t at, std::uint32_t v) {
    set16(in, at, v >> 16);
    set16(in, at + 2, v & 0xFFFF);
}

}  // namespace tianbiao
