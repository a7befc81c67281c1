#include "typeset/face.h"

#include <hb-aat.h>
#include <hb-ot.h>
#include <hb.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <mutex>

#include "base/error.h"
#include "base/utf8.h"
#include "typeset/bytes.h"
#include "typeset/program.h"
#include "typeset/shaper.h"

namespace tianbiao {
namespace {

struct Release {
    void operator()(hb_blob_t* p) const { hb_blob_destroy(p); }
    void operator()(hb_face_t* p) const { hb_face_destroy(p); }
    void operator()(hb_font_t* p) const { hb_font_destroy(p); }
    void operator()(hb_set_t* p) const { hb_set_destroy(p); }
};
template <class T>
using Held = std::unique_ptr<T, Release>;

// Glyphs that some feature which is on by default looks at (OpenType 1.9, GSUB and GPOS). All others keep glyph and advance wherever they
// stand.
Held<hb_set_t> glyphs_of_default_features(hb_face_t* face) {
    constexpr auto tag = [](const char (&t)[5]) { return HB_TAG(t[0], t[1], t[2], t[3]); };
    constexpr std::array scripts{tag("hani"), tag("DFLT"), tag("dflt"), tag("latn"), hb_tag_t{0}};
    constexpr std::array features{tag("ccmp"), tag("locl"), tag("rlig"), tag("liga"), tag("clig"), tag("calt"), tag("rclt"), tag("rvrn"),
                                  tag("rand"), tag("kern"), tag("mark"), tag("mkmk"), tag("dist"), tag("curs"), tag("abvm"), tag("blwm"),
                                  hb_tag_t{0}};
    Held<hb_set_t> all(hb_set_create()), lookups(hb_set_create());
    for (const hb_tag_t table : {HB_OT_TAG_GSUB, HB_OT_TAG_GPOS}) {
        hb_set_clear(lookups.get());
        hb_ot_layout_collect_lookups(face, table, scripts.data(), nullptr, features.data(), lookups.get());
        for (hb_codepoint_t i = HB_SET_VALUE_INVALID; hb_set_next(lookups.get(), &i);)
            hb_ot_layout_lookup_collect_glyphs(face, table, i, all.get(), all.get(), all.get(), nullptr);
    }
    return all;
}

bool named(hb_face_t* face, const std::vector<std::string>& names) {
    unsigned count = 0;
    const hb_ot_name_entry_t* entries = hb_ot_name_list_names(face, &count);
    for (unsigned i = 0; i < count; ++i) {
        constexpr std::array ids{HB_OT_NAME_ID_FONT_FAMILY, HB_OT_NAME_ID_FULL_NAME, HB_OT_NAME_ID_POSTSCRIPT_NAME,
                                 HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY};
        if (std::ranges::find(ids, entries[i].name_id) == ids.end()) continue;
        std::array<char, 256> text{};
        unsigned size = text.size();
        hb_ot_name_get_utf8(face, entries[i].name_id, entries[i].language, &size, text.data());
        if (std::ranges::find(names, std::string_view(text.data())) != names.end()) return true;
    }
    return false;
}

// ISO 32000-1, 7.3.5 and 9.6.2.1: a PostScript name of regular characters.
std::string postscript_name(hb_face_t* face, const std::string& path, int index) {
    std::array<char, 128> text{};
    unsigned size = text.size();
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string("en", -1), &size, text.data());
    std::string name;
    for (const char* c = text.data(); *c; ++c)
        if ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') || *c == '-' || *c == '_') name += *c;
    if (!name.empty()) return name;
    for (const char c : path.substr(path.rfind('/') + 1))
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) name += c;
    return (name.empty() ? "Font" : name) + "-" + std::to_string(index);
}

std::atomic<std::uint64_t> faces_opened{0};

}  // namespace

Look::Look(const Parts& parts) {
    const auto steps = [](float trim) { return static_cast<std::uint64_t>(std::lround(trim * trim_steps)) & 0xFF; };
    packed_ = made_bit | (parts.present ? present_bit : 0) | (parts.joins ? joins_bit : 0) | (parts.complex ? complex_bit : 0);
    packed_ |= parts.glyph | static_cast<std::uint64_t>(std::clamp(parts.units, 0, 0xFFFF)) << 16 | steps(parts.trim_front) << 32 |
              steps(parts.trim_back) << 40 | static_cast<std::uint64_t>(parts.kind) << 52;
}

