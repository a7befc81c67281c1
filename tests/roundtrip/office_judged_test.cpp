// Documents of word processors to their applications, through a real LibreOffice in its jail.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.h"
#include "batch/office.h"
#include "roundtrip/drawn_by_others.h"
#include "support/code_of.h"
#include "support/temporary_folder.h"

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
    EXPECT_EQ(code_of([] { pdf_of_office(std::string(2000, '\0'), ".docx", "a.docx"); }), Code::unreadable);
}

TEST(OfficeJudged, ADocumentThatTakesLongerThanTheLimitIsGivenUpWithoutATrace) {
    const TemporaryFolder folder;
    std::filesystem::permissions(folder.path(), std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
    ::setenv("TMPDIR", folder.path().c_str(), 1);
    std::string said;
    EXPECT_EQ(code_of([] { pdf_of_office("text", ".odt", "a.odt", std::chrono::seconds(1)); }, &said), Code::unreadable);
    ::unsetenv("TMPDIR");
    EXPECT_NE(said.find("超过 1 秒"), std::string::npos) << said;
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace tianbiao::test
