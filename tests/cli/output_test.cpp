// Where the output goes, what it is called, and what does not change it.
#include <gmock/gmock.h>

#include "cli/program.h"
#include "judges/judges.h"

namespace tianbiao::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Names = std::vector<std::string>;

const std::string png_signature = "\x89PNG\r\n\x1a\n";

// Width of a PNG: four bytes of IHDR, big-endian (PNG, 11.2.2).
int width_of(const std::string& png) {
    int width = 0;
    for (int i = 16; i < 20; ++i) width = width * 256 + static_cast<unsigned char>(png.at(i));
    return width;
}

TEST(Output, SeveralOfOneDocument) {
    const Scratch scratch;
    const Said said =
        tianbiao(scratch, {"render", "-o", "a.pdf", sample("training-minimal"), "-o", "b.PDF", "--output", "c.png", "--dpi", "20"});
    EXPECT_EQ(said.status, 0) << said.errors;
    EXPECT_EQ(scratch.names(), (Names{"a.pdf", "b.PDF", "c-1.png", "c-2.png", "c-3.png", "c-4.png", "c-5.png", "c-6.png"}));
    EXPECT_EQ(scratch.read("a.pdf"), scratch.read("b.PDF"));
    EXPECT_THAT(scratch.read("c-6.png"), StartsWith(png_signature));
}

TEST(Output, OnePageOfThePreviewKeepsItsName) {
    const Scratch scratch;
    EXPECT_EQ(tianbiao(scratch, {"blank", "training-2023", "-o", "x.png", "--page", "3", "--dpi", "40"}).status, 0);
    EXPECT_EQ(scratch.names(), Names{"x.png"});
    EXPECT_EQ(width_of(scratch.read("x.png")), 331);  // 210 mm at 40 dpi
    EXPECT_EQ(tianbiao(scratch, {"blank", "training-2023", "-o", "y.png", "--page", "7"}).status, 2);
    EXPECT_EQ(scratch.names(), Names{"x.png"});
}

TEST(Output, PagesOfThePreviewAreAllThereOrNone) {
    const Scratch scratch;
    std::filesystem::create_directory(scratch.path("x-4.png"));  // nothing can be written under this name
    const Said said = tianbiao(scratch, {"blank", "training-2023", "-o", "x.png", "--dpi", "20"});
    EXPECT_EQ(said.status, 3);
    EXPECT_THAT(said.errors, HasSubstr("x-4.png"));
    EXPECT_EQ(scratch.names(), Names{"x-4.png"});
}

TEST(Output, GoesToStandardOutput) {
    const Scratch scratch;
    const Said pdf = tianbiao(scratch, {"render", sample("training-typical"), "-o", "-"});
    EXPECT_EQ(pdf.status, 0);
    EXPECT_THAT(pdf.output, StartsWith("%PDF-1.7"));
    const Said png = tianbiao(scratch, {"render", sample("training-typical"), "-o", "-", "--format", "png", "--page", "1", "--dpi", "20"});
    EXPECT_EQ(png.status, 0);
    EXPECT_THAT(png.output, StartsWith(png_signature));
    EXPECT_EQ(scratch.names(), Names{});
    EXPECT_EQ(tianbiao(scratch, {"render", sample("training-typical"), "-o", "-", "--format", "png"}).status, 2);
    EXPECT_EQ(tianbiao(scratch, {"render", sample("training-typical"), "-o", "-", "--json"}).status, 2);
}

TEST(Output, InputComesFromStandardInput) {
    const Scratch scratch;
    const Said piped = tianbiao(scratch, Call{{"render", "-", "-o", "-"}, {}, sample_text("training-typical")});
    EXPECT_EQ(piped.status, 0) << piped.errors;
    EXPECT_EQ(piped.output, tianbiao(scratch, {"render", sample("training-typical"), "-o", "-"}).output);
    EXPECT_EQ(tianbiao(scratch, Call{{"check", "-"}, {}, sample_text("training-mistakes")}).status, 1);
}

TEST(Output, SameInputSameBytes) {
    const Scratch one, other;
    const Said first =
        tianbiao(one, Call{{"render", sample("assessment-typical"), "-o", "out.pdf"}, {{"TZ", "Asia/Shanghai"}, {"LANG", "zh_CN.UTF-8"}}});
    const Said second =
        tianbiao(other, Call{{"render", sample("assessment-typical"), "-o", "out.pdf"}, {{"TZ", "America/New_York"}, {"LANG", "C"}}});
    ASSERT_EQ(first.status, 0) << first.errors;
    ASSERT_EQ(second.status, 0) << second.errors;
    EXPECT_EQ(one.read("out.pdf"), other.read("out.pdf"));
}

std::string dated(const Call& call) {
    const Scratch scratch;
    Call whole = call;
    for (const char* argument : {"blank", "training-2023", "-o", "-"}) whole.arguments.push_back(argument);
    std::ranges::rotate(whole.arguments, whole.arguments.end() - 4);
    return tianbiao(scratch, whole).output;
}

