#include "write/pdf_structure.h"

#include <algorithm>
#include <array>
#include <span>

#include "write/pdf_carrier.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

struct PartTag {
    std::string_view tag, scope;
};
constexpr std::array cell_tags{PartTag{"TD", ""}, PartTag{"TH", "/Scope/Row"}, PartTag{"TH", "/Scope/Column"}};  // by CellPart

constexpr std::size_t pages_a_node = 64;  // of the parent tree: a reader unpacks a whole node for one page of it

// An element whose kids are still being found.
struct Element {
    ObjectNumber object = 0;
    std::string entries, kids;
};

void append_reference(std::string& to, ObjectNumber object) {
    append_scaled(to, object, 0);
    to += " 0 R";
}

class Structure {
public:
    Structure(PdfObjects& objects, const TaggedPages& pages) : objects_(objects), pages_(pages) {}

    std::string build() {
        root_ = objects_.reserve();
        document_.object = objects_.reserve();
        begin(document_.entries, "Document", root_);
        for (; page_ < pages_.size(); ++page_) add_page();
        close_part();
        const std::string document = reference(document_.object);
        close(document_);
        std::string entries = "/Type/StructTreeRoot/K " + document + "/ParentTree<<" + parent_tree() + ">>/ParentTreeNextKey " +
                              std::to_string(next_key());
        // 14.7.2: where an element has an identifier, the tree finds it by that. Keys stand in order (7.9.6).
        if (!identified_.empty()) entries += "/IDTree<</Names[" + identified_ + "]>>";
        objects_.fill(root_, entries, PackedKind::structure);
        return "/StructTreeRoot " + reference(root_) + "/MarkInfo<</Marked true>>";
    }

private:
    const TaggedPage& tagged() const { return pages_[page_]; }

    std::size_t next_key() const {
        if (pages_.empty()) return 0;
        std::size_t key = pages_.back().first_key + pages_.back().widgets.size();
        for (const TaggedPage& page : pages_) key += page.links.size();
        return key;
    }

    // The parent tree's last node and its root (7.9.7): one node where all fits into it, as in any application of its own.
    std::string parent_tree() {
        parents_ += widget_parents_;
        if (nodes_.empty()) return "/Nums[" + parents_ + "]";
        if (!widget_parents_.empty()) last_parent_ = next_key() - 1;
        end_parents_node();
        return "/Kids[" + nodes_ + "]";
    }

    void end_parents_node() {
        if (parents_.empty()) return;
        const ObjectNumber node = objects_.reserve();
        objects_.fill(node, "/Limits[" + std::to_string(first_parent_) + " " + std::to_string(last_parent_) + "]/Nums[" + parents_ + "]", PackedKind::structure);
        append_reference(nodes_, node);
        nodes_ += ' ';
        parents_.clear();
        page_parents_ = 0;
    }

    void note_parents() {
        if (page_parents_ == pages_a_node) end_parents_node();
        if (parents_.empty()) first_parent_ = page_;
        last_parent_ = page_;
        ++page_parents_;
        parents_ += std::to_string(page_) + "[";
        for (const ObjectNumber owner : owners_) {
            append_reference(parents_, owner);
            parents_ += ' ';
        }
        parents_ += "]\n";
    }

    void add_page() {
        const std::vector<Sequence>& sequences = tagged().sequences;
        if (tagged().part) begin_part(*tagged().part);
        owners_.assign(sequences.size(), 0);
        sort_by_cell();
        std::size_t next = 0;
        field_ = 0;
        for (; next < sequences.size() && !in_cell(next); ++next) add_outside(next);
        for (std::size_t cell = 0; cell < tagged().cells.size(); ++cell) add_cell(cell);
        add_widgets(-1, top());
        for (; next < sequences.size(); ++next) {
            if (!in_cell(next)) add_outside(next);
        }
        if (!sequences.empty()) note_parents();
    }

    Element& top() { return part_.object != 0 ? part_ : document_; }

