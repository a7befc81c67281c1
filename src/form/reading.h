// What the steps of read_form share: the form as far as it is read, and where its parts stand in their files.
#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "form/definition.h"
#include "form/members.h"

namespace tianbiao {

struct Reading {
    Form& form;
    Faults& faults;
    std::map<std::string, const Json*> field_places;    // by path
    std::set<std::string> bound;                        // paths of fields that a cell or line prints
    std::vector<std::pair<Mm, const Json*>> all_edges;  // of all blocks
};

// In this order: each looks things up in what was read before it.
void read_values(const Json& definition, Reading& reading);
void read_fields(const Json& definition, Reading& reading);
void read_rules(const Json& definition, Reading& reading);
void read_quotas(const Json& definition, Reading& reading);
void read_blocks(const Json& definition, Reading& reading);
void read_cell(const Json& json, const RowDef& row, CellDef& cell, Reading& reading);  // all but its place

Words read_name(const Members& members, Faults& faults);
std::string read_style_name(const Members& members, std::string_view otherwise, Reading& reading);  // of a style that exists

// By its word: left, centre, right, justify.
HorizontalAlign read_align(const Members& members, HorizontalAlign otherwise);

}  // namespace tianbiao
