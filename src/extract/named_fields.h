// Form fields that are named as the form names its values: organization.name, teachers.0.name, levels.0, continued.platform.0.
//
// A name says which value a field holds wherever it stands and whoever filled it. What its place says is weighed against it: where both
// agree the field's own text is taken, to the character; where no label leads to it the name does; where they differ what is seen counts,
// and both are reported.
#pragma once
#include <cstddef>

#include "extract/bind_fields.h"
#include "page/evidence.h"

namespace tianbiao {

struct PageRange {
    int first = 0, end = 0;  // from 0
};

// Adds what the fields on these pages say. Hidden ones are left out.
void bind_named_fields(const Evidence& evidence, PageRange pages, const Form& form, BoundFields& fields);

// Fields of the document that are named as this form's.
std::size_t count_named_fields(const Evidence& evidence, const Form& form);

}  // namespace tianbiao
