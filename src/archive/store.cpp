#include "archive/store.h"

#include <set>

#include "archive/backup.h"
#include "base/digest.h"
#include "base/error.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

constexpr const char* catalogue_name = "catalogue.sqlite";

fs::path checked(const fs::path& folder, CatalogueUse use) {
    std::error_code none;
    if (use == CatalogueUse::make) make_private_folder(folder);
    else if (!fs::exists(folder / catalogue_name, none))
        throw Error(Code::unreadable, {folder.string(), ""}, "这里没有归档：请核对 --archive，或先以 archive add 建立");
    return folder;
}

}  // namespace

Store::Store(const fs::path& folder, CatalogueUse use)
    : folder_(checked(folder, use)), originals_(folder_ / "originals"), catalogue_(open_catalogue(folder_ / catalogue_name, use)) {
    if (use == CatalogueUse::look) return;
    if (const auto alone = FolderLock::alone_now(folder_)) originals_.tidy();
    finish_removals();
}

// Both under the lock: nobody removes a file between its writing and its naming.
std::vector<AddedTo> Store::add(std::string_view bytes, std::vector<Arrival> arrivals, const Trace& trace) {
    const FolderLock together(folder_, FolderLock::Kind::shared);
    const std::string digest = originals_.keep(bytes);
    for (Arrival& arrival : arrivals) arrival.sha256 = digest, arrival.bytes = static_cast<std::int64_t>(bytes.size());
    return catalogue_->add(arrivals, trace);
}

int Store::remove(const Entry& entry, const Trace& trace, const Json& detail) {
    const FolderLock alone(folder_, FolderLock::Kind::alone);
    const std::vector<std::string> gone = catalogue_->remove(entry, trace, detail);
    for (const std::string& sha256 : gone) {
        originals_.remove(sha256);
        catalogue_->forget_removal(sha256);
    }
    return static_cast<int>(gone.size());
}

void Store::finish_removals() {
    if (catalogue_->removals().empty()) return;
    const FolderLock alone(folder_, FolderLock::Kind::alone);
    for (const std::string& sha256 : catalogue_->removals()) {
        if (catalogue_->holders(sha256).empty()) originals_.remove(sha256);
        catalogue_->forget_removal(sha256);
    }
}

Store::Verified Store::verify(const std::function<void(const Damage&)>& visit) {
    Verified out;
    const auto damage = [&](const Damage& found) {
        ++out.damages;
        visit(found);
    };
    const FolderLock together(folder_, FolderLock::Kind::shared);
    std::set<std::string> named;
    catalogue_->verify(damage);
    catalogue_->each_original([&](const std::string& sha256, std::int64_t bytes) {
        named.insert(sha256);
        ++out.originals;
        if (!originals_.exists(sha256)) return damage({"original", sha256, "原件缺失"});
        std::error_code none;
        const bool whole =
            originals_.is_whole(sha256) && fs::file_size(originals_.path(sha256), none) == static_cast<std::uintmax_t>(bytes);
        if (!whole) return damage({"original", sha256, "原件已损坏"});
        out.bytes += bytes;
    });
    originals_.each([&](const std::string& sha256) {
        if (!named.contains(sha256)) out.left_over.push_back(sha256);
    });
    return out;
}

void Store::backup_to(const fs::path& target) {
    const FolderLock together(folder_, FolderLock::Kind::shared);
    write_backup(*catalogue_, originals_, target);
}

}  // namespace tianbiao
