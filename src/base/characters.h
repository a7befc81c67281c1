// Kinds of characters, by the Unicode character database (ICU's tables), for counting and for refusing.
#pragma once
#include <cstdint>
#include <string_view>

namespace tianbiao {

// A letter or decimal digit of a script that is written in words: ASCII and full-width alike, é, я, ά. Han, kana, bopomofo, hangul and yi
// are counted one by one and are none.
bool is_word_character(char32_t code);

enum class CharacterFault : std::uint8_t {
    none,
    control,       // Cc other than tab, line feed, carriage return: NUL, escape, C1 …
    bidi,          // Bidi_Control: shows a text in another order than it is stored
    noncharacter,  // U+FFFE, U+FDD0 …
    private_use,   // means something in one font alone
    invisible,     // zero width space, soft hyphen, byte order mark: pasted along, seen by nobody
};
CharacterFault character_fault(char32_t code);

}  // namespace tianbiao
