// A filled PDF, of any producer, to the applications that it holds.
#pragma once
#include "app/parse.h"

namespace tianbiao {

// Throws Error: what the reader child found wrong with the file; unsupported where none of the forms is recognised in it.
std::vector<Parsed> parse_pdf(Studio& studio, const std::string& bytes, const std::string& file, const ParseOptions& options);

// What was extracted, masked where that was asked for.
void take(Extraction extraction, const Form& form, const ParseOptions& options, Parsed& out);

}  // namespace tianbiao
