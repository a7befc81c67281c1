#include "base/gb18030.h"

#include <gtest/gtest.h>

namespace tianbiao {
namespace {

TEST(Gb18030, CharactersOfOneTwoAndFourBytes) {
    EXPECT_EQ(utf8_of_gb18030("A"), "A");
    EXPECT_EQ(utf8_of_gb18030("\xB1\xED"), "表");          // GB 2312
    EXPECT_EQ(utf8_of_gb18030("\x81\x40"), "丂");          // GBK
    EXPECT_EQ(utf8_of_gb18030("\x95\x34\xB2\x35"), "𠮷");  // GB 18030
}

TEST(Gb18030, WhatIsNoCharacterSaysNothing) {
    EXPECT_EQ(utf8_of_gb18030("\xFF"), "");
    EXPECT_EQ(utf8_of_gb18030("\xB1"), "");
    EXPECT_EQ(utf8_of_gb18030(""), "");
    EXPECT_EQ(utf8_of_gb18030("\xB1\xED\xB1\xED"), "");  // two of them
}

}  // namespace
}  // namespace tianbiao
