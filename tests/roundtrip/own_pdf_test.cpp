// Our own PDFs, written and read as bytes, back to the application: with the data inside and by what is printed alone.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <set>

#include "form/validate.h"
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

// Nothing is said of it but what check says of the same field: that a count is none.
std::string unfounded(const Extraction& read, const Form& form) {
    std::set<std::string> doubtful;
    for (const Finding& finding : validate(read.record, form, Language::zh)) doubtful.insert(finding.field);
    std::string text;
    for (const Finding& f : read.findings)
        if (!doubtful.contains(f.field) || (f.rule != "not_a_count" && f.rule != "not_a_date")) text += f.rule + " " + f.field + "\n";
    return text;
}

void expect_back(const Record& record, const std::string& id) {
    const Form& form = studio().form(id);
    const Extraction alone = read_one(printed_and_read(record, false)), carried = read_one(printed_and_read(record, true));
    EXPECT_EQ(differences_text(visible(record, form), alone.record), "");
    EXPECT_EQ(unfounded(alone, form), "");
    EXPECT_EQ(differences_text(record, carried.record), "");
    EXPECT_EQ(unfounded(carried, form), "");
}

TEST(OwnPdf, EverySampleComesBack) {
    for (const std::string& name : sample_names()) {
        if (name == "training-mistakes") continue;  // holds keys that the form does not have
        SCOPED_TRACE(name);
        const Record record = sample(name);
        expect_back(record, printed(value_at(record, "/form")));
    }
}

// 10,000 with TIANBIAO_TEST_FULL, 80 of them without: both forms by turns, in parts that run side by side.
constexpr std::uint32_t parts = 8;
std::uint32_t applications() { return std::getenv("TIANBIAO_TEST_FULL") ? 10000 : 80; }

// From two words to many pages of 附页, from no row to lists over pages, from full to almost blank.
Wildness wildness_of(std::uint32_t seed) {
    static constexpr std::array lengths{200, 1200, 6000, 20, 900};
    static constexpr std::array absent{0.15, 0.15, 0.0, 0.6};
    return {lengths[seed % lengths.size()], seed % 11 == 0 ? 60 : 12, absent[seed % 7 % absent.size()]};
}

class RandomApplications : public testing::TestWithParam<std::uint32_t> {};

TEST_P(RandomApplications, ComeBackExactly) {
    for (std::uint32_t number = GetParam(); number < applications(); number += parts) {
        const std::string& id = forms()[number / parts % forms().size()];
        const std::uint32_t seed = 1000 + number;
        SCOPED_TRACE(id + " " + std::to_string(seed));
        expect_back(random_application(studio().form(id), seed, wildness_of(seed)), id);
        if (HasFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(Parts, RandomApplications, testing::Range(std::uint32_t{0}, parts));

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
