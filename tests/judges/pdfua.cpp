#include "judges/pdfua.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "judges/pdf_json.h"

namespace tianbiao::judges {
namespace {

using nlohmann::json;

// A marked-content sequence that is open.
struct Open {
    bool artifact = false;
    std::optional<int> mcid;
};

// What a content stream tags: walks over its operators.
class Content {
public:
    explicit Content(const std::string& bytes) : bytes_(bytes) {}

    std::vector<std::string> complaints;
    std::set<int> mcids;

    void walk() {
        while (next()) {
            if (word_ == "BMC" || word_ == "BDC") open();
            else if (word_ == "EMC") close();
            else if (paints()) check();
            if (is_operand()) operands_ += word_ + " ";
            else operands_.clear();
        }
        if (!open_.empty()) complaints.push_back("14.6: a sequence is not closed");
    }

private:
    bool is_operand() const { return word_.find_first_of("0123456789.-+/<>[]({") == 0 || word_ == "true" || word_ == "false" || word_ == "null"; }

    bool paints() const {
        static const std::set<std::string> operators{"Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI"};
        return operators.count(word_) > 0;
    }

    void open() {
        Open sequence;
        sequence.artifact = operands_.starts_with("/Artifact");
        const std::size_t at = operands_.find("/MCID ");
        if (at != std::string::npos) sequence.mcid = std::stoi(operands_.substr(at + 6));
        for (const Open& outer : open_) {
            if (sequence.artifact && outer.mcid) complaints.push_back("7.1: an artifact inside of tagged content");
            if (sequence.mcid && (outer.artifact || outer.mcid)) complaints.push_back("7.1: tagged content inside of a sequence");
        }
        if (sequence.mcid && !mcids.insert(*sequence.mcid).second) complaints.push_back("14.7.4.2: an MCID stands twice on a page");
        open_.push_back(sequence);
    }

    void close() {
        if (open_.empty()) complaints.push_back("14.6: EMC without BMC");
        else open_.pop_back();
    }

    void check() {
        const bool known = std::any_of(open_.begin(), open_.end(), [](const Open& s) { return s.artifact || s.mcid; });
        if (!known) complaints.push_back("7.1: content that is neither tagged nor an artifact, operator " + word_);
    }

    bool next() {
        while (at_ < bytes_.size() && std::string_view(" \r\n\t").find(bytes_[at_]) != std::string_view::npos) ++at_;
        if (at_ >= bytes_.size()) return false;
        const std::size_t from = at_;
        const char c = bytes_[at_];
        if (c == '<' && bytes_.compare(at_, 2, "<<") != 0) at_ = bytes_.find('>', at_) + 1;
        else if (c == '(') skip_string();
        else if (bytes_.compare(at_, 2, "<<") == 0 || bytes_.compare(at_, 2, ">>") == 0) at_ += 2;
        else if (c == '[' || c == ']') ++at_;
        else at_ = std::min(bytes_.size(), bytes_.find_first_of(" \r\n\t<>[](/", at_ + 1));
        word_ = bytes_.substr(from, at_ - from);
        return true;
    }

    void skip_string() {
        int depth = 0;
        do {
            if (bytes_[at_] == '\\') ++at_;
            else if (bytes_[at_] == '(') ++depth;
            else if (bytes_[at_] == ')') --depth;
            ++at_;
        } while (depth > 0 && at_ < bytes_.size());
    }

    const std::string& bytes_;
    std::size_t at_ = 0;
    std::string word_, operands_;
    std::vector<Open> open_;
};

// Which tags may stand in which (ISO 32000-1, 14.8.4), as far as our documents use them.
const std::map<std::string, std::set<std::string>> kids_of{
    {"Document", {"H1", "H2", "P", "Note", "Table", "Form", "Part", "TOC"}},
    {"Part", {"H1", "H2", "P", "Note", "Table", "Form"}},
    {"TOC", {"TOCI"}},
    {"TOCI", {"Reference"}},
    {"Reference", {"Link"}},
    {"Link", {}},
    {"Table", {"TR"}},
    {"TR", {"TH", "TD"}},
    {"TH", {"P", "Form"}},
    {"TD", {"P", "Form"}},
    {"Note", {"P"}},
    {"P", {}},
    {"H1", {}},
    {"H2", {}},
    {"Form", {}},
};

class Judge {
public:
    explicit Judge(const std::string& bytes) : pdf_(bytes), catalog_(pdf_.resolve(pdf_.trailer().at("/Root"))) {}

