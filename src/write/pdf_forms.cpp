#include "write/pdf_forms.h"

#include <algorithm>
#include <cmath>

#include "write/pdf_boxes.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr Pt frame_weight{0.6};

// Field flags (12.7.4), by the position of their bit.
enum Flag : unsigned {
    multi_line = 1u << 12,
    radio = 1u << 15,
    combo = 1u << 17,
    editable = 1u << 18,
    no_spell_check = 1u << 22,
};

// 9.7.5.2 and Adobe Technical Note 5079: viewers bring a face for the collection GB1; Latin letters are half as wide. The font's dictionary
// stands in the resources themselves: pdftk looks into one that is referred to, and fails on faces that it has no widths of.
std::string song(ObjectTaker& objects) {
    const ObjectNumber descriptor = objects.add(
        "/Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 93");
    const ObjectNumber descendant = objects.add(
        "/Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>/DW 1000"
        "/W[1 95 500 814 939 500]/FontDescriptor " + reference(descriptor));
    return "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-UniGB-UTF16-H/Encoding/UniGB-UTF16-H/DescendantFonts[" + reference(descendant) + "]>>";
}

ObjectNumber add_box(PdfObjects& objects, Pt width, Pt height, bool ticked) {
    const double edge = frame_weight.v / 2;
    std::string content, entries = "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 ";
    append_number(entries, width.v, 3);
    entries += ' ';
    append_number(entries, height.v, 3);
    append_number(content, frame_weight.v, 3);
    content += " w ";
    for (const double value : {edge, edge, width.v - 2 * edge, height.v - 2 * edge}) append_number(content, value, 3), content += ' ';
    content += "re S\n";
    if (ticked) append_tick(content, edge, height.v - edge, width - frame_weight, height - frame_weight);
    return objects.add_stream(entries + "]", std::move(content), Packed::no);
}

// 7.3.5: names of form keys as partial field names.
std::string partial_name(std::string token) {
    std::replace(token.begin(), token.end(), '.', '_');
    return token;
}

std::vector<std::string> name_of(const PageField& field) {
    std::vector<std::string> parts;
    std::string path = field.field;
    if (field.continuation > 0) path = "/continued" + path + "/" + std::to_string(field.continuation - 1);
    for (std::size_t at = 0; at != std::string::npos && at < path.size();) {
        const std::size_t next = path.find('/', at + 1);
        parts.push_back(partial_name(path.substr(at + 1, next == std::string::npos ? next : next - at - 1)));
        at = next;
    }
    return parts;
}

}  // namespace

FormWriter::FormWriter(PdfObjects& objects, TaggedPages& pages) : objects_(objects), pages_(pages) {
    for (std::size_t p = 0; p < pages.size(); ++p) {
        const std::vector<PageField>& fields = pages[p].page->fields;
        for (std::size_t f = 0; f < fields.size(); ++f) {
            node_of(fields[f]).widgets.emplace_back(p, f);
            if (fields[f].kind == PageField::Kind::box) appearance(fields[f]);
        }
    }
    if (root_.kids.empty()) return;
    song_ = song(objects);
    dingbats_ = objects.add("/Type/Font/Subtype/Type1/BaseFont/ZapfDingbats");
}

const FormWriter::Appearance& FormWriter::appearance(const PageField& field) {
    const Pt width = field.box.width() + frame_weight, height = field.box.height() + frame_weight;
    for (const Appearance& known : appearances_)
        if (std::abs((known.width - width).v) < 1e-6 && std::abs((known.height - height).v) < 1e-6) return known;
    appearances_.push_back({width, height, add_box(objects_, width, height, true), add_box(objects_, width, height, false)});
    return appearances_.back();
}

FormWriter::Node& FormWriter::node_of(const PageField& field) {
    Node* node = &root_;
    for (std::string& name : name_of(field)) {
        const auto found = std::find_if(node->kids.begin(), node->kids.end(), [&](const Node& kid) { return kid.name == name; });
        node = found != node->kids.end() ? &*found : &node->kids.emplace_back(Node{std::move(name), 0, {}, {}});
    }
    return *node;
}

void FormWriter::reserve() {
    for (TaggedPage& page : pages_)
        for (std::size_t f = 0; f < page.page->fields.size(); ++f) page.widgets.push_back(objects_.reserve());
}

