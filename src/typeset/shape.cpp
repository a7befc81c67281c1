#include <algorithm>
#include <cmath>

#include "typeset/breaks.h"
#include "typeset/face.h"
#include "typeset/shaper.h"
#include "typeset/text.h"

namespace tianbiao {
namespace {

constexpr std::uint32_t longest_run = 2048;     // bytes shaped at a time: HarfBuzz's time grows with the square of a heap of marks
constexpr std::uint32_t longest_cluster = 240;  // bytes; page::PlacedGlyph counts them in eight bits

// One character with the marks that hang on it, before it is shaped.
struct Unit {
    std::uint32_t begin = 0;
    std::uint8_t length = 0;
    bool has_marks = false;
    FaceIndex face = 0;
    char32_t code = 0;
    Look look;
};

class Shaper {
public:
    Shaper(const Fonts& fonts, Role role, Setting setting, ShapedText& out)
        : fonts_(fonts), chain_(fonts.chain(role)), first_(fonts.open(chain_.front())), plate_(setting == Setting::plate), out_(out) {}

    void paragraph(std::uint32_t begin, std::uint32_t end) {
        ShapedParagraph p;
        p.begin = begin;
        p.end = end;
        p.first_cluster = static_cast<std::uint32_t>(out_.clusters.size());
        for (std::uint32_t at = begin; at < end;) {
            at = split(at, end);
            for (std::size_t i = 0; i < units_.size();) i = emit(i);
        }
        p.cluster_count = static_cast<std::uint32_t>(out_.clusters.size()) - p.first_cluster;
        if (p.cluster_count > 0) {
            const Kind kind = kind_of(out_.clusters[p.first_cluster]);
            p.own_indent = kind == Kind::space || kind == Kind::wide_space;
        }
        out_.paragraphs.push_back(p);
    }

private:
    // Returns where the next stretch begins: a paragraph may be as long as an application.
    std::uint32_t split(std::uint32_t begin, std::uint32_t end) {
        constexpr std::size_t at_a_time = 4096;
        units_.clear();
        bool all_found = true;
        const std::string_view text(out_.text.data(), end);
        std::size_t at = begin;
        while (at < end) {
            const std::size_t from = at;
            const char32_t code = decode(text, at);
            const auto size = static_cast<std::uint8_t>(at - from);
            const Look look = first_.look(code == U'\t' ? U' ' : code);  // a tab is set as a blank
            if (look.kind() == Kind::attached && attach(size)) {
                all_found = false;
                continue;
            }
            if (units_.size() == at_a_time) {
                at = from;
                break;
            }
            units_.push_back({static_cast<std::uint32_t>(from), size, false, chain_.front(), code, look});
            all_found = all_found && look.present();
        }
        for (std::size_t i = 0; i < units_.size() && !all_found; ++i)
            if (units_[i].has_marks || !units_[i].look.present()) choose_face(units_[i]);
        return static_cast<std::uint32_t>(at);
    }

    bool attach(std::uint8_t size) {
        if (units_.empty() || units_.back().length + size > longest_cluster || units_.back().code < U' ') return false;
        units_.back().length = static_cast<std::uint8_t>(units_.back().length + size);
        return units_.back().has_marks = true;
    }

    // A character and its marks stand in one face: the first that has them all, its variation (IVS) above all.
    void choose_face(Unit& unit) {
        const std::string_view whole(out_.text.data() + unit.begin, unit.length);
        for (const bool variation : {true, false}) {
            for (const FaceIndex index : chain_) {
                const Face& face = fonts_.open(index);
                if (!has_all(face, whole, variation)) continue;
                unit.face = index;
                unit.look = face.look(unit.code);
                return;
            }
            if (!unit.has_marks) break;
        }
        // No face has them all: its base alone decides, and what HarfBuzz cannot map is drawn as a box.
        for (const FaceIndex index : chain_) {
            const Look look = fonts_.open(index).look(unit.code);
            if (!look.present()) continue;
            unit.face = index;
            unit.look = look;
            return;
        }
    }

    static bool has_all(const Face& face, std::string_view whole, bool variation) {
        char32_t before = 0;
        for (std::size_t at = 0; at < whole.size();) {
            const char32_t code = decode(whole, at);
            if (variation_selector(code)) {
                if (variation && !face.has_variation(before, code)) return false;
            } else if (!is_ignorable(code) && !is_blank(code) && face.nominal_glyph(code) == 0) {
                return false;
            }
            before = code;
        }
        return true;
    }

