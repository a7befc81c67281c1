// Values of a record by a pattern: a JSON Pointer with * for every entry of a list.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "form/form.h"
#include "model/record.h"

namespace tianbiao {

struct Spot {
    std::string pointer;               // "/teachers/3/phone"
    std::vector<std::size_t> indexes;  // {3}
    const Json* value = nullptr;       // nullptr: absent or null
};

// Every place the pattern names, in the record's order. A member that is absent is a Spot without value; a list that is absent gives none.
std::vector<Spot> select(const Record& record, std::string_view pattern);

// The pattern with its first stars replaced: bound("/a/*/b", {3}) is "/a/3/b".
std::string bound(std::string_view pattern, const std::vector<std::size_t>& indexes);

// Nothing is written there: absent, null, white space, or a group or list with nothing in it.
bool is_blank(const Json* value);

}  // namespace tianbiao
