// An archive as a folder: catalogue.sqlite, originals/, lock. Files 0600 (originals 0400), folders 0700.
//
// What is written down exists: an original is whole on disk before the catalogue names it, and goes only after
// the catalogue has let go of it.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "archive/catalogue.h"
#include "archive/originals.h"

namespace tianbiao {

class Store {
public:
    // Throws Error: unreadable where there is no archive in the folder (unless one is to be made), unwritable.
    Store(const std::filesystem::path& folder, CatalogueUse use);

    Catalogue& catalogue() { return *catalogue_; }
    const Originals& originals() const { return originals_; }
    const std::filesystem::path& folder() const { return folder_; }

    // A file and what was read in it. Each arrival's sha256 and bytes are set here.
    std::vector<AddedTo> add(std::string_view bytes, std::vector<Arrival> arrivals, const Trace& trace);

    // How many files went with it.
    int remove(const Entry& entry, const Trace& trace, const Json& detail);

    struct Verified {
        std::int64_t originals = 0, bytes = 0, damages = 0;
        std::vector<std::string> left_over;  // files that no entry names: a process was killed between two steps; no damage
    };
    Verified verify(const std::function<void(const Damage&)>& visit);

    // The whole archive as one file (archive/backup.h), while others add.
    void backup_to(const std::filesystem::path& target);

private:
    void finish_removals();

    std::filesystem::path folder_;
    Originals originals_;
    std::unique_ptr<Catalogue> catalogue_;
};

}  // namespace tianbiao
