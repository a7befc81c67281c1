#include "write/pdf_fonts.h"

#include <algorithm>

#include "base/deflate.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/utf8.h"
#include "typeset/subset.h"
#include "write/pdf_carrier.h"
#include "write/pdf_syntax.h"
#include "write/pdf_to_unicode.h"

namespace tianbiao {
namespace {

constexpr int default_width = 1000;  // /DW: what nearly every glyph of a Chinese face has
// Charstrings hardly deflate: level 1 leaves 84.5 % of a face's glyphs, level 6 83.6 %, level 9 83.5 %, at half and a third of the speed.
constexpr int form_level = 6;   // once for many documents; level 9 costs a fresh process 1 ms for 60 bytes
constexpr int value_level = 1;  // for each document

// 9.6.4: six capitals and a plus, different for different subsets of one face.
std::string subset_tag(std::string_view key) {
    const auto digest = md5(key);
    std::string tag;
    for (std::size_t i = 0; i < 6; ++i) tag += static_cast<char>('A' + digest[i] % 26);
    return tag + "+";
}

// 9.7.4.3: c [w w …] for each stretch of slots that differ from /DW.
std::string widths_of(const std::vector<Slot>& slots) {
    std::string widths;
    bool open = false;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const int width = slots[i].width;
        if (width != default_width) {
            widths += open ? " " : std::to_string(i + 1) + "[";
            widths += std::to_string(width);
        } else if (open) {
            widths += ']';
        }
        open = width != default_width;
    }
    return open ? widths + "]" : widths;
}

// ISO 19005-1, 6.3.5: /CIDSet marks every CID of the embedded program, .notdef among them; the highest bit comes first.
std::string cid_set_of(std::size_t slots) {
    std::string bits((slots + 8) / 8, '\0');
    for (std::size_t cid = 0; cid <= slots; ++cid) bits[cid / 8] = static_cast<char>(bits[cid / 8] | (0x80 >> (cid % 8)));
    return bits;
}

FaceFacts carrier_facts() {
    FaceFacts facts;
    facts.name = "TianbiaoMarks";
    facts.bbox[1] = -120, facts.bbox[2] = 1000, facts.bbox[3] = 880;
    return facts;
}

std::string descriptor_of(const FaceFacts& facts, const std::string& name) {
    std::string box;
    for (const int edge : facts.bbox) box += std::to_string(edge) + " ";
    return "/Type/FontDescriptor/FontName" + name_object(name) + "/Flags 4/FontBBox[" + box + "]/ItalicAngle " +
           std::to_string(facts.italic_angle) + "/Ascent " + std::to_string(facts.ascent) + "/Descent " + std::to_string(facts.descent) +
           "/CapHeight " + std::to_string(facts.cap_height) + "/StemV " + std::to_string(facts.stem_v);
}

// The five or six objects of one font; gives the number of the Type0 dictionary.
ObjectNumber add_font(ObjectTaker& objects, const FaceFacts& facts, const FontParts& parts, bool cid_set) {
    const std::string base = "/BaseFont" + name_object(parts.name);
    const std::string program = facts.cff ? "/Subtype/CIDFontType0C" : "/Length1 " + std::to_string(parts.length);
    const ObjectNumber file = objects.add_stream(program, std::string_view(parts.program), Packed::flate);
    std::string descriptor = descriptor_of(facts, parts.name) + (facts.cff ? "/FontFile3 " : "/FontFile2 ") + reference(file);
    if (cid_set) descriptor += "/CIDSet " + reference(objects.add_stream("", std::string_view(parts.cid_set), Packed::no));
    const std::string kind = facts.cff ? "/Subtype/CIDFontType0" : "/Subtype/CIDFontType2/CIDToGIDMap/Identity";
    std::string font = "/Type/Font" + kind + base + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor " +
                       reference(objects.add(std::move(descriptor))) + "/DW " + std::to_string(default_width);
    if (!parts.widths.empty()) font += "/W[" + parts.widths + "]";
    const ObjectNumber descendant = objects.add(std::move(font));
    const ObjectNumber texts = objects.add_stream("", std::string_view(parts.to_unicode), Packed::flate);
    return objects.add("/Type/Font/Subtype/Type0" + base + "/Encoding/Identity-H/DescendantFonts[" + reference(descendant) +
                       "]/ToUnicode " + reference(texts));
}

}  // namespace

FontCache::Parts FontCache::find(const std::string& key) const {
    const auto found = parts_.find(key);
    return found == parts_.end() ? nullptr : found->second;
}

void FontCache::keep(const std::string& key, Parts parts) {
    if (parts_.size() >= most) parts_.clear();
    parts_.emplace(key, std::move(parts));
}

int FontBook::place(FaceIndex face, Origin origin) const {
    for (std::size_t i = 0; i < book_.size(); ++i) {
        if (book_[i].face == face && book_[i].origin == origin) return static_cast<int>(i);
    }
    return -1;
}

std::size_t FontBook::font_for(FaceIndex face, Origin origin) {
    const int found = place(face, origin);
    if (found >= 0) return static_cast<std::size_t>(found);
    if (face >= 0 && !fonts_.facts(face).may_embed) {
        throw Error(Code::missing_font, {fonts_.facts(face).file, fonts_.facts(face).name}, "该字体不允许嵌入，请换用其他字体");
    }
    if (spare_.empty()) spare_.push_back(std::make_unique<SlotTable>());
    book_.push_back({face, origin, std::move(spare_.back())});
    spare_.pop_back();
    return book_.size() - 1;
}

void FontBook::clear() {
    for (Font& font : book_) {
        font.slots->clear();
        spare_.push_back(std::move(font.slots));
    }
    book_.clear();
    embedded_.clear();
}

