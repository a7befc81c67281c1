// The outlines of a face, as a subset is cut from them: one of two kinds.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace tianbiao {

class Face;

class FontProgram {
public:
    virtual ~FontProgram() = default;
    virtual std::string subset(std::span<const std::uint16_t> glyphs) const = 0;  // as subset.h says
};

std::unique_ptr<FontProgram> read_cff(const Face& face);   // subset_cff.cpp
std::unique_ptr<FontProgram> read_glyf(const Face& face);  // subset_glyf.cpp

}  // namespace tianbiao
