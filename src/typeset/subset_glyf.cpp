// A subset of a TrueType font: glyf, loca, hmtx and what belongs to them (OpenType 1.9; ISO 32000-1, 9.9, FontFile2).
#include <algorithm>
#include <vector>

#include "typeset/bytes.h"
#include "typeset/face.h"
#include "typeset/program.h"

namespace tianbiao {
namespace {

constexpr std::size_t head_size = 54, hhea_size = 36;

class GlyfProgram : public FontProgram {
public:
    explicit GlyfProgram(const Face& face);
    std::string subset(std::span<const std::uint16_t> glyphs) const override;

private:
    std::string_view outline(std::uint16_t glyph) const;
    void put_metrics(std::string& to, std::uint16_t glyph) const;

    Bytes glyf_, loca_, hmtx_;
    std::string_view head_, hhea_, maxp_, cvt_, fpgm_, prep_;
    bool long_loca_;
    std::size_t metrics_ = 0;  // glyphs with an advance of their own
};

GlyfProgram::GlyfProgram(const Face& face)
    : glyf_(face.table("glyf")), loca_(face.table("loca")), hmtx_(face.table("hmtx")), cvt_(face.table("cvt ")), fpgm_(face.table("fpgm")),
      prep_(face.table("prep")) {
    head_ = Bytes(face.table("head")).part(0, head_size);
    hhea_ = Bytes(face.table("hhea")).part(0, hhea_size);
    maxp_ = face.table("maxp");
    Bytes(maxp_).u16(4);
    long_loca_ = Bytes(head_).u16(50) != 0;
    metrics_ = Bytes(hhea_).u16(34);
    if (metrics_ == 0) throw Bytes::PastEnd{};
}

std::string_view GlyfProgram::outline(std::uint16_t glyph) const {
    const std::size_t i = glyph;
    const std::size_t from = long_loca_ ? loca_.u32(4 * i) : 2u * loca_.u16(2 * i);
    const std::size_t to = long_loca_ ? loca_.u32(4 * i + 4) : 2u * loca_.u16(2 * i + 2);
    if (to < from) throw Bytes::PastEnd{};
    return glyf_.part(from, to - from);
}

void GlyfProgram::put_metrics(std::string& to, std::uint16_t glyph) const {
    const std::size_t own = std::min<std::size_t>(glyph, metrics_ - 1);
    put16(to, hmtx_.u16(4 * own));
    const std::size_t side = glyph < metrics_ ? 4 * own + 2 : 4 * metrics_ + 2 * (glyph - metrics_);
    put16(to, static_cast<std::uint32_t>(hmtx_.u16_or(side, 0)));
}

// Where a composite names its components (OpenType, glyf, "Composite glyph description"). Calls `found` with the offset of each number.
template <class Found>
void for_each_component(std::string_view outline, const Found& found) {
    const Bytes bytes(outline);
    if (outline.empty() || bytes.i16(0) >= 0) return;
    constexpr unsigned words = 0x0001, scale = 0x0008, more = 0x0020, two_scales = 0x0040, matrix = 0x0080;
    std::size_t at = 10;
    for (unsigned flags = more; flags & more;) {
        flags = bytes.u16(at);
        found(at + 2, bytes.u16(at + 2));
        at += 4u + (flags & words ? 4 : 2) + (flags & scale ? 2 : flags & two_scales ? 4 : flags & matrix ? 8 : 0);
    }
}

std::uint32_t checksum(std::string_view table) {  // of a table padded to four bytes
    const Bytes bytes(table);
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at + 4 <= table.size(); at += 4) sum += bytes.u32(at);
    return sum;
}

struct Table {
    const char* tag;
    std::string bytes;
};

// OpenType, "Organization of an OpenType font": offset table, directory in the order of tags, tables at multiples of four.
std::string put_together(std::vector<Table> tables) {
    std::erase_if(tables, [](const Table& t) { return t.bytes.empty(); });
    const auto count = static_cast<std::uint32_t>(tables.size());
    std::uint32_t power = 1, log = 0;
    while (power * 2 <= count) power *= 2, ++log;
    std::string out;
    put32(out, 0x00010000);
    put16(out, count);
    put16(out, power * 16);
    put16(out, log);
    put16(out, (count - power) * 16);
    std::size_t at = 12 + 16 * tables.size(), head_at = 0, total = at;
    for (const Table& t : tables) total += t.bytes.size() + 4;
    out.reserve(total);
    for (Table& t : tables) {
        if (std::string_view(t.tag) == "head") head_at = at;
        const std::size_t size = t.bytes.size();
        t.bytes.resize((size + 3) / 4 * 4);
        out += t.tag;
        put32(out, checksum(t.bytes));
        put32(out, static_cast<std::uint32_t>(at));
        put32(out, static_cast<std::uint32_t>(size));
        at += t.bytes.size();
    }
    for (const Table& t : tables) out += t.bytes;
    set32(out, head_at + 8, 0xB1B0AFBA - checksum(out));
    return out;
}

std::string GlyfProgram::subset(std::span<const std::uint16_t> glyphs) const {
    std::vector<std::uint16_t> slots{0};
    slots.insert(slots.end(), glyphs.begin(), glyphs.end());
    constexpr std::uint16_t none = 0xFFFF;
    std::vector<std::uint16_t> slot_of(0x10000, none);  // the first slot of a glyph
    std::size_t total = 0;
    for (std::size_t i = slots.size(); i-- > 0;) {
        slot_of[slots[i]] = static_cast<std::uint16_t>(i);
        total += outline(slots[i]).size() + 4;
    }
    std::string glyf, loca, hmtx;
    glyf.reserve(total + total / 4);
    for (std::size_t i = 0; i < slots.size(); ++i) {  // grows by the components of composites
        put32(loca, static_cast<std::uint32_t>(glyf.size()));
        put_metrics(hmtx, slots[i]);
        const std::string_view outline = this->outline(slots[i]);
        const std::size_t begin = glyf.size();
        glyf += outline;
        for_each_component(outline, [&](std::size_t at, std::uint16_t part) {
            if (slot_of[part] == none) {
                slot_of[part] = static_cast<std::uint16_t>(slots.size());
                slots.push_back(part);
            }
            set16(glyf, begin + at, slot_of[part]);
        });
        glyf.resize((glyf.size() + 3) / 4 * 4);
        if (slots.size() >= 0xFFFF) throw Bytes::PastEnd{};
    }
    put32(loca, static_cast<std::uint32_t>(glyf.size()));
    if (glyf.empty()) glyf.resize(4);
    std::string head(head_), hhea(hhea_), maxp(maxp_);
    set32(head, 8, 0);   // checkSumAdjustment
    set16(head, 50, 1);  // indexToLocFormat: long
    set16(hhea, 34, static_cast<std::uint32_t>(slots.size()));
    set16(maxp, 4, static_cast<std::uint32_t>(slots.size()));
    std::vector<Table> tables;
    const auto add = [&](const char* tag, std::string bytes) { tables.push_back({tag, std::move(bytes)}); };
    add("cvt ", std::string(cvt_));
    add("fpgm", std::string(fpgm_));
    add("glyf", std::move(glyf));
    add("head", std::move(head));
    add("hhea", std::move(hhea));
    add("hmtx", std::move(hmtx));
    add("loca", std::move(loca));
    add("maxp", std::move(maxp));
    add("prep", std::string(prep_));
    return put_together(std::move(tables));
}

}  // namespace

std::unique_ptr<FontProgram> read_glyf(const Face& face) { return std::make_unique<GlyfProgram>(face); }

}  // namespace tianbiao
