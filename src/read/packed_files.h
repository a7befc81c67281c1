// The files that a ZIP holds, as an applicant or an office packed them, and those of the ZIPs in it (one level, no further).
//
// What systems put beside files (folders, __MACOSX/, Thumbs.db, hidden ones) is left out. Names are UTF-8 where the entry says so (APPNOTE
// 4.4.4, bit 11) or where they hold Han that reads so, else GB 18030 as Windows in China writes them, else CP 437.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace tianbiao {

struct Member {
    std::string name;      // "a/b.pdf", "inner.zip/c.pdf"; as it was packed: it may climb out of its folder
    std::size_t size = 0;  // unpacked, as the archive says
};

// In the archive's order. Throws Error: unreadable (not a ZIP, damaged), too_large (limits::archive_members, archive_total_bytes, zip_ratio). A ZIP
// inside that cannot be opened is a member like any other.
std::vector<Member> list_members(std::string_view bytes);

// Members `from` up to `to` of that list, unpacked. One that is damaged, encrypted or too large (limits::pdf_bytes, zip_ratio) costs only itself.
// As framed pieces: each "ok SIZE\n" or "no SIZE\n" and so many bytes, the file or {"code", "place", "text"}.
std::string unpack_members(std::string_view bytes, std::size_t from, std::size_t to);

Json to_json(const std::vector<Member>& members);  // [["name", size], …]

}  // namespace tianbiao
