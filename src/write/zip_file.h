// A ZIP of files that lie on disk (APPNOTE 6.3), for people to carry away. Wraps libzip's writing half; nothing foreign is opened with it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tianbiao {

struct ZipEntry {
    std::string name;  // in the archive, UTF-8 and marked so (APPNOTE, 4.4.4, bit 11)
    std::string file;  // on disk
};

// Stored as they are, for PDF and XLSX are packed already. The archive appears whole and flushed, or not at all. Same entries, files and
// `date` (YYYY-MM-DD): same bytes. Throws Error: unwritable, unreadable where a file is gone.
void write_zip(const std::string& path, const std::vector<ZipEntry>& entries, std::string_view date);

}  // namespace tianbiao
