// Where a form prints its fields: what a reader of cells must know of it.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "form/form.h"

namespace tianbiao {

struct PrintedList {
    std::string key;                      // member whose value names the row; "" where order does
    std::vector<std::string> key_values;
    std::string first_member;             // of the row's first column
    std::set<std::string> labels;         // texts of its block that are no answers: headers, …… and the like, without white space
};

struct PrintedPlaces {
    std::map<std::string, std::string> prompts;  // by path, without white space
    std::set<std::string> options;               // paths of check boxes
    std::map<std::string, PrintedList> lists;    // by path
};

PrintedPlaces printed_places(const Form& form);

}  // namespace tianbiao