TEST(Output, IsDatedByOptionThenEpochThenForm) {
    EXPECT_THAT(dated({{}}), HasSubstr("/CreationDate(D:20230519000000Z)"));
    EXPECT_THAT(dated({{}, {{"SOURCE_DATE_EPOCH", "1700000000"}}}), HasSubstr("/CreationDate(D:20231114221320Z)"));
    EXPECT_THAT(dated({{"--date", "2024-02-29"}, {{"SOURCE_DATE_EPOCH", "1700000000"}}}), HasSubstr("/CreationDate(D:20240229000000Z)"));
    EXPECT_THAT(dated({{"--date", "2024-02-29"}}), HasSubstr("<xmp:CreateDate>2024-02-29T00:00:00Z"));
    for (const char* wrong : {"2023-02-30", "2023-13-01", "gestern", ""}) {
        const Scratch scratch;
        const Said said = tianbiao(scratch, {"blank", "training-2023", "-o", "out.pdf", std::string("--date=") + (*wrong ? wrong : "x")});
        EXPECT_EQ(said.status, 2) << wrong;
        EXPECT_EQ(scratch.names(), Names{});
    }
    const Scratch scratch;
    EXPECT_EQ(tianbiao(scratch, Call{{"blank", "training-2023", "-o", "out.pdf"}, {{"SOURCE_DATE_EPOCH", "now"}}}).status, 2);
}

TEST(Output, OptionsComeFromVariablesAndTheCommandLineWins) {
    const Scratch scratch;
    const auto width = [&](const std::vector<std::string>& more, const std::string& dpi) {
        std::vector<std::string> arguments{"render", sample("training-minimal"), "-o", "x.png", "--page", "1"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        EXPECT_EQ(tianbiao(scratch, Call{arguments, {{"TIANBIAO_DPI", dpi}}}).status, 0);
        return width_of(scratch.read("x.png"));
    };
    EXPECT_EQ(width({}, "20"), 166);
    EXPECT_EQ(width({"--dpi", "40"}, "20"), 331);
    EXPECT_EQ(tianbiao(scratch, Call{{"forms"}, {{"TIANBIAO_JSON", "1"}}}).json().items.size(), 2u);
    EXPECT_THAT(tianbiao(scratch, Call{{"forms"}, {{"TIANBIAO_JSON", "0"}}}).output, StartsWith("assessment-2023  "));
    EXPECT_THAT(tianbiao(scratch, Call{{"check", sample("training-minimal")}, {{"TIANBIAO_LANG", "en"}}}).errors, HasSubstr("0 errors"));
    EXPECT_THAT(tianbiao(scratch, Call{{"check", sample("training-minimal"), "--lang", "zh"}, {{"TIANBIAO_LANG", "en"}}}).errors,
                HasSubstr("0处错误"));
    EXPECT_EQ(tianbiao(scratch, Call{{"render", sample("training-mistakes"), "-o", "d.pdf"}, {{"TIANBIAO_DRAFT", "1"}}}).status, 1);
    EXPECT_THAT(scratch.names(), testing::Contains("d.pdf"));
    EXPECT_EQ(tianbiao(scratch, Call{{"render", sample("training-minimal"), "-o", "x.png"}, {{"TIANBIAO_DPI", "many"}}}).status, 2);
    EXPECT_EQ(tianbiao(scratch, Call{{"check", sample("training-minimal")}, {{"TIANBIAO_DPI", "many"}}}).status,
              0);  // not an option of check
}

TEST(Output, PageNumbersAndDuplexAreOptions) {
    const Scratch scratch;
    const auto page_dump = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"dump", sample("training-minimal"), "--stage", "grid"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return tianbiao(scratch, arguments).output;
    };
    EXPECT_THAT(page_dump({}), Not(HasSubstr("第 6 页 共 6 页")));  // six pages: none gets lost
    EXPECT_THAT(page_dump({"--page-numbers", "on"}), HasSubstr("第 6 页 共 6 页"));
    const std::vector<std::string> render{"render", sample("training-42-teachers"), "-o", "x.pdf", "--json"};
    const auto pages = [&](const char* more) {
        std::vector<std::string> arguments = render;
        if (*more) arguments.push_back(more);
        return tianbiao(scratch, arguments).json().find("pages")->integer().value();
    };
    const std::int64_t single = pages("");
    EXPECT_EQ(pages("--duplex"), single + single % 2);
}

TEST(Output, JudgedPdfCarriesItsApplicationUnlessToldNot) {
    const Scratch scratch;
    EXPECT_EQ(tianbiao(scratch, {"render", sample("training-typical"), "-o", "a.pdf"}).status, 0);
    EXPECT_EQ(read_json(judges::attachment(scratch.read("a.pdf"), 1), "attachment"), read_json(sample_text("training-typical"), "sample"));
    EXPECT_THAT(scratch.read("a.pdf"), HasSubstr("<pdfaid:conformance>U</pdfaid:conformance>"));
    EXPECT_THAT(scratch.read("a.pdf"), HasSubstr("<pdfaid:part>3</pdfaid:part>"));
    EXPECT_EQ(tianbiao(scratch, {"render", sample("training-typical"), "-o", "b.pdf", "--data", "none"}).status, 0);
    EXPECT_THAT(scratch.read("b.pdf"), HasSubstr("<pdfaid:part>2</pdfaid:part>"));
    EXPECT_THAT(scratch.read("b.pdf"), Not(HasSubstr("/EmbeddedFile")));
}

}  // namespace
}  // namespace tianbiao::cli
