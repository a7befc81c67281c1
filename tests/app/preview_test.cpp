// Pictures of pages, drawn by the renderers that are installed.
#include "app/preview.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/error.h"
#include "base/limits.h"
#include "support/code_of.h"
#include "support/temporary_folder.h"
#include "write/pdf_writer.h"

namespace tianbiao {
namespace {

std::string two_pages() {
    static const Fonts fonts(SOURCE_DIR "/fonts/manifest.json", {});
    Page page;
    page.width = 144_pt;
    page.height = 72_pt;
    page.rules.push_back({{10_pt, 10_pt}, {100_pt, 10_pt}, 1_pt});
    DocumentFacts facts;
    facts.date = "2023-05-19";
    return PdfWriter(fonts).write({page, page}, facts);
}

// Width of a PNG: the first field of its header (ISO/IEC 15948, 11.2.2).
int width_of(const std::string& png) {
    if (png.size() < 24 || png.substr(1, 3) != "PNG") return 0;
    const auto at = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(png[i])); };
    return at(16) << 24 | at(17) << 16 | at(18) << 8 | at(19);
}

std::optional<Code> code_of(const std::string& pdf, int dpi, std::optional<int> page) {
    return test::code_of([&] { render_png(pdf, dpi, page); });
}

// PATH (or another variable) as a test wants it, and as it was afterwards.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name), before_(std::getenv(name) ? std::getenv(name) : "") {
        setenv(name, value.c_str(), 1);
    }
    ~Variable() { before_.empty() ? unsetenv(name_) : setenv(name_, before_.c_str(), 1); }

private:
    const char* name_;
    std::string before_;
};

TEST(PreviewJudged, GivesAPictureAPageAtItsResolution) {
    const std::vector<std::string> pictures = render_png(two_pages(), 100, std::nullopt);
    ASSERT_EQ(pictures.size(), 2u);
    EXPECT_EQ(width_of(pictures[0]), 200);
    EXPECT_EQ(width_of(pictures[1]), 200);
}

TEST(PreviewJudged, GivesOnePageAlone) { EXPECT_EQ(render_png(two_pages(), 50, 2).size(), 1u); }

TEST(PreviewJudged, APageThatIsNotThereIsAnError) {
    EXPECT_EQ(code_of(two_pages(), 50, 3), Code::usage);
    EXPECT_EQ(code_of(two_pages(), 50, 0), Code::usage);
}

TEST(PreviewJudged, ResolutionsBeyondTheLimitsAreErrors) {
    EXPECT_EQ(code_of(two_pages(), limits::dpi_most + 1, 1), Code::usage);
    EXPECT_EQ(code_of(two_pages(), limits::dpi_least - 1, 1), Code::usage);
    EXPECT_EQ(render_png(two_pages(), limits::dpi_least, 1).size(), 1u);
}

TEST(PreviewJudged, WithoutARendererTheErrorNamesThePackage) {
    const Variable path("PATH", "/nowhere");
    try {
        render_png(two_pages(), 50, 1);
        FAIL() << "no Error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::missing_program);
        EXPECT_NE(error.text().find("poppler-utils"), std::string::npos);
    }
}

TEST(PreviewJudged, LeavesNoTemporaryFileBehind) {
    const test::TemporaryFolder folder;
    const Variable temporary("TMPDIR", folder.path().string());
    render_png(two_pages(), 50, std::nullopt);
    EXPECT_THROW(render_png("no PDF", 50, std::nullopt), Error);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace tianbiao
