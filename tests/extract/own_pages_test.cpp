// Our own pages back to the application that they were made of: by what is printed alone, to the character.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <iostream>

#include "extract/document_record.h"
#include "extract/written.h"
#include "support/page_evidence.h"
#include "support/reading_back.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

void expect_back(const Record& record, const std::string& id) {
    const Rendered made = rendered(record);
    const std::vector<DocumentRecord> read = read_document(evidence_of(made.pages), anchors(), Language::zh);
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0].form, id);
    EXPECT_EQ(differences_text(visible(record, studio().form(id)), read[0].extraction.record), "");
    EXPECT_EQ(findings_text(read[0].extraction.findings), "");
}

TEST(OwnPages, EverySampleComesBack) {
    for (const std::string& name : sample_names()) {
        if (name == "training-mistakes") continue;  // holds keys that the form does not have: see CarriedDataIsTakenWhereItAgrees
        SCOPED_TRACE(name);
        const Record record = sample(name);
        expect_back(record, printed(value_at(record, "/form")));
    }
}

TEST(OwnPages, RandomApplicationsComeBack) {
    for (const std::string& id : forms()) {
        for (std::uint32_t seed = 1; seed <= 60; ++seed) {
            SCOPED_TRACE(id + " " + std::to_string(seed));
            Wildness wildness;
            wildness.longest_text = seed % 3 == 0 ? 6000 : seed % 3 == 1 ? 1200 : 200;
            wildness.most_rows = seed % 5 == 0 ? 45 : 12;
            expect_back(random_application(studio().form(id), seed, wildness), id);
            if (HasFailure()) return;
        }
    }
}

// --- with the application inside the file

Evidence with_data(const Record& printed, const Record& carried) {
    Evidence evidence = evidence_of(rendered(printed).pages);
    evidence.files.push_back({"application.json", "application/json", "Source", write_record(carried)});
    return evidence;
}

Extraction read_one(const Evidence& evidence) {
    std::vector<DocumentRecord> read = read_document(evidence, anchors(), Language::zh);
    EXPECT_EQ(read.size(), 1u);
    return read.empty() ? Extraction{} : std::move(read[0].extraction);
}

const Finding* finding_of(const Extraction& read, std::string_view rule, std::string_view field) {
    for (const Finding& f : read.findings)
        if (f.rule == rule && f.field == field) return &f;
    return nullptr;
}

TEST(CarriedData, IsTakenWhereItAgrees) {
    for (const std::string& name : sample_names()) {
        SCOPED_TRACE(name);
        if (name == "training-mistakes") continue;  // misspelled keys are not printed, so that paper and data differ
        const Record record = sample(name);
        const Extraction read = read_one(with_data(record, record));
        EXPECT_EQ(differences_text(record, read.record), "");
        EXPECT_EQ(findings_text(read.findings), "");
    }
}

TEST(CarriedData, OfRandomApplicationsIsTakenWhereItAgrees) {
    for (const std::string& id : forms()) {
        for (std::uint32_t seed = 500; seed <= 540; ++seed) {
            SCOPED_TRACE(id + " " + std::to_string(seed));
            const Record record = random_application(studio().form(id), seed);
            const Extraction read = read_one(with_data(record, record));
            EXPECT_EQ(differences_text(record, read.record), "");
            EXPECT_EQ(findings_text(read.findings), "");
        }
    }
}

TEST(CarriedData, YieldsToWhatIsPrinted) {
    const Record record = sample("training-typical");
    Record carried = record;
    set_value(carried, "/organization/name", Json::make_text("另一所大学"));
    set_value(carried, "/teachers/1/phone", Json::make_text("13900000000"));
    set_value(carried, "/levels", Json::make_array({Json::make_text("高级")}));
    const Extraction read = read_one(with_data(record, carried));
    for (const char* field : {"/organization/name", "/teachers/1/phone", "/levels"}) {
        const Finding* found = finding_of(read, "sources_differ", field);
        ASSERT_TRUE(found) << field;
        EXPECT_EQ(found->severity, Severity::error);
        EXPECT_EQ(found->values.size(), 2u);
        EXPECT_GT(found->page, 0);
        EXPECT_EQ(written(studio().form("training-2023"), value_at(read.record, field)), written(studio().form("training-2023"), value_at(record, field)));
    }
    EXPECT_EQ(read.findings.size(), 3u);
}

TEST(CarriedData, OfAnotherNumberOfRowsIsSaidOnce) {
    const Record record = sample("training-typical");
    Record carried = record;
    carried.root.member("teachers").items.pop_back();
    const Extraction read = read_one(with_data(record, carried));
    EXPECT_TRUE(finding_of(read, "rows_differ", "/teachers"));
    EXPECT_EQ(read.findings.size(), 1u);
    EXPECT_EQ(differences_text(record, read.record), "");
}

TEST(CarriedData, WithoutAPlaceOnPaperIsNotTaken) {
    const Record record = sample("training-typical");
    Evidence evidence = with_data(record, record);
    evidence.pages.pop_back();
    const Extraction read = read_one(evidence);
    EXPECT_FALSE(value_at(read.record, "/recommendation/reason"));
    EXPECT_TRUE(finding_of(read, "pages_lost", ""));
    EXPECT_TRUE(finding_of(read, "labels_missing", ""));
}

TEST(Blank, SaysNothing) {
    for (const std::string& id : forms()) {
        for (const Sequences sequences : {Sequences::said, Sequences::left_out}) {
            const Rendered made = render_blank(studio(), id, {});
            const Extraction read = read_one(evidence_of(made.pages, sequences));
            EXPECT_EQ(dump(Record{normal_form(read.record.root)}), "/form  \"" + id + "\"\n");
            EXPECT_EQ(findings_text(read.findings), "");
        }
    }
}

// The same pages as any producer's: without the paragraphs, by baselines and widths alone.
TEST(AnyonesPages, ShortFieldsComeBackExactly) {
    int fields = 0, wrong = 0;
    std::string text;
    for (const std::string& name : sample_names()) {
        if (name == "training-mistakes" || name == "training-rare-names") continue;
        const Record record = sample(name);
        const std::string id = printed(value_at(record, "/form"));
        const Extraction read = read_one(evidence_of(rendered(record).pages, Sequences::left_out));
        fields += static_cast<int>(read.fields.size());
        for (const Difference& d : differences(visible(record, studio().form(id)), read.record))
            ++wrong, text += name + " " + d.field + "\n  was  [" + d.a + "]\n  read [" + d.b + "]\n";
    }
    std::cout << fields << " fields, " << wrong << " wrong\n";
    EXPECT_EQ(text, "");
}

TEST(Speed, OfSixPages) {
    const Record record = sample("training-typical");
    const Evidence plain = evidence_of(rendered(record).pages), carried = with_data(record, record);
    for (const Evidence* evidence : {&plain, &carried}) {
        const std::clock_t start = std::clock();
        for (int i = 0; i < 400; ++i) read_document(*evidence, anchors(), Language::zh);
        std::cout << 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / 400 << " ms\n";
    }
}

}  // namespace
}  // namespace tianbiao::test
