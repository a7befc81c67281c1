// What was read on paper, weighed against the data inside the file, field by field: the record, its sources and what must be said about it.
#pragma once
#include "extract/bind_fields.h"
#include "extract/extraction.h"

namespace tianbiao {

// `embedded`: nullptr where the file has none.
Extraction weigh_sources(const ReadRows& document, const Form& form, const BoundFields& fields, const Record* embedded, Language language);

}  // namespace tianbiao
