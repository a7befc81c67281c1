// Bad input and a bad world: one clear message, the contract's exit status, no half file.
#include <gmock/gmock.h>

#include <fstream>

#include "cli/program.h"

namespace tianbiao::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Names = std::vector<std::string>;

std::size_t lines_in(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

TEST(Trouble, WrongCallsEndWithTwo) {
    const Scratch scratch;
    const std::string good = sample("training-minimal");
    const std::vector<std::vector<std::string>> calls{
        {},
        {"frobnicate"},
        {"render"},
        {"render", good},
        {"render", good, "-o"},
        {"render", good, "more.json", "-o", "x.pdf"},
        {"render", good, "-o", "x.pdf", "--nosuch"},
        {"render", good, "-o", "x.doc"},
        {"render", good, "-o", "x"},
        {"render", good, "-o", "x.pdf", "--format", "doc"},
        {"render", good, "-o", "x.pdf", "-o", "./x.pdf"},
        {"render", good, "-o", "-", "-o", "-"},
        {"render", good, "-o", "x.png", "--dpi", "19"},
        {"render", good, "-o", "x.png", "--dpi", "1201"},
        {"render", good, "-o", "x.png", "--page", "0"},
        {"render", good, "-o", "x.pdf", "--page-numbers", "perhaps"},
        {"render", good, "-o", "x.pdf", "--accept", "missing"},
        {"render", good, "-o", "x.pdf", "--accept", "missing", "--reason", "\xFF"},
        {"render", good, "-o", "x.pdf", "--data", "some"},
        {"blank", "nosuch-form", "-o", "x.pdf"},
        {"forms", "nosuch-form"},
        {"dump", good, "--stage", "ink"},
        {"dump", "training-2023", "--stage", "record"},
        {"help", "frobnicate"},
    };
    for (const auto& call : calls) {
        const Said said = tianbiao(scratch, call);
        EXPECT_EQ(said.status, 2) << testing::PrintToString(call) << said.errors;
        EXPECT_THAT(said.errors, StartsWith("tianbiao：")) << testing::PrintToString(call);
        EXPECT_EQ(lines_in(said.errors), 1u) << said.errors;
    }
    EXPECT_EQ(scratch.names(), Names{});
}

TEST(Trouble, AWrongCallIsAnsweredInJsonToo) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"render", "--json"});
    EXPECT_EQ(said.status, 2);
    EXPECT_EQ(find_at(said.json(), "/error/code")->text, "usage");
}

struct BadInput {
    std::string what, bytes;
    std::string code, place;  // of the answer
};

