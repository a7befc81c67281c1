// What PDF/UA-1 asks of a form, and PDF/A of a flat one: blanks with fields, filled ones, flat ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "app/fill.h"
#include "judges/judges.h"
#include "judges/pdfua.h"
#include "support/workshop.h"

namespace tianbiao {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;

const std::map<std::string, int> room{{"/teachers", 45}, {"/sites", 40}, {"/platform", 2}, {"/organization/profile", 2}};

std::map<std::string, int> room_of(const std::string& form) {
    std::map<std::string, int> rows;
    for (const auto& [list, count] : room)
        if (test::studio().form(form).field(list)) rows[list] = count;
    return rows;
}

std::string filled(const Record& record, bool flat) {
    const std::string form = printed(value_at(record, "/form"));
    FillOptions options;
    options.flat = flat;
    return fill_form(test::studio(), test::fillable_blank(form, room_of(form)), "blank.pdf", record, options).pdf;
}

// The face that a person types with is not embedded: such a file makes no claim (5), and keeps all other rules.
TEST(PdfUaJudged, AFilledFormKeepsTheRulesAndClaimsNothing) {
    for (const std::string& name : test::sample_names())
        EXPECT_THAT(judges::pdfua_complaints(filled(test::sample(name), false)), Each(HasSubstr("5: no identifier"))) << name;
}

TEST(PdfUaJudged, AFlatFormKeepsAllRules) {
    for (const std::string& name : test::sample_names()) EXPECT_THAT(judges::pdfua_complaints(filled(test::sample(name), true)), IsEmpty()) << name;
}

// Preflight knows part 1 only: it may object to the claim, the version, the missing CIDSet and the packed objects, to nothing else.
TEST(PdfUaJudged, AFlatFormIsPdfAButForWhatPart1DoesNotKnow) {
    std::vector<std::string> files;
    for (const std::string& name : test::sample_names()) files.push_back(filled(test::sample(name), true));
    const std::vector<std::string> said = judges::preflight(files);
    for (std::size_t i = 0; i < said.size(); ++i) {
        EXPECT_THAT(said[i], HasSubstr("CIDSet"));  // it did look
        std::istringstream lines(said[i]);
        for (std::string line; std::getline(lines, line);) {
            const bool known = line.find("7.11") != std::string::npos || line.find("CIDSet") != std::string::npos || line.find("/XRef") != std::string::npos ||
                               line.starts_with("1.1");
            EXPECT_TRUE(known) << test::sample_names()[i] << ": " << line;
        }
    }
}

}  // namespace
}  // namespace tianbiao
