#include "base/deflate.h"

#include <thread>

#include <gtest/gtest.h>
#include <libdeflate.h>

using namespace tianbiao;

namespace {

std::string unpacked(const std::string& packed, std::size_t size) {
    std::string bytes(size, '\0');
    libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
    const auto result = libdeflate_zlib_decompress(decompressor, packed.data(), packed.size(), bytes.data(), bytes.size(), nullptr);
    libdeflate_free_decompressor(decompressor);
    return result == LIBDEFLATE_SUCCESS ? bytes : "damaged";
}

}  // namespace

TEST(Deflate, EveryLevelComesBackWhole) {
    std::string bytes;
    for (int i = 0; i < 5000; ++i) bytes += static_cast<char>(i * i / 7);
    for (int level = -1; level <= 13; ++level) EXPECT_EQ(unpacked(zlib_compress(bytes, level), bytes.size()), bytes) << level;
    EXPECT_EQ(unpacked(zlib_compress("", 6), 0), "");
    EXPECT_LT(zlib_compress(std::string(10000, 'a'), 6).size(), 100u);
}

TEST(Deflate, SameBytesGiveTheSameResultInEveryThread) {
    const std::string bytes(20000, 'x');
    const std::string here = zlib_compress(bytes, 9);
    std::string there;
    std::thread([&] { there = zlib_compress(bytes, 9); }).join();
    EXPECT_EQ(here, there);
    EXPECT_EQ(here, zlib_compress(bytes, 9));
}

TEST(Deflate, CheckSumAgreesWithTheStandardsExample) {
    EXPECT_EQ(crc32("123456789"), 0xCBF43926u);
    EXPECT_EQ(crc32(""), 0u);
}

TEST(Inflate, GivesBackWhatWasPacked) {
    const std::string bytes(100000, 'a');
    for (const std::string& text : {std::string(), std::string("a"), bytes}) {
        const Inflated inflated = zlib_decompress(zlib_compress(text, 6), 100000);
        EXPECT_EQ(inflated.ending, Inflating::whole);
        EXPECT_EQ(inflated.bytes, text);
    }
    EXPECT_EQ(zlib_decompress(zlib_compress(bytes, 6), 99999).ending, Inflating::too_much);
}

TEST(Inflate, TellsAPartFromTheWhole) {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += std::to_string(i);
    const std::string packed = zlib_compress(text, 6);
    EXPECT_EQ(zlib_decompress(packed.substr(0, packed.size() / 2), 100000).ending, Inflating::damaged);
    EXPECT_EQ(zlib_decompress(packed.substr(0, packed.size() - 4), 100000).bytes, text);  // the check sum alone is missing
    std::string wrong = packed;
    wrong.back() = static_cast<char>(wrong.back() ^ 1);
    EXPECT_EQ(zlib_decompress(wrong, 100000).ending, Inflating::damaged);
    EXPECT_EQ(zlib_decompress("", 10).ending, Inflating::damaged);
}
