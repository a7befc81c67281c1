// What a batch is given: every file once, under a name of its own that stays in the output folder.
#include "batch/inputs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "support/code_of.h"
#include "support/package.h"
#include "support/temporary_folder.h"

namespace tianbiao::test {
namespace {

using Texts = std::vector<std::string>;

class Inputs : public testing::Test {
protected:
    void write(const std::string& name, const std::string& bytes = "%PDF-") const {
        std::filesystem::create_directories(folder.path(name).parent_path());
        std::ofstream(folder.path(name), std::ios::binary) << bytes;
    }
    std::vector<Input> gathered(const Texts& arguments, const std::string& list = "") {
        Texts paths;
        for (const std::string& argument : arguments) paths.push_back(argument == "-" ? "-" : folder.path(argument).string());
        return gather_inputs(paths, list, folder.path("out"), reader);
    }
    Texts names(const Texts& arguments, const std::string& list = "") {
        Texts all;
        for (const Input& input : gathered(arguments, list)) all.push_back(input.name);
        return all;
    }
    std::string bytes(const Input& input) { return read_source(input.source, reader, input.name); }

    TemporaryFolder folder;
    ReaderChild reader;
};

TEST_F(Inputs, OfAFolderComeByTheirPathsByteByByte) {
    for (const char* name : {"in/b.pdf", "in/a/z.pdf", "in/B.pdf", "in/a.pdf", "in/省/市/表.pdf", "in/.hidden.pdf", "in/Thumbs.db", "in/~$a.docx"}) write(name);
    EXPECT_EQ(names({"in"}), (Texts{"B.pdf", "a.pdf", "a/z.pdf", "b.pdf", "省/市/表.pdf"}));
}

TEST_F(Inputs, AreEachOneInputHoweverOftenTheyAreGiven) {
    write("in/a.pdf"), write("in/b.pdf");
    EXPECT_EQ(names({"in/a.pdf", "in", "in/*.pdf"}).size(), 2u);
}

TEST_F(Inputs, ByAListOnStandardInputAreLinesOrEndWithNul) {
    write("in/a.pdf"), write("in/b c.pdf");
    const std::string a = folder.path("in/a.pdf").string(), b = folder.path("in/b c.pdf").string();
    EXPECT_EQ(names({"-"}, a + "\r\n\n" + b + "\n"), (Texts{"a.pdf", "b c.pdf"}));
    EXPECT_EQ(names({"-"}, b + '\0' + a + '\0'), (Texts{"b c.pdf", "a.pdf"}));
}

TEST_F(Inputs, ThatAreNotThereAreInputsAllTheSame) {
    const std::vector<Input> inputs = gathered({"gone.pdf", "no*thing"});
    ASSERT_EQ(inputs.size(), 2u);
    EXPECT_THROW(bytes(inputs[0]), Error);
}

TEST_F(Inputs, LeaveTheOutputFolderOut) {
    write("out/old.pdf"), write("a.pdf");
    EXPECT_EQ(names({""}), (Texts{"a.pdf"}));
    EXPECT_THROW(gathered({"out"}), Error);
}

TEST_F(Inputs, OfAPipeOrADeviceAreRefusedAtOnce) {
    ASSERT_EQ(::mkfifo(folder.path("pipe.pdf").c_str(), 0600), 0);
    EXPECT_THROW(bytes(gathered({"pipe.pdf"}).at(0)), Error);
}

TEST_F(Inputs, OfAZipAreItsFilesWithTheNamesThatTheirPackersMeant) {
    const std::string gbk = "\xB1\xB1\xBE\xA9/\xC1\xAA\xCD\xA8.pdf";  // 北京/联通.pdf; the second word is well-formed UTF-8, too
    write("gbk.zip", zip_of({{gbk, "one"}, {"plain.pdf", "two"}}, EntryNames::unsaid));
    write("utf8.zip", zip_of({{"北京/é.pdf", "three"}, {"__MACOSX/._a.pdf", "no"}, {"北京/", ""}}));
    write("mac.zip", zip_of({{"上海.pdf", "four"}}, EntryNames::unsaid));
    const std::vector<Input> inputs = gathered({"gbk.zip", "utf8.zip", "mac.zip"});
    ASSERT_EQ(inputs.size(), 4u);
    EXPECT_EQ(inputs[0].name, "gbk.zip/北京/联通.pdf");
    EXPECT_EQ(inputs[2].name, "utf8.zip/北京/é.pdf");
    EXPECT_EQ(inputs[3].name, "mac.zip/上海.pdf");
    EXPECT_EQ(bytes(inputs[1]), "two");
    EXPECT_EQ(bytes(inputs[0]), "one");
    EXPECT_EQ(bytes(inputs[2]), "three");
}

TEST_F(Inputs, OfAZipInAZipAreReadAndNoDeeper) {
    const std::string deepest = zip_of({{"c.pdf", "c"}}), inner = zip_of({{"b.pdf", "b"}, {"deep.zip", deepest}});
    write("all.zip", zip_of({{"a.pdf", "a"}, {"in.zip", inner}, {"d.pdf", "d"}}));
    const std::vector<Input> inputs = gathered({"all.zip"});
    ASSERT_EQ(inputs.size(), 4u);
    EXPECT_EQ(inputs[1].name, "all.zip/in.zip/b.pdf");
    EXPECT_EQ(inputs[2].name, "all.zip/in.zip/deep.zip");
    EXPECT_EQ(bytes(inputs[1]), "b");
    EXPECT_EQ(bytes(inputs[2]), deepest);
    EXPECT_EQ(bytes(inputs[3]), "d");
}

TEST_F(Inputs, OfAZipThatIsNoneOrIsAWorkbookAreItself) {
    write("broken.zip", "PK\x03\x04 no"), write("book.zip", zip_of({{"[Content_Types].xml", "<a/>"}})), write("empty.zip", zip_of({}));
    EXPECT_EQ(names({"broken.zip", "book.zip", "empty.zip"}), (Texts{"broken.zip", "book.zip", "empty.zip"}));
}

TEST_F(Inputs, OfAZipWithOneFilePastTheLimitAreRefusedTogether) {
    Parts parts;
    for (int i = 0; i < limits::archive_members; ++i) parts.emplace_back(std::to_string(i), "");
    write("full.zip", zip_of(parts));
    EXPECT_EQ(gathered({"full.zip"}).size(), static_cast<std::size_t>(limits::archive_members));
    parts.emplace_back("one more", "");
    write("more.zip", zip_of(parts));
    EXPECT_EQ(names({"more.zip"}), (Texts{"more.zip"}));
    EXPECT_THROW(reader.members(read_file(folder.path("more.zip").string(), limits::archive_bytes), "more.zip"), Error);
}

// An archive of just so many bytes: its one file is a hole.
void write_zip_of_size(const std::filesystem::path& path, std::size_t size) {
    const std::string whole = zip_of({{"a.pdf", ""}});
    const std::size_t directory = whole.find("PK\x01\x02"), hole = size - whole.size();
    const std::string zip = with_hole(whole, hole);
    std::ofstream file(path, std::ios::binary);
    file.write(zip.data(), static_cast<std::streamsize>(directory));
    file.seekp(static_cast<std::streamoff>(directory + hole));
    file.write(zip.data() + directory, static_cast<std::streamsize>(zip.size() - directory));
}

TEST_F(Inputs, OfAZipOneBytePastTheLimitAreRefusedTogether) {
    write_zip_of_size(folder.path("full.zip"), limits::archive_bytes);
    write_zip_of_size(folder.path("more.zip"), limits::archive_bytes + 1);
    EXPECT_EQ(names({"full.zip"}), (Texts{"full.zip/a.pdf"}));
    const std::vector<Input> inputs = gathered({"more.zip"});
    ASSERT_EQ(inputs.size(), 1u);
    EXPECT_EQ(code_of([&] { bytes(inputs[0]); }), Code::too_large);
}

TEST_F(Inputs, OfAZipAreUnpackedInPiecesOfNoMoreThanTheLimit) {
    std::string zip = zip_of({{"a.pdf", "a"}, {"b.pdf", "b"}, {"c.pdf", "c"}, {"d.pdf", "d"}});
    claim_size(zip, 0, limits::archive_piece_bytes - 1), claim_size(zip, 3, limits::archive_piece_bytes + 1);
    write("all.zip", zip);
    const std::vector<Input> inputs = gathered({"all.zip"});
    ASSERT_EQ(inputs.size(), 4u);
    const std::vector<std::pair<std::size_t, std::size_t>> pieces{{0, 2}, {0, 2}, {2, 3}, {3, 4}};  // just full; with the next one it is one past
    for (std::size_t i = 0; i < inputs.size(); ++i)
        EXPECT_EQ(std::pair(inputs[i].source.packed->from, inputs[i].source.packed->to), pieces[i]) << i;
}

TEST_F(Inputs, NeverLeaveTheOutputFolderByTheirNames) {
    EXPECT_EQ(harmless_name("../../etc/passwd"), "etc/passwd");
    EXPECT_EQ(harmless_name("/etc//./passwd"), "etc/passwd");
    EXPECT_EQ(harmless_name("..\\..\\a\\b.pdf"), "a/b.pdf");
    EXPECT_EQ(harmless_name("a\nb\x7F.pdf"), "a_b_.pdf");
    EXPECT_EQ(harmless_name(".."), "file");
    const std::string longest = harmless_name(std::string(400, 'x') + ".pdf");
    EXPECT_LE(longest.size(), 200u);
    EXPECT_TRUE(longest.ends_with(".pdf"));
}

TEST_F(Inputs, ThatAreCalledAlikeAreNumbered) {
    Names names(".json");
    EXPECT_EQ(names.unique("a/b.pdf"), "a/b.pdf");
    EXPECT_EQ(names.unique("a/b.pdf"), "a/b-2.pdf");
    EXPECT_EQ(names.unique("a/b.pdf"), "a/b-3.pdf");
    EXPECT_EQ(names.unique("a/b.pdf.json/c.pdf"), "a/b.pdf.json-2/c.pdf");  // a file stands where its folder would
    EXPECT_EQ(names.unique("a/.hidden"), "a/.hidden");
}

TEST_F(Inputs, KeepTheirPlaceInTheJournalToTheByte) {
    const Source odd{"/in/\xB1\xB1.pdf", Source::Packed{3, 2, 9, 1234}};
    const Source back = source_of_json(read_json(write_json(to_json(odd)), ""));
    EXPECT_EQ(back.identity(), odd.identity());
    EXPECT_EQ(back.packed->size, 1234u);
    EXPECT_EQ(back.packed->to, 9u);
}

}  // namespace
}  // namespace tianbiao::test