    std::vector<std::string> run() {
        check_document();
        check_content();
        const json& root = pdf_.at(catalog_, "/StructTreeRoot");
        complain_unless(!root.is_null(), "7.1: no structure tree");
        if (root.is_null()) return complaints_;
        root_ = catalog_.at("/StructTreeRoot").get<std::string>();
        for (const json& kid : kids(root)) walk(kid, root_, "");
        check_owners(root);
        check_annotations();
        check_files();
        return complaints_;
    }

private:
    void complain_unless(bool good, const std::string& complaint) {
        if (!good && complaints_.size() < 50) complaints_.push_back(complaint);
    }

    void check_document() {
        const std::string xmp = pdf_.stream(catalog_.value("/Metadata", json()));
        complain_unless(xmp.find("<pdfuaid:part>1</pdfuaid:part>") != std::string::npos, "5: no identifier");
        complain_unless(xmp.find("<dc:title>") != std::string::npos, "7.1: no title");
        complain_unless(pdf_.at(pdf_.at(catalog_, "/ViewerPreferences"), "/DisplayDocTitle") == true, "7.1: the title is not displayed");
        complain_unless(pdf_.at(pdf_.at(catalog_, "/MarkInfo"), "/Marked") == true, "6.2: not marked");
        complain_unless(pdf_.at(pdf_.at(catalog_, "/MarkInfo"), "/Suspects") != true, "7.1: suspects");
        complain_unless(!text_of(pdf_.at(catalog_, "/Lang")).empty(), "7.2: no language");
    }

    // 7.8.2: several streams are one content.
    std::string contents_of(const json& page) const {
        const json& parts = pdf_.at(page, "/Contents");
        if (!parts.is_array()) return pdf_.stream(page.at("/Contents"));
        std::string all;
        for (const json& part : parts) all += pdf_.stream(part) + "\n";
        return all;
    }

    void check_content() {
        for (const json& page : pdf_.pages()) {
            const json& object = pdf_.resolve(page);
            Content content(bytes_.emplace_back(contents_of(object)));
            content.walk();
            for (const std::string& complaint : content.complaints) complain_unless(false, complaint);
            for (const int mcid : content.mcids) content_.emplace(page.get<std::string>(), mcid);
            const json& parents = object.contains("/StructParents") ? object.at("/StructParents") : json();
            if (parents.is_number()) page_of_key_[parents.get<int>()] = page.get<std::string>();
            complain_unless(content.mcids.empty() || parents.is_number(), "14.7.4.4: a page without /StructParents");
        }
    }

    std::vector<json> kids(const json& element) const {
        const json& value = element.contains("/K") ? element.at("/K") : json();
        if (value.is_null()) return {};
        const json& array = pdf_.resolve(value);
        if (!array.is_array()) return {value};
        return {array.begin(), array.end()};
    }

    static std::string name(const json& value) { return value.is_string() ? value.get<std::string>() : ""; }

    void walk(const json& reference, const std::string& parent, const std::string& parent_tag) {
        const json& element = pdf_.resolve(reference);
        const std::string tag = name(element.value("/S", json())).empty() ? "" : name(element.at("/S")).substr(1);
        complain_unless(kids_of.count(tag) > 0, "7.1: a tag that is not of the standard: " + tag);
        complain_unless(name(element.value("/P", json())) == parent, "14.7.2: a wrong parent of " + tag);
        if (!parent_tag.empty() && kids_of.count(parent_tag))
            complain_unless(kids_of.at(parent_tag).count(tag) > 0, "14.8.4: " + tag + " in " + parent_tag);
        check_element(reference, element, tag);
        const std::string page = name(element.value("/Pg", json()));
        for (const json& kid : kids(element)) {
            if (kid.is_number()) own(page, kid.get<int>(), reference.get<std::string>());
            else if (name(pdf_.at(kid, "/Type")) == "/OBJR") objects_[name(pdf_.resolve(kid).at("/Obj"))] = tag;
            else walk(kid, reference.get<std::string>(), tag);
        }
    }

