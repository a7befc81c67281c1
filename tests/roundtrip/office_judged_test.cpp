// Documents of word processors to their applications, through a real LibreOffice in its jail.
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "batch/office.h"
#include "roundtrip/drawn_by_others.h"

namespace tianbiao::test {
namespace {

TEST(OfficeJudged, DocumentsOfAllKindsComeBackExactly) {
    const Folder at;
    std::vector<Made> samples = drawable_samples();
    samples.resize(1);
    const std::vector<Made> made = drawn(at, "odf", ".fodt", samples, 1);
    const std::string open = "cd " + at.file("") + " && soffice -env:UserInstallation=file://" + at.file("profile") + " --headless --convert-to ";
    for (const char* kind : {"odt", "docx", "doc"}) run(open + kind + " *.fodt");
    run("cp " + at.file(made[0].name + ".doc") + " " + at.file(made[0].name + ".wps"));
    for (const std::string kind : {".odt", ".docx", ".doc", ".wps"}) {
        const std::string name = made[0].name + kind, bytes = at.bytes(name);
        ASSERT_EQ(office_kind(name, bytes), kind);
        Tally tally;
        compare(made[0], pdf_of_office(bytes, kind, name), tally);
        EXPECT_GT(tally.fields, 20u) << kind;
        expect_exact("LibreOffice in its jail, " + kind, tally);
    }
}

TEST(OfficeJudged, WhatIsNoDocumentIsSaid) {
    EXPECT_EQ(office_kind("a.docx", "%PDF-1.7"), "");
    EXPECT_EQ(office_kind("a.pdf", ""), "");
    try {
        pdf_of_office(std::string(2000, '\0'), ".docx", "a.docx");
        ADD_FAILURE() << "it was read";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::unreadable) << error.text();
    }
}

}  // namespace
}  // namespace tianbiao::test
