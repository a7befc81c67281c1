// Forms filled by others: both tables with other widths, fonts, ticks and page breaks, made by LibreOffice, cairo, reportlab and Ghostscript,
// back to the data. What stands where is decided once (tests/extract/word_like/model.py), whoever draws it.
#include <gtest/gtest.h>

#include "judges/judges.h"
#include "roundtrip/drawn_by_others.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

void expect_nothing_invented(const Folder& at, const std::string& drawer) {
    Tally tally;
    for (const Made& made : drawn(at, drawer, ".pdf", blanks())) compare(made, at.bytes(made.name + ".pdf"), tally);
    EXPECT_EQ(tally.fields, 0u) << drawer;
    EXPECT_EQ(tally.wrong, 0u) << drawer;
}

// Drawn by a program that makes PDFs itself.
void expect_drawn_back(const std::string& drawer) {
    const Folder at;
    Tally tally;
    for (const Made& made : drawn(at, drawer, ".pdf", drawable_samples())) compare(made, at.bytes(made.name + ".pdf"), tally);
    EXPECT_GT(tally.fields, 5000u);
    expect_exact(drawer, tally);
    expect_nothing_invented(at, drawer);
}

TEST(WordLikeJudged, WhatCairoAndPangoDrawComesBackExactly) { expect_drawn_back("cairo"); }
TEST(WordLikeJudged, WhatReportlabDrawsByUniGbComesBackExactly) { expect_drawn_back("unigb"); }
TEST(WordLikeJudged, WhatReportlabDrawsByGbkComesBackExactly) { expect_drawn_back("gbk"); }

// And every sixth of its files once more through Ghostscript, which loses all characters of some faces: then poppler finds none either.
TEST(WordLikeJudged, WhatLibreOfficeMakesComesBackExactlyAndSoDoesGhostscriptsCopy) {
    const Folder at;
    Tally office, ghostscript, blank;
    const std::vector<Made> filled = drawn(at, "odf", ".fodt", drawable_samples()), empty = drawn(at, "odf", ".fodt", blanks());
    // Of two hundred at once LibreOffice leaves the last ones out and says nothing.
    run("cd " + at.file("") + " && ls *.fodt | xargs -n 60 soffice -env:UserInstallation=file://" + at.file("profile") + " --headless --convert-to pdf");
    for (const Made& made : empty) compare(made, at.bytes(made.name + ".pdf"), blank);
    for (std::size_t i = 0; i < filled.size(); ++i) {
        compare(filled[i], at.bytes(filled[i].name + ".pdf"), office);
        if (i % 6 != 1) continue;
        run("gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -o " + at.file("copy.pdf") + " " + at.file(filled[i].name + ".pdf"));
        const std::string copy = at.bytes("copy.pdf");
        if (judges::pdftotext(copy).find("推荐表") != std::string::npos) compare({filled[i].name + " by gs", filled[i].record}, copy, ghostscript);
    }
    EXPECT_EQ(blank.fields + blank.wrong, 0u);
    EXPECT_GT(office.fields, 5000u);
    expect_exact("LibreOffice", office);
    expect_exact("Ghostscript after LibreOffice", ghostscript);
}

TEST(WordLikeJudged, GhostscriptsCopiesOfOurOwnComeBackExactly) {
    const Folder at;
    Tally tally;
    RenderOptions without_data;
    without_data.data = false;
    for (const Made& each : drawable_samples()) {  // without rare names: it loses what lies beyond the BMP
        const Rendered made = rendered(each.record, without_data);
        at.write("own.pdf", studio().pdf_writer().write(made.pages, made.facts));
        run("gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -o " + at.file("copy.pdf") + " " + at.file("own.pdf"));
        compare(each, at.bytes("copy.pdf"), tally);
    }
    EXPECT_GT(tally.fields, 1000u);
    expect_exact("Ghostscript after our own", tally);
}

}  // namespace
}  // namespace tianbiao::test