    void own(const std::string& page, int mcid, const std::string& element) {
        complain_unless(owners_.emplace(std::pair{page, mcid}, element).second, "14.7.4: content that two elements claim");
    }

    void check_element(const json& reference, const json& element, const std::string& tag) {
        if (tag == "Part") level_ = 0;
        if (tag == "H1" || tag == "H2") {
            complain_unless(level_ > 0 || tag == "H1", "7.4.2: the first heading is not H1");
            complain_unless(tag != "H1" || level_ == 0, "7.4.2: two H1");
            level_ = tag == "H1" ? 1 : 2;
        }
        if (tag == "Note") {
            const std::string id = text_of(element.value("/ID", json()));
            complain_unless(!id.empty() && ids_.insert(id).second, "7.9: a note without an identifier of its own");
        }
        if (tag == "Form") complain_unless(!text_of(element.value("/Alt", json())).empty(), "7.18.4: a form without a text");
        if (tag == "Table") check_table(pdf_.resolve(reference));
    }

    int attribute(const json& element, const std::string& key, int otherwise) const {
        const json& value = pdf_.at(pdf_.at(element, "/A"), key);
        return value.is_number() ? value.get<int>() : otherwise;
    }

    // 7.5: every place of the table is covered once, and each header says what it heads.
    void check_table(const json& table) {
        const std::vector<json> rows = kids(table);
        std::vector<std::vector<int>> covered(rows.size());
        for (std::size_t r = 0; r < rows.size(); ++r) {
            std::size_t column = 0;
            for (const json& kid : kids(pdf_.resolve(rows[r]))) {
                const json& cell = pdf_.resolve(kid);
                if (name(cell.at("/S")) == "/TH") complain_unless(!pdf_.at(pdf_.at(cell, "/A"), "/Scope").is_null(), "7.5: a header without a scope");
                const auto down = static_cast<std::size_t>(attribute(cell, "/RowSpan", 1)), across = static_cast<std::size_t>(attribute(cell, "/ColSpan", 1));
                while (column < covered[r].size() && covered[r][column]) ++column;
                complain_unless(r + down <= rows.size(), "7.5: a cell reaches out of its table");
                for (std::size_t y = r; y < std::min(rows.size(), r + down); ++y) {
                    if (covered[y].size() < column + across) covered[y].resize(column + across);
                    for (std::size_t x = column; x < column + across; ++x) ++covered[y][x];
                }
            }
        }
        for (const std::vector<int>& row : covered) {
            complain_unless(row.size() == covered.front().size(), "7.5: rows of different widths");
            complain_unless(std::all_of(row.begin(), row.end(), [](int n) { return n == 1; }), "7.5: a place that no cell covers, or two");
        }
    }

    // A number tree (7.9.7), one level of nodes below its root; each node says its least and its greatest key.
    std::vector<json> numbers_of(const json& root) {
        const json& own = pdf_.at(root, "/Nums");
        if (own.is_array()) return {own.begin(), own.end()};
        std::vector<json> all;
        for (const json& kid : pdf_.at(root, "/Kids")) {
            const json &node = pdf_.resolve(kid), &numbers = pdf_.at(kid, "/Nums"), &limits = pdf_.at(kid, "/Limits");
            const bool whole = node.is_object() && limits.size() == 2 && numbers.size() >= 2 && limits[0] == numbers[0] && limits[1] == numbers[numbers.size() - 2];
            complain_unless(whole && (all.empty() || all[all.size() - 2] < numbers[0]), "7.9.7: a node of the parent tree with wrong limits");
            all.insert(all.end(), numbers.begin(), numbers.end());
        }
        return all;
    }

