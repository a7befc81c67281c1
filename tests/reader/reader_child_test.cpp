// tianbiao-reader as its parent meets it: a PDF's bytes in, evidence or a clear message out, whatever the file does.
#include "app/reader_child.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/frame.h"
#include "base/limits.h"
#include "judges/run_judge.h"
#include "support/small_pdf.h"

namespace tianbiao {
namespace {

const std::string letter = test::bytes_of({"BT /F 10 Tf 10 50 Td (A) Tj ET", "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>", {}, {}, {}});

ReaderChild& reader() {
    static ReaderChild child;
    return child;
}

Error error_of(const std::string& bytes, const std::string& password = {}) {
    try {
        reader().evidence(bytes, "a.pdf", password);
    } catch (const Error& error) {
        return error;
    }
    return Error(Code::internal, {}, "no error");
}

TEST(ReaderChild, GivesTheEvidenceOfAPdf) {
    const Evidence evidence = reader().evidence(letter, "a.pdf");
    ASSERT_EQ(evidence.pages.size(), 1u);
    EXPECT_EQ(evidence.pages[0].texts.at(0).text, "A");
}

TEST(ReaderChild, SaysWhatIsWrongWithAFileInItsOwnWords) {
    const Error error = error_of("%PDF-1.7\nnothing else");
    EXPECT_EQ(error.code(), Code::unreadable);
    EXPECT_EQ(error.place().file, "a.pdf");
    EXPECT_NE(error.text().find("损坏"), std::string::npos);
}

TEST(ReaderChild, SurvivesStructuresThatOverflowAStack) {
    std::string deep;
    for (int i = 0; i < 20000; ++i) deep += "<</A ";
    const Error error = error_of(test::bytes_of({"", {}, "/Deep " + deep, {}, {}}));
    EXPECT_EQ(error.code(), Code::too_large);
    EXPECT_NE(error.text().find("嵌套"), std::string::npos);
}

// Within an object stream nothing can be seen before it is parsed. libqpdf gives such objects up; in PoDoFo the stack runs over, and the
// answer says so.
TEST(ReaderChild, StillAnswersWhenItsStackRunsOver) {
    const std::string bytes = read_file(SOURCE_DIR "/tests/broken/pdf/child/nested-in-an-object-stream.pdf", limits::pdf_bytes);
    EXPECT_EQ(error_of(bytes).code(), Code::unreadable);
#ifndef __SANITIZE_ADDRESS__
    try {
        reader().fields(bytes, "a.pdf");
        FAIL() << "read";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::unreadable);
        EXPECT_NE(error.text().find("嵌套过深"), std::string::npos);
    }
#endif
}

TEST(ReaderChild, IsNotMisledByATableThatSaysItIsHuge) {
    std::string bytes = letter;
    const std::size_t size = bytes.find("/Size ");
    bytes.replace(size, 7, "/Size 2147483000");
    EXPECT_NO_THROW(reader().evidence(bytes, "a.pdf"));
}

TEST(ReaderChild, PartOfAnAnswerIsNone) {
    const std::string whole = framed(std::string(evidence_answer) + packed(reader().evidence(letter, "a.pdf")));
    EXPECT_NO_THROW(evidence_of_answer(whole, 0, "a.pdf"));
    EXPECT_THROW(evidence_of_answer(whole, 1, "a.pdf"), Error);
    EXPECT_THROW(evidence_of_answer(whole.substr(0, whole.size() - 1), 0, "a.pdf"), Error);
    EXPECT_THROW(evidence_of_answer(framed("evidence\nx"), 0, "a.pdf"), Error);
    EXPECT_THROW(evidence_of_answer(framed("{\"workbook\": {}}"), 0, "a.pdf"), Error);
}

// A child that went wild is not listened to for ever: what it says up to the limit is heard and is no answer, one byte more ends it.
TEST(ReaderChild, AnAnswerPastItsLimitIsNotHeardToItsEndJudged) {
    const auto text = [](std::size_t bytes) {
        ReaderChild child(SOURCE_DIR "/tests/reader/says_too_much.py");
        try {
            child.evidence(std::to_string(bytes), "a.pdf");
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Code::unreadable);
            return error.text();
        }
        return std::string();
    };
    EXPECT_NE(text(limits::evidence_bytes).find("没有给出完整的回答"), std::string::npos);
    EXPECT_NE(text(limits::evidence_bytes + 1).find("回答过长"), std::string::npos);
}

TEST(ReaderChild, QuestionsCarryThePasswordApart) {
    const std::string input = asked("秘密", "%PDF");
    EXPECT_EQ(question_of(input).password, "秘密");
    EXPECT_EQ(question_of(input).file, "%PDF");
    EXPECT_EQ(question_of("PK").file, "PK");
    EXPECT_EQ(question_of("tianbiao-question 2 99 1\nshort").password, "");
    EXPECT_EQ(question_of("tianbiao-question 2 2 9\nshort").password, "");
    EXPECT_EQ(question_of("tianbiao-question 2 18446744073709551615 6\nshort").password, "");
    EXPECT_EQ(asked_size(input.substr(0, 30)), input.size());
    EXPECT_EQ(asked_size("%PDF"), 0u);
}

class Encrypted : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(Encrypted, OpensWithItsPasswordAloneJudged) {
    const judges::TemporaryFile plain(letter), locked("");
    std::vector<std::string> arguments{"qpdf", "--allow-weak-crypto", "--encrypt", "secret", "owner"};
    arguments.insert(arguments.end(), GetParam().begin(), GetParam().end());
    arguments.insert(arguments.end(), {"--", plain.path(), locked.path()});
    ASSERT_EQ(judges::run_judge(arguments).status, 0);
    const std::string bytes = read_file(locked.path(), limits::pdf_bytes);
    EXPECT_EQ(error_of(bytes).code(), Code::unsupported);
    EXPECT_EQ(error_of(bytes, "wrong").code(), Code::unsupported);
    EXPECT_EQ(reader().evidence(bytes, "a.pdf", "secret").pages.at(0).texts.at(0).text, "A");
}

INSTANTIATE_TEST_SUITE_P(EveryKind, Encrypted,
                         testing::Values(std::vector<std::string>{"40"}, std::vector<std::string>{"128"}, std::vector<std::string>{"128", "--use-aes=y"},
                                         std::vector<std::string>{"256"}));

}  // namespace
}  // namespace tianbiao
