#include "typeset/shaper.h"

#include <hb.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include "typeset/face.h"

namespace tianbiao {
namespace {

struct Release {
    void operator()(hb_buffer_t* p) const { hb_buffer_destroy(p); }
};

bool needs_own_script(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (needs_full_shaping(decode(text, at))) return true;
    return false;
}

void shape_with_harfbuzz(const Face& face, std::string_view text, std::vector<RunGlyph>& out) {
    static thread_local const std::unique_ptr<hb_buffer_t, Release> buffer(hb_buffer_create());
    static const hb_language_t chinese = hb_language_from_string("zh-Hans", -1);
    hb_buffer_t* b = buffer.get();
    hb_buffer_clear_contents(b);
    hb_buffer_set_cluster_level(b, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_add_utf8(b, text.data(), static_cast<int>(text.size()), 0, static_cast<int>(text.size()));
    if (needs_own_script(text)) hb_buffer_guess_segment_properties(b);
    else hb_buffer_set_script(b, HB_SCRIPT_HAN);
    hb_buffer_set_direction(b, HB_DIRECTION_LTR);  // what is read from right to left is set in the order typed: no face of ours has it
    hb_buffer_set_language(b, chinese);
    hb_shape(face.font(), b, nullptr, 0);
    unsigned count = 0;
    const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(b, &count);
    const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(b, &count);
    out.clear();
    for (unsigned i = 0; i < count; ++i)
        out.push_back({static_cast<std::uint16_t>(glyphs[i].codepoint), glyphs[i].cluster, places[i].x_offset, places[i].x_advance});
}

constexpr std::size_t remembered_bytes = 20, remembered_glyphs = 12, remembered_runs = 512;

struct Remembered {
    std::uint64_t face = 0;
    std::uint8_t size = 0, count = 0;
    std::array<char, remembered_bytes> text;
    std::array<RunGlyph, remembered_glyphs> glyphs;
};

std::size_t place_of(std::uint64_t face, std::string_view text) {  // FNV-1a
    std::uint64_t hash = 0xCBF29CE484222325ull ^ face;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    return (hash ^ hash >> 29) % remembered_runs;
}

}  // namespace

ShapedRun shape_run(const Face& face, std::string_view text) {
    static thread_local std::vector<RunGlyph> run;
    if (text.size() > remembered_bytes) return shape_with_harfbuzz(face, text, run), run;
    static thread_local const auto memory = std::make_unique<std::array<Remembered, remembered_runs>>();
    Remembered& r = (*memory)[place_of(face.serial(), text)];
    if (r.face == face.serial() && r.size == text.size() && std::memcmp(r.text.data(), text.data(), text.size()) == 0)
        return {r.glyphs.data(), r.count};
    shape_with_harfbuzz(face, text, run);
    if (run.size() > remembered_glyphs) return run;
    r.face = face.serial();
    r.size = static_cast<std::uint8_t>(text.size());
    r.count = static_cast<std::uint8_t>(run.size());
    std::ranges::copy(text, r.text.begin());
    std::ranges::copy(run, r.glyphs.begin());
    return {r.glyphs.data(), r.count};
}

}  // namespace tianbiao
