// Fillable blanks whose fields another program filled: read by the names of their fields, whatever it left of appearances and layout.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/fill.h"
#include "read/pdf_reader.h"
#include "support/reading_back.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

// As fill leaves it: our own appearances, everything at its place.
Evidence typical() {
    const std::string blank = fillable_blank("training-2023", {{"/teachers", 24}, {"/sites", 6}});
    return read_pdf(fill_form(studio(), blank, "blank.pdf", sample("training-typical"), {}).pdf);
}

DocumentRecord only_one(const Evidence& evidence) {
    std::vector<DocumentRecord> read = read_document(evidence, anchors(), Language::zh);
    EXPECT_EQ(read.size(), 1u);
    return read.empty() ? DocumentRecord{} : std::move(read[0]);
}

void expect_typical(const Evidence& evidence) {
    const DocumentRecord read = only_one(evidence);
    EXPECT_EQ(read.form, "training-2023");
    EXPECT_EQ(differences_text(visible(sample("training-typical"), studio().form("training-2023")), read.extraction.record), "");
    for (const Finding& finding : read.extraction.findings) EXPECT_NE(finding.severity, Severity::error) << finding.rule << " " << finding.field;
}

SeenField& field(Evidence& evidence, const std::string& name) { return *std::ranges::find(evidence.fields, name, &SeenField::name); }

std::vector<std::string> rules_of(const DocumentRecord& read) {
    std::vector<std::string> rules;
    for (const Finding& finding : read.extraction.findings) rules.push_back(finding.rule + " " + finding.field);
    return rules;
}

TEST(NamedFields, WhatOurOwnFillLeavesReadsExactlyAndIsNoRevisionOfThePages) {
    const Evidence evidence = typical();
    expect_typical(evidence);
    EXPECT_EQ(rules_of(only_one(evidence)), std::vector<std::string>{});
}

// A program that leaves the appearances to the viewer (NeedAppearances), or takes the old ones away.
TEST(NamedFields, AreReadWithoutAnyAppearance) {
    Evidence evidence = typical();
    for (SeenField& each : evidence.fields) each.has_appearance = false, each.shown.clear(), each.state.clear();
    expect_typical(evidence);
}

// Laid out anew by who knows whom, but named as ours: no rule and no label is left.
TEST(NamedFields, SayWhichFormItIsWhereNoLabelDoes) {
    Evidence evidence = typical();
    for (SeenPage& page : evidence.pages) page.rules.clear(), page.texts.clear(), page.sequences.clear();
    expect_typical(evidence);
    for (SeenField& each : evidence.fields) each.name.insert(0, "x.");
    EXPECT_TRUE(read_document(evidence, anchors(), Language::zh).empty());
}

TEST(NamedFields, WhatIsSeenCountsAgainstTheNameAndBothAreSaid) {
    Evidence evidence = typical();
    SeenField &name = field(evidence, "organization.name"), &code = field(evidence, "organization.credit_code");
    std::swap(name.name, code.name);  // the value stands beside another label than its name says
    const DocumentRecord read = only_one(evidence);
    EXPECT_EQ(printed(value_at(read.extraction.record, "/organization/name")), name.value);
    const std::vector<std::string> rules = rules_of(read);
    EXPECT_NE(std::ranges::find(rules, "field_differs /organization/name"), rules.end());
    EXPECT_NE(std::ranges::find(rules, "field_differs /organization/credit_code"), rules.end());
}

TEST(NamedFields, AValueThatItsAppearanceDoesNotShowIsSaid) {
    Evidence evidence = typical();
    field(evidence, "organization.name").value = "另一单位";
    const DocumentRecord read = only_one(evidence);
    EXPECT_EQ(printed(value_at(read.extraction.record, "/organization/name")), printed(value_at(sample("training-typical"), "/organization/name")));
    const std::vector<std::string> rules = rules_of(read);
    EXPECT_NE(std::ranges::find(rules, "field_differs /organization/name"), rules.end());
}

TEST(NamedFields, HiddenOnesGiveNoValue) {
    Evidence evidence = typical();
    field(evidence, "organization.name").hidden = true;
    const DocumentRecord read = only_one(evidence);
    EXPECT_EQ(printed(value_at(read.extraction.record, "/organization/name")), "");
    const std::vector<std::string> rules = rules_of(read);
    EXPECT_NE(std::ranges::find(rules, "hidden_text /organization/name"), rules.end());
}

// Rows left free between others do not count, and a long text's pieces on its 附页 are one.
TEST(NamedFields, RowsLeftFreeAreNoEntries) {
    Evidence evidence = typical();
    for (SeenField& each : evidence.fields)
        if (each.name.starts_with("teachers.1.")) each.value.clear(), each.shown.clear();
    const Record record = only_one(evidence).extraction.record;
    const Json* teachers = value_at(record, "/teachers");
    const Record before = sample("training-typical");
    ASSERT_TRUE(teachers);
    EXPECT_EQ(teachers->items.size() + 1, value_at(before, "/teachers")->items.size());
    EXPECT_EQ(printed(value_at(record, "/teachers/1/name")), printed(value_at(before, "/teachers/2/name")));
}

// A further revision behind our own file: one that paints something else on a page is told from one that fills fields.
TEST(Revisions, ThatChangeAPageAreErrors) {
    RenderOptions options;
    options.data = false;
    const Rendered made = rendered(sample("training-typical"), options);
    Evidence evidence = read_pdf(studio().pdf_writer().write(made.pages, made.facts));
    evidence.revisions = 2, evidence.pages_revised = true;
    const DocumentRecord read = only_one(evidence);
    ASSERT_EQ(rules_of(read), std::vector<std::string>{"revised "});
    EXPECT_EQ(read.extraction.findings[0].severity, Severity::error);
}

}  // namespace
}  // namespace tianbiao::test
