// 字 as the notice counts them.
#include <gtest/gtest.h>

#include "form/shared_forms.h"

namespace tianbiao {
namespace {

struct Counted {
    const char* text;
    int count;
};

const Counted texts[] = {
    {"", 0},
    {"单位基本情况。", 7},
    {"A B", 2},
    {"GB/T 4754-2017", 2},
    {"a.b@c.com", 1},
    {"https://jxjy.lit.example/ai?x=1&y=2#top", 1},
    {"3.14%", 2},                 // the last mark stands between nothing
    {"C++与Java", 5},             // C, +, +, 与, Java
    {"……——", 4},
    {"你好，world 2023年", 6},     // 你 好 ， world 2023 年
    {"ＡＢ１２", 1},               // full-width letters and digits are letters and digits
    {"葛\U000E0100", 1},           // one character with its variation selector
    {"👨‍👩‍👧", 1},
    {"cafe\u0301 é", 2},           // a combining mark belongs to its letter
    {"か\u3099き", 2},
    {"a\r\nb\u3000c\u00A0d", 4},   // white space counts nothing
    {"-5~+8", 5},                  // - 5 ~ + 8: a mark joins only what stands on both its sides
    {"①②m²", 4},
    {"Москва-2023", 1},
    {"𠮷䶮\U00030EDE", 3},
};

TEST(Count, TextsAndTheirCounts) {
    for (const Counted& one : texts) EXPECT_EQ(count_characters(one.text), one.count) << one.text;
}

TEST(Count, LimitsSampleStandsExactlyAtEveryLimit) {
    const Record record = sample_record("training-limits");
    for (const auto& [field, limit] : {std::pair{"/organization/profile", 800}, {"/platform", 300}, {"/training_summary", 500},
                                       {"/faculty_development", 500}, {"/plan/text", 800}}) {
        EXPECT_EQ(count_characters(printed(value_at(record, field))), limit) << field;
    }
}

TEST(Count, JoiningTextsAtWhiteSpaceAddsTheirCounts) {
    for (const Counted& a : texts) {
        for (const Counted& b : texts) EXPECT_EQ(count_characters(std::string(a.text) + " \n" + b.text), a.count + b.count) << a.text << b.text;
    }
}

}  // namespace
}  // namespace tianbiao
