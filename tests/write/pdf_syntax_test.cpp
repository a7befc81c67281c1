#include "write/pdf_syntax.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/error.h"

namespace tianbiao {
namespace {

std::string number(double value, int decimals) {
    std::string text;
    append_number(text, value, decimals);
    return text;
}

TEST(PdfNumber, IsWrittenInItsShortestForm) {
    EXPECT_EQ(number(0, 3), "0");
    EXPECT_EQ(number(-0.0004, 3), "0");
    EXPECT_EQ(number(0.25, 2), ".25");
    EXPECT_EQ(number(-0.25, 2), "-.25");
    EXPECT_EQ(number(12.500, 3), "12.5");
    EXPECT_EQ(number(595.2756, 3), "595.276");
    EXPECT_EQ(number(100, 2), "100");
    EXPECT_EQ(number(-3.05, 2), "-3.05");
}

TEST(PdfNumber, ThatIsNotFiniteIsAnError) {
    EXPECT_THROW(number(std::numeric_limits<double>::quiet_NaN(), 2), Error);
    EXPECT_THROW(number(std::numeric_limits<double>::infinity(), 2), Error);
}

TEST(PdfString, IsPlainForAsciiAndUtf16ForTheRest) {
    EXPECT_EQ(text_string("a (b) \\"), "(a \\(b\\) \\\\)");
    EXPECT_EQ(text_string("表"), "<FEFF8868>");
    EXPECT_EQ(text_string("𠮷"), "<FEFFD842DFB7>");
    EXPECT_EQ(text_string("a\n"), "<FEFF0061000A>");
}

TEST(PdfName, EscapesWhatIsNotRegular) { EXPECT_EQ(name_object("application/json #1"), "/application#2Fjson#20#231"); }

TEST(PdfDate, HasBothSpellingsOfOneMoment) {
    EXPECT_EQ(read_moment("2023-05-19").pdf, "D:20230519000000Z");
    EXPECT_EQ(read_moment("2023-05-19").xmp, "2023-05-19T00:00:00Z");
    EXPECT_EQ(read_moment("2023-05-19T08:30:00+08:00").pdf, "D:20230519083000+08'00'");
    EXPECT_EQ(read_moment("2024-02-29T08:30:00Z").xmp, "2024-02-29T08:30:00Z");
}

TEST(PdfDate, ThatDoesNotExistIsAnError) {
    for (const char* text : {"", "2023", "2023-13-01", "2023-02-29", "2023-05-19T24:00:00Z", "2023-05-19T08:00:00", "2023-05-19 08:00:00Z",
                             "2023-05-19T08:00:00+0800", "19.05.2023"}) {
        EXPECT_THROW(read_moment(text), Error) << text;
    }
}

}  // namespace
}  // namespace tianbiao
