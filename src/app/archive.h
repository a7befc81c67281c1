// The office's archive: what comes in, what is looked for, and what is done with it, by whom and when.
//
// Dates are given, never read from the clock here. Values of sensitive fields leave only where that is asked for.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/studio.h"
#include "archive/backup.h"
#include "archive/states.h"
#include "archive/store.h"
#include "base/error.h"
#include "base/finding.h"
#include "model/record.h"

namespace tianbiao {

struct AddOptions {
    std::vector<std::string> paths;  // files; folders with all below them but hidden ones; a batch's folder stands for its inputs, also those in ZIPs
    Joining joining = Joining::decide;
    std::string form = {};  // where a file does not say, or to overrule it
    Language language = Language::zh;
};

struct AddedFile {
    std::string path;
    std::vector<AddedTo> to;            // one an application; one for a file that could not be read, too
    std::optional<Error> trouble = {};  // why it was not read (it is kept all the same), or not kept (`to` is empty)
    bool needs_review = false;
};

// Every file by itself: one that cannot be read or kept costs only itself. What ends the whole is thrown: the archive cannot be written.
std::vector<AddedFile> add_to_archive(Studio& studio, Store& store, const AddOptions& options, const Trace& trace,
                                      const std::function<void(const AddedFile&)>& progress);

// Of an application: what it is filed and told by, and what its findings are.
struct Filed {
    std::string form;
    RoleValues values;
    Keys keys;
    Json findings;
    bool errors = false;
};
Filed filed(Studio& studio, const Record& record, const std::string& form, Language language);

// By its number. Throws Error usage where there is none.
Entry entry_of(Store& store, const std::string& id);

// For lists: what looks like an ID, a telephone or an e-mail is masked in values and names.
Entry shown(Entry entry);

// What one entry has: all of it, sensitive values masked unless they are asked for.
enum class Show { masked, all };
struct WholeEntry {
    Entry entry;
    std::vector<Rendition> renditions;
    std::vector<Event> events;
    struct Difference {
        std::int64_t rendition = 0;
        std::string field, name, entry_says, rendition_says;
    };
    std::vector<Difference> differences;  // of the renditions' values and the entry's
};
WholeEntry whole_entry(Studio& studio, Store& store, const std::string& id, Show show, Language language);

// The entry's application, as it stands after corrections; and printed again.
Record record_of(Studio& studio, const Entry& entry, Show show);

// Throws Error usage where that state may not follow (the text says which may).
void check_state(const Entry& entry, const std::string& state);
void set_state(Store& store, const Entry& entry, const std::string& state, const Trace& trace);

// The value as it would stand in the application's JSON: a text of an integer, yes/no or choices field is taken as what it means. ""
// empties the field. Throws Error usage: no such field, or nobody knows the form.
void correct_value(Studio& studio, Store& store, const Entry& entry, const std::string& pointer, const std::string& value,
                   const Trace& trace, Language language);

void set_retention(Store& store, const Entry& entry, const std::string& period, const Trace& trace);

// Throws Error usage where it is still to be kept. How many files went.
int delete_entry(Store& store, const Entry& entry, const std::string& reason, const Trace& trace);

// What templates/supplement-notice.letter takes: the findings, errors first, and no values.
struct Notice {
    std::string deadline;  // YYYY-MM-DD
    std::string office;    // "": who does it
};
Json correction_notice(Studio& studio, const Entry& entry, const Notice& notice, const Trace& trace);

}  // namespace tianbiao
