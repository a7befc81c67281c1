// Applications as they come in, for tests of the archive.
#pragma once
#include <string>
#include <vector>

#include "archive/store.h"
#include "support/temporary_folder.h"

namespace tianbiao::test {

struct Came {
    std::string organization = "云泽省数字技术人才发展中心";
    std::string code = "12990000MB0A36256Y";
    std::string occupation = "人工智能工程技术人员";
    std::string text = "中心成立于2008年6月";  // of the application, with what its file holds
    std::string kind = "json";
    std::string form = "training-2023";
    std::string date = {};
    Joining joining = Joining::decide;
};

Arrival arrival(const Came& came);
std::string bytes_of(const Came& came);

// An archive of a test's own.
class TestStore {
public:
    TestStore() : store_(folder_.path("archive"), CatalogueUse::make) {}
    AddedTo add(const Came& came, const Trace& trace = {"王五", "2023-06-01"});
    Store& operator*() { return store_; }
    Store* operator->() { return &store_; }
    std::filesystem::path path(const std::string& name = "") const { return folder_.path("archive") / name; }
    std::filesystem::path beside(const std::string& name) const { return folder_.path(name); }

    std::vector<std::int64_t> found(const Query& query);
    std::vector<std::int64_t> found(const std::string& words);
    std::vector<Damage> damages();
    std::string run(const std::string& sql);  // behind the catalogue's back; the first column of the first row

private:
    TemporaryFolder folder_;
    Store store_;
};

}  // namespace tianbiao::test
