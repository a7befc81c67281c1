#include <gtest/gtest.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "base/error.h"
#include "support.h"
#include "support/temporary_folder.h"
#include "typeset/bytes.h"
#include "typeset/subset.h"

namespace tianbiao {
namespace {

struct Step {
    char op;
    float x[6];
    bool operator==(const Step&) const = default;
};
using Outline = std::vector<Step>;

Outline outline_of(hb_font_t* font, hb_codepoint_t glyph) {
    Outline out;
    hb_draw_funcs_t* draw = hb_draw_funcs_create();
    const auto push = [](void* data, Step step) { static_cast<Outline*>(data)->push_back(step); };
    static auto put = push;
    hb_draw_funcs_set_move_to_func(
        draw, [](hb_draw_funcs_t*, void* d, hb_draw_state_t*, float x, float y, void*) { put(d, {'m', {x, y}}); }, nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(
        draw, [](hb_draw_funcs_t*, void* d, hb_draw_state_t*, float x, float y, void*) { put(d, {'l', {x, y}}); }, nullptr, nullptr);
    hb_draw_funcs_set_quadratic_to_func(
        draw, [](hb_draw_funcs_t*, void* d, hb_draw_state_t*, float a, float b, float x, float y, void*) { put(d, {'q', {a, b, x, y}}); },
        nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(
        draw,
        [](hb_draw_funcs_t*, void* d, hb_draw_state_t*, float a, float b, float c, float e, float x, float y, void*) {
            put(d, {'c', {a, b, c, e, x, y}});
        },
        nullptr, nullptr);
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font, glyph, draw, &out);
#else
    hb_font_get_glyph_shape(font, glyph, draw, &out);
#endif
    hb_draw_funcs_destroy(draw);
    return out;
}

// A bare CFF in the least of fonts around it, so that a font library can read it.
std::string wrapped(const std::string& cff, std::size_t glyphs, int em) {
    std::string head(54, '\0'), maxp, out;
    set32(head, 0, 0x00010000);
    set32(head, 12, 0x5F0F3CF5);
    set16(head, 18, static_cast<std::uint32_t>(em));
    put32(maxp, 0x00005000);
    put16(maxp, static_cast<std::uint32_t>(glyphs));
    const std::pair<const char*, const std::string*> tables[] = {{"CFF ", &cff}, {"head", &head}, {"maxp", &maxp}};
    put32(out, 0x4F54544F);
    for (const std::uint32_t v : {3u, 32u, 1u, 16u}) put16(out, v);
    std::size_t at = 12 + 16 * 3;
    for (const auto& [tag, bytes] : tables) {
        out += tag;
        put32(out, 0);
        put32(out, static_cast<std::uint32_t>(at));
        put32(out, static_cast<std::uint32_t>(bytes->size()));
        at += (bytes->size() + 3) / 4 * 4;
    }
    for (const auto& [tag, bytes] : tables) {
        out += *bytes;
        out.resize((out.size() + 3) / 4 * 4);
    }
    return out;
}

class Opened {
public:
    explicit Opened(std::string bytes) : bytes_(std::move(bytes)) {
        blob_ = hb_blob_create(bytes_.data(), static_cast<unsigned>(bytes_.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
        face_ = hb_face_create(blob_, 0);
        font_ = hb_font_create(face_);
    }
    ~Opened() {
        hb_font_destroy(font_);
        hb_face_destroy(face_);
        hb_blob_destroy(blob_);
    }
    hb_font_t* font() const { return font_; }
    unsigned glyphs() const { return hb_face_get_glyph_count(face_); }

private:
    std::string bytes_;
    hb_blob_t* blob_;
    hb_face_t* face_;
    hb_font_t* font_;
};

FaceIndex face_named(const std::string& name) {
    for (const Role role : {Role::value, Role::title, Role::heading})
        for (const FaceIndex face : fonts().chain(role))
            if (fonts().facts(face).name == name) return face;
    ADD_FAILURE() << name;
    return 0;
}

std::string as_font(FaceIndex face, const std::vector<std::uint16_t>& glyphs) {
    const std::string bytes = subset_font(fonts(), face, glyphs);
    return fonts().facts(face).cff ? wrapped(bytes, glyphs.size() + 1, fonts().facts(face).units_per_em) : bytes;
}

std::vector<std::uint16_t> some_glyphs(FaceIndex face, std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::uint16_t> out;
    while (out.size() < count) out.push_back(static_cast<std::uint16_t>(1 + random() % (fonts().open(face).glyph_count() - 1)));
    return out;
}

class Subset : public testing::TestWithParam<const char*> {};

TEST_P(Subset, DrawsEverySlotAsTheFaceDrawsItsGlyph) {
    const FaceIndex index = face_named(GetParam());
    const Face& face = fonts().open(index);
    std::vector<std::uint16_t> glyphs = some_glyphs(index, 1500, 7);
    glyphs.push_back(glyphs[3]);  // one glyph for two texts
    for (const char32_t code : {U'国', U'A', U'。', U'é', U'½'})
        if (const std::uint16_t glyph = face.nominal_glyph(code)) glyphs.push_back(glyph);
    const Opened subset(as_font(index, glyphs));
    ASSERT_GE(subset.glyphs(), glyphs.size() + 1);
    EXPECT_EQ(outline_of(subset.font(), 0), outline_of(face.font(), 0)) << ".notdef";
    std::size_t drawn = 0;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const Outline expected = outline_of(face.font(), glyphs[i]);
        ASSERT_EQ(outline_of(subset.font(), static_cast<hb_codepoint_t>(i + 1)), expected) << "glyph " << glyphs[i];
        drawn += !expected.empty();
    }
    EXPECT_GT(drawn, glyphs.size() / 2);
}

TEST_P(Subset, IsSmallAndTheSameEachTime) {
    const FaceIndex index = face_named(GetParam());
    const std::vector<std::uint16_t> glyphs = some_glyphs(index, 300, 8);
    const std::string once = subset_font(fonts(), index, glyphs);
    EXPECT_EQ(once, subset_font(fonts(), index, glyphs));
    EXPECT_LT(once.size(), 300u * 800);
    const Fonts again(std::string(SOURCE_DIR) + "/fonts/manifest.json", {});
    EXPECT_EQ(once, subset_font(again, index, glyphs));
}

TEST_P(Subset, NoGlyphAtAllLeavesNotdefAlone) {
    const FaceIndex index = face_named(GetParam());
    const Opened subset(as_font(index, {}));
    EXPECT_EQ(subset.glyphs(), 1u);
    EXPECT_EQ(outline_of(subset.font(), 0), outline_of(fonts().open(index).font(), 0));
}

INSTANTIATE_TEST_SUITE_P(Faces, Subset,
                         testing::Values("NotoSerifCJKsc-Regular", "NotoSerifCJKsc-Bold", "NotoSansCJKsc-Regular", "HanaMinA", "HanaMinB"),
                         [](const auto& info) {
                             std::string name = info.param;
                             std::erase(name, '-');
                             return name;
                         });

// The other subsetter agrees: hb-subset of the same glyphs draws the same outlines.
TEST(SubsetOracle, HarfBuzzsOwnSubsetDrawsTheSame) {
    const FaceIndex index = face_named("NotoSerifCJKsc-Regular");
    const Face& face = fonts().open(index);
    const std::vector<std::uint16_t> glyphs{face.nominal_glyph(U'数'), face.nominal_glyph(U'字'), face.nominal_glyph(U'g')};
    hb_subset_input_t* input = hb_subset_input_create_or_fail();
    for (const std::uint16_t glyph : glyphs) hb_set_add(hb_subset_input_glyph_set(input), glyph);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS);
    hb_face_t* judged = hb_subset_or_fail(hb_font_get_face(face.font()), input);
    ASSERT_TRUE(judged);
    hb_font_t* font = hb_font_create(judged);
    const Opened ours(as_font(index, glyphs));
    for (std::size_t i = 0; i < glyphs.size(); ++i)
        EXPECT_EQ(outline_of(ours.font(), static_cast<hb_codepoint_t>(i + 1)), outline_of(font, glyphs[i]));
    hb_font_destroy(font);
    hb_face_destroy(judged);
    hb_subset_input_destroy(input);
}

TEST(SubsetBroken, GlyphThatTheFaceDoesNotHaveIsAnError) {
    const FaceIndex index = face_named("HanaMinA");
    EXPECT_THROW(subset_font(fonts(), index, std::vector<std::uint16_t>{65000}), Error);
}

// A small font of its own: the subset, with a cmap of A to D for its first four slots.
std::string small_font(FaceIndex index) {
    std::vector<std::uint16_t> glyphs;
    for (const char32_t code : {U'国', U'a', U'。', U'龍'}) glyphs.push_back(fonts().open(index).nominal_glyph(code));
    const std::string font = as_font(index, glyphs);
    std::string cmap, out = font.substr(0, 12);
    for (const std::uint32_t v : {0u, 1u, 3u, 10u}) put16(cmap, v);  // one table: platform 3, encoding 10
    put32(cmap, 12);
    for (const std::uint32_t v : {12u, 0u}) put16(cmap, v);          // format 12
    for (const std::uint32_t v : {28u, 0u, 1u, 0x41u, 0x44u, 1u}) put32(cmap, v);
    const std::size_t tables = Bytes(font).u16(4);
    set16(out, 4, static_cast<std::uint32_t>(tables + 1));
    for (std::size_t i = 0; i < tables; ++i) {
        std::string entry = font.substr(12 + 16 * i, 16);
        set32(entry, 8, Bytes(entry).u32(8) + 16);
        out += entry;
    }
    out += "cmap";
    put32(out, 0);
    put32(out, static_cast<std::uint32_t>(font.size() + 16));
    put32(out, static_cast<std::uint32_t>(cmap.size()));
    return out + font.substr(12 + 16 * tables) + cmap;
}

class Damaged : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        std::ofstream(folder_.path("manifest.json"))
            << R"({"folders": [")" << folder_.path().string() << R"("], "faces": {"A": {"names": [], "files": ["a.ttf"]}},)"
            << R"("roles": {"title": ["A"], "heading": ["A"], "label": ["A"], "value": ["A"], "body": ["A"]}, "fallbacks": []})";
    }

