// A subset of a CFF table: a bare CID-keyed CFF without subroutines (Adobe Technical Note 5176; ISO 32000-1, table 126, CIDFontType0C).
#include <atomic>
#include <cstdlib>
#include <deque>
#include <mutex>

#include "typeset/cff_reading.h"
#include "typeset/face.h"
#include "typeset/program.h"

namespace tianbiao {
namespace {

constexpr int first_own_sid = 391;  // 5176, appendix A: what comes behind the standard strings

struct FontDict {
    std::string_view matrix;        // FontMatrix entry as it stands, where there is one
    std::string private_dict;       // without Subrs
    CffIndex subrs;
};

void put_integer(std::string& to, std::size_t value, int op) {  // always five bytes, so that offsets do not move what they count
    to += '\x1D';
    put32(to, static_cast<std::uint32_t>(value));
    if (op >= 0x0C00) to += '\x0C';
    to += static_cast<char>(op);
}

template <class Strings>
void put_index(std::string& to, const Strings& strings) {
    std::size_t total = 1;
    for (const auto& s : strings) total += s->size();
    put16(to, static_cast<std::uint32_t>(strings.size()));
    if (strings.empty()) return;
    const int size = total < 0x100 ? 1 : total < 0x10000 ? 2 : total < 0x1000000 ? 3 : 4;
    to += static_cast<char>(size);
    std::size_t offset = 1;
    const auto put_offset = [&] {
        for (int k = size - 1; k >= 0; --k) to += static_cast<char>(offset >> (8 * k));
    };
    put_offset();
    for (const auto& s : strings) offset += s->size(), put_offset();
    for (const auto& s : strings) to += *s;
}

void put_index(std::string& to, std::initializer_list<std::string> strings) {
    std::vector<const std::string*> pointers;
    for (const std::string& s : strings) pointers.push_back(&s);
    put_index(to, pointers);
}

class CffProgram : public FontProgram {
public:
    explicit CffProgram(const Face& face);
    std::string subset(std::span<const std::uint16_t> glyphs) const override;

private:
    void read_font_dict(std::string_view dict);
    int font_dict_of(std::size_t glyph) const;
    const std::string& outline(std::uint16_t glyph) const;
    std::string head(std::size_t glyph_count, std::size_t& offsets_at) const;

    std::string name_;
    std::string_view cff_;
    std::vector<CffEntry> top_;
    CffIndex global_, char_strings_;
    std::vector<FontDict> dicts_;
    std::size_t fd_select_ = 0;      // 0: none, one dictionary for all

