// What comes in is one entry for each version of an application, is found again, and leaves a trace.
#include <gmock/gmock.h>

#include "archive/arrivals.h"
#include "archive/states.h"
#include "base/error.h"

namespace tianbiao::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> events_of(TestStore& store, std::int64_t entry) {
    std::vector<std::string> all;
    for (const Event& event : store->catalogue().events(entry)) all.push_back(event.what + " " + event.trace.by + " " + event.trace.date);
    return all;
}

TEST(Catalogue, TheSameBytesTwiceAreOneEntry) {
    TestStore store;
    EXPECT_EQ(store.add({}).how, Added::entry);
    const AddedTo again = store.add({}, {"赵六", "2023-06-02"});
    EXPECT_EQ(again.how, Added::known);
    EXPECT_EQ(again.entry, 1);
    EXPECT_THAT(events_of(store, 1), ElementsAre("added 王五 2023-06-01"));
    EXPECT_EQ(store->catalogue().renditions(1).size(), 1u);
}

TEST(Catalogue, AnotherKindOfFileIsARenditionAndWhatItSaysDifferentlyNeedsReview) {
    TestStore store;
    store.add({});
    Came scan;
    scan.kind = "pdf";
    EXPECT_EQ(store.add(scan).how, Added::rendition);
    EXPECT_EQ(store->catalogue().entry(1)->state, state::received);
    Came book;
    book.kind = "xlsx";
    book.text = "中心成立于2009年6月";
    EXPECT_EQ(store.add(book).how, Added::rendition);
    EXPECT_EQ(store->catalogue().entry(1)->state, state::needs_review);
    const std::vector<Event> events = store->catalogue().events(1);
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(write_json(*events[2].detail.find("differs"), JsonStyle::compact), R"(["/text"])");
}

TEST(Catalogue, WhatAFileCannotShowIsNoDifference) {
    TestStore store;
    store.add({});
    Came scan;
    scan.kind = "pdf";
    Arrival seen = arrival(scan);
    seen.data.members.pop_back();
    seen.unseen = {"/text"};
    EXPECT_EQ(store->add("scan", {seen}, {"王五", "2023-06-01"}).front().how, Added::rendition);
    EXPECT_EQ(store->catalogue().entry(1)->state, state::received);
}

TEST(Catalogue, ANewVersionIsLinkedToTheOldOne) {
    TestStore store;
    store.add({});
    Came newer;
    newer.text = "重报";
    const AddedTo added = store.add(newer);
    EXPECT_EQ(added.how, Added::version);
    EXPECT_EQ(store->catalogue().entry(added.entry)->previous, 1);
    EXPECT_EQ(store->catalogue().entry(1)->next, added.entry);
    Query query;
    query.newest_alone = true;
    EXPECT_THAT(store.found(query), ElementsAre(2));
}

TEST(Catalogue, WhatWasSentBackComesAgainAsANewVersion) {
    TestStore store;
    store.add({});
    const Entry entry = *store->catalogue().entry(1);
    Entry returned = entry;
    returned.state = state::returned;
    store->catalogue().revise(entry, returned, {"王五", "2023-06-02"}, "state", {});
    Came scan;
    scan.kind = "pdf";
    scan.text = "已补正";
    EXPECT_EQ(store.add(scan).how, Added::version);
}

TEST(Catalogue, OtherOccupationsFormsAndCodesAreOtherApplications) {
    TestStore store;
    store.add({});
    Came other;
    other.occupation = "区块链工程技术人员";
    EXPECT_EQ(store.add(other).how, Added::entry);
    other = {};
    other.form = "assessment-2023";
    EXPECT_EQ(store.add(other).how, Added::entry);
    other = {};
    other.code = "12990000MB0A36265X";  // of the same name, but another organisation
    EXPECT_EQ(store.add(other).how, Added::entry);
    other = {};
    other.code = "";  // not read: the name tells
    other.kind = "pdf";
    EXPECT_EQ(store.add(other).how, Added::rendition);
}

TEST(Catalogue, FindsWordsOfTwoCharactersAndOfOneAndOfMany) {
    TestStore store;
    store.add({});
    Came other;
    other.organization = "临岚市望湖培训学校";
    other.code = "52990100MJ0000000A";
    other.text = "学校位于望湖区，AI课程12门";
    store.add(other);
    EXPECT_THAT(store.found("望湖"), ElementsAre(2));
    EXPECT_THAT(store.found("湖培"), ElementsAre(2));
    EXPECT_THAT(store.found("发展中心"), ElementsAre(1));
    EXPECT_THAT(store.found("岚"), ElementsAre(2));
    EXPECT_THAT(store.found("ａｉ"), ElementsAre(2));
    EXPECT_THAT(store.found("望湖 课程"), ElementsAre(2));
    EXPECT_THAT(store.found("湖望"), IsEmpty());
    EXPECT_THAT(store.found("望湖 中心"), IsEmpty());
    EXPECT_THAT(store.found("，"), IsEmpty());
}