    // True where a subset came out, false where an Error did.
    bool subsets(const std::string& font) {
        std::ofstream(folder_.path("a.ttf"), std::ios::binary) << font;
        try {
            const Fonts made(folder_.path("manifest.json"), {});
            EXPECT_EQ(shape(made, Role::value, "ABCD国。", Setting::print, Origin::value).clusters.size(), 6u);
            return subset_font(made, made.face(Role::value), std::vector<std::uint16_t>{1, 2, 3, 4}).size() > 20;
        } catch (const Error& error) {
            EXPECT_TRUE(error.code() == Code::missing_font || error.code() == Code::unreadable);
            return false;
        }
    }

private:
    const test::TemporaryFolder folder_;
};

TEST_P(Damaged, WholeFontGivesASubset) { EXPECT_TRUE(subsets(small_font(face_named(GetParam())))); }

// Bytes changed at random where the tables' heads stand: an Error or a subset, never a crash.
TEST_P(Damaged, FontFileEndsInAnErrorOrASubset) {
    const std::string whole = small_font(face_named(GetParam()));
    std::mt19937 random(11);
    int subset = 0, refused = 0;
    for (int round = 0; round < 300; ++round) {
        std::string font = whole;
        const std::size_t reach = std::min<std::size_t>(font.size(), 900);
        for (unsigned i = 0, n = 1 + random() % 8; i < n; ++i) font[random() % reach] = static_cast<char>(random());
        if (round % 10 == 9) font.resize(random() % font.size());
        ++(subsets(font) ? subset : refused);
    }
    EXPECT_GT(subset, 10);
    EXPECT_GT(refused, 10);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Damaged, testing::Values("NotoSansCJKsc-Regular", "HanaMinA"), [](const auto& info) {
    return std::string(info.param).starts_with("Noto") ? "Cff" : "Glyf";
});

}  // namespace
}  // namespace tianbiao
