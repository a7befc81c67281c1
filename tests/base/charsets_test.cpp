#include "base/charsets.h"

#include <gtest/gtest.h>

namespace tianbiao {
namespace {

TEST(Charsets, CharactersOfEachSet) {
    EXPECT_EQ(utf8_of(Charset::gb18030, "\xB1\xED"), "表");
    EXPECT_EQ(utf8_of(Charset::shift_jis, "\x8D\x62"), "甲");
    EXPECT_EQ(utf8_of(Charset::shift_jis, "\x81\x60"), "～");  // as Windows has it, where JIS has 〜
    EXPECT_EQ(utf8_of(Charset::big5, "\xA5\xD2"), "甲");
    EXPECT_EQ(utf8_of(Charset::korean, "\xB0\xA1"), "가");
}

TEST(Charsets, WhatIsNoCharacterSaysNothing) {
    for (const Charset charset : {Charset::gb18030, Charset::shift_jis, Charset::big5, Charset::korean}) {
        EXPECT_EQ(utf8_of(charset, ""), "");
        EXPECT_EQ(utf8_of(charset, "\xFF\xFF"), "");
        EXPECT_EQ(utf8_of(charset, "\x81"), "");   // half of one
        EXPECT_EQ(utf8_of(charset, "\xB0\xA1\xB0\xA1\xB0\xA1"), "");
    }
}

}  // namespace
}  // namespace tianbiao
