// Words of two characters are found, as are longer and shorter ones, in whatever form they were typed.
#include <gtest/gtest.h>

#include "archive/words.h"

namespace tianbiao {
namespace {

TEST(Words, AreThePairsOfARunOfHanAndItsLastCharacter) {
    EXPECT_EQ(index_terms("北京大学"), "北京 京大 大学 学");
    EXPECT_EQ(index_terms("北"), "北");
    EXPECT_EQ(index_terms("北京，大学"), "北京 京 大学 学");
    EXPECT_EQ(index_terms("AI平台2号"), "ai 平台 台 2 号");
    EXPECT_EQ(index_terms("ＡＩ　１２９９"), "ai 1299");
    EXPECT_EQ(index_terms(" ，。\n"), "");
}

TEST(Words, RareCharactersBeyondTheFirstPlaneCount) { EXPECT_EQ(index_terms("𬭊𠮷𫖯"), "𬭊𠮷 𠮷𫖯 𫖯"); }

TEST(Words, AreAskedForAsAPhrase) {
    EXPECT_EQ(match_terms("北京"), "\"北京\"");
    EXPECT_EQ(match_terms("北京大学"), "\"北京 京大 大学\"");
    EXPECT_EQ(match_terms("京"), "\"京\" *");
    EXPECT_EQ(match_terms("北京 AI"), "\"北京\" AND \"ai\" *");
    EXPECT_EQ(match_terms("\"北京\" OR *"), "\"北京\" AND \"or\" *");
    EXPECT_EQ(match_terms("，"), "");
}

TEST(Words, OfAnApplicationAreItsTextsAndNumbers) {
    EXPECT_EQ(written_text(read_json(R"({"a": "一", "b": [{"c": 12}, {"c": "二"}], "d": true})", "")), "一\n12\n二\n");
}

}  // namespace
}  // namespace tianbiao
