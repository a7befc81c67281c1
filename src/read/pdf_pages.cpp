#include "read/pdf_pages.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.h"
#include "base/limits.h"

namespace tianbiao {
namespace {

struct Inherited {
    const Object* resources = nullptr;
    const Object* media = nullptr;
    const Object* crop = nullptr;
    const Object* rotate = nullptr;
};

struct Box {
    double x0 = 0, y0 = 0, x1 = 612, y1 = 792;  // the paper that readers take where a file names none
};

class Walker {
public:
    explicit Walker(const ObjectStore& objects) : objects_(objects) {}

    PageList run() {
        const Object* root = objects_.at(objects_.catalog(), "Pages");
        visit(root, {}, 0);
        const double said = objects_.number(objects_.at(root, "Count"), -1);
        list_.said = said >= 0 ? static_cast<int>(std::min<double>(said, limits::pages)) : static_cast<int>(list_.pages.size());
        return std::move(list_);
    }

private:
    // A node's kids before its neighbours: reading order. Recursion ends at pdf_tree_depth, circles at the set of nodes seen.
    void visit(const Object* node, Inherited inherited, int depth) {
        if (!objects_.is_dictionary(node) || depth > limits::pdf_tree_depth || !seen_.insert(node).second) {
            ++list_.lost;
            return;
        }
        inherit(node, inherited);
        const Object* kids = objects_.at(node, "Kids");
        const bool leaf = !objects_.is_array(kids) || objects_.is_name(objects_.at(node, "Type"), "Page");
        if (leaf) return add(node, inherited);
        const std::size_t count = objects_.size(kids);
        for (std::size_t i = 0; i < count; ++i) {
            if (seen_.size() + static_cast<std::size_t>(list_.lost) > 2 * static_cast<std::size_t>(limits::pages)) too_many();
            visit(objects_.item(kids, i), inherited, depth + 1);
        }
    }

    void inherit(const Object* node, Inherited& to) const {
        to.resources = objects_.own_or(node, "Resources", to.resources);
        to.media = objects_.own_or(node, "MediaBox", to.media);
        to.crop = objects_.own_or(node, "CropBox", to.crop);
        to.rotate = objects_.own_or(node, "Rotate", to.rotate);
    }

    [[noreturn]] static void too_many() {
        throw Error(Code::too_large, {}, "PDF 超过 " + std::to_string(limits::pages) + " 页的上限");
    }

    Box box_of(const Object* array, const Box& otherwise) const {
        const std::vector<double> n = objects_.numbers(array, 4);
        if (n.size() != 4) return otherwise;
        const Box box{std::min(n[0], n[2]), std::min(n[1], n[3]), std::max(n[0], n[2]), std::max(n[1], n[3])};
        return box.x1 - box.x0 < 1 || box.y1 - box.y0 < 1 || box.x1 - box.x0 > 1e5 || box.y1 - box.y0 > 1e5 ? otherwise : box;
    }

    // 14.11.2: what is shown is the crop box within the media box. 8.3.2.3: a unit may be more than 1/72 inch.
    void add(const Object* page, const Inherited& inherited) {
        if (list_.pages.size() >= static_cast<std::size_t>(limits::pages)) too_many();
        const Box media = box_of(inherited.media, {});
        const Box crop = box_of(inherited.crop, media);
        Box box{std::max(crop.x0, media.x0), std::max(crop.y0, media.y0), std::min(crop.x1, media.x1), std::min(crop.y1, media.y1)};
        if (box.x1 - box.x0 < 1 || box.y1 - box.y0 < 1) box = media;
        const double unit = std::clamp(objects_.number(objects_.at(page, "UserUnit"), 1), 0.01, 1000.0);
        const double width = (box.x1 - box.x0) * unit, height = (box.y1 - box.y0) * unit;
        const int quarter = static_cast<int>(std::lround(objects_.number(inherited.rotate, 0) / 90)) % 4;
        PageEntry entry{page, inherited.resources, {}, Pt{width}, Pt{height}};
        const Matrix origin{unit, 0, 0, unit, -box.x0 * unit, -box.y0 * unit};
        switch ((quarter + 4) % 4) {
            case 0: entry.to_sheet = origin * Matrix{1, 0, 0, -1, 0, height}; break;
            case 1: entry.to_sheet = origin * Matrix{0, 1, 1, 0, 0, 0}; break;
            case 2: entry.to_sheet = origin * Matrix{-1, 0, 0, 1, width, 0}; break;
            case 3: entry.to_sheet = origin * Matrix{0, -1, -1, 0, height, width}; break;
        }
        if (quarter % 2 != 0) std::swap(entry.width, entry.height);
        list_.pages.push_back(entry);
    }

    const ObjectStore& objects_;
    std::set<const Object*> seen_;
    PageList list_;
};

}  // namespace

PageList list_pages(const ObjectStore& objects) { return Walker(objects).run(); }

}  // namespace tianbiao
