// Where LibreOffice turns a foreign document into PDF: it may read its own program, fonts and one folder, write into that folder, and no more.
#pragma once
#include <string>

namespace tianbiao {

// Becomes LibreOffice (exec) for the document in `folder`, which becomes document.pdf there. What it gives up before: limits on memory, CPU time,
// file size and core files; root (it becomes nobody); files outside (Landlock); any network, any socket to connect to, and what only
// administrators and debuggers need (seccomp). Returns the exit status that says why it did not: limits::office_not_jailed, office_missing.
int become_office(const std::string& folder, const std::string& document);

}  // namespace tianbiao
