// What an office has in its archive: applications as entries, the files they came in as renditions, and who did what with them and when.
//
// The one interface between the archive and its store. SQLite stands behind it here; a PostgreSQL beside it must be able to do the same, so
// each call is all or nothing, decides by what is stored alone, and on return survives a power cut. What a value means is said by the form;
// here they are plain strings by role (forms/README.md, `catalogue`). Throws Error: unwritable (nothing of that call is kept), unreadable.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace tianbiao {

using RoleValues = std::map<std::string, std::vector<std::string>>;  // by role
using Keys = std::vector<std::pair<std::string, std::string>>;       // what tells an application from others, by kind, the surest first

struct Trace {
    std::string by;    // who
    std::string date;  // YYYY-MM-DD
};

// How a file that says what an entry says, or nearly, is taken.
enum class Joining {
    decide,     // as archive/versions.h has it
    rendition,  // another rendition of the newest version, whatever it says
    version,    // a new version
};

// One application as it came in one file.
struct Arrival {
    std::string sha256, name, kind;  // of the file: its name as given; pdf, xlsx, json, other
    std::int64_t bytes = 0;
    int place = 0;  // of the application in its file, from 0
    int pages = 0;  // of paper; 0: not known
    std::string form;
    RoleValues values;
    Keys keys;            // empty: nothing tells it
    std::vector<std::string> unseen = {};  // pointers of what such a file cannot show (not printed): its absence says nothing
    Json data, findings;  // null and [] where it could not be read
    std::string state;
    Joining joining = Joining::decide;
};

enum class Added { entry, rendition, version, known };  // known: the same bytes were there already

struct AddedTo {
    std::int64_t entry = 0;
    Added how = Added::known;
};

struct Entry {
    std::int64_t id = 0;
    std::string form, state, name;  // name: of its first file
    std::string received;           // YYYY-MM-DD
    std::string retention;          // 保管期限; "" where none is set
    std::int64_t previous = 0;      // the version before it; 0: none
    std::int64_t next = 0;          // the version after it; 0: it is the newest
    RoleValues values;
    Keys keys;  // empty in lists, as data and findings are null
    Json data, findings;
    std::string digest;  // of the row: what revise() compares
};

struct Rendition {
    std::int64_t number = 0;
    std::int64_t entry = 0;
    std::string sha256, name, kind;
    int place = 0, pages = 0;
    std::string received;
    Json data, findings;  // as it was read
};

struct Event {
    std::int64_t number = 0;
    std::int64_t entry = 0;
    Trace trace;
    std::string what;  // added, joined, state, corrected, retained, deleted
    Json detail;       // null where it was deleted with its entry
};

// Everything that is given must hold. Texts are compared as folded() (archive/words.h).
struct Query {
    std::map<std::string, std::string> values;  // by role: what a value of it holds
    std::string words;                          // of the full text
    std::string form, state;
    std::string date_role, from, to;  // the value of this role, else the day it was received; both ends included, as texts
    bool newest_alone = false;        // without versions that have a newer one
    std::int64_t most = 0;            // 0: all
};

// What is damaged or missing, for people.
struct Damage {
    std::string what;  // entry, rendition, event, original, catalogue
    std::string name;  // its number or digest
    std::string text;
};

class Catalogue {
public:
    virtual ~Catalogue() = default;

    // The entries that hold this file; empty where nobody does.
    virtual std::vector<std::int64_t> holders(const std::string& sha256) = 0;

    // All applications of one file, all or none; known ones are left as they are. In their order.
    virtual std::vector<AddedTo> add(const std::vector<Arrival>& file, const Trace& trace) = 0;

    virtual std::optional<Entry> entry(std::int64_t id) = 0;  // with data and findings
    virtual std::vector<Rendition> renditions(std::int64_t entry) = 0;
    virtual std::vector<Event> events(std::int64_t entry) = 0;

    // By id, without data. Deleted ones only where that state is asked for.
    virtual void find(const Query& query, const std::function<void(const Entry&)>& visit) = 0;

    // Puts `after` in the place of `before`: state, retention, values, keys, data, findings. Throws Error unwritable where it has changed
    // meanwhile.
    virtual void revise(const Entry& before, const Entry& after, const Trace& trace, const std::string& what, const Json& detail) = 0;

    // Takes away all but the trace: values, data, renditions, what events say of values. The digests of files that nobody holds any more:
    // they are remembered as removals until forget_removal(), so that a cut between the two is made good.
    virtual std::vector<std::string> remove(const Entry& entry, const Trace& trace, const Json& detail) = 0;
    virtual std::vector<std::string> removals() = 0;
    virtual void forget_removal(const std::string& sha256) = 0;

    // Every file that the catalogue names, sorted; and every row against its digest and what the trace says there must be.
    virtual void each_original(const std::function<void(const std::string& sha256, std::int64_t bytes)>& visit) = 0;
    virtual void verify(const std::function<void(const Damage&)>& visit) = 0;

    // A whole copy of what is committed, while others write.
    virtual void backup_to(const std::filesystem::path& target) = 0;
};

enum class CatalogueUse { make, change, look };  // make: where there is none

std::unique_ptr<Catalogue> open_catalogue(const std::filesystem::path& file, CatalogueUse use);

}  // namespace tianbiao
