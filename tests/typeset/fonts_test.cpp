#include <gtest/gtest.h>
#include <hb.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "support.h"
#include "support/code_of.h"
#include "support/temporary_folder.h"

namespace tianbiao {
namespace {

std::filesystem::path manifest_in(const std::filesystem::path& in, const std::string& text) {
    std::ofstream(in / "manifest.json") << text;
    return in / "manifest.json";
}

std::optional<Code> code_of(const std::filesystem::path& manifest, std::string* text = nullptr) {
    return test::code_of([&] {
        const Fonts made(manifest, {});
        made.facts(made.face(Role::value));
    }, text);
}

std::string one_face(const std::string& file, const std::string& folder) {
    return R"({"folders": [")" + folder + R"("], "faces": {"A": {"names": [], "files": [")" + file + R"("], "package": "fonts-a"}},
               "roles": {"title": ["A"], "heading": ["A"], "label": ["A"], "value": ["A"], "body": ["A"]}, "fallbacks": []})";
}

TEST(Fonts, RolesAreServedByTheSimplifiedFaces) {
    EXPECT_EQ(fonts().facts(fonts().face(Role::title)).name, "NotoSerifCJKsc-Bold");
    EXPECT_EQ(fonts().facts(fonts().face(Role::heading)).name, "NotoSansCJKsc-Regular");
    for (const Role role : {Role::label, Role::value, Role::body})
        EXPECT_EQ(fonts().facts(fonts().face(role)).name, "NotoSerifCJKsc-Regular");
}

// 直 骨 复 are drawn otherwise in Japan: the SC face of the collection maps them to other glyphs than the JP face does.
TEST(Fonts, FaceOfTheCollectionIsTheMainlandOne) {
    const auto& chain = fonts().chain(Role::value);
    const Face *sc = &fonts().open(chain[0]), *jp = nullptr;
    for (const FaceIndex face : chain)
        if (fonts().facts(face).name == "NotoSerifCJKjp-Regular") jp = &fonts().open(face);
    ASSERT_TRUE(jp);
    EXPECT_EQ(sc->facts().index, 2);
    for (const char32_t code : {U'直', U'骨'}) EXPECT_NE(sc->nominal_glyph(code), jp->nominal_glyph(code));
}

TEST(Fonts, FactsAreWhatADescriptorNeeds) {
    const FaceFacts& facts = fonts().facts(fonts().face(Role::value));
    EXPECT_TRUE(facts.cff);
    EXPECT_TRUE(facts.may_embed);
    EXPECT_EQ(facts.units_per_em, 1000);
    EXPECT_EQ(facts.ascent, 880);
    EXPECT_EQ(facts.descent, -120);
    EXPECT_LT(facts.bbox[0], 0);
    EXPECT_GT(facts.bbox[2], 1000);
    for (const FaceIndex face : fonts().chain(Role::value)) {
        if (fonts().facts(face).name != "HanaMinA") continue;
        EXPECT_FALSE(fonts().facts(face).cff);
        EXPECT_EQ(fonts().facts(face).units_per_em, 1024);
        EXPECT_EQ(fonts().advance(face, fonts().open(face).nominal_glyph(U'国')), 1000);
    }
}

TEST(Fonts, NamesOfAllFacesDiffer) {
    std::map<std::string, FaceIndex> names;
    for (const Role role : {Role::title, Role::heading, Role::label, Role::value, Role::body})
        for (const FaceIndex face : fonts().chain(role)) {
            const auto [known, added] = names.emplace(fonts().facts(face).name, face);
            EXPECT_EQ(known->second, face) << known->first;
        }
}

// A licensed face is put in by its file alone: a folder of the user's comes before the manifest's own, and a role's first name wins.
TEST(Fonts, FileInTheUsersFolderServesItsRole) {
    const test::TemporaryFolder folder;
    const std::filesystem::path mine = folder.path();
    std::filesystem::create_symlink("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf", mine / "simfang.ttf");
    const Fonts made(std::string(SOURCE_DIR) + "/fonts/manifest.json", {mine});
    EXPECT_EQ(made.facts(made.face(Role::value)).file, (mine / "simfang.ttf").string());
    EXPECT_EQ(made.facts(made.face(Role::label)).name, "NotoSerifCJKsc-Regular");
}

