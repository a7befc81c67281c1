// The entries of a ZIP archive (APPNOTE 6.3), unpacked under limits. Wraps libzip, which only tianbiao-reader links: hence here, not in base/.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tianbiao {

class Archive {
public:
    // The bytes must live as long as the object. Throws Error: unreadable (not a ZIP, damaged), too_large (more than limits::zip_entries).
    explicit Archive(std::string_view bytes);
    ~Archive();

    std::vector<std::string> names() const;  // in the archive's order
    bool has(const std::string& name) const;  // part names differ not by case (ECMA-376-2, 6.2.2.3)

    // nullopt where there is none. Throws Error: unreadable (damaged, encrypted), too_large (limits::zip_entry_bytes, zip_total_bytes,
    // zip_ratio); what the archive says of its sizes is not believed.
    std::optional<std::string> entry(const std::string& name);

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
    std::size_t total_ = 0;
};

}  // namespace tianbiao
