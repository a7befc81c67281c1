// Documents of word processors to their applications, through a real LibreOffice in its jail.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "app/office.h"
#include "app/parse.h"
#include "base/digest.h"
#include "base/files.h"
#include "roundtrip/drawn_by_others.h"
#include "support/code_of.h"
#include "support/temporary_folder.h"
#include "support/workshop.h"

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

// One .docx, and what parse gives of it.
struct Document {
    Folder at;
    std::string name, program = TIANBIAO_PROGRAM;

    Document() {
        std::vector<Made> samples = drawable_samples();
        samples.resize(1);
        name = drawn(at, "odf", ".fodt", samples, 1).front().name + ".docx";
        run("cd " + at.file("") + " && soffice -env:UserInstallation=file://" + at.file("profile") + " --headless --convert-to docx *.fodt && mkdir in && mv *.docx in");
    }
    void tianbiao(const std::string& arguments) const { run("cd " + at.file("") + " && " + program + " " + arguments); }
};

TEST(OfficeJudged, ParseBatchAndArchiveReadADocumentAlike) {
    const Document document;
    const std::vector<Parsed> parsed = parse_file(studio(), document.at.file("in/" + document.name), {});
    ASSERT_EQ(parsed.size(), 1u);
    EXPECT_EQ(parsed[0].origin, "docx");
    EXPECT_EQ(parsed[0].sha256, hex(sha256(document.at.bytes("in/" + document.name))));

    document.tianbiao("batch parse in -o read");
    const std::vector<Record> batch = read_records(document.at.bytes("read/" + document.name + ".json"), "");
    ASSERT_EQ(batch.size(), 1u);
    EXPECT_EQ(differences(batch[0], parsed[0].record).size(), 0u);

    document.tianbiao("archive --archive store --by clerk --date 2023-06-01 add read");
    document.tianbiao("archive --archive store --unmask get 1 -o kept.json");
    EXPECT_EQ(differences(read_records(document.at.bytes("kept.json"), "").at(0), parsed[0].record).size(), 0u);
    document.tianbiao("archive --archive store get 1 --original 1 -o kept.docx");
    EXPECT_EQ(document.at.bytes("kept.docx"), document.at.bytes("in/" + document.name));
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