// Names decide which face of a collection is meant, where its order is not the one we know.
TEST(Fonts, NameTableFindsTheFaceInACollection) {
    const test::TemporaryFolder folder;
    const std::filesystem::path in = folder.path();
    const auto manifest = manifest_in(in, R"({"folders": ["/usr/share/fonts/opentype/noto"], "faces": {"A": {"names": ["Noto Sans CJK KR"],
        "files": ["NotoSansCJK-Regular.ttc"], "index": 7, "package": "fonts-noto-cjk"}},
        "roles": {"title": ["A"], "heading": ["A"], "label": ["A"], "value": ["A"], "body": ["A"]}, "fallbacks": []})");
    const Fonts made(manifest, {});
    EXPECT_EQ(made.facts(made.face(Role::value)).name, "NotoSansCJKkr-Regular");
    EXPECT_EQ(made.facts(made.face(Role::value)).index, 1);
}

TEST(Fonts, RoleThatNoFileServesNamesThePackageToInstall) {
    const test::TemporaryFolder folder;
    const std::filesystem::path in = folder.path();
    std::string text;
    EXPECT_EQ(code_of(manifest_in(in, one_face("nothing.ttf", in.string())), &text), Code::missing_font);
    EXPECT_NE(text.find("fonts-a"), std::string::npos) << text;
}

TEST(Fonts, FileThatIsNoFontIsAnError) {
    const test::TemporaryFolder folder;
    const std::filesystem::path in = folder.path();
    std::ofstream(in / "a.ttf") << "this is no font at all, however long it may go on";
    std::ofstream(in / "b.ttf");
    EXPECT_EQ(code_of(manifest_in(in, one_face("a.ttf", in.string()))), Code::missing_font);
    const std::optional<Code> empty = code_of(manifest_in(in, one_face("b.ttf", in.string())));
    EXPECT_TRUE(empty == Code::missing_font || empty == Code::unreadable);
}

TEST(Fonts, ManifestWithoutARoleIsAnErrorWithPlace) {
    const test::TemporaryFolder folder;
    const std::filesystem::path in = folder.path();
    EXPECT_EQ(code_of(manifest_in(in, R"({"folders": [], "faces": {}, "roles": {"title": []}, "fallbacks": []})")), Code::bad_json);
    EXPECT_EQ(code_of(manifest_in(in, one_face("a.ttf", in.string()).replace(0, 1, "{\"faces\": 1, "))), Code::bad_json);
    EXPECT_EQ(code_of(in / "nowhere.json"), Code::unreadable);
}

// GB 18030-2022, level 3: what a product for government has to have. Counted by Unicode's blocks up to Extension F.
TEST(Fonts, EveryCharacterOfLevelThreeHasAFace) {
    constexpr std::pair<char32_t, char32_t> blocks[] = {{0x3400, 0x4DB5},   {0x4E00, 0x9FEF},   {0x20000, 0x2A6D6}, {0x2A700, 0x2B734},
                                                        {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}};
    const std::vector<FaceIndex>& chain = fonts().chain(Role::value);
    int lacking = 0;
    for (const auto& [first, last] : blocks)
        for (char32_t code = first; code <= last; ++code)
            lacking += std::ranges::none_of(chain, [&](FaceIndex face) { return fonts().open(face).nominal_glyph(code) != 0; });
    EXPECT_EQ(lacking, 0);
}

TEST(Fonts, DoctorTellsWhatIsAbsentAndWhatIsLacking) {
    const std::vector<RoleReport> report = fonts().report("国䶮☑国☑");
    ASSERT_EQ(report.size(), static_cast<std::size_t>(role_count));
    const RoleReport& value = report[static_cast<int>(Role::value)];
    EXPECT_EQ(value.face, "NotoSerifCJKsc-Regular");
    EXPECT_NE(std::ranges::find(value.absent, "FangSong_GB2312"), value.absent.end());
    EXPECT_NE(std::ranges::find(value.fallbacks, "HanaMinB"), value.fallbacks.end());
    EXPECT_EQ(value.lacks, std::vector<std::string>{}) << "HanaMinA has the ticked box";
    EXPECT_EQ(fonts().report("𱍐")[0].lacks, std::vector<std::string>{"𱍐"});
}

}  // namespace
}  // namespace tianbiao