    void begin_part(const std::string& title) {
        close_part();
        open(part_, "Part", document_, title.empty() ? "" : "/T" + text_string(title));
        headed_ = false;
    }

    void close_part() {
        close_table();
        close_note();
        close_contents();
        if (part_.object != 0) close(part_);
    }

    bool in_cell(std::size_t mcid) const {
        const std::int32_t cell = tagged().sequences[mcid].cell;
        return cell >= 0 && static_cast<std::size_t>(cell) < tagged().cells.size();
    }

    // by_cell_[first_[c]] … by_cell_[first_[c + 1] - 1]: what stands in cell c, in the order of the page.
    void sort_by_cell() {
        const std::vector<Sequence>& sequences = tagged().sequences;
        first_.assign(tagged().cells.size() + 1, 0);
        for (std::size_t i = 0; i < sequences.size(); ++i)
            if (in_cell(i)) ++first_[static_cast<std::size_t>(sequences[i].cell) + 1];
        for (std::size_t c = 1; c < first_.size(); ++c) first_[c] += first_[c - 1];
        by_cell_.resize(first_.back());
        std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
        for (std::size_t i = 0; i < sequences.size(); ++i)
            if (in_cell(i)) by_cell_[next[static_cast<std::size_t>(sequences[i].cell)]++] = i;
    }

    // A new kid's number, in the parent's list.
    ObjectNumber kid_of(Element& parent) {
        const ObjectNumber object = objects_.reserve();
        append_reference(parent.kids, object);
        parent.kids += ' ';
        return object;
    }

    static void begin(std::string& entries, std::string_view tag, ObjectNumber parent) {
        entries += "/S/";
        entries += tag;
        entries += "/P ";
        append_reference(entries, parent);
    }

    void on_page(std::string& entries) const {
        entries += "/Pg ";
        append_reference(entries, tagged().object);
    }

    void open(Element& element, std::string_view tag, Element& parent, std::string_view more = {}) {
        element.object = kid_of(parent);
        begin(element.entries, tag, parent.object);
        element.entries += more;
    }

    void close(Element& element) {
        if (!element.kids.empty()) element.entries += "/K[", element.entries += element.kids, element.entries += ']';
        objects_.fill(element.object, element.entries, PackedKind::structure);
        element.object = 0;
        element.entries.clear();
        element.kids.clear();
    }

    // 14.7.4.3: an element that holds an annotation.
    void add_widget(std::size_t number, Element& parent) {
        const TaggedPage& page = tagged();
        const ObjectNumber element = kid_of(parent);
        leaf_.clear();
        begin(leaf_, "Form", parent.object);
        on_page(leaf_);
        leaf_ += "/Alt" + text_string(page.page->fields[number].said) + "/K<</Type/OBJR/Obj ";
        append_reference(leaf_, page.widgets[number]);
        leaf_ += ">>";
        objects_.fill(element, leaf_, PackedKind::structure);
        widget_parents_ += std::to_string(page.first_key + number) + " " + reference(element) + "\n";
    }

    // Those of one cell, or outside of all (-1). Fields stand in the order of the cells.
    void add_widgets(std::int32_t cell, Element& parent) {
        const std::vector<PageField>& fields = tagged().page->fields;
        for (; field_ < tagged().widgets.size() && fields[field_].cell == cell; ++field_) add_widget(field_, parent);
    }

    // One element for one sequence.
    void add_leaf(std::size_t mcid, std::string_view tag, Element& parent, std::string_view more = {}) {
        const ObjectNumber leaf = kid_of(parent);
        leaf_.clear();
        begin(leaf_, tag, parent.object);
        on_page(leaf_);
        leaf_ += more;
        leaf_ += "/K ";
        append_scaled(leaf_, static_cast<std::int64_t>(mcid), 0);
        objects_.fill(leaf, leaf_, PackedKind::structure);
        owners_[mcid] = leaf;
    }

