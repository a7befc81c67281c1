// Damaged files through tianbiao-reader and parse: none ends in a crash or hangs, and none is passed as whole that is not.
//
// 2,000 mutants with TIANBIAO_TEST_FULL, a share of them without. What a mutant gives is compared with what its file gives: where anything that
// was read is not there, an error must say so, as the Error that ends the job or as a finding.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "app/fill.h"
#include "app/parse.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "roundtrip/drawn_by_others.h"
#include "support/mutants.h"
#include "support/reading_back.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

struct Seed {
    std::string name, bytes, password = {};
};

std::string own(const std::string& name, bool data) {
    RenderOptions options;
    options.data = data;
    const Rendered made = rendered(sample(name), options);
    return studio().pdf_writer().write(made.pages, made.facts);
}

std::string filled(bool flat) {
    FillOptions options;
    options.flat = flat;
    return fill_form(studio(), fillable_blank("training-2023", {{"/teachers", 24}, {"/sites", 6}}), "blank.pdf", sample("training-typical"), options).pdf;
}

std::vector<Seed> own_seeds() {
    return {{"own", own("training-typical", true)},
            {"own without data", own("assessment-long-texts", false)},
            {"fillable", fillable_blank("training-2023")},
            {"filled", filled(false)},
            {"flattened", filled(true)}};
}

std::vector<Seed> seeds_of_others() {
    const Folder at;
    const auto one = [&](const std::string& drawer, const std::string& suffix) {
        return at.file(drawn(at, drawer, suffix, {{"training", sample("training-typical")}}, 1).front().name);
    };
    const auto bytes = [](const std::string& path) { return read_file(path, limits::pdf_bytes); };
    std::vector<Seed> seeds;
    for (const std::string drawer : {"cairo", "unigb", "gbk"}) seeds.push_back({drawer, bytes(one(drawer, ".pdf") + ".pdf")});
    const std::string odf = one("odf", ".fodt");
    run("cd " + at.file("") + " && soffice -env:UserInstallation=file://" + at.file("profile") + " --headless --convert-to pdf " + odf + ".fodt");
    seeds.push_back({"LibreOffice", bytes(odf + ".pdf")});
    at.write("own.pdf", own("training-typical", false));
    run("gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -o " + at.file("gs.pdf") + " " + at.file("own.pdf"));
    seeds.push_back({"Ghostscript", at.bytes("gs.pdf")});
    run("qpdf --encrypt secret owner 256 -- " + at.file("own.pdf") + " " + at.file("locked.pdf"));
    seeds.push_back({"encrypted", at.bytes("locked.pdf"), "secret"});
    return seeds;
}

std::vector<Parsed> parsed(const Seed& seed, const std::string& bytes) { return parse_bytes(studio(), bytes, "a.pdf", {Language::zh, false, "", seed.password}); }

// What stands in `was` and not in `now`: lost, or other than it was.
struct Loss {
    std::string lost, changed;
};

// Where lines and words end is told in our own files; in others it is seen, and a bit of a font's table of widths, which is a number like
// another, moves what follows.
enum class WhiteSpace { told, seen };

Loss loss_of(const std::vector<Parsed>& was, const std::vector<Parsed>& now, WhiteSpace white_space) {
    Loss loss;
    if (now.size() < was.size()) loss.lost = "an application\n";
    for (std::size_t i = 0; i < std::min(was.size(), now.size()); ++i)
        for (const Difference& d : differences(was[i].record, now[i].record)) {
            if (white_space == WhiteSpace::seen && without_white_space(d.a) == without_white_space(d.b)) continue;
            (d.b.empty() ? loss.lost : loss.changed) += d.field + "\n";
        }
    return loss;
}

bool says_error(const std::vector<Parsed>& now) {
    return std::any_of(now.begin(), now.end(), [](const Parsed& each) { return has_errors(each.findings); });
}

struct Tally {
    int mutants = 0, refused = 0, whole = 0, said = 0;
};

void judge(const Seed& seed, const std::vector<Parsed>& was, std::uint32_t number, WhiteSpace white_space, Tally& tally) {
    const Mutant made = mutant(seed.bytes, number);
    ++tally.mutants;
    std::vector<Parsed> now;
    try {
        now = parsed(seed, made.bytes);
    } catch (const Error& error) {
        ++tally.refused;
        EXPECT_TRUE(error.code() == Code::unreadable || error.code() == Code::unsupported || error.code() == Code::too_large) << made.what << ": " << error.what();
        EXPECT_FALSE(error.text().empty());
        return;
    }
    const Loss loss = loss_of(was, now, white_space);
    if (loss.lost.empty() && loss.changed.empty()) {
        ++tally.whole;
        return;
    }
    ++tally.said;
    if (says_error(now)) return;
    ADD_FAILURE() << seed.name << " " << number << ": " << made.what << "\nlost: " << loss.lost << "changed: " << loss.changed << findings_text(now.front().findings);
    if (const char* folder = std::getenv("TIANBIAO_KEEP")) std::ofstream(std::string(folder) + "/" + seed.name + std::to_string(number) + ".pdf", std::ios::binary) << made.bytes;
}

int share() { return std::getenv("TIANBIAO_TEST_FULL") ? 184 : 12; }  // 11 files: 2,024 of them

void expect_nothing_passed_as_whole(const std::vector<Seed>& seeds, WhiteSpace white_space) {
    Tally tally;
    for (const Seed& seed : seeds) {
        const std::vector<Parsed> was = parsed(seed, seed.bytes);
        ASSERT_FALSE(was.empty()) << seed.name;
        EXPECT_FALSE(says_error(was)) << seed.name << findings_text(was.front().findings);
        for (int i = 0; i < share(); ++i) judge(seed, was, static_cast<std::uint32_t>(i), white_space, tally);
    }
    std::cout << tally.mutants << " mutants: " << tally.refused << " refused, " << tally.whole << " read whole, " << tally.said << " read in part, with their errors\n";
}

TEST(Mutants, OfOurOwnFilesAreNeverPassedAsWhole) { expect_nothing_passed_as_whole(own_seeds(), WhiteSpace::told); }

TEST(MutantsJudged, OfFilesOfOtherProgramsAreNeverPassedAsWhole) { expect_nothing_passed_as_whole(seeds_of_others(), WhiteSpace::seen); }

}  // namespace
}  // namespace tianbiao::test