struct Face::State {
    std::shared_ptr<const MappedFile> file;
    Held<hb_blob_t> blob;
    Held<hb_face_t> face;
    Held<hb_font_t> font;
    Held<hb_set_t> joining;
    bool joins_all = false;       // AAT shaping: nothing is known of single glyphs
    bool joins_letters = false;   // a kern table beside GPOS
    std::once_flag layout_once, program_once;
    std::unique_ptr<FontProgram> program;
};

Face::Face(std::shared_ptr<const MappedFile> file, std::string path, int index, const std::vector<std::string>& names)
    : state_(std::make_unique<State>()) {
    State& s = *state_;
    s.file = std::move(file);
    const std::string_view bytes = s.file->bytes();
    s.blob.reset(hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    const int count = static_cast<int>(hb_face_count(s.blob.get()));
    if (index >= count) index = 0;
    const auto open = [&](int i) { return Held<hb_face_t>(hb_face_create(s.blob.get(), static_cast<unsigned>(i))); };
    s.face = open(index);
    if (count > 1 && !names.empty() && !named(s.face.get(), names)) {
        for (int i = 0; i < std::min(count, 64); ++i) {
            Held<hb_face_t> other = open(i);
            if (!named(other.get(), names)) continue;
            s.face = std::move(other);
            index = i;
            break;
        }
    }
    facts_.file = path;
    facts_.index = index;
    facts_.name = postscript_name(s.face.get(), path, index);
    facts_.cff = !table("CFF ").empty();
    glyph_count_ = static_cast<int>(hb_face_get_glyph_count(s.face.get()));
    if (count == 0 || glyph_count_ < 2 || table("cmap").empty() || (!facts_.cff && table("glyf").empty()))
        throw Error(Code::missing_font, {path, "face " + std::to_string(index)}, "这不是可用的字体文件（缺少字形或字符映射表）");
    hb_face_make_immutable(s.face.get());
    s.font.reset(hb_font_create(s.face.get()));
    hb_font_make_immutable(s.font.get());
    read_facts();
    looks_.reset(static_cast<std::uint64_t*>(std::calloc(cached_codes, sizeof(std::uint64_t))));  // pages come as they are touched
    if (!looks_) throw std::bad_alloc();
    serial_ = ++faces_opened;
}

Face::~Face() = default;
void Face::Free::operator()(std::uint64_t* p) const { std::free(p); }

void Face::read_facts() {
    facts_.units_per_em = std::max(16, static_cast<int>(hb_face_get_upem(state_->face.get())));
    em_ = 1.0 / facts_.units_per_em;
    const auto thousandths = [&](int units) { return static_cast<int>(std::lround(units * 1000.0 / facts_.units_per_em)); };
    const Bytes head(table("head")), os2(table("OS/2")), hhea(table("hhea")), post(table("post"));
    for (std::size_t i = 0; i < 4; ++i) facts_.bbox[i] = thousandths(head.i16_or(36 + 2 * i, 0));
    facts_.ascent = thousandths(os2.i16_or(68, hhea.i16_or(4, 880)));
    facts_.descent = thousandths(os2.i16_or(70, hhea.i16_or(6, -120)));
    facts_.cap_height = os2.u16_or(0, 0) >= 2 ? thousandths(os2.i16_or(88, 733)) : 733;
    facts_.italic_angle = post.i16_or(4, 0);
    // ISO 32000-1, table 122 wants StemV; font files do not say it: the usual estimate from the weight class.
    const double weight = std::clamp<int>(os2.u16_or(4, 400), 100, 1000);
    facts_.stem_v = static_cast<int>(std::lround(50 + (weight / 65) * (weight / 65)));
    constexpr int restricted = 0x0002, bitmap_only = 0x0200;  // OpenType, OS/2 fsType
    facts_.may_embed = (os2.u16_or(8, 0) & (restricted | bitmap_only)) == 0;
}

hb_font_t* Face::font() const { return state_->font.get(); }

std::string_view Face::table(const char (&tag)[5]) const {
    // A table's blob is a part of the file's, so that its bytes outlive it.
    const Held<hb_blob_t> blob(hb_face_reference_table(state_->face.get(), HB_TAG(tag[0], tag[1], tag[2], tag[3])));
    unsigned size = 0;
    const char* data = hb_blob_get_data(blob.get(), &size);
    return data ? std::string_view(data, size) : std::string_view();
}

std::uint16_t Face::nominal_glyph(char32_t code) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(state_->font.get(), code, &glyph) ? static_cast<std::uint16_t>(glyph) : 0;
}