    // The plate's labels are glyphs by cmap alone; else neighbours that no feature joins are what they are alone.
    std::size_t emit(std::size_t i) {
        const Unit& unit = units_[i];
        if (!unit.look.complex() && !unit.has_marks) {
            if (!unit.look.present()) return emit_missing(unit.begin, unit.length, unit.code), i + 1;
            if (!joins(unit) || plate_ || !joins_next(i)) return emit_alone(unit), i + 1;
        }
        std::size_t last = i + 1;
        while (!plate_ && last < units_.size() && joins(units_[last]) && units_[last].face == unit.face &&
               units_[last].begin - unit.begin < longest_run)
            ++last;
        emit_shaped(i, last);
        return last;
    }

    static bool joins(const Unit& unit) {
        return (unit.look.joins() && unit.look.present() && unit.code != U'\t') || unit.look.complex() || unit.has_marks;
    }
    bool joins_next(std::size_t i) const {
        return i + 1 < units_.size() && joins(units_[i + 1]) && units_[i + 1].face == units_[i].face;
    }

    Cluster& add(std::uint32_t begin, std::uint32_t length, char32_t code, FaceIndex face) {
        Cluster& c = out_.clusters.emplace_back();
        c.begin = begin;
        c.length = length;
        c.first_glyph = static_cast<std::uint32_t>(out_.glyphs.size());
        c.code = code;
        out_.faces.push_back(face);
        return c;
    }

    void emit_alone(const Unit& unit) {
        const Face& face = unit.face == chain_.front() ? first_ : fonts_.open(unit.face);
        std::uint16_t glyph = unit.look.glyph();
        int units = unit.look.units();
        if (plate_ && unit.look.joins()) {
            glyph = face.nominal_glyph(unit.code == U'\t' ? U' ' : unit.code);
            units = face.units(glyph);
        }
        Cluster& c = add(unit.begin, unit.length, unit.code, unit.face);
        c.glyph_count = 1;
        c.advance = face.em(units);
        c.trim_front = unit.look.trim_front();
        c.trim_back = unit.look.trim_back();
        c.kind = static_cast<std::uint8_t>(unit.look.kind());
        out_.glyphs.push_back({glyph, 0, c.advance});
    }

    void emit_missing(std::uint32_t begin, std::uint32_t length, char32_t code) {
        const bool wide = kind_of(code, 0) == Kind::han;
        Cluster& c = add(begin, length, code, chain_.front());
        c.missing = true;
        c.advance = wide ? 1.0f : 0.5f;
        c.kind = static_cast<std::uint8_t>(wide ? Kind::han : Kind::letter);
    }

    void emit_shaped(std::size_t first, std::size_t last) {
        const std::uint32_t begin = units_[first].begin;
        const std::uint32_t end = units_[last - 1].begin + units_[last - 1].length;
        const FaceIndex index = units_[first].face;
        const ShapedRun made = shape_run(fonts_.open(index), std::string_view(out_.text).substr(begin, end - begin));
        run_.assign(made.begin(), made.end());  // looks, below, shape too
        const ShapedRun run = run_;
        std::uint32_t at = begin;
        for (std::size_t g = 0; g < run.size();) {
            std::size_t next = g + 1;
            while (next < run.size() && run[next].cluster == run[g].cluster) ++next;
            const std::uint32_t stop = next < run.size() ? std::max(at, begin + run[next].cluster) : end;
            if (stop > at) add_shaped(run.subspan(g, next - g), at, stop, index);
            at = std::max(at, stop);
            g = next;
        }
        if (at < end) emit_missing_all(at, end);
    }

