// CMaps: which bytes make a code, and what a code says (9.10.3) or which CID it has (9.7.5).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tianbiao {

// A code of a string: its value and how many bytes it took.
struct CharacterCode {
    std::uint32_t value = 0;
    std::uint8_t bytes = 1;
};

class CMap {
public:
    // Of an embedded stream. Broken parts are left out; more than limits::cmap_entries entries are an Error too_large.
    static CMap parsed(std::string_view bytes);

    // The code that begins at `at` and moves `at` behind it. Where no code space range fits, the shortest range's length is taken (9.7.6.2).
    CharacterCode next(std::string_view bytes, std::size_t& at) const;
    // What the code says, as UTF-8 in a buffer that the caller owns; false: nothing is said of it.
    bool text(CharacterCode code, std::string& to) const;
    int cid(CharacterCode code) const;  // -1: none

    bool has_texts() const { return !texts_.empty(); }
    bool has_spaces() const { return !spaces_.empty(); }
    bool vertical() const { return vertical_; }
    const std::string& uses() const { return uses_; }  // the CMap that this one builds on (usecmap)

private:
    friend class CMapReader;
    struct Space {
        std::uint32_t from, to;
        std::uint8_t bytes;
    };
    struct TextRange {
        std::uint32_t from, to;
        std::uint8_t bytes;
        std::uint32_t begin;     // of UTF-16BE in pool_
        std::uint16_t length;    // in bytes; the last unit counts up with the code
    };
    struct CidRange {
        std::uint32_t from, to;
        std::uint8_t bytes;
        std::uint32_t cid;
    };
    void sort();

    std::vector<Space> spaces_;
    std::vector<TextRange> texts_;
    std::vector<CidRange> cids_;
    std::string pool_, uses_;
    bool vertical_ = false;
};

// UTF-16BE as UTF-8; lone surrogates and an odd last byte become U+FFFD.
void append_utf16be(std::string_view bytes, std::string& to);

}  // namespace tianbiao
