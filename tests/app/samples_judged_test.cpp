// Every sample, before programs that are not ours.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/files.h"
#include "base/utf8.h"
#include "judges/judges.h"
#include "judges/run_judge.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

std::string pdf_of(const Rendered& out) { return studio().pdf_writer().write(out.pages, out.facts); }

// Without white space, and without what a reader of text drops or turns by itself: control characters and marks of direction (a control
// character is U+FFFD to MuPDF 1.25).
std::string visible(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = next_code_point(text, at);
        const bool unseen = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFFFD;
        if (!unseen && !is_white_space(c)) out += text.substr(from, at - from);
    }
    return out;
}

// The text of each cell, and of each thing outside of the cells, page by page in reading order; boxes as □ and ☑.
std::vector<std::vector<std::string>> texts_by_cell(const Pages& pages) {
    std::vector<std::vector<std::string>> out;
    for (const Page& page : pages) {
        std::vector<std::string>& texts = out.emplace_back();
        int last = -2;
        for (const Item& item : page.items) {
            if (item.cell != last || item.cell < 0) texts.emplace_back();
            last = item.cell;
            if (const auto* run = std::get_if<TextRun>(&item.what)) texts.back() += visible(run->text);
            if (const auto* mark = std::get_if<Mark>(&item.what)) texts.back() += mark->ticked ? "☑" : "□";
            if (const auto* missing = std::get_if<MissingCharacter>(&item.what)) texts.back() += visible(missing->text);
        }
    }
    return out;
}

class SamplesJudged : public testing::TestWithParam<std::string> {
protected:
    const Rendered out = rendered(sample(GetParam()));
    const std::string pdf = pdf_of(out);
};

TEST_P(SamplesJudged, QpdfFindsNoFault) { EXPECT_EQ(judges::qpdf_check(pdf), ""); }

TEST_P(SamplesJudged, AllFontsAreEmbeddedSubsetsWithTexts) {
    for (const judges::FontLine& font : judges::pdffonts(pdf)) EXPECT_TRUE(font.embedded && font.subset && font.unicode) << font.name;
}

TEST_P(SamplesJudged, MutoolSeesEveryCharacterInReadingOrderWithinItsCell) {
    const std::vector<judges::SeenPage> seen = judges::mutool_trace(pdf);
    const auto texts = texts_by_cell(out.pages);
    ASSERT_EQ(seen.size(), texts.size());
    for (std::size_t p = 0; p < seen.size(); ++p) {
        std::string all;
        for (const judges::SeenGlyph& glyph : seen[p].glyphs) all += visible(glyph.text);
        std::size_t at = 0;
        for (const std::string& text : texts[p]) {
            const std::size_t found = all.find(text, at);
            ASSERT_NE(found, std::string::npos) << "page " << p + 1 << ": " << text;
            at = found + text.size();
        }
        EXPECT_EQ(at, all.size()) << "page " << p + 1 << ": something more is drawn";
    }
}

TEST_P(SamplesJudged, PdftotextGivesEveryCharacterInReadingOrderWithinItsCell) {
    const std::string all = visible(judges::pdftotext(pdf, judges::Order::raw));
    for (const auto& page : texts_by_cell(out.pages))
        for (const std::string& text : page) EXPECT_NE(all.find(text), std::string::npos) << text;
}

TEST_P(SamplesJudged, TheApplicationComesOutOfTheFileAsItWent) {
    const Record back = read_records(judges::attachment(pdf, 1), "attachment").front();
    EXPECT_TRUE(normal_form(back.root) == normal_form(sample(GetParam()).root));
}

struct Picture {
    int width = 0, height = 0;
    std::string grey;
};

Picture read_pgm(const std::string& bytes) {
    std::istringstream in(bytes);
    std::string magic;
    int most = 0;
    Picture out;
    in >> magic >> out.width >> out.height >> most;
    EXPECT_EQ(magic, "P5");
    in.get();
    out.grey = bytes.substr(static_cast<std::size_t>(in.tellg()));
    EXPECT_EQ(out.grey.size(), static_cast<std::size_t>(out.width) * out.height);
    return out;
}