    void add_content(std::size_t mcid, Element& owner) {
        append_scaled(owner.kids, static_cast<std::int64_t>(mcid), 0);
        owner.kids += ' ';
        owners_[mcid] = owner.object;
    }

    void add_mark(std::size_t mcid, Element& parent) {
        const Mark& mark = *tagged().sequences[mcid].mark;
        std::string more = "/A<</O/PrintField/Role/cb/checked/" + std::string(mark.ticked ? "on" : "off");
        if (!mark.option.empty()) more += "/Desc" + text_string(mark.option);
        more += ">>/ActualText" + text_string(said_by(mark)) + "/Alt" + text_string(mark.option + (mark.ticked ? "（已选）" : "（未选）"));
        add_leaf(mcid, "Form", parent, more);
    }

    ParagraphPart part_of(const Sequence& sequence) const {
        const auto paragraph = static_cast<std::size_t>(sequence.paragraph);
        const std::vector<ParagraphPart>& all = tagged().paragraphs;
        return sequence.paragraph >= 0 && paragraph < all.size() ? all[paragraph] : ParagraphPart::text;
    }

    void add_outside(std::size_t mcid) {
        const Sequence& sequence = tagged().sequences[mcid];
        close_table();
        if (sequence.mark) return add_mark(mcid, top());
        const ParagraphPart part = part_of(sequence);
        if (part == ParagraphPart::note) return add_note(mcid);
        close_note();
        if (part == ParagraphPart::entry) return add_entry(mcid);
        close_contents();
        if (part == ParagraphPart::title || part == ParagraphPart::heading) return add_heading(mcid);
        add_leaf(mcid, "P", top());
    }

    // 14.8.4.2: a table of contents; what an entry says on both sides of its leader is one.
    void add_entry(std::size_t mcid) {
        const std::int32_t paragraph = tagged().sequences[mcid].paragraph;
        if (contents_.object == 0) open(contents_, "TOC", top());
        if (entry_.object == 0 || entry_page_ != page_ || paragraph != entry_paragraph_) {
            close_entry();
            open(entry_, "TOCI", contents_);
            on_page(entry_.entries);
            entry_page_ = page_, entry_paragraph_ = paragraph;
            open_link(paragraph);
        }
        add_content(mcid, link_.object != 0 ? link_ : entry_);
    }

    // 14.8.4.4.2: what the link shows, and its annotation.
    void open_link(std::int32_t paragraph) {
        const auto link = std::ranges::find(tagged().links, paragraph, &TaggedLink::paragraph);
        if (link == tagged().links.end()) return;
        open(reference_, "Reference", entry_);
        open(link_, "Link", reference_);
        on_page(link_.entries);
        annotation_ = "<</Type/OBJR/Obj " + reference(link->annotation) + "/Pg " + reference(tagged().object) + ">>";
        widget_parents_ += std::to_string(link->key) + " " + reference(link_.object) + "\n";
    }

    void close_entry() {
        if (link_.object != 0) {
            link_.kids += annotation_;
            close(link_);
            close(reference_);
        }
        if (entry_.object != 0) close(entry_);
    }

    void close_contents() {
        close_entry();
        if (contents_.object != 0) close(contents_);
    }

    // ISO 14289-1, 7.4.2: levels count from 1 and leave none out.
    void add_heading(std::size_t mcid) {
        add_leaf(mcid, headed_ ? "H2" : "H1", top());
        headed_ = true;
    }

    // ISO 14289-1, 7.9: each note has an identifier of its own.
    void add_note(std::size_t mcid) {
        if (note_.object == 0) {
            std::string number = std::to_string(++notes_);
            number.insert(0, 6 - std::min<std::size_t>(6, number.size()), '0');
            open(note_, "Note", top(), "/ID(note" + number + ")");
            identified_ += "(note" + number + ")" + reference(note_.object);
        }
        add_leaf(mcid, "P", note_);
    }