void FontBook::collect_run(const TextRun& run, std::vector<Shown>& to) {
    if (run.face < 0) throw Error(Code::internal, {"", "page"}, "文字没有字体");
    said_.clear();
    say(run, said_);
    to.clear();
    const int form = place(run.face, Origin::form);
    int own = place(run.face, run.origin);
    for (const SaidGlyph& said : said_) {
        int font = form;
        std::uint16_t code = form < 0 ? 0 : book_[static_cast<std::size_t>(form)].slots->find(said.glyph->id, said.text);
        if (code == 0) {
            if (own < 0) own = static_cast<int>(font_for(run.face, run.origin));
            SlotTable& slots = *book_[static_cast<std::size_t>(own)].slots;
            font = own;
            if (own != form) code = slots.find(said.glyph->id, said.text);
            if (code == 0) code = slots.add(said.glyph->id, said.text, fonts_.advance(run.face, said.glyph->id));
        }
        const std::int16_t width = book_[static_cast<std::size_t>(font)].slots->slot(code).width;
        to.push_back({static_cast<std::uint16_t>(font), code, width, said.surplus_span, false});
        if (!said.rest.empty()) collect_further(said.rest, to);
    }
}

void FontBook::collect_further(std::string_view rest, std::vector<Shown>& to) {
    const std::size_t font = font_for(carrier, Origin::form);
    SlotTable& slots = *book_[font].slots;
    while (!rest.empty()) {
        const std::string_view piece = first_piece(rest);
        std::uint16_t code = slots.find(narrow_carrier, piece);
        if (code == 0) code = slots.add(narrow_carrier, piece, carrier_width(narrow_carrier));
        to.push_back({static_cast<std::uint16_t>(font), code, carrier_width(narrow_carrier), 0, true});
        rest.remove_prefix(piece.size());
    }
}

void FontBook::collect_carried(const Page& page) {
    for (const Item& item : page.items) {
        const auto* missing = std::get_if<MissingCharacter>(&item.what);
        const auto* mark = std::get_if<Mark>(&item.what);
        if (!missing && !mark) continue;
        const std::string_view text = missing ? std::string_view(missing->text) : said_by(*mark);
        const std::string_view piece = first_piece(text);
        SlotTable& slots = *book_[font_for(carrier, Origin::form)].slots;
        if (slots.find(wide_carrier, piece) == 0) slots.add(wide_carrier, piece, carrier_width(wide_carrier));
        std::vector<Shown> unused;
        collect_further(text.substr(piece.size()), unused);
    }
}

void FontBook::collect(const Pages& pages) {
    clear();
    collect_part(pages);
}

void FontBook::collect_part(const Pages& pages) {
    for (const Origin origin : {Origin::form, Origin::value}) {
        std::size_t number = 0;
        for (const Page& page : pages) {
            for (const Item& item : page.items) {
                const auto* run = std::get_if<TextRun>(&item.what);
                if (!run) continue;
                if (number == shown_.size()) shown_.emplace_back();
                if (run->origin == origin) collect_run(*run, shown_[number]);
                ++number;
            }
        }
    }
    for (const Page& page : pages) collect_carried(page);
}

std::span<const Shown> FontBook::run(std::size_t number) const { return shown_.at(number); }

void FontBook::carry(std::string_view text, std::vector<Shown>& to) const {
    const int font = place(carrier, Origin::form);
    std::uint16_t glyph = wide_carrier;
    do {
        const std::string_view piece = first_piece(text);
        const std::uint16_t code = font < 0 ? 0 : book_[static_cast<std::size_t>(font)].slots->find(glyph, piece);
        if (code == 0) throw Error(Code::internal, {"", "page"}, "标记没有编码");
        const auto width = static_cast<std::int16_t>(carrier_width(glyph));
        to.push_back({static_cast<std::uint16_t>(font), code, width, 0, glyph == narrow_carrier});
        text.remove_prefix(piece.size());
        glyph = narrow_carrier;
    } while (!text.empty());
}

FontCache::Parts FontBook::parts_of(const Font& font) {
    const std::vector<Slot>& slots = font.slots->slots();
    const std::string key = std::to_string(font.face) + " " + font.slots->key();
    if (font.origin == Origin::form) {
        if (FontCache::Parts kept = cache_.find(key)) return kept;
    }
    auto parts = std::make_shared<FontParts>();
    std::vector<std::uint16_t> numbers(slots.size());  // of glyphs, or the carrier's widths
    const auto number = [&](const Slot& slot) { return font.face == carrier ? static_cast<std::uint16_t>(slot.width) : slot.glyph; };
    std::transform(slots.begin(), slots.end(), numbers.begin(), number);
    const std::string program = font.face == carrier ? carrier_program(numbers) : subset_font(fonts_, font.face, numbers);
    const int level = font.origin == Origin::form ? form_level : value_level;
    parts->name = subset_tag(key) + (font.face == carrier ? carrier_facts().name : fonts_.facts(font.face).name);
    parts->length = program.size();
    parts->program = zlib_compress(program, level);
    parts->widths = widths_of(slots);
    parts->to_unicode = zlib_compress(to_unicode_map(slots), level);
    parts->cid_set = cid_set_of(slots.size());
    if (font.origin == Origin::form) cache_.keep(key, parts);
    return parts;
}

std::string FontBook::embed(ObjectTaker& objects, bool cid_sets) {
    std::string resources;
    for (std::size_t i = 0; i < book_.size(); ++i) {
        embedded_.push_back(parts_of(book_[i]));
        const FaceFacts facts = book_[i].face == carrier ? carrier_facts() : fonts_.facts(book_[i].face);
        resources += std::string("/") + prefix_ + std::to_string(i) + " " + reference(add_font(objects, facts, *embedded_.back(), cid_sets));
    }
    return resources;
}

}  // namespace tianbiao
