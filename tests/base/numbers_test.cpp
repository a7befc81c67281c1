#include "base/numbers.h"

#include <clocale>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

using namespace tianbiao;

TEST(Numbers, FixedKeepsItsDigits) {
    EXPECT_EQ(fixed(0, 2), "0.00");
    EXPECT_EQ(fixed(1.5, 0), "2");
    EXPECT_EQ(fixed(-12.3456, 3), "-12.346");
    EXPECT_EQ(fixed(1e21, 1), "1000000000000000000000.0");
}

TEST(Numbers, ThereIsNoMinusZero) {
    EXPECT_EQ(fixed(-0.0, 2), "0.00");
    EXPECT_EQ(fixed(-0.001, 2), "0.00");
    EXPECT_EQ(short_number(-0.0004, 3), "0");
    EXPECT_EQ(fixed(-0.01, 2), "-0.01");
}

TEST(Numbers, ShortNumbersDropZerosBehindTheStopOnly) {
    EXPECT_EQ(short_number(12.50, 3), "12.5");
    EXPECT_EQ(short_number(3, 3), "3");
    EXPECT_EQ(short_number(100, 0), "100");
    EXPECT_EQ(short_number(100, 2), "100");
    EXPECT_EQ(short_number(-0.5, 2), "-0.5");
}

TEST(Numbers, WhatIsNoNumberIsZeroAndTheLargestFits) {
    EXPECT_EQ(fixed(std::nan(""), 1), "0.0");
    EXPECT_EQ(fixed(std::numeric_limits<double>::infinity(), 0), "0");
    EXPECT_EQ(fixed(-std::numeric_limits<double>::max(), 17).size(), 1u + 309 + 1 + 17);
}