TEST(Trouble, InputThatIsNoApplicationEndsWithThreeAndItsPlace) {
    const std::vector<BadInput> inputs{
        {"a colon is missing", "{\"form\": \"training-2023\",\n  \"occupation\" \"x\"}", "bad_json", "line 2, column 16"},
        {"cut off", "{\"form\": \"training-2023\",", "bad_json", "line 1, column "},
        {"text behind it", "{}\n{}", "bad_json", "line 2, column 1"},
        {"duplicate key", "{\"form\": 1,\n \"form\": 2}", "bad_json", "line 2"},
        {"empty", "", "bad_json", "line 1, column 1"},
        {"not an object", "3", "bad_json", "line 1, column 1"},
        {"a PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "", "line "},
        {"65 levels", std::string(65, '[') + std::string(65, ']'), "too_large", "line 1, column 65"},
        {"a million levels", std::string(1000000, '['), "too_large", "line 1, column 65"},
        {"Latin-1", "{\"form\": \"training-2023\",\n \"occupation\": \"a\xFC\"}", "bad_utf8", "line 2, column 18"},
        {"a surrogate in UTF-8", "{\"a\": \"\xED\xA0\x80\"}", "bad_utf8", "line 1, column 8"},
        {"half a pair", "{\"a\": \"\\ud800\"}", "bad_json", "line 1, column "},
        {"NUL between the words", std::string("{\"a\":\0 1}", 9), "bad_json", "line 1, column 6"},
        {"UTF-16", std::string("\xFF\xFE{\0}\0", 6), "", "line 1, column 1"},
    };
    const Scratch scratch;
    for (const BadInput& input : inputs) {
        scratch.write("in.json", input.bytes);
        const Said said = tianbiao(scratch, {"render", "in.json", "-o", "out.pdf", "--json"});
        EXPECT_EQ(said.status, 3) << input.what << said.errors;
        EXPECT_EQ(lines_in(said.errors), 1u) << input.what << said.errors;
        EXPECT_THAT(said.errors, StartsWith("tianbiao：in.json: line ")) << input.what;
        const Json answer = said.json();
        EXPECT_EQ(find_at(answer, "/error/file")->text, "in.json") << input.what;
        EXPECT_THAT(find_at(answer, "/error/code")->text, StartsWith(input.code)) << input.what;
        EXPECT_THAT(find_at(answer, "/error/place")->text, StartsWith(input.place)) << input.what;
        EXPECT_EQ(scratch.names(), Names{"in.json"}) << input.what;
    }
}

TEST(Trouble, AHundredMegabytesAreRefusedUnread) {
    const Scratch scratch;
    scratch.write("big.json", "{");
    std::filesystem::resize_file(scratch.path("big.json"), 100u << 20);
    const Said file = tianbiao(scratch, {"check", "big.json"});
    EXPECT_EQ(file.status, 3);
    EXPECT_EQ(file.errors, "tianbiao：big.json: 文件超过 16 MiB：请换用较小的文件\n");
    const Said pipe = shell(scratch, "head -c 100M /dev/zero | tianbiao check - ; exit ${PIPESTATUS[1]}");
    EXPECT_EQ(pipe.status, 3);
    EXPECT_THAT(pipe.errors, HasSubstr("文件超过 16 MiB"));
    const Said endless = shell(scratch, "tianbiao check /dev/zero");
    EXPECT_EQ(endless.status, 3);
}

TEST(Trouble, UnreadableInputEndsWithThree) {
    const Scratch scratch;
    for (const std::string path : {"nosuch.json", "."}) {
        const Said said = tianbiao(scratch, {"check", path, "--json"});
        EXPECT_EQ(said.status, 3) << path;
        EXPECT_EQ(find_at(said.json(), "/error/code")->text, "unreadable") << path;
    }
    EXPECT_EQ(tianbiao(scratch, {"check", "\xFF\x1B[1m.json", "--json"}).json().find("error")->find("file")->text, "??[1m.json");
}

// What a terminal would obey must not reach it from an application or a file's name.
TEST(Trouble, ControlAndBidiCharactersAreFindingsAndShownByNumber) {
    const Scratch scratch;
    scratch.write("in.json",
                  "{\"form\": \"training-2023\", \"occupation\": \"a\\u0000\\u001b[31m\\u202eb\",\n"
                  "\"\\u001b[2J\\u2066\": 1, \"platform\": \"\\u0085\\u009b31m\"}");
    const Said said = tianbiao(scratch, {"check", "in.json"});
    EXPECT_EQ(said.status, 1);
    EXPECT_THAT(said.errors, HasSubstr("control_character /occupation"));
    EXPECT_THAT(said.errors, HasSubstr("bidi_character /occupation"));
    EXPECT_THAT(said.errors, HasSubstr("<U+001B>[2J<U+2066>"));
    for (const char* raw : {"\x1B", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xC2\x9B"}) EXPECT_THAT(said.errors, Not(HasSubstr(raw)));
    EXPECT_EQ(said.errors.find('\0'), std::string::npos);
    EXPECT_THAT(tianbiao(scratch, {"check", "\x1B[2J.json"}).errors, Not(HasSubstr("\x1B")));
    EXPECT_EQ(tianbiao(scratch, {"render", "in.json", "-o", "out.pdf"}).status, 1);
    EXPECT_EQ(scratch.names(), Names{"in.json"});
    EXPECT_EQ(tianbiao(scratch, {"render", "in.json", "-o", "out.pdf", "--draft"}).status, 1);
    EXPECT_THAT(scratch.read("out.pdf"), StartsWith("%PDF-1.7"));
}

TEST(Trouble, SeveralApplicationsInOneFileAreNotForRender) {
    const Scratch scratch;
    scratch.write("two.json", "[" + sample_text("training-minimal") + "," + sample_text("assessment-minimal") + "]");
    scratch.write("one.json", "[" + sample_text("training-minimal") + "]");
    const Said two = tianbiao(scratch, {"render", "two.json", "-o", "out.pdf"});
    EXPECT_EQ(two.status, 2);
    EXPECT_THAT(two.errors, HasSubstr("2 份申请"));
    EXPECT_EQ(tianbiao(scratch, {"render", "one.json", "-o", "out.pdf"}).status, 0);
}

TEST(Trouble, AFormThatIsNotKnownIsAFinding) {
    const Scratch scratch;
    scratch.write("in.json", "{\n\"form\": \"training-2024\"}");
    const Said said = tianbiao(scratch, {"check", "in.json", "--json"});
    EXPECT_EQ(said.status, 1);
    EXPECT_EQ(find_at(said.json(), "/findings/0/rule")->text, "unknown_form");
    EXPECT_EQ(find_at(said.json(), "/findings/0/line")->integer(), 2);
    EXPECT_EQ(tianbiao(scratch, {"render", "in.json", "-o", "out.pdf", "--draft"}).status, 1);
    EXPECT_EQ(scratch.names(), Names{"in.json"});
    scratch.write("none.json", "{}");
    EXPECT_EQ(tianbiao(scratch, {"render", "none.json", "-o", "out.pdf", "--form", "training-2023"}).status, 0);
}

// A folder of data whose manifest looks for fonts where there are none.
void make_home_without_fonts(const Scratch& scratch) {
    std::filesystem::create_directories(scratch.path("home/fonts"));
    std::filesystem::create_symlink(SOURCE_DIR "/forms", scratch.path("home/forms"));
    std::ifstream file(SOURCE_DIR "/fonts/manifest.json");
    Json manifest = read_json(std::string(std::istreambuf_iterator<char>(file), {}), "manifest");
    manifest.member("folders") = Json::make_array({Json::make_text(scratch.path("nothing"))});
    scratch.write("home/fonts/manifest.json", write_json(manifest));
}

TEST(Trouble, AMissingFontEndsWithThreeAndNamesThePackage) {
    const Scratch scratch;
    make_home_without_fonts(scratch);
    for (const char* verb : {"blank", "fonts"}) {
        std::vector<std::string> arguments{verb, "--json"};
        if (arguments[0] == "blank") arguments.insert(arguments.end(), {"training-2023", "-o", "out.pdf"});
        const Said said = tianbiao(scratch, Call{arguments, {{"TIANBIAO_HOME", "home"}}});
        EXPECT_EQ(said.status, 3) << said.errors;
        EXPECT_THAT(said.errors, HasSubstr("fonts-noto-cjk"));
        EXPECT_EQ(find_at(said.json(), "/error/code")->text, "missing_font");
    }
    EXPECT_EQ(scratch.names(), Names{"home"});
    EXPECT_EQ(tianbiao(scratch, Call{{"check", sample("training-minimal")}, {{"TIANBIAO_HOME", "home"}}}).status, 0);  // needs no font
}

TEST(Trouble, AHomeWithoutDataEndsWithThree) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, Call{{"forms"}, {{"TIANBIAO_HOME", scratch.path()}}});
    EXPECT_EQ(said.status, 3);
    EXPECT_THAT(said.errors, HasSubstr("TIANBIAO_HOME"));
}

TEST(Trouble, AMissingRendererEndsWithThreeAndNamesThePackage) {
    const Scratch scratch;
    const Said said = shell(scratch, "PATH=/nonexistent; tianbiao blank training-2023 -o x.png");
    EXPECT_EQ(said.status, 3);
    EXPECT_THAT(said.errors, HasSubstr("poppler-utils"));
    EXPECT_EQ(scratch.names(), Names{});
}

TEST(Trouble, OutputThatCannotBeWrittenEndsWithThree) {
    const Scratch scratch;
    std::filesystem::create_directory(scratch.path("folder.pdf"));
    scratch.write("file", "");
    for (const std::string path : {"nosuch/x.pdf", "folder.pdf", "file/x.pdf"}) {
        const Said said = tianbiao(scratch, {"blank", "training-2023", "-o", path, "-o", "good.pdf"});
        EXPECT_EQ(said.status, 3) << path;
        EXPECT_THAT(said.errors, StartsWith("tianbiao：" + path + ": 无法写入："));
        EXPECT_EQ(scratch.names(), (Names{"file", "folder.pdf"})) << path;
    }
}

TEST(Trouble, AFullDiskEndsWithThreeAndLeavesNothing) {
    const Scratch scratch;
    for (const char* line : {"tianbiao blank training-2023 --format pdf -o /dev/full", "tianbiao blank training-2023 -o - >/dev/full",
                             "tianbiao forms >/dev/full", "tianbiao help >/dev/full",
                             "tianbiao check --json " SOURCE_DIR "/samples/training-minimal.json >/dev/full"}) {
        const Said said = shell(scratch, line);
        EXPECT_EQ(said.status, 3) << line;
        EXPECT_THAT(said.errors, HasSubstr("磁盘空间不足")) << line;
    }
    scratch.write("old.pdf", "as it was");
    const Said said = shell(scratch, "ulimit -f 8; tianbiao blank training-2023 -o new.pdf -o old.pdf");
    EXPECT_EQ(said.status, 3) << said.errors;
    EXPECT_EQ(scratch.names(), Names{"old.pdf"});
    EXPECT_EQ(scratch.read("old.pdf"), "as it was");
}

TEST(Trouble, AClosedPipeIsNoCrash) {
    const Scratch scratch;
    const Said said = shell(scratch, "tianbiao forms training-2023 | true; exit ${PIPESTATUS[0]}");
    EXPECT_TRUE(said.status == 3 || said.status == 0) << said.status;  // 0: the pipe took all before it was closed
}

}  // namespace
}  // namespace tianbiao::cli
