// Our own PDFs, written and read as bytes, back to the application: with the data inside and by what is printed alone.
#include <gtest/gtest.h>

#include <ctime>
#include <iostream>

#include "read/pdf_reader.h"
#include "support/reading_back.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

Evidence printed_and_read(const Record& record, bool data) {
    RenderOptions options;
    options.data = data;
    const Rendered made = rendered(record, options);
    return read_pdf(studio().pdf_writer().write(made.pages, made.facts));
}

Extraction read_one(const Evidence& evidence) {
    std::vector<DocumentRecord> read = read_document(evidence, anchors(), Language::zh);
    EXPECT_EQ(read.size(), 1u);
    return read.empty() ? Extraction{} : std::move(read[0].extraction);
}

void expect_back(const Record& record, const std::string& id) {
    const Extraction alone = read_one(printed_and_read(record, false)), carried = read_one(printed_and_read(record, true));
    EXPECT_EQ(differences_text(visible(record, studio().form(id)), alone.record), "");
    EXPECT_EQ(findings_text(alone.findings), "");
    EXPECT_EQ(differences_text(record, carried.record), "");
    EXPECT_EQ(findings_text(carried.findings), "");
}

TEST(OwnPdf, EverySampleComesBack) {
    for (const std::string& name : sample_names()) {
        if (name == "training-mistakes") continue;  // holds keys that the form does not have
        SCOPED_TRACE(name);
        const Record record = sample(name);
        expect_back(record, printed(value_at(record, "/form")));
    }
}

TEST(OwnPdf, RandomApplicationsComeBack) {
    for (const std::string& id : forms()) {
        for (std::uint32_t seed = 1000; seed < 1040; ++seed) {
            SCOPED_TRACE(id + " " + std::to_string(seed));
            Wildness wildness;
            wildness.longest_text = seed % 3 == 0 ? 6000 : seed % 3 == 1 ? 1200 : 200;
            expect_back(random_application(studio().form(id), seed, wildness), id);
            if (HasFailure()) return;
        }
    }
}

TEST(OwnPdf, BlanksSayNothing) {
    for (const std::string& id : forms()) {
        const Rendered made = render_blank(studio(), id, {});
        const Extraction read = read_one(read_pdf(studio().pdf_writer().write(made.pages, made.facts)));
        EXPECT_EQ(dump(Record{normal_form(read.record.root)}), "/form  \"" + id + "\"\n");
        EXPECT_EQ(findings_text(read.findings), "");
    }
}

}  // namespace
}  // namespace tianbiao::test