    void add_shaped(ShapedRun glyphs, std::uint32_t at, std::uint32_t stop, FaceIndex index) {
        std::size_t offset = at;
        const char32_t code = decode(std::string_view(out_.text.data(), stop), offset);
        if (std::ranges::any_of(glyphs, [](const RunGlyph& g) { return g.glyph == 0; })) return emit_missing_all(at, stop);
        // A cluster longer than its counter goes on in clusters that draw nothing.
        const std::uint32_t most = stop - at > longest_cluster ? cut(at, at + longest_cluster) : stop;
        const Face& face = fonts_.open(index);
        Cluster& c = add(at, most - at, code, index);
        int units = 0;
        for (const RunGlyph& g : glyphs) {
            out_.glyphs.push_back({g.glyph, face.em(g.x_offset), face.em(g.advance)});
            units += g.advance;
            ++c.glyph_count;
        }
        c.advance = face.em(std::max(0, units));
        Kind kind = kind_of(code, c.advance);
        if (kind == Kind::hidden && units > 0) kind = Kind::space;
        const Look look = face.look(code);
        if (offset == stop && glyphs.size() == 1 && look.glyph() == glyphs[0].glyph) {
            c.trim_front = look.trim_front();
            c.trim_back = look.trim_back();
        }
        c.kind = static_cast<std::uint8_t>(kind);
        for (std::uint32_t rest = most; rest < stop;) rest = emit_hidden(rest, stop, index);
    }

    std::uint32_t cut(std::uint32_t from, std::uint32_t to) const {
        while (to > from + 1 && (static_cast<unsigned char>(out_.text[to]) & 0xC0) == 0x80) --to;
        return to;
    }

    std::uint32_t emit_hidden(std::uint32_t begin, std::uint32_t end, FaceIndex index) {
        const std::uint32_t stop = end - begin > longest_cluster ? cut(begin, begin + longest_cluster) : end;
        Cluster& c = add(begin, stop - begin, U'\u200D', index);
        c.kind = static_cast<std::uint8_t>(Kind::attached);
        const std::uint16_t blank = fonts_.open(index).nominal_glyph(U' ');
        if (blank) out_.glyphs.push_back({blank, 0, 0});
        c.glyph_count = blank ? 1 : 0;
        c.missing = blank == 0;
        return stop;
    }

    void emit_missing_all(std::uint32_t begin, std::uint32_t end) {
        const std::string_view text(out_.text.data(), end);
        for (std::size_t at = begin; at < end;) {
            const std::size_t from = at;
            const char32_t code = decode(text, at);
            emit_missing(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(at - from), code);
        }
    }

    const Fonts& fonts_;
    const std::vector<FaceIndex>& chain_;
    const Face& first_;
    bool plate_;
    ShapedText& out_;
    std::vector<Unit> units_;
    std::vector<RunGlyph> run_;
};

// An e-mail is set a little closer than text, so that one of ordinary length (24 letters at 10.5 pt) stands on one line of its cell.
void set_close(ShapedText& shaped) {
    constexpr float closer = 0.035f;
    for (Cluster& c : shaped.clusters) {
        if (kind_of(c) != Kind::letter || c.glyph_count == 0 || c.advance < 4 * closer) continue;
        c.advance -= closer;
        shaped.glyphs[c.first_glyph + c.glyph_count - 1].advance -= closer;
    }
}

}  // namespace

ShapedText shape(const Fonts& fonts, Role role, std::string_view text, Setting setting, Origin origin, Matter matter) {
    ShapedText out;
    out.text = text;
    out.setting = setting;
    out.origin = origin;
    const std::size_t guess = text.size() / 2 + 1;
    out.clusters.reserve(guess);
    out.glyphs.reserve(guess);
    out.faces.reserve(guess);
    Shaper shaper(fonts, role, setting, out);
    std::uint32_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        // Only these bytes begin a line break: LF VT FF CR, C2 85, E2 80 A8/A9.
        const auto lead = static_cast<unsigned char>(text[at]);
        if (!(lead >= '\n' && lead <= '\r') && lead != 0xC2 && lead != 0xE2) {
            ++at;
            continue;
        }
        const auto end = static_cast<std::uint32_t>(at);
        const char32_t code = decode(text, at);
        if (!ends_line(code)) continue;
        shaper.paragraph(begin, end);
        if (code == U'\r' && at < text.size() && text[at] == '\n') ++at;
        begin = static_cast<std::uint32_t>(at);
    }
    shaper.paragraph(begin, static_cast<std::uint32_t>(text.size()));
    find_breaks(out, matter);
    if (matter == Matter::email && setting == Setting::print) set_close(out);
    return out;
}

std::vector<char32_t> missing_characters(const ShapedText& shaped) {
    std::vector<char32_t> out;
    for (const Cluster& c : shaped.clusters)
        if (c.missing && std::ranges::find(out, c.code) == out.end()) out.push_back(c.code);
    return out;
}

}  // namespace tianbiao
