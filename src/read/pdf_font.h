// A font as text is read with it: which bytes are a code, what it says, how far it moves the pen (ISO 32000-1, 9.5 to 9.10).
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "read/pdf_objects.h"

namespace tianbiao {

// One code of a shown string. Text space units of one, not of a thousand.
struct ShownCode {
    std::uint32_t code = 0;
    bool space = false;            // a single byte 32: word spacing counts (9.3.3)
    std::string_view text;         // "" : nothing is known of it; lives as long as the font
    double width = 0;              // horizontal displacement, or vertical (negative: downwards) in writing mode 1
    double origin_x = 0, origin_y = 0;  // of writing mode 1: from the vertical origin back to the glyph's own (9.7.4.3)
};

class Font {
public:
    virtual ~Font() = default;
    // The code that begins at `at`, which moves behind it.
    virtual const ShownCode& next(std::string_view bytes, std::size_t& at) = 0;

    const std::string& name() const { return name_; }
    bool vertical() const { return vertical_; }

protected:
    std::string name_;  // without a subset's tag
    bool vertical_ = false;
};

// Never null and never throws for a broken dictionary: such a font knows nothing of its codes. Throws Error too_large.
std::unique_ptr<Font> open_font(const ObjectStore& objects, const Object* dictionary);

std::unique_ptr<Font> open_simple_font(const ObjectStore& objects, const Object* dictionary);     // Type1, TrueType, MMType1, Type3
std::unique_ptr<Font> open_composite_font(const ObjectStore& objects, const Object* dictionary);  // Type0

std::string base_name(const ObjectStore& objects, const Object* dictionary);  // "ABCDEF+Song" is "Song"

}  // namespace tianbiao