    // 14.7.4.4: the parent tree finds for every MCID the element that claims it.
    void check_owners(const json& root) {
        for (const auto& place : content_) complain_unless(owners_.count(place) > 0, "7.1: content without an element");
        for (const auto& [place, element] : owners_) complain_unless(content_.count(place) > 0, "14.7.4: an element without content");
        std::size_t found = 0;
        const std::vector<json> numbers = numbers_of(pdf_.at(root, "/ParentTree"));
        for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
            const int key = numbers[i].get<int>();
            const json& value = pdf_.resolve(numbers[i + 1]);
            if (!value.is_array()) {
                parents_[key] = name(numbers[i + 1]);
                continue;
            }
            for (std::size_t mcid = 0; mcid < value.size(); ++mcid, ++found) {
                const auto owner = owners_.find({page_of_key_[key], static_cast<int>(mcid)});
                complain_unless(owner != owners_.end() && owner->second == name(value[mcid]), "14.7.4.4: the parent tree says otherwise");
            }
        }
        complain_unless(found == owners_.size(), "14.7.4.4: the parent tree is not whole");
        const json& identified = pdf_.at(pdf_.at(root, "/IDTree"), "/Names");
        complain_unless(ids_.empty() || (identified.is_array() && identified.size() == 2 * ids_.size()), "14.7.2: the tree of identifiers is not whole");
    }

    void check_annotations() {
        for (const json& page : pdf_.pages()) {
            const json& annotations = pdf_.at(page, "/Annots");
            if (annotations.is_null() || annotations.empty()) continue;
            complain_unless(name(pdf_.at(page, "/Tabs")) == "/S", "7.18.3: tabs do not follow the structure");
            for (const json& reference : annotations) {
                const json& annotation = pdf_.resolve(reference);
                const bool widget = name(annotation.at("/Subtype")) == "/Widget";
                complain_unless(objects_.count(name(reference)) > 0 && (!widget || objects_[name(reference)] == "Form"), "7.18.4: a widget without a form");
                complain_unless(parents_.count(annotation.value("/StructParent", -1)) > 0, "14.7.4.4: an annotation that the parent tree lacks");
                if (widget) complain_unless(!said(reference).empty(), "7.18.1: a field without a name for people");
                else check_link(reference, annotation);
            }
        }
    }

    void check_link(const json& reference, const json& annotation) {
        complain_unless(name(annotation.at("/Subtype")) == "/Link" && objects_[name(reference)] == "Link", "7.18.5: a link without a Link");
        complain_unless(!text_of(annotation.value("/Contents", json())).empty(), "7.18.5: a link without a text");
        complain_unless((annotation.value("/F", 0) & 0b100111) == 0b100, "ISO 19005-2, 6.3.2: an annotation that is hidden or not printed");
    }

    // /TU of a widget, its own or its field's.
    std::string said(const json& reference) const {
        for (json node = reference; !pdf_.resolve(node).is_null(); node = pdf_.resolve(node).value("/Parent", json())) {
            const std::string text = text_of(pdf_.at(node, "/TU"));
            if (!text.empty()) return text;
        }
        return {};
    }

    void check_files() {
        for (const auto& [key, object] : pdf_.objects().items()) {
            if (!object.contains("value") || !object.at("value").is_object() || name(object.at("value").value("/Type", json())) != "/Filespec") continue;
            const json& file = object.at("value");
            complain_unless(file.contains("/F") && file.contains("/UF"), "7.11: a file without both names");
        }
    }

    PdfJson pdf_;
    const json& catalog_;
    std::string root_;
    std::vector<std::string> complaints_;
    std::deque<std::string> bytes_;
    std::set<std::pair<std::string, int>> content_;              // page and MCID
    std::map<std::pair<std::string, int>, std::string> owners_;  // … to the element that claims it
    std::map<std::string, std::string> objects_;                 // annotations that an element claims, to its tag
    std::map<int, std::string> page_of_key_, parents_;
    std::set<std::string> ids_;
    int level_ = 0;
};

}  // namespace

std::vector<std::string> pdfua_complaints(const std::string& pdf) { return Judge(pdf).run(); }

}  // namespace tianbiao::judges
