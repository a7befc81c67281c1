// Record: the values of one application by path, as the contract's application document has them.
//
// A Record knows no form: what a key means and which keys there are is said by form/. Paths are JSON Pointers (RFC 6901).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace tianbiao {

struct Record {
    Json root;  // an object
};

// Reads one application, or an array of them. Throws as read_json does, and bad_json where the root is neither.
std::vector<Record> read_records(std::string_view bytes, const std::string& file);
std::string write_record(const Record& record);

// nullptr where nothing stands, and for null.
const Json* value_at(const Record& record, std::string_view pointer);
void set_value(Record& record, std::string_view pointer, Json value);  // makes the groups and list entries on the way

// A scalar as it is printed: a text or number to the character, true/false as they are; "" for absent.
std::string printed(const Json* value);

// Normal form: null, absent, "" and [] are one (as is a group or list with nothing in it); CRLF is LF; white space at the end of a line is
// dropped. Equal records of the contract have equal normal forms.
Json normal_form(const Json& json);

struct Difference {
    std::string field;  // JSON Pointer
    std::string a, b;   // as written; "" where absent
};
std::vector<Difference> differences(const Record& a, const Record& b);

std::string dump(const Record& record);  // one path and value a line

}  // namespace tianbiao
