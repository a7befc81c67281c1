// Rows of the catalogue and their digests: what any store of it writes beside a row and checks it by.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "archive/catalogue.h"

namespace tianbiao {

// SHA-256 of a row's columns by name. An empty text and a 0 add nothing: a column that a newer version adds leaves older rows as they were.
class RowDigest {
public:
    RowDigest& add(std::string_view column, std::string_view value);
    RowDigest& add(std::string_view column, std::int64_t value);
    std::string hex() const;

private:
    std::string bytes_;
};

struct EntryRow {  // as it is stored: JSON as text
    Entry entry;   // without data and findings
    std::string data, findings;
};

std::string digest_of(const EntryRow& row);
std::string digest_of(const Rendition& rendition, std::string_view data, std::string_view findings);
std::string digest_of_original(std::string_view sha256, std::int64_t bytes);

// An event's digest takes in that of the one before it, so that none can be missing between two.
std::string digest_of(const Event& event, std::string_view detail_digest, std::string_view before);

Json values_json(const RoleValues& values);
RoleValues values_of(const Json& json);  // what is not so shaped is left out

std::string searched_text(const Entry& entry, const Json& data);  // what the full-text index holds of it

}  // namespace tianbiao
