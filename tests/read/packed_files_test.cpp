// Files in a ZIP: what they say of their sizes is bounded before anything is unpacked, and not believed while it is.
#include "read/packed_files.h"

#include <gtest/gtest.h>

#include "base/deflate.h"
#include "base/limits.h"
#include "support/code_of.h"
#include "support/package.h"

namespace tianbiao::test {
namespace {

// As unpack_members gives it: "ok 3\nabc" or "no 40\n{…}" for each.
std::string_view first_word(const std::string& answer) { return std::string_view(answer).substr(0, 2); }

TEST(PackedFiles, PastTheTotalAreRefusedByWhatTheyClaim) {
    std::string zip = zip_of({{"a.pdf", "a"}, {"b.pdf", "b"}});
    claim_size(zip, 0, limits::archive_total_bytes - 1);
    EXPECT_EQ(list_members(zip).size(), 2u);
    claim_size(zip, 0, limits::archive_total_bytes);
    EXPECT_EQ(code_of([&] { list_members(zip); }), Code::too_large);
}

TEST(PackedFiles, OneThatClaimsMoreThanADocumentMayHaveCostsOnlyItself) {
    std::string zip = zip_of({{"a.pdf", "a"}, {"b.pdf", "b"}});
    claim_size(zip, 0, limits::pdf_bytes + 1);
    const std::string answer = unpack_members(zip, 0, 2);
    EXPECT_EQ(first_word(answer), "no");
    EXPECT_TRUE(answer.ends_with("ok 1\nb"));
}

// A bomb of one file that the directory names again and again.
TEST(PackedFiles, OfAPieceThatIsLargerThanItClaimsAreNotUnpacked) {
    const std::string bytes(1u << 20, 'x');
    const auto bomb = [&](std::size_t times) { return unpack_members(named_again(zip_of({{"a.pdf", bytes}}), times), 0, times); };
    const std::size_t most = (limits::archive_piece_bytes + limits::pdf_bytes) >> 20;
    EXPECT_EQ(bomb(most).substr(0, 11), "ok 1048576\n");
    EXPECT_EQ(code_of([&] { bomb(most + 1); }), Code::too_large);
}

TEST(PackedFiles, PackedTooWellAreRefused) {
    const auto unpacked = [](const std::string& bytes) { return std::string(first_word(unpack_members(zip_of_packed("a.pdf", bytes), 0, 1))); };
    EXPECT_EQ(unpacked(std::string(limits::zip_ratio_from, 'x')), "ok");  // small enough to do no harm
    EXPECT_EQ(unpacked(std::string(limits::zip_ratio_from + limits::zip_ratio_from / 4, 'x')), "no");
}

}  // namespace
}  // namespace tianbiao::test
