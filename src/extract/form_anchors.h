// A form as a reader looks for it: its labels in reading order, and for every value the label that leads to it.
//
// Nothing here is a coordinate: a value stands right of its label, a list's entries stand below the labels of their columns.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "form/form.h"

namespace tianbiao {

struct Anchor {
    int block = 0;
    int row = 0;                         // of the block's definition
    const CellDef* cell = nullptr;
    int key = -1;                        // place among the row's key values; -1: none
    std::vector<std::string> wordings;   // plain; of a cell of kind lines its labels
    bool lines = false;
    double weight = 1;
};

struct ValuePlace {
    const CellDef* cell = nullptr;
    int left = -1, right = -1;           // anchors beside it; -1: none
};

struct ListColumn {
    const CellDef* cell = nullptr;       // of the repeated row
    std::string member;
    int anchor = -1;                     // label above it; of a keyed row its first key's label, or that left of it
    bool beside = false;                 // the anchor stands left of the column, not over it
};

struct ListPlace {
    const RowDef* row = nullptr;
    int first_anchor = -1, last_anchor = -1;  // its labels in the order of anchors
    int next_anchor = -1;                // first one that stands below the list
    std::vector<ListColumn> columns;
};

struct FormAnchors {
    const Form* form = nullptr;
    std::vector<Anchor> anchors;
    std::map<std::string, std::vector<int>> exact, loose;  // by wording: anchors
    std::vector<ValuePlace> values;
    std::vector<ListPlace> lists;
    std::vector<int> lines;              // anchors of cells of kind lines
    std::set<std::string> labels;        // all wordings, and those set again behind a break
    double weight = 0;                   // of all anchors
};

FormAnchors form_anchors(const Form& form);

using KnownForms = std::vector<const FormAnchors*>;  // those that a document may hold

// A label without what people change in it: parts in brackets, colons, asterisks.
std::string loose_label(std::string_view plain);

}  // namespace tianbiao
