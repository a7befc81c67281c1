// Masking numbers and addresses of persons, in places of their own and in any text.
#include <gtest/gtest.h>

#include "base/mask.h"

namespace tianbiao {
namespace {

TEST(Mask, EveryOfSeveralNumbersIsMasked) {
    EXPECT_EQ(masked("12000880016、0600-88012345"), "120****0016、060******2345");
    EXPECT_EQ(masked("songqinghe@zexue.example"), "s*********@zexue.example");
    EXPECT_EQ(masked("lisi＠example.cn"), "l***＠example.cn");
    EXPECT_EQ(masked("a@b.cn"), "*@b.cn");
    EXPECT_EQ(masked("邮箱@13800138000"), "邮箱@*******8000");
    EXPECT_EQ(masked("123"), "***");
    EXPECT_EQ(masked(""), "");
}

TEST(Mask, NumbersAreFoundInAnyText) {
    const std::pair<const char*, const char*> cases[]{
        {"电话13800138000，信箱a1@b.cn，2020年 1200.50", "电话138****8000，信箱a*@b.cn，2020年 1200.50"},
        {"138 0013 8000", "138******8000"},
        {"138-0013-8000", "138******8000"},
        {"+86 138 0013 8000", "+86 138******8000"},
        {"138.0013.8000", "138******8000"},
        {"１３８００１３８０００", "１３８****８０００"},
        {"(0591)87654321", "(059******4321"},
        {"（010） 8765 4321", "（010*******4321"},
        {"0591-8765432", "059*****5432"},
        {"400-810-1234", "400*****1234"},
        {"座机：8765432", "座机：87***32"},
        {"身份证990102197108160030", "身份证990***********0030"},
        {"99010219710816003X", "990***********003X"},
        {"990102 19710816 003X", "990*************003X"},
        {"990102 710816 003", "990********** 003"},
        {"12345678 @qq.com", "1********@qq.com"},
        {"张三＠example.cn", "张三＠example.cn"},
        {"2020年1380013800012月", "2020年138******0012月"},
    };
    for (const auto& [text, wanted] : cases) EXPECT_EQ(masked_by_shape(text), wanted) << text;
}

TEST(Mask, OtherNumbersStay) {
    for (const char* text : {"2018.03.01-2020.05.31", "2018年3月 2019年4月", "2018 2019 2020", "2018、2019、2020、2021", "1234567.89", "123456789.12", "1,200,300元", "建筑面积12000平方米",
                             "GB/T 4754-2017", "人力资源社会保障部令第12345678号", "91350100M000100Y4Z", "12990000MB0A36256Y", "第3章 4.5.6", "100", ""})
        EXPECT_EQ(masked_by_shape(text), text);
}

TEST(Mask, ACodeOfDigitsAloneStaysAndAnIdNumberInItsPlaceDoesNot) {
    EXPECT_EQ(masked_as_code("913501001234567890"), "913501001234567890");
    EXPECT_EQ(masked_as_code("91350100M000100Y4Z"), "91350100M000100Y4Z");
    EXPECT_EQ(masked_as_code("990102197108160030"), "990***********0030");
    EXPECT_EQ(masked_as_code("13800138000"), "138****8000");
}

}  // namespace
}  // namespace tianbiao
