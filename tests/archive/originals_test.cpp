// Originals are written once, for their owner alone, and what is read is what was written.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include "archive/originals.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/files.h"
#include "support/temporary_folder.h"

namespace tianbiao::test {
namespace {

namespace fs = std::filesystem;

unsigned mode_of(const fs::path& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 07777 : 0;
}

void damage(const fs::path& file, const std::string& bytes) {
    fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
    write_files({{file.string(), bytes}});
}

TEST(Originals, StandUnderTheirDigestReadOnly) {
    const TemporaryFolder folder;
    Originals originals(folder.path("originals"));
    const std::string digest = originals.keep("一份申请");
    EXPECT_EQ(digest, hex(sha256("一份申请")));
    const fs::path path = folder.path("originals/sha256") / digest.substr(0, 2) / digest.substr(2);
    EXPECT_EQ(originals.path(digest), path);
    EXPECT_EQ(originals.read(digest), "一份申请");
    EXPECT_EQ(mode_of(path), 0400u);
    for (const fs::path& above : {path.parent_path(), folder.path("originals/sha256"), folder.path("originals")})
        EXPECT_EQ(mode_of(above), 0700u) << above;
}

TEST(Originals, TheSameBytesAreWrittenOnce) {
    const TemporaryFolder folder;
    Originals originals(folder.path("originals"));
    const std::string digest = originals.keep("一");
    struct stat before {
    }, after{};
    ASSERT_EQ(::stat(originals.path(digest).c_str(), &before), 0);
    EXPECT_EQ(originals.keep("一"), digest);
    ASSERT_EQ(::stat(originals.path(digest).c_str(), &after), 0);
    EXPECT_EQ(before.st_ino, after.st_ino);
    EXPECT_TRUE(fs::is_empty(folder.path("originals/incoming")));
}

TEST(Originals, DamageIsNoticedAndMadeGoodByTheSameBytes) {
    const TemporaryFolder folder;
    Originals originals(folder.path("originals"));
    const std::string digest = originals.keep("一");
    damage(originals.path(digest), "二");
    EXPECT_FALSE(originals.is_whole(digest));
    EXPECT_THROW(originals.read(digest), Error);
    EXPECT_EQ(originals.keep("一"), digest);
    EXPECT_EQ(originals.read(digest), "一");
}

TEST(Originals, WhatAKilledProcessLeftIsTidiedAway) {
    const TemporaryFolder folder;
    Originals originals(folder.path("originals"));
    const std::string digest = originals.keep("一");
    write_files({{folder.path("originals/incoming/half").string(), "half"}});
    originals.tidy();
    EXPECT_TRUE(fs::is_empty(folder.path("originals/incoming")));
    EXPECT_TRUE(originals.is_whole(digest));
}

TEST(Originals, ANameThatIsNoDigestLeadsNowhere) {
    const TemporaryFolder folder;
    EXPECT_THROW(Originals(folder.path("originals")).read("../../etc/passwd"), Error);
}

}  // namespace
}  // namespace tianbiao::test
