// SQLite behind the stores: what was committed stays, versions follow one another, and every fault is an Error with a place.
#include <gtest/gtest.h>

#include <sys/stat.h>


#include "archive/database.h"
#include "base/error.h"
#include "base/files.h"
#include "support/code_of.h"
#include "support/temporary_folder.h"

namespace tianbiao::test {
namespace {

constexpr std::int32_t ours = 0x74627431;
const Migrations first{"CREATE TABLE papers(name TEXT NOT NULL)"};
const Migrations second{first[0], "ALTER TABLE papers ADD COLUMN pages INTEGER NOT NULL DEFAULT 1"};

std::int64_t count(Database& database) {
    Statement statement = database.prepare("SELECT count(*) FROM papers");
    statement.step();
    return statement.integer(0);
}

TEST(Database, KeepsWhatWasCommittedAndForgetsWhatWasNot) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path("a.sqlite");
    {
        Database database(file, Access::create, ours, first);
        Transaction kept(database);
        database.prepare("INSERT INTO papers VALUES (?)").bind("一").run();
        kept.commit();
        Transaction lost(database);
        database.prepare("INSERT INTO papers VALUES (?)").bind("二").run();
    }
    Database database(file, Access::read, ours, first);
    EXPECT_EQ(count(database), 1);
}

TEST(Database, IsForItsOwnerOnly) {
    const TemporaryFolder folder;
    const Database database(folder.path("a.sqlite"), Access::create, ours, first);
    struct stat facts {};
    ASSERT_EQ(::stat((folder.path("a.sqlite")).c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST(Database, OfAnOlderVersionOpensInANewerOneAndNotTheOtherWayRound) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path("a.sqlite");
    {
        Database database(file, Access::create, ours, first);
        database.prepare("INSERT INTO papers VALUES (?)").bind("一").run();
    }
    EXPECT_EQ(code_of([&] { Database(file, Access::read, ours, second); }), Code::unreadable);
    {
        Database database(file, Access::write, ours, second);
        Statement statement = database.prepare("SELECT pages FROM papers");
        ASSERT_TRUE(statement.step());
        EXPECT_EQ(statement.integer(0), 1);
    }
    EXPECT_EQ(code_of([&] { Database(file, Access::write, ours, first); }), Code::unreadable);
}

TEST(Database, OfAnotherProgramIsRefused) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path("a.sqlite");
    { const Database database(file, Access::create, ours + 1, first); }
    EXPECT_EQ(code_of([&] { Database(file, Access::write, ours, first); }), Code::unreadable);
}

TEST(Database, ThatIsNoneOrDamagedIsUnreadable) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path("a.sqlite");
    EXPECT_EQ(code_of([&] { Database(file, Access::write, ours, first); }), Code::unreadable);
    write_files({{file.string(), std::string(4096, 'x')}});
    EXPECT_EQ(code_of([&] { Database(file, Access::write, ours, first); }), Code::unreadable);
}

TEST(Database, BackedUpWhileItIsWrittenIsWhole) {
    const TemporaryFolder folder;
    Database database(folder.path("a.sqlite"), Access::create, ours, first);
    for (int i = 0; i < 100; ++i) database.prepare("INSERT INTO papers VALUES (?)").bind(std::to_string(i)).run();
    Transaction open(database);
    database.prepare("INSERT INTO papers VALUES (?)").bind("not yet").run();
    Database reading(folder.path("a.sqlite"), Access::read, ours, first);
    reading.backup_to(folder.path("b.sqlite"));
    open.commit();
    Database copy(folder.path("b.sqlite"), Access::write, ours, first);
    EXPECT_EQ(count(copy), 100);
    EXPECT_TRUE(copy.faults().empty());
}

}  // namespace
}  // namespace tianbiao::test