    void close_note() {
        if (note_.object != 0) close(note_);
    }

    void close_row() {
        if (row_.object != 0) close(row_);
    }

    void close_table() {
        close_row();
        if (table_.object != 0) close(table_);
    }

    void add_cell(std::size_t index) {
        const CellPlace& place = tagged().cells[index];
        if (place.part == CellPart::again) return add_widgets(static_cast<std::int32_t>(index), top());
        const std::span<const std::size_t> content(by_cell_.data() + first_[index], by_cell_.data() + first_[index + 1]);
        const bool alone = place.part == CellPart::heading || place.part == CellPart::passage || place.table < 0;
        if (alone || table_.object == 0 || place.table != table_number_) {
            close_table();
            close_note();
            close_contents();
        }
        if (alone) return add_row_alone(content, place.part, static_cast<std::int32_t>(index));
        if (table_.object == 0) open(table_, "Table", top()), table_number_ = place.table;
        if (row_.object == 0 || place.row != row_number_) {
            close_row();
            open(row_, "TR", table_);
            row_number_ = place.row;
        }
        add_table_cell(content, place, static_cast<std::int32_t>(index));
    }

    void add_row_alone(std::span<const std::size_t> content, CellPart part, std::int32_t cell) {
        for (const std::size_t i : content) {
            if (tagged().sequences[i].mark) add_mark(i, top());
            else if (part == CellPart::heading) add_heading(i);
            else add_leaf(i, "P", top());
        }
        add_widgets(cell, top());
    }

    void add_table_cell(std::span<const std::size_t> content, const CellPlace& place, std::int32_t index) {
        const PartTag& tag = cell_tags[static_cast<std::size_t>(place.part)];
        cell_.object = kid_of(row_);
        begin(cell_.entries, tag.tag, row_.object);
        add_attributes(tag.scope, place);
        if (!content.empty()) on_page(cell_.entries);
        const auto is_mark = [this](std::size_t i) { return tagged().sequences[i].mark != nullptr; };
        const bool paragraphs = content.size() > 1 && std::none_of(content.begin(), content.end(), is_mark);
        for (const std::size_t i : content) {
            if (is_mark(i)) add_mark(i, cell_);
            else if (paragraphs) add_leaf(i, "P", cell_);
            else add_content(i, cell_);
        }
        add_widgets(index, cell_);
        close(cell_);
    }

    // 14.8.5.7. What is one by default is left out.
    void add_attributes(std::string_view scope, const CellPlace& place) {
        if (scope.empty() && place.rows <= 1 && place.columns <= 1) return;
        std::string& to = cell_.entries;
        to += "/A<</O/Table";
        to += scope;
        if (place.rows > 1) to += "/RowSpan ", append_scaled(to, place.rows, 0);
        if (place.columns > 1) to += "/ColSpan ", append_scaled(to, place.columns, 0);
        to += ">>";
    }

    PdfObjects& objects_;
    const TaggedPages& pages_;
    std::size_t page_ = 0;
    ObjectNumber root_ = 0;
    Element document_, part_, table_, row_, cell_, note_, contents_, entry_, reference_, link_;
    std::string leaf_, annotation_;
    std::int32_t table_number_ = -1, row_number_ = -1;
    int notes_ = 0;
    bool headed_ = false;
    std::vector<ObjectNumber> owners_;  // by MCID of the page
    std::vector<std::size_t> first_, by_cell_;
    std::size_t field_ = 0;             // of the page, the first that no element holds
    std::string parents_, nodes_, widget_parents_, identified_;
    std::size_t first_parent_ = 0, last_parent_ = 0, page_parents_ = 0;  // of the parent tree's node at hand
    std::size_t entry_page_ = 0;
    std::int32_t entry_paragraph_ = -1;
};

}  // namespace

std::string add_structure(PdfObjects& objects, const TaggedPages& pages) { return Structure(objects, pages).build(); }

}  // namespace tianbiao
