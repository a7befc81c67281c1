#include "read/pdf_files.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/limits.h"

namespace tianbiao {
namespace {

class FileReader {
public:
    explicit FileReader(const ObjectStore& objects) : objects_(objects) {}

    std::vector<SeenFile> run() {
        const Object* catalog = objects_.catalog();
        visit(objects_.at(objects_.at(catalog, "Names"), "EmbeddedFiles"), 0);
        const Object* associated = objects_.at(catalog, "AF");
        const std::size_t count = std::min<std::size_t>(objects_.size(associated), 1000);
        for (std::size_t i = 0; i < count; ++i) add(objects_.item(associated, i));
        return std::move(files_);
    }

private:
    // 7.9.6: names and values by turns.
    void visit(const Object* node, int depth) {
        if (!node || depth > limits::pdf_tree_depth || !nodes_.insert(node).second) return;
        const Object* names = objects_.at(node, "Names");
        const std::size_t count = std::min<std::size_t>(objects_.size(names), 2000);
        for (std::size_t i = 1; i < count; i += 2) {
            const Object* specification = objects_.item(names, i);
            if (!objects_.is_dictionary(objects_.at(specification, "EF"))) objects_.add_damage();
            add(specification);
        }
        const Object* kids = objects_.at(node, "Kids");
        for (std::size_t i = 0; i < std::min<std::size_t>(objects_.size(kids), 1000); ++i) visit(objects_.item(kids, i), depth + 1);
    }

    void add(const Object* specification) {
        const Object* streams = objects_.at(specification, "EF");
        const Object* stream = objects_.at(streams, "UF");
        if (!stream) stream = objects_.at(streams, "F");
        if (!objects_.has_stream(stream) || !streams_.insert(stream).second) return;
        if (files_.size() >= static_cast<std::size_t>(limits::pdf_files)) throw Error(Code::too_large, {}, "PDF 中的附件过多");
        SeenFile file;
        file.name = objects_.text(objects_.at(specification, "UF"));
        if (file.name.empty()) file.name = objects_.text(objects_.at(specification, "F"));
        file.mime = text_of_name(objects_.name(objects_.at(stream, "Subtype")));
        file.relationship = text_of_name(objects_.name(objects_.at(specification, "AFRelationship")));
        file.bytes = objects_.decoded(stream, limits::pdf_decoded);
        files_.push_back(std::move(file));
    }

    const ObjectStore& objects_;
    std::set<const Object*> nodes_, streams_;
    std::vector<SeenFile> files_;
};

}  // namespace

std::vector<SeenFile> read_files(const ObjectStore& objects) { return FileReader(objects).run(); }

}  // namespace tianbiao
