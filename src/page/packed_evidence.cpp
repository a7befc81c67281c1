// Evidence as bytes and back. One list of members serves both ways, so that they cannot part.
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "base/error.h"
#include "base/utf8.h"
#include "page/evidence.h"

namespace tianbiao {
namespace {

constexpr std::string_view mark = "TBEV0001";

[[noreturn]] void not_whole() { throw Error(Code::unreadable, {}, "读取程序的回答不完整"); }

class Packer {
public:
    static constexpr bool reads = false;
    explicit Packer(std::string& to) : to_(to) { to_ += mark; }

    template <class Integer>
    void integer(Integer value) {
        if constexpr (std::endian::native == std::endian::little) {
            to_.append(reinterpret_cast<const char*>(&value), sizeof value);
        } else {
            std::uint64_t rest = static_cast<std::make_unsigned_t<Integer>>(value);
            for (std::size_t i = 0; i < sizeof value; ++i, rest >>= 8) to_ += static_cast<char>(rest & 255);
        }
    }
    void number(const double& value) { integer(std::bit_cast<std::uint64_t>(value)); }
    void bytes(const std::string& text) {
        integer(static_cast<std::uint32_t>(text.size()));
        to_ += text;
    }
    void text(const std::string& text) { bytes(text); }
    template <class Items, class Each>
    void list(const Items& items, Each each) {
        integer(static_cast<std::uint32_t>(items.size()));
        for (const auto& item : items) each(item);
    }

private:
    std::string& to_;
};

// Trusts nothing: the program that packed it had a foreign file in its hands.
class Unpacker {
public:
    static constexpr bool reads = true;
    explicit Unpacker(std::string_view from) : from_(from) {
        if (!from_.starts_with(mark)) not_whole();
        from_.remove_prefix(mark.size());
    }