bool Face::has_variation(char32_t code, char32_t selector) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_variation_glyph(state_->font.get(), code, selector, &glyph) && glyph != 0;
}

int Face::units(std::uint16_t glyph) const { return hb_font_get_glyph_h_advance(state_->font.get(), glyph); }

Look Face::look_and_keep(char32_t code) const {
    const Look look = look_closely(code);
    std::atomic_ref(looks_[code]).store(look.packed(), std::memory_order_relaxed);
    return look;
}

Look Face::look_closely(char32_t code) const {
    State& s = *state_;
    std::call_once(s.layout_once, [&] {
        s.joins_all = hb_aat_layout_has_substitution(s.face.get()) || hb_aat_layout_has_positioning(s.face.get());
        s.joins_letters = !table("kern").empty();
        s.joining = glyphs_of_default_features(s.face.get());
    });
    Look::Parts look;
    look.glyph = nominal_glyph(code);
    look.present = look.glyph != 0;
    look.complex = is_attached(code) || is_ignorable(code) || needs_full_shaping(code) || (!look.present && is_blank(code));
    if (look.present) look.units = units(look.glyph);
    look.kind = kind_of(code, look.present ? look.units * em_ : 1);
    if (!look.present) return Look(look);
    look.joins = s.joins_all || hb_set_has(s.joining.get(), look.glyph) || (s.joins_letters && look.kind != Kind::han);
    if (look.joins && !look.complex) shape_alone(code, look);
    measure_trims(look);
    return Look(look);
}

void Face::shape_alone(char32_t code, Look::Parts& look) const {
    std::string text;
    append_utf8(text, code);
    const ShapedRun run = shape_run(*this, text);
    look.complex = run.size() != 1 || run[0].glyph == 0 || run[0].x_offset != 0 || run[0].advance < 0;
    if (look.complex) return;
    look.glyph = run[0].glyph;
    look.units = run[0].advance;
    look.kind = kind_of(code, look.units * em_);
}

// clreq 3.1.6: half of a full-width mark is white, in front of its ink or behind it. As much is given up as the glyph really leaves, and
// never more than half an em, so that no ink is cut and none touches its neighbour.
void Face::measure_trims(Look::Parts& look) const {
    struct Side {
        Kind kind;
        double front, back;  // em, the most that may go
    };
    constexpr std::array sides{Side{Kind::open, 0.5, 0}, Side{Kind::close, 0, 0.5}, Side{Kind::pause, 0, 0.5}, Side{Kind::stop, 0, 0.5},
                               Side{Kind::dot, 0.25, 0.25}};
    const auto side = std::ranges::find(sides, look.kind, &Side::kind);
    if (side == sides.end() || look.complex) return;
    hb_glyph_extents_t ink{};
    if (!hb_font_get_glyph_extents(state_->font.get(), look.glyph, &ink)) return;
    const auto room = [](double white, double most) {
        const double trim = white >= most ? most : std::max(0.0, white - 0.03);
        return static_cast<float>(std::floor(trim * Look::trim_steps) / Look::trim_steps);
    };
    look.trim_front = room(ink.x_bearing * em_, side->front);
    look.trim_back = room((look.units - ink.x_bearing - ink.width) * em_, side->back);
}

const FontProgram& Face::program() const {
    std::call_once(state_->program_once, [&] { state_->program = facts_.cff ? read_cff(*this) : read_glyf(*this); });
    return *state_->program;
}

}  // namespace tianbiao
