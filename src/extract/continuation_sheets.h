// 附页: what a cell could not hold, read behind the form and joined to the field that it continues (注6).
//
// Ours head each piece with the item's name and （续）, and the cell points to its sheet; the items stand in the order of the form, so that
// of several fields of one name each finds its own. Others write what they like: a line that is an item's name, or its label, is a head.
#pragma once
#include "extract/bind_fields.h"

namespace tianbiao {

void join_sheets(const ReadPages& pages, const FormMatch& match, BoundFields& fields);

}  // namespace tianbiao