    template <class Integer>
    void integer(Integer& value) {
        const std::string_view taken = take(sizeof(Integer));
        if constexpr (std::endian::native == std::endian::little) {
            std::memcpy(&value, taken.data(), sizeof value);
        } else {
            std::uint64_t whole = 0;
            for (std::size_t i = 0; i < sizeof value; ++i) whole |= std::uint64_t{static_cast<unsigned char>(taken[i])} << (8 * i);
            value = static_cast<Integer>(whole);
        }
    }
    void number(double& value) {
        constexpr double most = 1e9;
        std::uint64_t bits = 0;
        integer(bits);
        value = std::bit_cast<double>(bits);
        if (!(std::abs(value) <= most)) not_whole();
    }
    void bytes(std::string& text) {
        std::uint32_t length = 0;
        integer(length);
        text = take(length);
    }
    void text(std::string& text) {
        bytes(text);
        if (first_bad_utf8(text)) not_whole();
    }
    template <class Items, class Each>
    void list(Items& items, Each each) {
        std::uint32_t count = 0;
        integer(count);
        if (count > from_.size()) not_whole();  // no item takes less than a byte
        items.reserve(count);
        for (std::uint32_t i = 0; i < count; ++i) each(items.emplace_back());
    }
    bool at_end() const { return from_.empty(); }

private:
    std::string_view take(std::size_t count) {
        if (count > from_.size()) not_whole();
        const std::string_view taken = from_.substr(0, count);
        from_.remove_prefix(count);
        return taken;
    }
    std::string_view from_;
};

// What is const when it is packed, and is filled in when it is unpacked.
template <class Travel, class T>
using As = std::conditional_t<Travel::reads, T, const T>;

template <class Travel>
void boolean(Travel& by, As<Travel, bool>& value) {
    std::uint8_t byte = 0;
    if constexpr (!Travel::reads) byte = value;
    by.integer(byte);
    if constexpr (Travel::reads) value = byte != 0;
}

template <class Travel>
void travel(Travel& by, As<Travel, Point>& point) {
    by.number(point.x.v), by.number(point.y.v);
}

template <class Travel>
void travel(Travel& by, As<Travel, Rect>& box) {
    by.number(box.x0.v), by.number(box.y0.v), by.number(box.x1.v), by.number(box.y1.v);
}

template <class Travel>
void travel(Travel& by, As<Travel, SeenText>& text) {
    by.number(text.size.v), by.number(text.angle), boolean(by, text.vertical), boolean(by, text.replaced);
    by.integer(text.unknown), by.text(text.font), by.text(text.text), by.number(text.confidence);
    by.list(text.glyphs, [&](auto& glyph) {
        travel(by, glyph.at), by.number(glyph.advance.v), by.integer(glyph.begin), by.integer(glyph.length), by.integer(glyph.unseen);
    });
}

template <class Travel>
void travel(Travel& by, As<Travel, SeenPage>& page) {
    by.number(page.width.v), by.number(page.height.v);
    by.list(page.texts, [&](auto& text) { travel(by, text); });
    by.list(page.sequences, [&](auto& sequence) {
        by.text(sequence.tag), boolean(by, sequence.continues), by.integer(sequence.first), by.integer(sequence.end), by.text(sequence.field);
    });
    by.list(page.rules, [&](auto& rule) { travel(by, rule.from), travel(by, rule.to), by.number(rule.width.v); });
    by.list(page.strokes, [&](auto& stroke) { travel(by, stroke.box), boolean(by, stroke.filled); });
    by.list(page.fills, [&](auto& fill) { travel(by, fill.box), by.number(fill.grey); });
    by.list(page.images, [&](auto& image) { travel(by, image.box), by.integer(image.width), by.integer(image.height); });
    by.text(page.trouble);
}

template <class Travel>
void travel(Travel& by, As<Travel, SeenField>& field) {
    by.text(field.name), by.text(field.tooltip);
    auto kind = static_cast<std::uint8_t>(field.kind);
    by.integer(kind);
    if constexpr (Travel::reads) {
        if (kind > static_cast<std::uint8_t>(FieldKind::signature)) not_whole();
        field.kind = static_cast<FieldKind>(kind);
    }
    by.integer(field.page), travel(by, field.box);
    by.text(field.value), by.text(field.state), by.text(field.on_state), by.text(field.shown);
    boolean(by, field.has_appearance), boolean(by, field.hidden), boolean(by, field.multi_line), boolean(by, field.read_only);
    by.list(field.options, [&](auto& option) { by.text(option); });
}

template <class Travel>
void travel(Travel& by, As<Travel, Evidence>& evidence) {
    by.list(evidence.pages, [&](auto& page) { travel(by, page); });
    by.list(evidence.fields, [&](auto& field) { travel(by, field); });
    by.list(evidence.files, [&](auto& file) { by.text(file.name), by.text(file.mime), by.text(file.relationship), by.bytes(file.bytes); });
    by.text(evidence.producer), by.text(evidence.creator), by.text(evidence.title);
    boolean(by, evidence.repaired), boolean(by, evidence.xfa), by.integer(evidence.pages_said), by.integer(evidence.revisions), boolean(by, evidence.pages_revised);
    by.list(evidence.troubles, [&](auto& trouble) { by.text(trouble); });
}

// About, and rather too much: grown step by step, the bytes would be copied again and again.
std::size_t packed_size(const Evidence& evidence) {
    constexpr std::size_t each = 256, each_text = 64, each_glyph = 32;
    std::size_t size = 4096 + evidence.fields.size() * 2 * each;
    for (const SeenPage& page : evidence.pages) {
        size += (1 + page.sequences.size() + page.rules.size() + page.strokes.size() + page.fills.size() + page.images.size()) * each / 4;
        for (const SeenText& text : page.texts) size += each_text + text.font.size() + text.text.size() + text.glyphs.size() * each_glyph;
    }
    for (const SeenFile& file : evidence.files) size += each + file.bytes.size();
    return size;
}

bool begins_character(const std::string& text, std::size_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; }

// Whoever uses it may cut texts by their glyphs and lists by their sequences without looking.
void check(const Evidence& evidence) {
    for (const SeenPage& page : evidence.pages) {
        for (const SeenText& text : page.texts)
            for (const SeenGlyph& glyph : text.glyphs) {
                const std::size_t end = std::size_t{glyph.begin} + glyph.length;
                if (end > text.text.size() || !begins_character(text.text, glyph.begin) || !begins_character(text.text, end)) not_whole();
            }
        for (const SeenSequence& sequence : page.sequences)
            if (sequence.first > sequence.end || sequence.end > page.texts.size()) not_whole();
    }
    for (const SeenField& field : evidence.fields)
        if (field.page < -1 || field.page >= static_cast<int>(evidence.pages.size())) not_whole();
}

}  // namespace

std::string packed(const Evidence& evidence, std::string_view before) {
    std::string bytes;
    bytes.reserve(before.size() + packed_size(evidence));
    bytes += before;
    Packer packer(bytes);
    travel(packer, evidence);
    return bytes;
}

Evidence unpacked_evidence(std::string_view bytes) {
    Evidence evidence;
    Unpacker unpacker(bytes);
    travel(unpacker, evidence);
    if (!unpacker.at_end()) not_whole();
    check(evidence);
    return evidence;
}

}  // namespace tianbiao
