#include "archive/catalogue_schema.h"

namespace tianbiao {
namespace {

constexpr std::string_view first_version = R"(
CREATE TABLE originals(sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries(id INTEGER PRIMARY KEY, form TEXT NOT NULL, state TEXT NOT NULL, name TEXT NOT NULL, received TEXT NOT NULL,
    previous INTEGER REFERENCES entries(id), role_values TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE contents(entry INTEGER PRIMARY KEY REFERENCES entries(id), data TEXT NOT NULL, findings TEXT NOT NULL);
CREATE TABLE keys(entry INTEGER NOT NULL REFERENCES entries(id), kind TEXT NOT NULL, value TEXT NOT NULL, strength INTEGER NOT NULL,
    PRIMARY KEY(entry, kind)) WITHOUT ROWID;
CREATE INDEX keys_by_value ON keys(kind, value, entry);
CREATE TABLE role_values(entry INTEGER NOT NULL REFERENCES entries(id), role TEXT NOT NULL, folded TEXT NOT NULL,
    PRIMARY KEY(entry, role, folded)) WITHOUT ROWID;
CREATE TABLE renditions(number INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entries(id),
    sha256 TEXT NOT NULL REFERENCES originals(sha256), place INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    received TEXT NOT NULL, data TEXT NOT NULL, findings TEXT NOT NULL, digest TEXT NOT NULL, UNIQUE(sha256, place));
CREATE INDEX renditions_of_entry ON renditions(entry);
CREATE TABLE events(number INTEGER PRIMARY KEY, entry INTEGER NOT NULL, by_whom TEXT NOT NULL, on_day TEXT NOT NULL, what TEXT NOT NULL,
    detail TEXT, detail_digest TEXT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX events_of_entry ON events(entry);
CREATE VIRTUAL TABLE words USING fts5(terms, content='', tokenize='ascii');
)";

// 保管期限 and 页数 for the directory of files; what a deletion still owes to the disk; the newer version of an entry without a search.
constexpr std::string_view second_version = R"(
ALTER TABLE entries ADD COLUMN retention TEXT NOT NULL DEFAULT '';
ALTER TABLE renditions ADD COLUMN pages INTEGER NOT NULL DEFAULT 0;
CREATE TABLE removals(sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX entries_by_previous ON entries(previous);
)";

}  // namespace

const Migrations& catalogue_migrations() {
    static const Migrations all{first_version, second_version};
    return all;
}

}  // namespace tianbiao
