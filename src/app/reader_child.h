// tianbiao-reader as tianbiao sees it: a foreign file's bytes in, what stands in it out. It stands beside the program that starts it.
#pragma once
#include <string>

#include "grid/workbook.h"
#include "page/evidence.h"
#include "page/fillable.h"

namespace tianbiao {

// `file` is for messages. Throws Error: what the child found wrong with the file, in its words; unreadable where it died or took longer
// than limits::reader_wall_seconds; missing_program where it is not installed.
Workbook read_workbook(const std::string& bytes, const std::string& file);

// The same for a PDF; `password` opens an encrypted one.
Evidence read_evidence(const std::string& bytes, const std::string& file, const std::string& password = {});

// The fields of a PDF form, and what a further revision of it must know. Throws as read_workbook does; unsupported where it has no fields.
Fillable read_fillable(const std::string& bytes, const std::string& file);

// Of what a child said (framed JSON) and how it ended; for the two above, and to test it with children that misbehave.
Workbook workbook_of_answer(const std::string& output, int status, const std::string& file);
Evidence evidence_of_answer(const std::string& output, int status, const std::string& file);

}  // namespace tianbiao