// What the field itself says, without its name.
std::string FormWriter::field_entries(const PageField& field) {
    if (field.kind == PageField::Kind::box) {
        return "/FT/Btn/V/Off" + std::string(field.exclusive ? "/Ff " + std::to_string(radio) : "");
    }
    unsigned flags = no_spell_check;
    std::string entries = "/FT/Tx";
    if (field.kind == PageField::Kind::list) {
        entries = "/FT/Ch/Opt[";
        if (!field.open_list) entries += "()";  // so that an answer can be taken back
        for (const std::string& answer : field.answers) entries += text_string(answer);
        entries += "]";
        flags |= combo | (field.open_list ? editable : 0u);
    } else if (field.multi_line) {
        flags |= multi_line;
    }
    entries += "/Ff " + std::to_string(flags) + "/DA(/STSong ";
    append_number(entries, field.size.v, 2);
    entries += " Tf 0 g)";
    if (field.centred) entries += "/Q 1";
    if (field.longest > 0) entries += "/MaxLen " + std::to_string(field.longest);
    return entries;
}

void FormWriter::write_widget(const PageField& field, std::size_t page, std::size_t number, std::string entries) {
    const TaggedPage& tagged = pages_[page];
    const double edge = field.kind == PageField::Kind::box ? frame_weight.v / 2 : 0, height = tagged.page->height.v;
    entries += "/Type/Annot/Subtype/Widget/F 4/P " + reference(tagged.object) + "/Rect[";
    for (const double value : {field.box.x0.v - edge, height - field.box.y1.v - edge, field.box.x1.v + edge, height - field.box.y0.v + edge}) {
        append_number(entries, value, 3);
        entries += ' ';
    }
    entries += "]/StructParent " + std::to_string(tagged.first_key + number);
    if (field.kind == PageField::Kind::box) {
        const Appearance& look = appearance(field);
        entries += "/AS/Off/MK<</BC[0]/CA(4)>>/BS<</W .6>>/AP<</N<<" + name_object(field.state) + " " + reference(look.ticked) + "/Off " + reference(look.empty) + ">>>>";
    }
    objects_.fill(tagged.widgets[number], entries);
}

void FormWriter::write(const Node& node, ObjectNumber parent) {
    std::string entries = "/T" + text_string(node.name);
    if (parent != 0) entries += "/Parent " + reference(parent);
    if (node.widgets.size() == 1 && node.kids.empty()) {
        const auto [page, number] = node.widgets.front();
        const PageField& field = pages_[page].page->fields[number];
        return write_widget(field, page, number, entries + "/TU" + text_string(field.said) + field_entries(field));
    }
    std::string kids;
    for (const Node& kid : node.kids) kids += reference(kid.object) + " ";
    for (const auto& [page, number] : node.widgets) {
        const PageField& field = pages_[page].page->fields[number];
        kids += reference(pages_[page].widgets[number]) + " ";
        write_widget(field, page, number, "/Parent " + reference(node.object) + "/TU" + text_string(field.said));
    }
    if (!node.widgets.empty()) {
        const PageField& field = pages_[node.widgets.front().first].page->fields[node.widgets.front().second];
        std::string said = field.said;
        if (said.ends_with(field.option)) said.resize(said.size() - field.option.size());
        if (said.ends_with("：")) said.resize(said.size() - std::string_view("：").size());
        entries += field_entries(field) + "/TU" + text_string(said);
    }
    for (const Node& kid : node.kids) write(kid, node.object);
    objects_.fill(node.object, entries + "/Kids[" + kids + "]");
}

namespace {

// A field of one widget is that widget (12.5.6.19); all others are objects of their own.
template <class Node>
void number(Node& node, PdfObjects& objects, const TaggedPages& pages) {
    const bool merged = node.kids.empty() && node.widgets.size() == 1;
    node.object = merged ? pages[node.widgets.front().first].widgets[node.widgets.front().second] : objects.reserve();
    for (Node& kid : node.kids) number(kid, objects, pages);
}

}  // namespace

std::string FormWriter::finish() {
    if (root_.kids.empty()) return {};
    std::string fields;
    for (Node& kid : root_.kids) {
        number(kid, objects_, pages_);
        write(kid, 0);
        fields += reference(kid.object) + " ";
    }
    for (const TaggedPage& page : pages_) {
        if (page.widgets.empty()) continue;
        std::string annotations;
        for (const ObjectNumber widget : page.widgets) annotations += reference(widget) + " ";
        objects_.extend(page.object, "/Tabs/S/Annots[" + annotations + "]");
    }
    return "/AcroForm<</Fields[" + fields + "]/DR<</Font<</STSong" + song_ + "/ZaDb " + reference(dingbats_) + ">>>>/DA(/STSong 0 Tf 0 g)>>";
}

}  // namespace tianbiao