TEST(Catalogue, FindsByWhatAnApplicationIsFiledBy) {
    TestStore store;
    store.add({});
    Came other;
    other.occupation = "区块链工程技术人员";
    other.date = "2023-05";
    store.add(other);
    Query query;
    query.values = {{"occupation", "区块链"}};
    EXPECT_THAT(store.found(query), ElementsAre(2));
    query.values = {{"code", "mb0a36256y"}, {"organization", "云泽"}};
    EXPECT_THAT(store.found(query), ElementsAre(1, 2));
    query = {};
    query.date_role = "date";
    query.to = "2023-05";
    EXPECT_THAT(store.found(query), ElementsAre(2));
    query.to = "";
    query.from = "2023-06-01";  // without a date of its own: the day it came
    EXPECT_THAT(store.found(query), ElementsAre(1));
    query = {};
    query.state = "confirmed";
    EXPECT_THAT(store.found(query), IsEmpty());
    query.values = {{"organization", "%' OR 1=1 --"}};
    EXPECT_THAT(store.found(query), IsEmpty());
}

TEST(Catalogue, ARevisionKeepsTheTraceAndTheSearchUpToDate) {
    TestStore store;
    store.add({});
    const Entry before = *store->catalogue().entry(1);
    Entry after = before;
    after.data.member("text") = Json::make_text("更正后的文字");
    after.values["organization"] = {"另一单位"};
    store->catalogue().revise(before, after, {"赵六", "2023-06-03"}, "corrected", Json::make_object({{"was", Json::make_text("旧")}}));
    EXPECT_THAT(store.found("更正"), ElementsAre(1));
    EXPECT_THAT(store.found("2008年"), IsEmpty());
    Query query;
    query.values = {{"organization", "另一单位"}};
    EXPECT_THAT(store.found(query), ElementsAre(1));
    EXPECT_THAT(events_of(store, 1), ElementsAre("added 王五 2023-06-01", "corrected 赵六 2023-06-03"));
    EXPECT_THAT(store.damages(), IsEmpty());
}

TEST(Catalogue, OfTwoWhoChangeTheSameEntryTheSecondIsTold) {
    TestStore store;
    store.add({});
    const Entry seen = *store->catalogue().entry(1);
    Entry mine = seen, theirs = seen;
    mine.retention = "永久";
    theirs.retention = "10年";
    store->catalogue().revise(seen, mine, {"王五", "2023-06-02"}, "retained", {});
    try {
        store->catalogue().revise(seen, theirs, {"赵六", "2023-06-02"}, "retained", {});
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::unwritable);
    }
    EXPECT_EQ(store->catalogue().entry(1)->retention, "永久");
}

TEST(Catalogue, WhatIsDeletedLeavesItsTraceAlone) {
    TestStore store;
    store.add({});
    const std::string sha256 = store->catalogue().renditions(1).front().sha256;
    EXPECT_EQ(store->remove(*store->catalogue().entry(1), {"王五", "2034-01-02"}, Json::make_object({{"reason", Json::make_text("期满")}})),
              1);
    EXPECT_FALSE(store->originals().exists(sha256));
    EXPECT_THAT(store.found(Query{}), IsEmpty());
    EXPECT_THAT(store.found("中心"), IsEmpty());
    EXPECT_THAT(events_of(store, 1), ElementsAre("added 王五 2023-06-01", "deleted 王五 2034-01-02"));
    EXPECT_THAT(store.damages(), IsEmpty());
    EXPECT_EQ(store.run("SELECT count(*) FROM entries, contents WHERE contents.data LIKE '%中心%' OR entries.role_values LIKE '%中心%'"),
              "0");
    EXPECT_EQ(store.add({}).how, Added::entry);  // it may come again
}

TEST(Catalogue, AFileThatOthersHoldStaysWhenOneOfThemGoes) {
    TestStore store;
    Came first, second;
    second.occupation = "区块链工程技术人员";
    Arrival a = arrival(first), b = arrival(second);
    b.place = 1;
    store->add("两份申请", {a, b}, {"王五", "2023-06-01"});
    EXPECT_EQ(store->remove(*store->catalogue().entry(1), {"王五", "2034-01-02"}, {}), 0);
    EXPECT_EQ(store->originals().read(store->catalogue().renditions(2).front().sha256), "两份申请");
    EXPECT_THAT(store.damages(), IsEmpty());
}

TEST(Catalogue, ADeletionThatWasCutOffIsFinished) {
    TestStore store;
    store.add({});
    const std::string sha256 = store->catalogue().renditions(1).front().sha256;
    store->catalogue().remove(*store->catalogue().entry(1), {"王五", "2034-01-02"}, {});  // and killed before the file went
    EXPECT_TRUE(store->originals().exists(sha256));
    const Store again(store.path(), CatalogueUse::change);
    EXPECT_FALSE(again.originals().exists(sha256));
}

TEST(States, FollowOneAnotherAsTheTableSays) {
    EXPECT_TRUE(may_follow("received", "confirmed"));
    EXPECT_FALSE(may_follow("received", "listed"));
    for (const State& state : all_states()) EXPECT_EQ(state_named(state.zh).name, state.name);
    EXPECT_THROW(state_named("done"), Error);
    EXPECT_TRUE(next_states("archived").empty());
}

TEST(States, ARetentionRunsFromTheYearAfterItCame) {
    EXPECT_FALSE(is_kept("", "2023-06-01", "2023-06-02"));
    EXPECT_TRUE(is_kept("永久", "2023-06-01", "2999-01-01"));
    EXPECT_TRUE(is_kept("10年", "2023-06-01", "2033-12-31"));
    EXPECT_FALSE(is_kept("10年", "2023-06-01", "2034-01-01"));
}

}  // namespace
}  // namespace tianbiao::test
