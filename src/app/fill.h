// fill: an existing PDF form and an application to the filled form.
#pragma once
#include <string>
#include <vector>

#include "app/studio.h"
#include "base/finding.h"
#include "model/record.h"

namespace tianbiao {

struct FillOptions {
    Language language = Language::zh;
    bool flat = false;       // the fields become part of their pages
    std::string form;        // where the application does not name its form, or to overrule it
    std::string password = {};  // of an encrypted form
    std::string date;        // of a flat file of ours; "" the form's own
};

struct Filled {
    std::string pdf;
    std::vector<Finding> findings;  // what had no field, or no room in it; that the form was encrypted
    int fields = 0;                 // that were filled
};

// Fields are found by their names: organization.name for /organization/name, with the boxes' states as they really are. What the application
// does not say stays as it was in the form. What comes of an encrypted form is not encrypted any more, and a finding says so.
// Throws Error: usage (an unknown form), unsupported (a file without fields, or a blank of another form than the application's), and what
// ReaderChild::decrypted and fields throw.
Filled fill_form(Studio& studio, const std::string& given, const std::string& file, const Record& record, const FillOptions& options);

}  // namespace tianbiao