// Sums of grey from the top left corner, to take the mean of any rectangle.
std::vector<double> summed(const Picture& picture) {
    const int across = picture.width + 1;
    std::vector<double> sums(static_cast<std::size_t>(across) * (picture.height + 1));
    for (int y = 0; y < picture.height; ++y) {
        double row = 0;
        for (int x = 0; x < picture.width; ++x) {
            row += static_cast<unsigned char>(picture.grey[static_cast<std::size_t>(y) * picture.width + x]);
            sums[static_cast<std::size_t>(y + 1) * across + x + 1] = sums[static_cast<std::size_t>(y) * across + x + 1] + row;
        }
    }
    return sums;
}

// Grey of a pixel's neighbourhood, five by five: renderers hint, and put edges a fraction of a pixel apart.
double blurred(const Picture& picture, const std::vector<double>& sums, int x, int y) {
    const int x0 = std::max(0, x - 2), y0 = std::max(0, y - 2), x1 = std::min(picture.width, x + 3), y1 = std::min(picture.height, y + 3);
    const auto at = [&](int px, int py) { return sums[static_cast<std::size_t>(py) * (picture.width + 1) + px]; };
    return (at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0)) / ((x1 - x0) * (y1 - y0));
}

// At 100 dpi, blurred over five pixels, no more than 1 pixel in 2,000 may differ by more than a quarter of the way from black to white.
TEST_P(SamplesJudged, PopplerAndMuPdfDrawEachPageAlike) {
    const judges::TemporaryFile file(pdf);
    for (std::size_t p = 1; p <= out.pages.size(); ++p) {
        const std::string page = std::to_string(p);
        const Picture a = read_pgm(judges::run_judge({"pdftoppm", "-gray", "-r", "100", "-f", page, "-l", page, file.path()}).output);
        const Picture b = read_pgm(judges::run_judge({"mutool", "draw", "-q", "-F", "pgm", "-c", "gray", "-r", "100", "-o", "-", file.path(), page}).output);
        const int width = std::min(a.width, b.width), height = std::min(a.height, b.height);
        ASSERT_LE(std::abs(a.width - b.width) + std::abs(a.height - b.height), 2);
        const std::vector<double> sums_a = summed(a), sums_b = summed(b);
        int differ = 0;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) differ += std::abs(blurred(a, sums_a, x, y) - blurred(b, sums_b, x, y)) > 64;
        EXPECT_LE(differ, width * height / 2000) << "page " << p;
    }
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(All, SamplesJudged, testing::ValuesIn(sample_names()), test_name);

TEST(SamplesJudgedTogether, TheTwinsOfAllSamplesAreValidPdfA1b) {
    std::vector<std::string> pdfs, names = sample_names();
    for (const std::string& name : names) {
        RenderOptions options;
        options.conformance = Conformance::pdf_a_1b;
        pdfs.push_back(pdf_of(rendered(sample(name), options)));
    }
    for (const std::string& form : forms()) {
        RenderOptions options;
        options.conformance = Conformance::pdf_a_1b;
        pdfs.push_back(pdf_of(render_blank(studio(), form, options)));
        names.push_back(form);
    }
    const std::vector<std::string> said = judges::preflight(pdfs);
    for (std::size_t i = 0; i < said.size(); ++i) EXPECT_EQ(said[i], "") << names[i];
}

TEST(Samples, TwoRunsGiveTheSameBytesWhateverWasMadeBefore) {
    const std::string first = pdf_of(rendered(sample("training-typical")));
    pdf_of(rendered(sample("assessment-long-texts")));
    pdf_of(render_blank(studio(), "training-2023", {}));
    EXPECT_EQ(pdf_of(rendered(sample("training-typical"))), first);
    Studio fresh({SOURCE_DIR, {}});
    RenderOptions options;
    options.draft = true;
    const Rendered again = render_application(fresh, sample("training-typical"), options);
    EXPECT_EQ(fresh.pdf_writer().write(again.pages, again.facts), first);
}

}  // namespace
}  // namespace tianbiao::test
