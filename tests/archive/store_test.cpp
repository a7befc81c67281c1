// Nothing is damaged or missing in silence; a backup is whole and comes back.
#include <gmock/gmock.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "archive/arrivals.h"
#include "archive/backup.h"
#include "archive/catalogue_schema.h"
#include "base/child.h"
#include "base/error.h"
#include "base/files.h"

namespace tianbiao::test {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

std::vector<std::string> names(const std::vector<Damage>& damages) {
    std::vector<std::string> all;
    for (const Damage& damage : damages) all.push_back(damage.what + " " + damage.name);
    return all;
}

void fill(TestStore& store, int count) {
    for (int i = 0; i < count; ++i) {
        Came came;
        came.code = std::to_string(i);
        came.organization = "单位" + std::to_string(i);
        store.add(came);
    }
}

TEST(Store, FilesAreForTheirOwnerAlone) {
    TestStore store;
    store.add({});
    for (const auto& entry : fs::recursive_directory_iterator(store.path())) {
        struct stat facts {};
        ASSERT_EQ(::stat(entry.path().c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 077, 0u) << entry.path();
    }
}

TEST(Store, ADamagedOriginalAndAMissingOneAreNamed) {
    TestStore store;
    fill(store, 3);
    const std::string damaged = store->catalogue().renditions(1).front().sha256, missing = store->catalogue().renditions(2).front().sha256;
    const fs::path file = store->originals().path(damaged);
    std::string bytes = read_file(file.string(), 4096);
    bytes.back() ^= 1;
    write_files({{file.string(), bytes}});
    fs::remove(store->originals().path(missing));
    EXPECT_THAT(names(store.damages()), testing::UnorderedElementsAre("original " + damaged, "original " + missing));
}

// Every column of every row: one character of it changed behind the catalogue's back is found.
TEST(Store, ADamagedRowIsNamed) {
    const std::pair<const char*, const char*> columns[]{
        {"entries", "form"},      {"entries", "state"},       {"entries", "name"},         {"entries", "received"},
        {"entries", "retention"}, {"entries", "digest"},      {"entries", "role_values"},  {"contents", "data"},
        {"contents", "findings"}, {"keys", "value"},          {"role_values", "folded"},   {"renditions", "name"},
        {"renditions", "kind"},   {"renditions", "received"}, {"renditions", "data"},      {"renditions", "findings"},
        {"renditions", "digest"}, {"originals", "digest"},    {"events", "by_whom"},       {"events", "on_day"},
        {"events", "what"},       {"events", "detail"},       {"events", "detail_digest"}, {"events", "digest"}};
    for (const auto& [table, column] : columns) {
        TestStore store;
        store.add({});
        store.run("UPDATE " + std::string(table) + " SET " + column + "=" + column + "||'x'");
        EXPECT_THAT(store.damages(), testing::Not(IsEmpty())) << table << "." << column;
    }
}

TEST(Store, AMissingRowIsNamed) {
    for (const char* sql :
         {"DELETE FROM renditions WHERE number=2", "DELETE FROM contents WHERE entry=2", "DELETE FROM events WHERE number=2",
          "DELETE FROM role_values WHERE entry=2", "DELETE FROM keys WHERE entry=2"}) {
        TestStore store;
        fill(store, 3);
        store.run(sql);
        EXPECT_THAT(store.damages(), testing::Not(IsEmpty())) << sql;
    }
}

TEST(Store, AFileOfNoEntryIsSaidAndIsNoDamage) {
    TestStore store;
    store.add({});
    Originals(store.path("originals")).keep("中断的一次");
    const Store::Verified verified = store->verify([](const Damage& damage) { ADD_FAILURE() << damage.text; });
    EXPECT_EQ(verified.left_over.size(), 1u);
}

TEST(Store, WithoutAnArchiveIsAnError) {
    const TemporaryFolder folder;
    EXPECT_THROW(Store(folder.path("none"), CatalogueUse::change), Error);
    EXPECT_FALSE(fs::exists(folder.path("none")));
}

// Version 1 kept neither a retention nor pages: what it wrote opens, is whole, and takes what is new.
TEST(Store, OfTheFirstVersionOpensInThisOne) {
    const TemporaryFolder folder;
    const fs::path file = folder.path("catalogue.sqlite");
    {
        Database first(file, Access::create, catalogue_application, {catalogue_migrations()[0]});
        first.run(read_file(SOURCE_DIR "/tests/archive/catalogue_v1.sql", 1u << 20));
    }
    Originals(folder.path("originals"))
        .keep("json\ntraining-2023\n12990000MB0A36256Y云泽省数字技术人才发展中心人工智能工程技术人员中心成立于2008年6月");
    Store store(folder.path(), CatalogueUse::change);
    store.verify([](const Damage& damage) { ADD_FAILURE() << damage.what << " " << damage.name << " " << damage.text; });
    std::vector<std::int64_t> ids;
    Query query;
    query.words = "发展";
    store.catalogue().find(query, [&](const Entry& entry) { ids.push_back(entry.id); });
    EXPECT_EQ(ids, std::vector<std::int64_t>{1});
    const Entry entry = *store.catalogue().entry(1);
    Entry kept = entry;
    kept.retention = "30年";
    store.catalogue().revise(entry, kept, {"赵六", "2024-01-02"}, "retained", {});
    store.verify([](const Damage& damage) { ADD_FAILURE() << damage.what << " " << damage.name << " " << damage.text; });
    EXPECT_EQ(store.catalogue().entry(1)->retention, "30年");
}

TEST(Backup, ComesBackWhole) {
    TestStore store;
    fill(store, 20);
    store->backup_to(store.beside("a.tar"));
    const Restored restored = restore_backup(store.beside("a.tar"), store.beside("back"));
    EXPECT_EQ(restored.originals, 20);
    Store back(store.beside("back"), CatalogueUse::change);
    const Store::Verified verified = back.verify([](const Damage& damage) { ADD_FAILURE() << damage.text; });
    EXPECT_EQ(verified.originals, 20);
    for (std::int64_t id = 1; id <= 20; ++id) EXPECT_EQ(back.catalogue().entry(id)->digest, store->catalogue().entry(id)->digest);
    struct stat facts {};
    ASSERT_EQ(::stat(store.beside("a.tar").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST(Backup, OfTheSameArchiveIsTheSameFile) {
    TestStore store;
    fill(store, 3);
    store->backup_to(store.beside("a.tar"));
    store->backup_to(store.beside("b.tar"));
    EXPECT_EQ(read_file(store.beside("a.tar").string(), 1u << 30), read_file(store.beside("b.tar").string(), 1u << 30));
}

TEST(Backup, OpensWithTarAndSha256sumJudged) {
    TestStore store;
    fill(store, 3);
    store->backup_to(store.beside("a.tar"));
    fs::create_directory(store.beside("out"));
    const auto untar = run_child({{"tar", "-xf", store.beside("a.tar").string(), "-C", store.beside("out").string()}});
    ASSERT_TRUE(untar && untar->status == 0) << untar->errors;
    const auto sums = run_child({{"env", "-C", store.beside("out").string(), "sha256sum", "-c", "SHA256SUMS"}});
    ASSERT_TRUE(sums);
    EXPECT_EQ(sums->status, 0) << sums->output << sums->errors;
}

TEST(Backup, CutOffOrDamagedAnywhereIsRefusedAndLeavesNoCatalogue) {
    TestStore store;
    fill(store, 2);
    store->backup_to(store.beside("a.tar"));
    const std::string whole = read_file(store.beside("a.tar").string(), 1u << 30);
    const auto refused = [&](const std::string& bytes, std::size_t at) {
        write_files({{store.beside("b.tar").string(), bytes}});
        fs::remove_all(store.beside("back"));
        EXPECT_THROW(restore_backup(store.beside("b.tar"), store.beside("back")), Error) << at;
        EXPECT_FALSE(fs::exists(store.beside("back") / "catalogue.sqlite")) << at;
    };
    for (std::size_t at = 0; at + 1024 < whole.size(); at += whole.size() / 37) {
        refused(whole.substr(0, at), at);
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x11);
        if (whole.substr(at, 1) != std::string(1, '\0') || at < whole.size() / 2) refused(damaged, at);
    }
    refused("", 0);
    refused(std::string(4096, 'x'), 0);
}

TEST(Backup, IsMadeWhileOthersAdd) {
    TestStore store;
    fill(store, 5);
    const pid_t child = ::fork();
    if (child == 0) {
        Store other(store.path(), CatalogueUse::change);
        for (int i = 100; i < 160; ++i) {
            Came came;
            came.code = std::to_string(i);
            other.add(bytes_of(came), {arrival(came)}, {"赵六", "2023-06-02"});
        }
        ::_exit(0);
    }
    store->backup_to(store.beside("a.tar"));
    int status = 1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    restore_backup(store.beside("a.tar"), store.beside("back"));
    Store back(store.beside("back"), CatalogueUse::change);
    EXPECT_GE(back.verify([](const Damage& damage) { ADD_FAILURE() << damage.text; }).originals, 5);
    EXPECT_THAT(store.damages(), IsEmpty());
    EXPECT_EQ(store.found(Query{}).size(), 65u);
}

TEST(Backup, GoesOnlyIntoAFolderOfItsOwn) {
    TestStore store;
    store.add({});
    store->backup_to(store.beside("a.tar"));
    EXPECT_THROW(restore_backup(store.beside("a.tar"), store.path()), Error);
}

}  // namespace
}  // namespace tianbiao::test
