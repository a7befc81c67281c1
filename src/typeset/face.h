// An open face: its file mapped, its HarfBuzz font, its tables, and what is known of single characters.
//
// Shared by threads once it is open: everything behind a const function is either fixed at opening or kept in atomics or behind a lock.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "typeset/characters.h"
#include "typeset/fonts.h"

struct hb_font_t;

namespace tianbiao {

// What one character alone comes to in a face, by the features that are on by default: one word, so that a look at it is one load.
class Look {
public:
    struct Parts {
        bool present = false;  // the face maps it
        bool joins = false;    // some default feature of the face looks at its glyph: shape it together with a neighbour that joins too
        bool complex = false;  // alone it is more than one glyph, or a moved one: always shape it in full
        std::uint16_t glyph = 0;
        Kind kind = Kind::other;
        int units = 0;                        // advance, in the face's own units
        float trim_front = 0, trim_back = 0;  // em, of a full-width mark: half an em where its ink leaves that much white
    };

    Look() = default;
    explicit Look(const Parts& parts);
    explicit Look(std::uint64_t packed) : packed_(packed) {}

    std::uint64_t packed() const { return packed_; }  // never 0 for one that was made of parts
    bool present() const { return packed_ & present_bit; }
    bool joins() const { return packed_ & joins_bit; }
    bool complex() const { return packed_ & complex_bit; }
    std::uint16_t glyph() const { return static_cast<std::uint16_t>(packed_); }
    int units() const { return static_cast<int>(packed_ >> 16 & 0xFFFF); }
    Kind kind() const { return static_cast<Kind>(packed_ >> 52 & 0xF); }
    float trim_front() const { return static_cast<float>(packed_ >> 32 & 0xFF) / trim_steps; }
    float trim_back() const { return static_cast<float>(packed_ >> 40 & 0xFF) / trim_steps; }

    static constexpr int trim_steps = 256;  // of an em

private:
    static constexpr std::uint64_t made_bit = 1ull << 48, present_bit = 1ull << 49, joins_bit = 1ull << 50, complex_bit = 1ull << 51;
    std::uint64_t packed_ = 0;
};

class FontProgram;  // program.h: the outlines, parsed when they are first asked for

class Face {
public:
    // `names`: of the family, to find the face in a collection whose order is not the one we know; may be empty.
    // Throws Error missing_font where the file is no font that we can use.
    Face(std::shared_ptr<const MappedFile> file, std::string path, int index, const std::vector<std::string>& names);
    ~Face();
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    const FaceFacts& facts() const { return facts_; }
    hb_font_t* font() const;
    std::string_view table(const char (&tag)[5]) const;  // bytes inside the mapping; empty where absent
    int glyph_count() const { return glyph_count_; }

    Look look(char32_t code) const {
        if (code >= cached_codes) return look_closely(code);
        const std::uint64_t packed = std::atomic_ref(looks_[code]).load(std::memory_order_relaxed);
        return packed ? Look(packed) : look_and_keep(code);
    }
    std::uint16_t nominal_glyph(char32_t code) const;  // by cmap alone; 0: absent
    bool has_variation(char32_t code, char32_t selector) const;
    int units(std::uint16_t glyph) const;  // advance in the face's own units
    float em(int units) const { return static_cast<float>(units * em_); }
    double advance(std::uint16_t glyph) const { return units(glyph) * em_; }  // em
    std::uint64_t serial() const { return serial_; }  // no other face of this process has it

    const FontProgram& program() const;  // throws Error missing_font where its tables do not hold together

private:
    struct State;
    struct Free {
        void operator()(std::uint64_t* p) const;
    };
    Look look_closely(char32_t code) const;
    Look look_and_keep(char32_t code) const;
    void shape_alone(char32_t code, Look::Parts& look) const;
    void measure_trims(Look::Parts& look) const;
    void read_facts();

    static constexpr std::size_t cached_codes = 0x10000;  // the BMP; rarer characters are looked up each time
    std::unique_ptr<State> state_;
    std::unique_ptr<std::uint64_t[], Free> looks_;        // by code; 0 where none was asked for yet
    FaceFacts facts_;
    double em_ = 0.001;
    int glyph_count_ = 0;
    std::uint64_t serial_ = 0;
};

}  // namespace tianbiao
