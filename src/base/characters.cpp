#include "base/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

namespace tianbiao {

bool is_word_character(char32_t code) {
    if (code < 0x80) return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    if (code >= 0x3000 && code <= 0x9FFF) return false;  // Han and kana, by far the most
    const auto c = static_cast<UChar32>(code);
    if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) return true;
    if (!u_isalpha(c)) return false;
    static constexpr std::array one_by_one{USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_BOPOMOFO, USCRIPT_HANGUL, USCRIPT_YI};
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    // ー and its half-width form are letters of no single script; they stand among kana.
    return U_SUCCESS(status) && script != USCRIPT_COMMON && std::ranges::find(one_by_one, script) == one_by_one.end();
}

CharacterFault character_fault(char32_t code) {
    if (code >= 0x20 && code < 0x7F) return CharacterFault::none;
    if (code == '\t' || code == '\n' || code == '\r') return CharacterFault::none;
    if (code >= 0x3000 && code <= 0x9FFF) return CharacterFault::none;  // marks, kana, ideographs
    if (code >= 0xFF01 && code <= 0xFF60) return CharacterFault::none;  // full-width forms
    const auto c = static_cast<UChar32>(code);
    if (u_charType(c) == U_CONTROL_CHAR) return CharacterFault::control;
    if (u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL)) return CharacterFault::bidi;
    if (u_hasBinaryProperty(c, UCHAR_NONCHARACTER_CODE_POINT)) return CharacterFault::noncharacter;
    if (u_charType(c) == U_PRIVATE_USE_CHAR) return CharacterFault::private_use;
    static constexpr std::array<char32_t, 4> invisible{0x00AD, 0x200B, 0x2060, 0xFEFF};
    return std::ranges::find(invisible, code) != invisible.end() ? CharacterFault::invisible : CharacterFault::none;
}

}  // namespace tianbiao
