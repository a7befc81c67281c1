// What a viewer draws of a filled form: there is more ink in each filled place than the blank has there, whoever draws it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/fill.h"
#include "judges/run_judge.h"
#include "support/workshop.h"

namespace tianbiao {
namespace {

// One page in grey, a pixel a point.
struct Picture {
    int width = 0, height = 0;
    std::string pixels;
    int ink(int x, int y) const {
        if (x < 0 || y < 0 || x >= width || y >= height) return 0;
        return 255 - static_cast<unsigned char>(pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]);
    }
};

// Netpbm's P5, with its comments.
Picture picture_of(const std::string& pgm) {
    std::size_t at = 2;
    const auto number = [&] {
        while (at < pgm.size() && !std::isdigit(static_cast<unsigned char>(pgm[at]))) {
            if (pgm[at] == '#') at = pgm.find('\n', at);
            else ++at;
        }
        int value = 0;
        for (; at < pgm.size() && std::isdigit(static_cast<unsigned char>(pgm[at])); ++at) value = value * 10 + (pgm[at] - '0');
        return value;
    };
    Picture picture;
    picture.width = number(), picture.height = number();
    number();
    picture.pixels = pgm.substr(std::min(at + 1, pgm.size()));
    picture.pixels.resize(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height), '\xFF');
    return picture;
}

using Drawer = std::vector<std::string> (*)(const std::string& file, const std::string& page);

std::vector<std::string> by_poppler(const std::string& file, const std::string& page) {
    return {"pdftoppm", "-gray", "-r", "72", "-f", page, "-singlefile", file};
}

std::vector<std::string> by_mupdf(const std::string& file, const std::string& page) {
    return {"mutool", "draw", "-q", "-F", "pgm", "-r", "72", "-o", "-", file, page};
}

std::vector<Picture> drawn(const std::string& pdf, int pages, Drawer by) {
    const judges::TemporaryFile file(pdf);
    std::vector<Picture> out;
    for (int page = 1; page <= pages; ++page) out.push_back(picture_of(judges::run_judge(by(file.path(), std::to_string(page))).output));
    return out;
}

int ink_in(const Picture& picture, const FillWidget& widget) {
    int ink = 0;
    for (int y = picture.height - static_cast<int>(widget.y1); y < picture.height - static_cast<int>(widget.y0); ++y)
        for (int x = static_cast<int>(widget.x0); x < static_cast<int>(widget.x1); ++x) ink += picture.ink(x, y);
    return ink;
}

TEST(FillPicturesJudged, EveryFilledPlaceIsSeenInPopplerAndMuPdf) {
    constexpr int pages = 3, least_ink = 400;  // a thin digit of 9 pt has more
    const std::string blank = test::fillable_blank("training-2023");
    const Record record = test::sample("training-typical");
    const std::string fields = fill_form(test::studio(), blank, "blank.pdf", record, {}).pdf;
    FillOptions options;
    options.flat = true;
    const std::string flat = fill_form(test::studio(), blank, "blank.pdf", record, options).pdf;
    const Fillable filled = test::studio().reader().fields(fields, "filled.pdf");
    for (const Drawer by : {by_poppler, by_mupdf}) {
        const std::vector<Picture> before = drawn(blank, pages, by), as_fields = drawn(fields, pages, by), as_page = drawn(flat, pages, by);
        int seen = 0;
        for (const FillField& field : filled.fields) {
            for (const FillWidget& widget : field.widgets) {
                if (widget.page < 0 || widget.page >= pages || field.value.empty() || field.value == "Off") continue;
                if (!widget.on_state.empty() && widget.on_state != field.value) continue;  // the other answer's box
                const auto page = static_cast<std::size_t>(widget.page);
                const int empty = ink_in(before[page], widget);
                EXPECT_GT(ink_in(as_fields[page], widget), empty + least_ink) << field.name;
                EXPECT_GT(ink_in(as_page[page], widget), empty + least_ink) << field.name << " (flat)";
                ++seen;
            }
        }
        EXPECT_GT(seen, 60);
    }
}

// Pixels that are darker than what a viewer marks its fields with.
int dark_in(const Picture& picture, const FillWidget& widget) {
    constexpr int field_mark = 65;  // of 255
    int count = 0;
    for (int y = picture.height - static_cast<int>(widget.y1); y < picture.height - static_cast<int>(widget.y0); ++y)
        for (int x = static_cast<int>(widget.x0); x < static_cast<int>(widget.x1); ++x) count += picture.ink(x, y) > field_mark;
    return count;
}

std::vector<std::string> by_chromium(const std::string& file, const std::string& page) {
    return {"/usr/bin/python3", SOURCE_DIR "/tests/judges/chromium.py", "draw", file, page};
}

// Its screen at a pixel a point against poppler's picture: where one shows a value, the other does, and a blank shows none.
TEST(FillPicturesJudged, ChromiumShowsTheValuesThatPopplerShows) {
    if (!judges::is_installed("chromium")) GTEST_SKIP() << "chromium is not installed";
    const std::string blank = test::fillable_blank("training-2023");
    const std::string fields = fill_form(test::studio(), blank, "blank.pdf", test::sample("training-typical"), {}).pdf;
    const Fillable filled = test::studio().reader().fields(fields, "filled.pdf");
    constexpr int pages = 3;
    const std::vector<Picture> before = drawn(blank, pages, by_chromium), after = drawn(fields, pages, by_chromium), poppler = drawn(fields, pages, by_poppler);
    for (std::size_t page = 0; page < pages; ++page)
        EXPECT_LE(std::abs(after[page].width - poppler[page].width) + std::abs(after[page].height - poppler[page].height), 2);  // of a paper of 595.3 by 841.9
    std::array<int, pages> seen{};
    for (const FillField& field : filled.fields) {
        for (const FillWidget& widget : field.widgets) {
            if (widget.page < 0 || widget.page >= pages || field.kind != FillField::Kind::text || field.value.empty()) continue;
            const auto page = static_cast<std::size_t>(widget.page);
            EXPECT_EQ(dark_in(before[page], widget), 0) << field.name;
            EXPECT_GT(dark_in(after[page], widget), 0) << field.name;
            EXPECT_GT(dark_in(poppler[page], widget), 0) << field.name;
            ++seen[page];
        }
    }
    for (const int each : seen) EXPECT_GT(each, 5);
}

}  // namespace
}  // namespace tianbiao
