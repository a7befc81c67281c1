// Check characters against the standards' vectors.
#include <gtest/gtest.h>

#include "form/checks.h"
#include "form/readings.h"

namespace tianbiao {
namespace {

TEST(Checks, CreditCodesWithTheRightCheckCharacter) {
    EXPECT_TRUE(has_credit_code_check("11320000MB151840XJ"));
    EXPECT_TRUE(has_credit_code_check("91350100M000100Y43"));
    EXPECT_FALSE(has_credit_code_check("91350100M000100Y4Z"));  // Z is none of its characters
    EXPECT_FALSE(has_credit_code_check("91310115MA1H8R7C6D"));
    EXPECT_FALSE(has_credit_code_check("9135A100M000100Y43"));  // the region is digits
}

TEST(Checks, OneWrongCharacterOfACreditCodeIsAlwaysSeen) {
    const std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const std::string code = "11320000MB151840XJ";
    for (std::size_t i = 0; i < code.size(); ++i) {
        for (const char c : alphabet) {
            std::string other = code;
            other[i] = c;
            EXPECT_EQ(has_credit_code_check(other), other == code) << other;
        }
    }
}

TEST(Checks, IdNumbersOfTheStandard) {
    for (const char* id : {"11010519491231002X", "440524188001010014", "34052419800101001X", "513101198201130014"}) EXPECT_TRUE(has_id_number_check(id)) << id;
    EXPECT_FALSE(has_id_number_check("110105194912310021"));
    EXPECT_FALSE(has_id_number_check("1101051949123100"));
}

Json text(const char* value) { return Json::make_text(value); }

TEST(Readings, WholeNumbersAreDigitsAndGroupingMarksAlone) {
    for (const auto& [written, number] : {std::pair{"1200", 1200}, {"1,200", 1200}, {"１２００", 1200}, {" 12 ", 12}, {"-3", -3}, {"0", 0}}) {
        const Json value = text(written);
        ASSERT_TRUE(whole_number(&value)) << written;
        EXPECT_EQ(*whole_number(&value), number);
    }
    for (const char* written : {"", "约200", "200人", "1.5", ",1", "1,", "1e3", "9999999999999999999999", "--1"}) {
        const Json value = text(written);
        EXPECT_FALSE(whole_number(&value)) << written;
    }
}

TEST(Readings, DatesThatExist) {
    EXPECT_TRUE(plain_date("2008"));
    EXPECT_TRUE(plain_date("2008-02-29"));
    for (const char* written : {"2007-02-29", "2008-13", "2008-00", "08-01-01", "2008/01/01", "2008-1-1", "", "20080101"}) EXPECT_FALSE(plain_date(written)) << written;
    const auto loose = loose_date("成立于2008年6月12日");
    ASSERT_TRUE(loose);
    EXPECT_EQ(loose->year * 10000 + loose->month * 100 + loose->day, 20080612);
    EXPECT_FALSE(loose_date("电话12000880016"));
}

TEST(Readings, TwoDatesAreComparedAsFarAsBothSay) {
    EXPECT_EQ(compare({2023, 6, 0}, {2023, 6, 23}), 0);
    EXPECT_EQ(compare({2023, 7, 0}, {2023, 6, 23}), 1);
    EXPECT_EQ(compare({2022, 0, 0}, {2023, 6, 23}), -1);
}

}  // namespace
}  // namespace tianbiao
