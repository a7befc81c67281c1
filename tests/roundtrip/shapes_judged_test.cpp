// What people hand in besides one upright form: further pages of their own, two forms in a file, turned pages, a page for every row.
#include <gtest/gtest.h>

#include "extract/document_record.h"
#include "read/pdf_reader.h"
#include "roundtrip/drawn_by_others.h"
#include "support/reading_back.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

std::string own_pdf(const Record& record) {
    RenderOptions options;
    options.data = false;
    const Rendered made = rendered(record, options);
    return studio().pdf_writer().write(made.pages, made.facts);
}

// Long texts and lists of people go on behind the form, under heads that name the item as people name it.
TEST(ShapesJudged, WhatGoesOnOnAFreeFormSheetIsJoinedToItsField) {
    const Folder at;
    Tally tally;
    for (const Made& made : drawn(at, "cairo", ".pdf", drawable_samples(), 10, "annex")) compare(made, at.bytes(made.name + ".pdf"), tally);
    expect_exact("free-form sheets", tally);
}

TEST(ShapesJudged, EveryRowMayStandOnAPageOfItsOwn) {
    const Folder at;
    Tally tally;
    for (const Made& made : drawn(at, "cairo", ".pdf", drawable_samples(), 2, "rows")) compare(made, at.bytes(made.name + ".pdf"), tally);
    expect_exact("a row a page", tally);
}

TEST(ShapesJudged, TwoFormsInOneFileAreTwoApplications) {
    const Folder at;
    Tally tally;
    const Made training{"training", sample("training-typical")}, assessment{"assessment", sample("assessment-long-texts")};
    const std::vector<Made> made = drawn(at, "cairo", ".pdf", {training, assessment}, 4);
    at.write("training.pdf", own_pdf(training.record));
    at.write("assessment.pdf", own_pdf(assessment.record));
    std::vector<std::pair<std::string, std::string>> pairs{{"training", "assessment"}, {"assessment", "training"}};
    for (int seed = 0; seed < 4; ++seed) pairs.push_back({made[static_cast<std::size_t>(seed)].name, made[static_cast<std::size_t>(seed) + 4].name});
    for (const auto& [a, b] : pairs) {
        for (const std::string& command : {"qpdf --empty --pages " + at.file(a + ".pdf") + " " + at.file(b + ".pdf") + " -- " + at.file("two.pdf"),
                                           "pdfunite " + at.file(a + ".pdf") + " " + at.file(b + ".pdf") + " " + at.file("two.pdf")}) {
            run(command);
            const std::vector<DocumentRecord> read = read_document(read_pdf(at.bytes("two.pdf")), anchors(), Language::zh);
            ASSERT_EQ(read.size(), 2u) << command;
            const bool training_first = a.find("training") != std::string::npos;
            compare({a, training_first ? training.record : assessment.record}, read[0], tally);
            compare({b, training_first ? assessment.record : training.record}, read[1], tally);
        }
    }
    expect_exact("two forms", tally);
}

TEST(ShapesJudged, TurnedPagesReadLikeUprightOnes) {
    const Folder at;
    Tally tally;
    const Made typical{"training", sample("training-typical")};
    std::vector<std::string> names{"own"};
    at.write("own.pdf", own_pdf(typical.record));
    for (const Made& made : drawn(at, "cairo", ".pdf", {typical}, 4)) names.push_back(made.name);
    for (const std::string& name : names) {
        for (const std::string angle : {"+90", "+180", "+270", "+90:1,3-z"}) {
            run("qpdf " + at.file(name + ".pdf") + " --rotate=" + angle + " " + at.file("turned.pdf"));
            compare({name + angle, typical.record}, at.bytes("turned.pdf"), tally);
        }
    }
    expect_exact("turned pages", tally);
}

}  // namespace
}  // namespace tianbiao::test