    struct Free {
        void operator()(const std::string** p) const { std::free(p); }
    };
    std::unique_ptr<const std::string*[], Free> outlines_;  // flattened, by glyph; filled as they are asked for
    mutable std::mutex lock_;
    mutable std::deque<std::string> store_;
};

CffProgram::CffProgram(const Face& face) : name_(face.facts().name), cff_(face.table("CFF ")) {
    const Bytes bytes(cff_);
    if (bytes.u8(0) != 1) throw Bytes::PastEnd{};
    const CffIndex names(bytes, bytes.u8(2));
    const CffIndex tops(bytes, names.end());
    const CffIndex strings(bytes, tops.end());
    global_ = CffIndex(bytes, strings.end());
    top_ = read_dict(tops.at(0));
    const auto char_strings = offset_of(top_, cff::char_strings);
    if (!char_strings) throw Bytes::PastEnd{};
    char_strings_ = CffIndex(bytes, *char_strings);
    if (find_entry(top_, cff::ros)) {
        const auto array = offset_of(top_, cff::fd_array), select = offset_of(top_, cff::fd_select);
        if (!array || !select) throw Bytes::PastEnd{};
        fd_select_ = *select;
        const CffIndex dicts(bytes, *array);
        for (std::size_t i = 0; i < dicts.count(); ++i) read_font_dict(dicts.at(i));
    } else {
        read_font_dict(tops.at(0));
        dicts_.back().matrix = {};  // stands in the Top DICT
    }
    if (dicts_.empty() || dicts_.size() > 256) throw Bytes::PastEnd{};
    outlines_.reset(static_cast<const std::string**>(std::calloc(char_strings_.count() + 1, sizeof(const std::string*))));
    if (!outlines_) throw std::bad_alloc();
}

void CffProgram::read_font_dict(std::string_view dict) {
    const Bytes bytes(cff_);
    const std::vector<CffEntry> entries = read_dict(dict);
    FontDict& out = dicts_.emplace_back();
    if (const CffEntry* matrix = find_entry(entries, cff::font_matrix)) out.matrix = matrix->whole;
    const auto size = offset_of(entries, cff::private_dict, 0), at = offset_of(entries, cff::private_dict, 1);
    if (!size || !at) return;
    const std::string_view body = bytes.part(*at, *size);
    const std::vector<CffEntry> inner = read_dict(body);
    for (const CffEntry& entry : inner)
        if (entry.op != cff::subrs) out.private_dict += entry.whole;
    if (const auto subrs = offset_of(inner, cff::subrs)) out.subrs = CffIndex(bytes, *at + *subrs);
}

// 5176, 19.
int CffProgram::font_dict_of(std::size_t glyph) const {
    if (fd_select_ == 0) return 0;
    const Bytes bytes(cff_);
    int fd = -1;
    if (bytes.u8(fd_select_) == 0) {
        fd = bytes.u8(fd_select_ + 1 + glyph);
    } else if (bytes.u8(fd_select_) == 3) {
        std::size_t low = 0, high = bytes.u16(fd_select_ + 1);
        while (low + 1 < high) {
            const std::size_t middle = (low + high) / 2;
            (bytes.u16(fd_select_ + 3 + 3 * middle) <= glyph ? low : high) = middle;
        }
        fd = bytes.u8(fd_select_ + 3 + 3 * low + 2);
    }
    if (fd < 0 || static_cast<std::size_t>(fd) >= dicts_.size()) throw Bytes::PastEnd{};
    return fd;
}

const std::string& CffProgram::outline(std::uint16_t glyph) const {
    if (glyph >= char_strings_.count()) throw Bytes::PastEnd{};
    const std::atomic_ref<const std::string*> slot(outlines_[glyph]);
    if (const std::string* known = slot.load(std::memory_order_acquire)) return *known;
    const FontDict& dict = dicts_[static_cast<std::size_t>(font_dict_of(glyph))];
    std::string made = flatten(char_strings_.at(glyph), global_, dict.subrs);
    const std::lock_guard guard(lock_);
    if (const std::string* known = slot.load(std::memory_order_relaxed)) return *known;
    store_.push_back(std::move(made));
    slot.store(&store_.back(), std::memory_order_release);
    return store_.back();
}

// Everything before the charset. The four offsets of the Top DICT stand at `offsets_at`, six or seven bytes apart, and are set later.
std::string CffProgram::head(std::size_t glyph_count, std::size_t& offsets_at) const {
    std::string top;
    for (const int sid : {first_own_sid, first_own_sid + 1}) top += '\x1C', put16(top, static_cast<std::uint32_t>(sid));
    top += "\x8B\x0C\x1E";  // supplement 0, ROS
    for (const int op : {cff::font_matrix, cff::font_bbox})
        if (const CffEntry* entry = find_entry(top_, op)) top += entry->whole;
    put_integer(top, glyph_count, cff::cid_count);
    const std::size_t offsets = top.size();
    for (const int op : {cff::charset, cff::char_strings, cff::fd_array, cff::fd_select}) put_integer(top, 0, op);
    std::string out("\x01\x00\x04\x04", 4);
    put_index(out, {name_});
    put_index(out, {top});
    offsets_at = out.size() - (top.size() - offsets);
    put_index(out, {"Adobe", "Identity", name_});
    put_index(out, {});
    return out;
}

namespace {

// CIDs are slots: format 2, one range 1 … count-1.
void put_charset(std::string& out, std::size_t count) {
    if (count == 1) {
        out += '\0';
        return;
    }
    out += '\2';
    put16(out, 1);
    put16(out, static_cast<std::uint32_t>(count - 2));
}

// FDSelect, format 3: first slot and dictionary of each range, and the slot behind the last.
void put_fd_select(std::string& out, const std::vector<std::pair<std::size_t, int>>& ranges, std::size_t count) {
    out += '\3';
    put16(out, static_cast<std::uint32_t>(ranges.size()));
    for (const auto& [first, fd] : ranges) {
        put16(out, static_cast<std::uint32_t>(first));
        out += static_cast<char>(fd);
    }
    put16(out, static_cast<std::uint32_t>(count));
}

}  // namespace

std::string CffProgram::subset(std::span<const std::uint16_t> glyphs) const {
    const std::size_t count = glyphs.size() + 1;
    std::vector<const std::string*> outlines(count);
    std::vector<int> renumbered(dicts_.size(), -1);
    std::vector<int> used;                                  // old numbers of the dictionaries that are needed
    std::vector<std::pair<std::size_t, int>> ranges;        // of FDSelect: first slot, dictionary
    for (std::size_t slot = 0; slot < count; ++slot) {
        const std::uint16_t glyph = slot == 0 ? 0 : glyphs[slot - 1];
        outlines[slot] = &outline(glyph);
        const int old = font_dict_of(glyph);
        int& fd = renumbered[static_cast<std::size_t>(old)];
        if (fd < 0) fd = static_cast<int>(used.size()), used.push_back(old);
        if (ranges.empty() || ranges.back().second != fd) ranges.emplace_back(slot, fd);
    }
    std::size_t offsets_at = 0, total = 0;
    for (const std::string* outline : outlines) total += outline->size() + 8;
    std::string out = head(count, offsets_at);
    out.reserve(out.size() + total + 4096);
    std::array<std::size_t, 4> offsets{};
    offsets[0] = out.size();
    put_charset(out, count);
    offsets[3] = out.size();
    put_fd_select(out, ranges, count);
    offsets[1] = out.size();
    put_index(out, outlines);
    std::vector<std::string> dicts;
    for (const int old : used) {
        const FontDict& from = dicts_[static_cast<std::size_t>(old)];
        const std::size_t at = out.size();
        out += from.private_dict;
        std::string& dict = dicts.emplace_back();
        dict += '\x1C';
        put16(dict, first_own_sid + 2);
        dict += "\x0C\x26";  // FontName
        dict += from.matrix;
        dict += '\x1D';
        put32(dict, static_cast<std::uint32_t>(from.private_dict.size()));
        put_integer(dict, at, cff::private_dict);
    }
    offsets[2] = out.size();
    std::vector<const std::string*> pointers;
    for (const std::string& dict : dicts) pointers.push_back(&dict);
    put_index(out, pointers);
    std::size_t at = offsets_at + 1;  // behind the byte that says "four bytes follow"
    constexpr std::array<int, 4> ops{cff::charset, cff::char_strings, cff::fd_array, cff::fd_select};
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        set32(out, at, static_cast<std::uint32_t>(offsets[i]));
        at += ops[i] >= 0x0C00 ? 7 : 6;
    }
    return out;
}

}  // namespace

std::unique_ptr<FontProgram> read_cff(const Face& face) { return std::make_unique<CffProgram>(face); }

}  // namespace tianbiao
